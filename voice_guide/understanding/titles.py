"""What may be said for a title: the whole of it, or a word that no other title has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

_FEWEST_LETTERS = 4  # of a word that stands for a title by itself


def titles_by_words(
    titles: Mapping[str, Sequence[str]], common: Collection[Sequence[str]]
) -> dict[tuple[str, ...], str]:
    """The keys of these titles by the words that tell which is meant. ``common`` words tell nothing by themselves.

    A title that two have, or that stands in the place of a word of another, tells neither from the other.
    """
    whole = Counter(tuple(words) for words in titles.values())
    single = Counter(word for words in titles.values() for word in set(words))
    unsaid = {word for words in common for word in words}
    known: dict[tuple[str, ...], str] = {
        (word,): key
        for key, words in titles.items()
        for word in words
        if single[word] == 1 and len(word) >= _FEWEST_LETTERS and word not in unsaid
    }
    known |= {tuple(words): key for key, words in titles.items() if words and whole[tuple(words)] == 1}
    return known
