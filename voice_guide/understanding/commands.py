"""Commands: what a person says to steer the program, told apart from what belongs to their answer.

A command is taken only when it is the whole utterance. Close calls are named in ``ask``, to be asked about once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.around import Around, Openings
from voice_guide.understanding.corrections import Corrections
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.like_commands import LikeCommands
from voice_guide.understanding.near_commands import NearCommands
from voice_guide.understanding.phrase_net import PhraseNet
from voice_guide.understanding.requests import Requests
from voice_guide.understanding.shared import shared
from voice_guide.understanding.side_clauses import SideClauses
from voice_guide.understanding.text import normalise
from voice_guide.understanding.wishes import Wishes
from voice_guide.understanding.yes_no import YesNo

During = Literal["question", "read-back"]
ANSWER = "answer"
_REMEMBERED = 256  # parts of utterances, so that asking twice about one costs nothing; no more than the last few


@dataclass(frozen=True)
class CommandMatch:
    """What an utterance asks the program to do.

    ``command``: a name from design.md's list, or ``answer``. ``about``: what it is about, in their words ("change what I said
    about needs": ``needs``), or for ``amend`` ``who``, ``when`` or ``what``. ``ask``: with ``answer``, the command it
    is close to. ``new``: with ``change`` and ``amend``, the words to put in the old ones' place, if they were said; ``old``:
    with ``amend``, the words that they are set against, if they were said. ``beside``: with it stands a reason in words of
    the person's own, which could be part of what they tell. ``after_own_words``: with ``ask``, such words stand before it.
    ``learnt``: no rule knows it, it is like others' commands.
    """

    command: str
    about: str | None = None
    ask: str | None = None
    new: str | None = None
    old: str | None = None
    beside: bool = field(default=False, compare=False)
    learnt: bool = field(default=False, compare=False)
    after_own_words: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class _Form:
    command: str
    about: str | None
    first_words: frozenset[str]
    expression: re.Pattern[str]


class Commands:
    """A language's commands (``understanding/commands.toml``)."""

    def __init__(self, language: Language) -> None:
        self._data: Mapping[str, Any] = language.understanding("commands")
        self._everyday = shared(Everyday, language)
        rules = {name: [self._everyday.phrase(way) for way in ways] for name, ways in self._data["rules"].items()}
        self._rules = phrases.read_rules(rules)
        openings = self._data["openings"]
        self._openings = Openings(self._everyday, {f"<{name}>": self._data["rules"][name] for name in openings})
        self._core_rules = phrases.read_rules({**rules, **{name: [f"\\<{name}>"] for name in openings}})
        self._around = Around(self._everyday, before=self._data["before"], after=self._data["after"])
        self._wishes = Wishes(self._data["wish"], self._everyday, self._around.cores)
        self._corrections = shared(Corrections, language)
        self._yes_no = shared(YesNo, language)
        self._near = NearCommands(self._data, self._everyday, self.whole)
        self._telling = {
            tuple(self._everyday.spelt(wording.split()))
            for text in self._data["telling"]
            for wording in phrases.wordings(self._phrase(text))
        }
        self._others = PhraseNet({ANSWER: [self._phrase(text) for text in self._data["to_others"]]})
        self._once = lru_cache(maxsize=_REMEMBERED)(self._said_once)
        self._side_clauses = SideClauses(language.understanding("requests"), self._everyday)
        self._requests = Requests(language, self._everyday, self._fixed, self.vocabulary())
        self._like = LikeCommands(language, topics=phrases.wordings((self._rules["topic"],)))

    def recognise(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """Tell what ``text`` asks for: by the rules, and where they know nothing by what it is most like.

        ``during`` and ``ended_by_itself`` are as for ``known``. What is said to a line just read back is told by rules alone.
        """
        found, kept = self._known(text, during, ended_by_itself=ended_by_itself)
        if kept or during == "read-back" or (found.command == ANSWER and self._yes_no.is_plain(text)):
            return found
        like = self._like.find(text, found.command, only_exact=found.ask is not None)
        if like is None:
            return found
        if like.ask or not ended_by_itself:
            near = like.ask or like.command
            asks = found.command == ANSWER != near
            return replace(found, ask=found.ask or near) if asks else found
        return CommandMatch(like.command, about=like.about, learnt=True)

    def known(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """Tell what ``text`` asks for, by the rules alone.

        ``during`` is ``read-back`` just after something was read back: only then is "it was Thursday, not Friday" an
        ``amend``. ``ended_by_itself`` False means that these words were joined to an answer already begun: then a command is
        never taken, only asked about, except ``finished``, which loses nothing.
        """
        return self._known(text, during, ended_by_itself=ended_by_itself)[0]

    def _known(self, text: str, during: During, *, ended_by_itself: bool) -> tuple[CommandMatch, bool]:
        """As ``known``, and whether that is all that may be said of it: part of a story, or put right."""
        words = self._everyday.fluent(text)
        found = self.whole(words)
        if found is None and during == "read-back" and (amended := self._corrections.find(words)):
            return CommandMatch("amend", about=amended.about, new=amended.new, old=amended.old), True
        found = found or self._in_dialect(text, words) or self._requested(text)
        if found and (self._is_to_others(words) or (during == "read-back" and self._is_no(found, words))):
            return CommandMatch(ANSWER), True
        if found and self._wishes.is_one(words):
            return CommandMatch(ANSWER, ask=self._wishes.asks(found.command)), True
        if found and self._may_tell_more(words):
            return CommandMatch(ANSWER, ask=found.command), True
        if found and (ended_by_itself or found.command == "finished"):
            return found, False
        ask = found.command if found else self._near.find(text, words)
        told = self._is_to_others(words) or self._wishes.is_one(words) or self._may_tell_more(words)
        after = found is None and self._near.stands_after_own_words(text, words)
        return CommandMatch(ANSWER, ask=ask, after_own_words=after), found is not None or told

    def is_closing_phrase(self, text: str) -> bool:
        """Whether these words, said by themselves after a pause, end the answer ("I'm finished", "that's all", "pass")."""
        words = self._everyday.fluent(text)
        kept = self._may_tell_more(words) or self._is_to_others(words) or self._wishes.is_one(words)
        found = None if kept else self.whole(words) or self._in_dialect(text, words) or self._requested(text)
        return found is not None and bool(self._data["command"][found.command].get("closing"))

    def says_something(self, text: str) -> bool:
        """Whether a way to finish says something too: "that's all I know"."""
        return not set(self._data["says_something"]).isdisjoint(normalise(text))

    def vocabulary(self) -> set[str]:
        """Every word that commands use, in lower case, for recognisers' grammars."""
        texts = [*self._data["before"], *self._data["after"]]
        for entry in self._data["command"].values():
            texts += [text for key in ("says", "gaps", "part", "numbers") for text in entry.get(key, [])]
        rules = phrases.read_rules(self._data["rules"])
        return set().union(*(phrases.words(phrases.read(text, rules)) for text in texts))

    def whole(self, words: list[str]) -> CommandMatch | None:
        """The command that these plain words are, from the first to the last, or None."""
        if len(words) > self._data["most_words"]:
            return None
        return self._once(tuple(words)) or self._said_twice(tuple(words))

    def _may_tell_more(self, words: list[str]) -> bool:
        """Whether these words may tell of a person's life, and not of the conversation: such are kept, and asked about."""
        return tuple(words) in self._telling or tuple(self._everyday.without_asides(words)) in self._telling

    def _in_dialect(self, text: str, words: list[str]) -> CommandMatch | None:
        """The command that these words are once a dialect's words are taken for the ones they stand for."""
        plain = self._requests.without_dialect(text)
        return self.whole(plain) if plain != words else None

    def _is_to_others(self, words: list[str]) -> bool:
        """Whether these words hold what one says to people, and not to the program: "say sorry"."""
        return any(True for at in range(len(words)) for _ in self._others.walk(words, at))

    def _is_no(self, found: CommandMatch, words: list[str]) -> bool:
        """Whether words to finish say no to what was just read back: "no, I've nothing to add"."""
        return found.command == "finished" and words[0] in self._data["no_words"]

    def _requested(self, text: str) -> CommandMatch | None:
        if self._yes_no.is_plain(text):
            return None
        words = self._requests.without_dialect(text)
        return self._asked_for(words) or self._beside_own_words(words)

    def _asked_for(self, words: Sequence[str]) -> CommandMatch | None:
        request = self._requests.find(words)
        return CommandMatch(request.command, about=request.about, beside=request.beside) if request else None

    def _beside_own_words(self, words: list[str]) -> CommandMatch | None:
        """The command that these words are but for one clause that says why."""
        if len(words) <= self._data["most_words"]:
            for rest in self._side_clauses.without_one(words):
                found = self.whole(list(rest)) or self._asked_for(rest)
                if found and found.command in self._side_clauses.beside:
                    return replace(found, beside=True)
        return None

    def _said_once(self, words: tuple[str, ...]) -> CommandMatch | None:
        cores = self._around.cores(words)
        if (plain := self._everyday.without_asides(words)) != list(words):
            cores += self._around.cores(plain)
        for core in cores:
            if core in self._certain_sounds:
                return CommandMatch(self._certain_sounds[core])
        marked = dict.fromkeys(way for core in cores for way in self._openings.marked(core))
        tried = [(core, core.partition(" ")[0]) for core in marked]
        forms = sorted((at, way) for way, (_, first) in enumerate(tried) for at in self._forms_by_first.get(first, ()))
        for at, way in forms:
            if found := self._forms[at].expression.fullmatch(tried[way][0]):
                return _match(self._forms[at], found)
        return None

    def _fixed(self, words: tuple[str, ...]) -> CommandMatch | None:
        """The command that these words are where none of them is the person's own."""
        found = self._once(words)
        own = found and found.about and found.about not in self._data["command"][found.command].get("about", {})
        return None if own else found

    def _said_twice(self, words: tuple[str, ...]) -> CommandMatch | None:
        """The same command in two ways, one after the other: "slow down please, you're going too fast"."""
        for at in range(1, len(words)):
            first = self._once(words[:at])
            if first and (second := self._once(words[at:])) and second.command == first.command:
                return first if first.about else second
        return None

    @cached_property
    def _certain_sounds(self) -> dict[str, str]:
        sounds = self._data["sounds-like"]["certain"]
        return {
            " ".join(self._everyday.spelt(normalise(heard))) + " ": name
            for name, heards in sounds.items()
            for heard in heards
        }

    @cached_property
    def _forms(self) -> list[_Form]:
        return list(self._read_forms())

    @cached_property
    def _forms_by_first(self) -> dict[str, list[int]]:
        """The places of the forms that may begin with a word."""
        found: dict[str, list[int]] = {}
        for at, form in enumerate(self._forms):
            for first in form.first_words:
                found.setdefault(first, []).append(at)
        return found

    def _read_forms(self) -> Iterator[_Form]:
        topics = phrases.wordings((self._rules["topic"],))
        topic = f"(?:{'|'.join(re.escape(words) for words in sorted(topics, key=len, reverse=True))})"
        few = self._words_pattern(self._data["about_words"])
        opened = "|".join(re.escape(word) for word in self._data["about_opens"])
        gaps = {
            "topic": topic,
            "thing": self._words_pattern(self._data["thing_words"]),
            "about": rf"(?:(?:{opened})(?: \S+){{1,{phrases.LONGEST_GAP_WORDS - 1}}}?|{few})",
            "new": few,
            "wording": self._wording_pattern(),
        }
        for name in self._data["order"]:
            entry = self._data["command"][name]
            for key, about in (("says", None), *entry.get("about", {}).items()):
                if entry[key]:
                    yield self._form(name, about, [phrases.Choice(tuple(map(self._phrase, entry[key])))], gaps)
            for text in entry.get("gaps", []):
                yield self._form(name, None, self._phrase(text), gaps)

    def _form(self, name: str, about: str | None, phrase: Sequence[Any], gaps: Mapping[str, str]) -> _Form:
        whole = tuple(phrase)
        return _Form(name, about, frozenset(phrases.first_words(whole)), re.compile(phrases.pattern(whole, gaps)))

    def _phrase(self, text: str) -> phrases.Phrase:
        return phrases.read(self._everyday.phrase(text), self._core_rules)

    def _words_pattern(self, most: int) -> str:
        """A few words that can be what a command is about, and no sentence of their own."""
        word = rf"(?!(?:{'|'.join(re.escape(word) for word in self._data['about_never'])}) )\S+"
        return rf"{word}(?: {word}){{0,{most - 1}}}?"

    def _wording_pattern(self) -> str:
        """A sentence of their own, to be put in an answer's place."""
        opens = "|".join(re.escape(word) for word in self._data["wording_opens"])
        return rf"(?:{opens})(?: \S+){{1,{self._data['wording_words'] - 1}}}"


def _match(form: _Form, found: re.Match[str]) -> CommandMatch:
    gaps = found.groupdict()
    about = form.about or gaps.get("about") or gaps.get("thing") or gaps.get("topic")
    return CommandMatch(
        form.command, about=about.strip() if about else None, new=gaps.get("new") or gaps.get("wording")
    )
