"""Readers for languages whose words stand apart, as English ones do: what the dialogue asks of days, deeds and people."""

from __future__ import annotations

from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding.commands import CommandMatch, Commands, During
from voice_guide.understanding.correction_values import Values
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.names import Names
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import normalise
from voice_guide.understanding.verbatim import as_said


class SpacedCommands:
    """Commands whose words are found again as they were said."""

    def __init__(self, language: Language) -> None:
        self._commands = shared(Commands, language)
        self._everyday = shared(Everyday, language)

    def recognise(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """As ``Commands.recognise``."""
        return self._commands.recognise(text, during=during, ended_by_itself=ended_by_itself)

    def known(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """As ``Commands.known``."""
        return self._commands.known(text, during=during, ended_by_itself=ended_by_itself)

    def is_closing_phrase(self, text: str) -> bool:
        """As ``Commands.is_closing_phrase``."""
        return self._commands.is_closing_phrase(text)

    def says_something(self, text: str) -> bool:
        """As ``Commands.says_something``."""
        return self._commands.says_something(text)

    def as_said(self, words: str, text: str) -> str | None:
        """The words of a command, which are plain ones, as they stand in the text that they come from."""
        return as_said(words, text, self._everyday.plain)


class SpacedDays:
    """Days in an answer to "when"."""

    def __init__(self, language: Language) -> None:
        self._dates = shared(Dates, language)
        self._everyday = shared(Everyday, language)
        self._on: str = language.understanding("corrections")["on"]
        self._no_one_day = [self._everyday.plain(words) for words in language.understanding("dates")["no_one_day"]]

    def when(self, text: str, today: date) -> str | None:
        """The day or the repetition in an answer to "when": an ISO date, ``every friday``, or None."""
        words = self._everyday.plain(text)
        # "The 29th" is a day where a day is asked for.
        found = self._dates.find(words, today) or self._dates.find([self._on, *words], today)
        return found.when if found else None

    def is_no_one_day(self, text: str) -> bool:
        """Whether what is said of when it is done means no one day: "every time he is late"."""
        words = self._everyday.plain(text)
        size = len(words)
        return any(words[at : at + len(few)] == few for few in self._no_one_day for at in range(size))

    def say_day(self, day: date) -> str:
        """A day in full with its weekday."""
        return self._dates.say_day(day)


class SpacedPeople(Names):
    """Names, and the words that stand for people."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        people = language.understanding("people")
        self._pronouns = set(people["pronouns"])
        self._pointing = self._pronouns - set(people["me"]) - set(people["everyone"])

    def is_unnamed(self, words: str) -> bool:
        """Whether these words only point at somebody: "he", "they", "you"."""
        said = normalise(words)
        return bool(said) and set(said) <= self._pointing

    def is_pointed_at(self, text: str) -> bool:
        """Whether a word of this text is "I", "we" or another that stands for somebody."""
        return bool({word.partition("'")[0] for word in normalise(text)} & self._pronouns)


class SpacedDeeds:
    """Words that can be what is done, by themselves."""

    def __init__(self, language: Language) -> None:
        self._everyday = shared(Everyday, language)
        self._values = Values(language)

    def is_deed(self, text: str) -> bool:
        """Whether these words are one: "ring the school", and not "the hedge" or "ring"."""
        plain = self._everyday.plain(text)
        return len(plain) > 1 and self._values.is_deed(plain)
