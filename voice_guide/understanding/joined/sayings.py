"""Known sayings in a row of letters, and whether they cover it from its first letter to its last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from voice_guide.understanding.joined.letters import plain
from voice_guide.understanding.phrases import Choice, Gap, Phrase, Rules, read, wordings

_OF_PIECE = 100  # what a piece costs where words are covered; the kinds' own order decides between equals


class Piece(NamedTuple):
    """Letters of one kind, from ``start`` up to ``end``."""

    kind: str
    start: int
    end: int


class Sayings:
    """Sayings of several kinds, in the notation of ``phrases``. A saying of two kinds belongs to the kind named first."""

    def __init__(self, kinds: Mapping[str, Iterable[str]], rules: Rules | None = None) -> None:
        self._kinds: dict[str, str] = {}
        self._rank = {kind: rank for rank, kind in enumerate(kinds)}
        for kind, texts in kinds.items():
            for text in texts:
                for wording in wordings(read(text, rules)):
                    self._kinds.setdefault(plain(wording), kind)
        self._kinds.pop("", None)
        self._longest = max(map(len, self._kinds), default=0)

    @property
    def kinds(self) -> list[str]:
        """The kinds, in order."""
        return list(self._rank)

    def kind(self, letters: str) -> str | None:
        """The kind of saying that these letters are, or None."""
        return self._kinds.get(letters)

    def cover(self, letters: str) -> list[Piece] | None:
        """The fewest sayings that cover all these letters; None where none do."""
        best: list[tuple[int, Piece | None] | None] = [(0, None), *[None] * len(letters)]
        for start in range(len(letters)):
            reached = best[start]
            if reached is None:
                continue
            for end in range(start + 1, min(len(letters), start + self._longest) + 1):
                kind = self._kinds.get(letters[start:end])
                if kind is not None:
                    cost = reached[0] + _OF_PIECE + self._rank[kind]
                    known = best[end]
                    if known is None or cost < known[0]:
                        best[end] = (cost, Piece(kind, start, end))
        return _back_from_end(best)


def _back_from_end(best: Sequence[tuple[int, Piece | None] | None]) -> list[Piece] | None:
    pieces: list[Piece] = []
    end = len(best) - 1
    while end:
        reached = best[end]
        if reached is None or reached[1] is None:
            return None
        pieces.append(reached[1])
        end = reached[1].start
    return pieces[::-1]


def pattern(phrase: Phrase, gaps: Mapping[str, str]) -> str:
    """A regular expression for a phrase over letters without spaces; ``gaps`` holds an expression for each gap."""
    return "".join(_part(part, gaps) for part in phrase)


def _part(part: str | Gap | Choice, gaps: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return re.escape(plain(part))
    if isinstance(part, Gap):
        return f"(?P<{part.name}>{gaps[part.name]})"
    ways = sorted((pattern(way, gaps) for way in part.ways), key=len, reverse=True)
    return f"(?:{'|'.join(ways)})"


def any_of(texts: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    longest_first = sorted({plain(text) for text in texts} - {""}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
