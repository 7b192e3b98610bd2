"""Which readers a language's words are read with: its data says so (``understanding/readers.toml``).

Grammars differ more than words do. English marks who does what by the order of words that stand apart; elsewhere
particles and endings tell it. A reader holds a grammar and no words; a language names one for each kind of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.understanding import spaced
from voice_guide.understanding.choices import Choices
from voice_guide.understanding.commands import CommandMatch, During
from voice_guide.understanding.durations import Durations
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.joined import small
from voice_guide.understanding.joined.commands import JoinedCommands
from voice_guide.understanding.joined.days import JoinedDays
from voice_guide.understanding.joined.durations import JoinedDurations
from voice_guide.understanding.joined.people import JoinedPeople
from voice_guide.understanding.joined.plan import JoinedPlan
from voice_guide.understanding.joined.yes_no import JoinedYesNo
from voice_guide.understanding.nothing import Cannot, Nothing
from voice_guide.understanding.plan import Plan, PlanParts
from voice_guide.understanding.shared import shared
from voice_guide.understanding.unfinished import Unfinished
from voice_guide.understanding.yes_no import Answer, YesNo


class CommandReader(Protocol):
    """Commands in an utterance."""

    def recognise(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """What the text asks for."""

    def known(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """As ``recognise``, by rules alone, where the language learns from examples too."""

    def is_closing_phrase(self, text: str) -> bool:
        """Whether these words by themselves end an answer."""

    def says_something(self, text: str) -> bool:
        """Whether a way to finish says something too."""

    def as_said(self, words: str, text: str) -> str | None:
        """Words of a command as they stand in the text that they come from."""


class YesNoReader(Protocol):
    """Yes, no and unsure."""

    def read(self, text: str) -> Answer:
        """What was answered."""

    def known(self, text: str) -> Answer:
        """As ``read``, by rules alone, where the language learns from examples too."""

    def is_plain(self, text: str) -> bool:
        """Whether every word belongs to the answer."""


class PlanReader(Protocol):
    """Who, what and when."""

    def parse(self, text: str, today: date) -> PlanParts:
        """The parts of the plan in a text."""


class DayReader(Protocol):
    """Days."""

    def when(self, text: str, today: date) -> str | None:
        """An ISO date, a repetition, or None."""

    def is_no_one_day(self, text: str) -> bool:
        """Whether no one day is meant."""

    def say_day(self, day: date) -> str:
        """A day in full with its weekday."""


class PeopleReader(Protocol):
    """Names, and whom words mean."""

    def people(self, text: str) -> list[str]:
        """The names of those who are here."""

    def match(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Which of these people are named."""

    def absent(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Who else is named, in the words used."""

    def is_unnamed(self, words: str) -> bool:
        """Whether somebody is only pointed at."""

    def is_pointed_at(self, text: str) -> bool:
        """Whether a word stands for somebody."""


class NothingReader(Protocol):
    """Answers that name nothing."""

    def is_nothing(self, text: str) -> bool:
        """Whether the whole answer names nothing."""


class CannotReader(Protocol):
    """Answers that say that something can't be done."""

    def says_cannot(self, text: str) -> bool:
        """Whether this does."""


class UnfinishedReader(Protocol):
    """Answers that hang in the air."""

    def hangs(self, text: str) -> bool:
        """Whether more must follow."""


class ChoiceReader(Protocol):
    """Spoken choices."""

    def read(self, name: str, text: str) -> str | None:
        """Which choice this is."""

    def words(self, name: str) -> list[str]:
        """Everything that may be said."""

    def kinds(self, name: str) -> list[str]:
        """What can be chosen."""

    def titled(self, titles: Mapping[str, str], text: str) -> str | None:
        """Whose title a whole answer is."""


class DeedReader(Protocol):
    """What somebody does."""

    def is_deed(self, text: str) -> bool:
        """Whether these words can be that by themselves."""


class WordReader(Protocol):
    """Plain words."""

    def plain(self, text: str) -> list[str]:
        """The words that carry meaning."""


@dataclass(frozen=True)
class Readers:
    """All the readers of one language."""

    commands: CommandReader
    yes_no: YesNoReader
    plan: PlanReader
    days: DayReader
    people: PeopleReader
    nothing: NothingReader
    cannot: CannotReader
    unfinished: UnfinishedReader
    choices: ChoiceReader
    deeds: DeedReader
    words: WordReader


_SPACED, _JOINED = "spaced", "joined"
_KNOWN: dict[str, dict[str, type[Any]]] = {
    "commands": {_SPACED: spaced.SpacedCommands, _JOINED: JoinedCommands},
    "yes_no": {_SPACED: YesNo, _JOINED: JoinedYesNo},
    "plan": {_SPACED: Plan, _JOINED: JoinedPlan},
    "days": {_SPACED: spaced.SpacedDays, _JOINED: JoinedDays},
    "people": {_SPACED: spaced.SpacedPeople, _JOINED: JoinedPeople},
    "nothing": {_SPACED: Nothing, _JOINED: small.JoinedNothing},
    "cannot": {_SPACED: Cannot, _JOINED: small.JoinedCannot},
    "unfinished": {_SPACED: Unfinished, _JOINED: small.JoinedUnfinished},
    "choices": {_SPACED: Choices, _JOINED: small.JoinedChoices},
    "deeds": {_SPACED: spaced.SpacedDeeds, _JOINED: small.JoinedDeeds},
    "words": {_SPACED: Everyday, _JOINED: small.JoinedWords},
}
# Read only where a guide asks for it.
_LATER: dict[str, dict[str, type[Any]]] = {"durations": {_SPACED: Durations, _JOINED: JoinedDurations}}


def readers_of(language: Language) -> Readers:
    """The readers that a language's data names. Raises GuideError ``reader_unknown``."""
    return Readers(**{kind: reader_of(language, kind) for kind in _KNOWN})


def reader_of(language: Language, kind: str) -> Any:
    """One of them. Raises as ``readers_of``."""
    name, known = language.understanding("readers").get(kind), (_KNOWN | _LATER)[kind]
    if name not in known:
        raise GuideError("reader_unknown", language=language.code, kind=kind, name=name, known=", ".join(known))
    return shared(known[name], language)
