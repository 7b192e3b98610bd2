"""The readers of what is said about names; in a language without ``understanding/naming.toml``, plain ones that only find names.

There a name is said back and agreed, or typed, and what puts it right by voice is still to be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voice_guide.languages import Language
from voice_guide.small_file import is_file
from voice_guide.understanding.name_words import Does, NameWord, NameWords
from voice_guide.understanding.names import Names
from voice_guide.understanding.readers import reader_of
from voice_guide.understanding.role_words import RoleWords
from voice_guide.understanding.shared import shared
from voice_guide.understanding.spelling import Spelling, Spelt


class WordsAboutNames(Protocol):
    """What an utterance does to names."""

    def read(self, text: str, names: Sequence[str], does: Sequence[Does]) -> NameWord | None:
        """What this whole utterance does to these names."""

    def closest(self, name: str, names: Sequence[str]) -> str | None:
        """The one of these names that was heard for this one."""


class NameFinder(Protocol):
    """Names in an answer."""

    def people(self, text: str) -> list[str]:
        """The names, each once."""

    def named(self, text: str) -> list[str]:
        """The names; twice where two people are called so."""

    def one(self, text: str) -> str | None:
        """The name that these words are, and nothing beside it."""

    def written(self, text: str) -> str:
        """Any words as a name."""


class RoleReader(Protocol):
    """How somebody is here."""

    def is_refused(self, text: str) -> bool:
        """Whether nobody is called by a word in this."""

    def is_nothing(self, text: str) -> bool:
        """Whether no word is wanted."""

    def is_short(self, text: str) -> bool:
        """Whether this is a few words."""

    def may_support(self, role: str) -> bool:
        """Whether somebody who is here so may not answer."""

    def words(self, text: str) -> str:
        """The words themselves."""


class SpellingReader(Protocol):
    """Names that are spelt."""

    def read(self, text: str, *, least: int = 2) -> Spelt | None:
        """The name that is spelt."""

    def letter(self, text: str) -> str | None:
        """The one letter that these words name."""

    def expected(self) -> tuple[str, ...]:
        """What is likely to be said while a name is spelt."""


@dataclass(frozen=True)
class NamingReaders:
    """All that reads names where it is asked who is here."""

    words: WordsAboutNames
    names: NameFinder
    roles: RoleReader
    spelling: SpellingReader


def naming_readers(language: Language) -> NamingReaders:
    """The readers for this language."""
    if is_file(language.folder / "understanding" / "naming.toml"):
        words, names = shared(NameWords, language), shared(Names, language)
        return NamingReaders(words, names, shared(RoleWords, language), shared(Spelling, language))
    plain = shared(_Plain, language)
    return NamingReaders(_NoWords(), plain, plain, _NoSpelling())


class _Plain:
    """Names and roles as they are said."""

    _MOST_CHARACTERS = 60

    def __init__(self, language: Language) -> None:
        self._people = reader_of(language, "people")
        self._nothing = reader_of(language, "nothing")

    def people(self, text: str) -> list[str]:
        return list(self._people.people(text))

    def named(self, text: str) -> list[str]:
        return self.people(text)

    def one(self, text: str) -> str | None:
        found = self.people(text)
        return found[0] if found == [" ".join(text.split())] else None

    def written(self, text: str) -> str:
        return " ".join(text.split())

    def is_refused(self, text: str) -> bool:
        return False

    def is_nothing(self, text: str) -> bool:
        return bool(self._nothing.is_nothing(text))

    def is_short(self, text: str) -> bool:
        return 0 < len(text) <= self._MOST_CHARACTERS

    def may_support(self, role: str) -> bool:
        return False

    def words(self, text: str) -> str:
        return self.written(text)


class _NoWords:
    def read(self, text: str, names: Sequence[str], does: Sequence[Does]) -> NameWord | None:
        return None

    def closest(self, name: str, names: Sequence[str]) -> str | None:
        return None


class _NoSpelling:
    def read(self, text: str, *, least: int = 2) -> Spelt | None:
        return None

    def letter(self, text: str) -> str | None:
        return None

    def expected(self) -> tuple[str, ...]:
        return ()
