"""The reader of what is said to steer a group; in a language without ``understanding/groups.toml``, one that knows no word.

There the worker's keys steer the group, and what is said is always an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from voice_guide.languages import Language
from voice_guide.small_file import is_file
from voice_guide.understanding.group_words import GroupWord, GroupWords
from voice_guide.understanding.shared import shared


class GroupReader(Protocol):
    """What an utterance is to a group."""

    def read(self, text: str, names: Sequence[str]) -> GroupWord | None:
        """What this whole utterance is to a group of these names; None for an answer."""

    def may_be(self, text: str) -> bool:
        """Whether this could be a command to a group, whatever the people in it are called."""

    def named(self, text: str, names: Sequence[str]) -> str | None:
        """Which one of these a whole answer to "was it this one, or that one?" names."""


def group_reader(language: Language) -> GroupReader:
    """The reader for this language."""
    if is_file(language.folder / "understanding" / "groups.toml"):
        return shared(GroupWords, language)
    return _NoWords()


class _NoWords:
    def read(self, text: str, names: Sequence[str]) -> GroupWord | None:
        return None

    def may_be(self, text: str) -> bool:
        return False

    def named(self, text: str, names: Sequence[str]) -> str | None:
        return None
