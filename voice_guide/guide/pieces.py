"""Words that a recogniser hears in pieces, as it does where particles and endings are part of the word. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Unknown = Callable[[Sequence[str]], list[str]]


def in_pieces(unknown: Unknown) -> Unknown:
    """As ``unknown``, which gives those of some words that can't be heard; but a word that known pieces make up can be."""

    def unknown_whole(words: Sequence[str]) -> list[str]:
        return [word for word in unknown(words) if not _is_made_up(word, unknown)]

    return unknown_whole


def _is_made_up(word: str, unknown: Unknown) -> bool:
    size = len(word)
    parts = {word[start:end] for start in range(size) for end in range(start + 1, size + 1)}
    known = parts - set(unknown(sorted(parts)))
    reached = {0}
    for end in range(1, size + 1):
        if any(start in reached and word[start:end] in known for start in range(end)):
            reached.add(end)
    return size in reached
