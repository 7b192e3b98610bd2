"""What the verbs of a sentence tell: something to be done, or something that was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared
from voice_guide.understanding.word_row import WordRow

_CLITIC = re.compile(r"(?<=\w)('(?:ll|s|re|m|d|ve)\b)")


def split(text: str) -> str:
    """A phrase of the data with its clitics apart: ``it's`` as ``it 's``."""
    return _CLITIC.sub(r" \1", text)


def apart(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases, over words whose clitics stand apart."""
    return phrases.expression(map(split, texts))


class PlanWords:
    """A language's verbs, and its signs of a story (``understanding/plan.toml`` and ``plan_stories.toml``)."""

    def __init__(self, language: Language) -> None:
        plan = language.understanding("plan")
        data = language.understanding("plan_stories")
        self.verbs = frozenset(plan["verbs"].split())
        self.stopped = frozenset(plan["stopped"].split())
        self._doing_ending: str = plan["doing_ending"]
        self._not_doing = frozenset(plan["not_doing"])
        self._doing_pairs = frozenset(plan["doing_pairs"])
        self._past = frozenset(data["past"].split())
        self._states = frozenset(data["states"].split())
        self._past_ending: str = data["past_ending"]
        self._not_past = frozenset(data["not_past"])
        self._saying = frozenset(data["saying"].split())
        self._not_told = frozenset(data["not_told"])
        self._telling_of = frozenset(data["telling_of"])
        self._used_to_after = frozenset(data["used_to_after"])
        self._harmed = frozenset(data["harmed"])
        self._could, self._have = frozenset(data["could"]), frozenset(data["have"])
        self._participles = frozenset(data["participles"].split())
        self._participle_endings = tuple(data["participle_endings"])
        self._telling_on = frozenset(data["telling_on"])
        self._said_they_will = apart(plan["said_they_will"])
        self._story = re.compile(f"(?:^| ){apart(data['story']).pattern}")
        self._no_plan = apart(data["no_plan"])
        self._sayings = apart(data["will_in_talk"])
        self._said_alone = apart(data["will_and_no_more"])
        self._sensing = apart(data["sensing"])
        self._can_without_day = apart(data["can_without_day"])
        self._only_after = frozenset(data["only_after"])
        self._things_do = apart(data["things_do"])
        people = shared(PeopleSpokenOf, language)
        self._pronouns = frozenset(data["subjects"])
        self._does = self._pronouns - frozenset(data["objects_too"])
        self._people = self._pronouns | frozenset(people.data["kin"])

    def is_harm(self, rest: WordRow) -> bool:
        """Whether this is something that people agree not to do, done to somebody ("hit me")."""
        return len(rest.words) > 1 and rest.words[0] in self.stopped - self.verbs and rest.words[1] in self._harmed

    def begins_no_plan(self, row: WordRow) -> bool:
        """Whether these words begin as a question or a feeling does."""
        return self._no_plan.match(row.text) is not None

    def length_of_no_plan(self, row: WordRow, start: int) -> int:
        """How many words from there on begin no plan; 0 where none do."""
        return row.longest(self._no_plan, start)

    def is_story(self, row: WordRow) -> bool:
        """Whether something in these words can only be part of a story, such as "he said", though not "what he said"."""
        return self._story.search(row.text) is not None or any(
            self._is_told(row, at) for at in range(1, len(row.words))
        )

    def is_only_talk(self, rest: WordRow, *, sure: bool, with_day: bool, may: str | None) -> bool:
        """Whether what follows "will" plans nothing: "we'll see", "I can see why", "a hug will help".

        ``sure``: the subject can be nothing but a person. ``may``: such a word as "can" or "could" that it followed.
        """
        if self._sayings.match(rest.text) or self._said_alone.fullmatch(rest.text):
            return True
        can = not with_day and may in self._only_after
        if may and (self._sensing.match(rest.text) or (can and self._can_without_day.match(rest.text))):
            return True
        return not sure and self._things_do.fullmatch(rest.text) is not None

    def tells_of_the_past(self, row: WordRow) -> bool:
        """Whether the verb of a row of words that begin with what is done stands in the past ("going there felt bad")."""
        for at in range(1, len(row.words)):
            before = row.words[at - 1]
            if row.words[at] in self._past and before not in self._pronouns | self._telling_of:
                return True
            if before in self._pronouns and self._is_told(row, at):
                return True
        return False

    def has_subject(self, words: Sequence[str]) -> bool:
        """Whether somebody is spoken of among these words who does or feels something ("i feel bad")."""
        return bool(self._does & set(words))

    def is_past(self, verb: str) -> bool:
        """Whether a verb is past or tells of a state: a person with one of these has planned nothing."""
        ended = verb.endswith(self._past_ending) and verb not in self._not_past
        return verb in self._past or verb in self._states or verb in self._saying or ended

    def is_doing(self, row: WordRow, at: int) -> bool:
        """Whether the word there says what somebody is doing."""
        if at >= len(row.words):
            return False
        word = row.words[at]
        if " ".join(row.words[at : at + 2]) in self._doing_pairs:
            return True
        return (word.endswith(self._doing_ending) and len(word) > 5 and word not in self._not_doing) or word == "doing"

    def is_deed(self, row: WordRow, at: int) -> bool:
        """Whether the word there is something that people do."""
        return self.is_doing(row, at) or row.words[at] in self.verbs or row.words[at] in self.stopped

    def is_done_by_one(self, verb: str) -> bool:
        """Whether this is such a verb as it follows "he" or "mum"."""
        stems = (verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y")
        return verb.endswith("s") and any(stem in self.verbs for stem in stems)

    def goes_on_with_a_story(self, row: WordRow) -> bool:
        """Whether, after words that say what is done, somebody does something ("take it away and he's fine")."""
        places = range(len(row.words) - 1)
        return any(row.words[at] in self._telling_on and row.words[at + 1] in self._does for at in places)

    def _is_participle(self, word: str) -> bool:
        return word in self._past | self._participles or word.endswith(self._participle_endings)

    def _is_told(self, row: WordRow, at: int) -> bool:
        """Whether a person and a verb of saying or being, or "used to", stand here and tell of what was."""
        before, word = row.words[at - 1], row.words[at]
        earlier = row.words[at - 2] if at > 1 else ""
        if word == "used" and before in self._people:
            return earlier not in self._used_to_after
        if row.between(at, min(at + 2, len(row.words))).strip() in self._not_told:
            return False
        if word in self._have and before in self._could and at + 1 < len(row.words):
            return self._is_participle(row.words[at + 1])
        if row.longest(self._said_they_will, at) and (at == 1 or before not in self._pronouns):
            return False
        return word in self._saying and before in self._people and earlier not in self._telling_of
