"""People as they are spoken of in a sentence: "mum", "me and dan", "my key worker", "we all"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from voice_guide.languages import Language


class PeopleSpokenOf:
    """A language's ways to speak of people (``understanding/people.toml``), as expressions over spaced words."""

    def __init__(self, language: Language) -> None:
        self.data: Mapping[str, Any] = language.understanding("people")
        self.first_names = frozenset(self.data["first_names"].split())
        self.word_names = frozenset(self.data["word_names"])
        self.not_names = frozenset(self.data["not_names"].split())

    @cached_property
    def sure(self) -> re.Pattern[str]:
        """Words that can only be people: pronouns, family, roles with "my" before them, common first names."""
        return re.compile(self._joined(self._sure_one))

    @cached_property
    def likely(self) -> re.Pattern[str]:
        """``sure``, and any word or two that could be a name; for places where only a person can stand."""
        name = rf"(?!(?:{_any(self.not_names)}) |\w+'(?:d|ll|m|re|ve|t) )[^\W\d][\w']* "
        title = rf"(?:{_any(self.data['titles'])}) "
        # One word at a time: a name of two is two, and each row of words is read in one way. Else a long row takes for ever.
        return re.compile(self._joined(rf"(?:{self._sure_one}|(?:{title})?{name})"))

    @cached_property
    def _sure_one(self) -> str:
        determiner = rf"(?:{_any(self.data['determiners'])}) "
        names = self.first_names - self.word_names
        return (
            rf"(?:(?:{_any(self.data['groups'])}) "
            rf"|{determiner}(?:{_any(self.data['roles'])}) (?:(?:{_any(names)}) )?"
            rf"|(?:{_any(self.data['titles'])}) (?:{_any(self.first_names)}) "
            rf"|(?:{_any(self.data['kin'])}) |(?:{_any(self.data['pronouns'])}) |(?:{_any(names)}) )"
        )

    def _joined(self, one: str) -> str:
        join = rf"(?:(?:{_any(self.data['joins'])}) )"
        both = rf"(?:(?:{_any(self.data['both'])}) )?"
        # Each person once and for all (atomic): tried another way, a long row of names would take for ever.
        return rf"(?>{one})(?>{join}?{one})*{both}"


def _any(words: object) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in longest_first)
