"""A clause of a person's own before or behind a request: "could you go over the question again, I got distracted".

It begins like a sentence about the person or the room, has a word of hearing, following or hurrying in it and none that
makes it a story, and what is left is a question to the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.phrase_net import PhraseNet
from voice_guide.understanding.phrases import read


class SideClauses:
    """A language's side clauses (``understanding/requests.toml``, ``[side-clause]``)."""

    def __init__(self, data: Mapping[str, Any], everyday: Everyday) -> None:
        side = data["side-clause"]
        self._begins_behind = frozenset(side["begins"])
        self._begins_before = self._begins_behind | frozenset(side["begins_before"])
        self._words: int = side["words"]
        self._must = frozenset(side["must"])
        self._never = frozenset(data["never"]) - frozenset(side["but"]) | frozenset(side["never"])
        self._never_endings = tuple(side["never_endings"])
        self._but = frozenset(side["but"]) | frozenset(data["never_endings_but"])
        self._unfinished = frozenset(data["never_ends"])
        self._unfinished_endings = tuple(data["never_ends_endings"])
        names = ("asks", "asks_behind")
        self._asks = PhraseNet({name: [read(everyday.phrase(text)) for text in side[name]] for name in names})
        self.beside = frozenset(side["beside"])

    def without_one(self, row: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """What is left of a row of plain words without such a clause, in every way, the shortest clause first."""
        words = tuple(row)
        for size in range(2, min(self._words, len(words) - 2) + 1):
            if self._asked(words, size) and self._is_clause(words[:size], self._begins_before):
                yield words[size:]
            if self._asked(words, 0, behind=False) and self._is_clause(words[-size:], self._begins_behind):
                yield words[:-size]

    def _asked(self, words: tuple[str, ...], at: int, *, behind: bool = True) -> bool:
        return any(name == "asks" or behind for _, name in self._asks.walk(words, at))

    def _is_clause(self, words: tuple[str, ...], begins: frozenset[str]) -> bool:
        if words[0] not in begins or words[-1] in self._unfinished or words[-1].endswith(self._unfinished_endings):
            return False
        return not self._must.isdisjoint(words) and not any(self._tells(word) for word in words)

    def _tells(self, word: str) -> bool:
        """Whether a word makes it a story."""
        if word in self._never or word.removesuffix("'s") in self._never:
            return True
        return word.endswith(self._never_endings) and word not in self._but
