"""Contractions taken apart, so that "dad's doing it", "dad is doing it" and "dad isn't doing it" share their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from voice_guide.languages import Language

_ENDING = re.compile(r"(.+)('(?:ll|s|m|re|d|ve))")


@dataclass(frozen=True)
class Piece:
    """A word, or the part of one: ``word`` is the number of the whole word, ``whole``, that comes in ``parts`` parts."""

    text: str
    word: int
    whole: str
    parts: int = 1


def joined(pieces: Sequence[Piece]) -> str:
    """The pieces as whole words; of a word that is not here wholly, the part that is."""
    out: list[str] = []
    for _, group in groupby(pieces, key=lambda piece: piece.word):
        parts = list(group)
        out.append(parts[0].whole if len(parts) == parts[0].parts else "".join(piece.text for piece in parts))
    return " ".join(out)


class Apart:
    """A language's contractions (``understanding/corrections.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("corrections")
        self._short: Mapping[str, str] = data["short"]
        self._joined: dict[str, list[str]] = {word: apart.split() for word, apart in data["taken_apart"].items()}
        self._joined_after: dict[str, list[str]] = {
            word: apart.split() for word, apart in data["taken_apart_after"].items()
        }
        self._spoken_of = frozenset(data["spoken_of"])
        self._ending: str = data["not_ending"]
        self._not: str = data["not"]
        self._known: dict[str, Sequence[str]] = {}  # words of the language's data, which are said many times

    def pieces(self, words: Sequence[str]) -> list[Piece]:
        """The words in one form: ``isn't`` is ``'s not``, ``he will`` is ``he 'll``."""
        return [
            Piece(self._short.get(part, part), at, word, len(parts))
            for at, word in enumerate(words)
            for parts in (self._parts(word, words[at - 1] if at else ""),)
            for part in parts
        ]

    def spelt(self, words: Sequence[str]) -> list[str]:
        """The texts of ``pieces``."""
        return [part for word in words for part in self._spelt(word)]

    def _spelt(self, word: str) -> Sequence[str]:
        if word not in self._known:
            self._known[word] = [self._short.get(part, part) for part in self._parts(word)]
        return self._known[word]

    def _parts(self, word: str, before: str = "") -> Sequence[str]:
        if word in self._joined_after and before in self._spoken_of:
            return self._joined_after[word]
        if word in self._joined:
            return self._joined[word]
        if word.endswith(self._ending) and len(word) > len(self._ending):
            return (word.removesuffix(self._ending), self._not)
        ending = _ENDING.fullmatch(word)
        return (ending[1], ending[2]) if ending else (word,)
