"""A text's letters without spaces and signs, each of which knows where it stands in the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from voice_guide.understanding.text import tidy, tokens


@dataclass(frozen=True)
class Letters:
    """``letters`` in lower case; ``places``: where each stands in ``text``; ``begins``: those with which a word begins."""

    text: str
    letters: str
    places: tuple[int, ...]
    begins: frozenset[int]

    def said(self, start: int, end: int) -> str:
        """The letters from ``start`` up to ``end`` as they stand in the text, with what is between them."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""

    def is_edge(self, at: int) -> bool:
        """Whether a word begins at this letter, or the text ends there."""
        return at in self.begins or at == len(self.letters)

    def words(self) -> list[tuple[int, int]]:
        """The words, each as its first letter and the one after its last."""
        edges = [*sorted(self.begins), len(self.letters)]
        return list(pairwise(edges))

    def rest(self, start: int, end: int) -> Letters:
        """The same text with only the letters outside these."""
        kept = [*range(start), *range(end, len(self.letters))]
        begins = {at if at < start else at - (end - start) for at in self.begins if not start <= at < end}
        begins |= {start} if start < len(kept) else set()  # what stood on both sides is no one word
        letters = "".join(self.letters[at] for at in kept)
        return Letters(self.text, letters, tuple(self.places[at] for at in kept), frozenset(begins))


def letters(text: str, dropped: Collection[str] = ()) -> Letters:
    """The letters of a text, without the words that are ``dropped``."""
    said = tidy(text)
    places: list[int] = []
    begins = set()
    for token in tokens(said):
        if token.text not in dropped:
            begins.add(len(places))
            places += range(token.start, token.end)
    places = [place for place in places if said[place].isalnum()]
    return Letters(said, "".join(said[place].lower()[:1] for place in places), tuple(places), frozenset(begins))


def plain(text: str) -> str:
    """The letters alone."""
    return letters(text).letters


def spread(text: str) -> str:
    """A text as the smallest signs it is made of, so that an ending is found that begins within a syllable."""
    return unicodedata.normalize("NFD", text)


def ends_with(text: str, endings: Iterable[str]) -> bool:
    """Whether a text ends with one of these endings, which are ``spread`` already."""
    return spread(text).endswith(tuple(endings))
