"""The grammar of a plan: which of its words are the person, and which say what will be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from voice_guide.languages import Language
from voice_guide.understanding.phrases import read, wordings
from voice_guide.understanding.plan_sentence import Kept, PlanSentence, Spoken
from voice_guide.understanding.plan_words import PlanWords, apart, split
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.who_it_is import WhoItIs
from voice_guide.understanding.word_row import WordRow


class PlanGrammar:
    """Finds who and what in a row of lower-case words whose day has been taken out and whose clitics stand apart."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("plan")
        self._words = PlanWords(language)
        self._subjects = Subjects(language)
        self._sentence = PlanSentence(language, self._words, self._subjects)
        self._who_it_is = WhoItIs(language, self._words, self._subjects)
        self._lead = apart(data["lead"])
        self._lead_before_person = apart(data["lead_before_person"])
        self._tails = _tails(data["tail"])
        self._tails_kept = _tails(data["tail_kept"])
        self._tails_unless_after = frozenset(data["tail_unless_after"])
        self._tail_not_after = frozenset(data["tail_not_after"])
        self._stopping = apart(data["stopping"])
        self._before_verbs = apart(data["before_verbs"])
        self._will_alone = apart(data["will_alone"])
        self._be: str = data["be"]
        self._open_will_alone = apart(data["open_will_alone"])

    def read(self, words: Sequence[str], *, planned_day: bool, marked: Collection[int] = ()) -> Kept | None:
        """Who and what, or None where nothing is planned.

        ``planned_day``: a day to come was said with it. ``marked``: the places of words after which a comma or stop was
        heard. ``what`` is empty where only a person was named ("dad will").
        """
        start, end = self._trimmed(words)
        spoken = Spoken(planned_day, marked)
        start = self._past_lead_before_person(WordRow(words[:end]), start, spoken)
        row = WordRow(words[start:end])
        if not row.words or self._words.is_story(row):
            return None
        kept = self._read(row, spoken.moved(start))
        return kept.moved(start) if kept else None

    def _read(self, row: WordRow, spoken: Spoken) -> Kept | None:
        conditional = self._sentence.conditional(row, spoken)
        if conditional or self._words.begins_no_plan(row):
            return conditional
        return (
            self._sentence.person_alone(row, spoken)
            or self._who_it_is.read(row, self._sentence, spoken)
            or self._sentence.read(row, spoken)
            or self._who_it_is.for_person_to(row)
            or self._person_does(row, planned_day=spoken.planned_day)
            or self._will_without_person(row)
            or self._doing(row, planned_day=spoken.planned_day)
        )

    def is_nothing_but_frame(self, words: Sequence[str]) -> bool:
        """Whether nothing is left but words such as "so" and "then"."""
        start, end = self._trimmed(words)
        row = WordRow(words[:end])
        while length := row.longest(self._lead_before_person, start) or row.longest(self._lead, start):
            start += length
        return start >= end

    def _trimmed(self, words: Sequence[str]) -> tuple[int, int]:
        start = self._past_leads(WordRow(words), 0)
        end = len(words)
        while end > start and (length := self._tail_length(words[start:end])):
            end -= length
        return start, end

    def _tail_length(self, words: Sequence[str]) -> int:
        if any(tuple(words[-len(tail) :]) == tail for tail in self._tails_kept.get(words[-1], ())):
            return 0
        for tail in self._tails.get(words[-1], ()):
            if tuple(words[-len(tail) :]) == tail:
                return len(tail)
        belongs = len(words) > 1 and words[-2] in self._tail_not_after
        return 1 if words[-1] in self._tails_unless_after and not belongs else 0

    def _past_leads(self, row: WordRow, start: int) -> int:
        while length := row.longest(self._lead, start):
            start += length
        return start

    def _past_lead_before_person(self, row: WordRow, start: int, spoken: Spoken) -> int:
        """The place after "no", "put that" and the like, if a person and what they will do follow; else ``start``."""
        length = row.longest(self._lead_before_person, start)
        if length <= self._words.length_of_no_plan(row, start):  # "no one", where "no" alone might be left out
            return start
        after = self._past_leads(row, start + length)
        after = self._past_lead_before_person(row, after, spoken)
        rest = WordRow(row.words[after:])
        surely = rest.longest(self._subjects.people.sure, 0) > 0
        will = self._sentence.read(rest, spoken.moved(after))
        named = will is not None and 0 in will.who and (surely or not self._words.is_deed(rest, 0))
        return after if named or (surely and start + length - 1 in spoken.marked) else start

    def _person_does(self, row: WordRow, *, planned_day: bool) -> Kept | None:
        """``mum rings the school``: planned where a day to come goes with it, or where it is nobody's story."""
        length = row.longest(self._subjects.people.sure, 0)
        if not length or length >= len(row.words) or self._words.tells_of_the_past(row):
            return None
        verb = row.words[length]
        who = row.words[:length]
        idle, pronouns = self._subjects.people.data["idle"], self._subjects.people.data["pronouns"]
        habit = who[-1] in idle or set(who) & set(pronouns)
        by_one = self._words.is_done_by_one(verb)
        if self._words.is_past(verb) or not (planned_day or (by_one and not habit)):
            return None
        if not (verb in self._words.verbs or by_one):
            return None
        return Kept(tuple(range(length, len(row.words))), tuple(range(length)))

    def _will_without_person(self, row: WordRow) -> Kept | None:
        """``gonna tell him on wednesday``: who it is goes without saying."""
        length = row.longest(self._open_will_alone, 0)
        known = row.longest(self._will_alone, 0)
        if (
            not length
            and 0 < known < len(row.words)
            and self._words.is_deed(row, known)
            and row.words[known] != self._be
        ):
            length = known
        rest = WordRow(row.words[length:])
        first = length if row.longest(self._sentence.markers.will, 0) else 0
        if not length or not rest.words or self._words.is_only_talk(rest, sure=True, with_day=True, may=False):
            return None
        return Kept(tuple(range(first, len(row.words))), ())

    def _doing(self, row: WordRow, *, planned_day: bool) -> Kept | None:
        """``ring the school``, ``texting me when he's late``: nobody is named."""
        at = row.longest(self._before_verbs, 0)
        first = row.words[at] if at < len(row.words) else ""
        if len(row.words) == 1 and not self._words.is_doing(row, 0):
            return None
        stopped = first in self._words.stopped and row.longest(self._stopping, 0) > 0
        verbs = self._words.verbs
        doing = self._words.is_doing(row, 0) or self._words.is_doing(row, at)
        known = stopped or first in verbs or row.words[0] in verbs or doing
        state = len(row.words) > 1 and self._words.is_past(row.words[1])
        if (
            not known
            or state
            or self._does_something(row)
            or self._words.tells_of_the_past(row)
            or self._words.goes_on_with_a_story(row)
        ):
            return None
        return Kept(tuple(range(len(row.words))), ())

    def _does_something(self, row: WordRow) -> bool:
        """Whether these words are themselves what "will" do something ("walking away will help")."""
        return any(
            row.longest(self._sentence.markers.will, at) and not self._words.has_subject(row.words[at - 1 : at])
            for at in range(1, min(5, len(row.words)))
        )


def _tails(texts: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """What may stand at a plan's end, by its last word, the longest first."""
    spelt = {tuple(words.split()) for text in texts for words in wordings(read(split(text)))}
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(spelt, key=len, reverse=True):
        found.setdefault(words[-1], []).append(words)
    return found
