"""In which order people are asked: that of their names, and what is said of it while the names are said back."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.understanding.name_words import Does, NameWord


def in_order(names: Sequence[str], word: NameWord) -> list[str]:
    """The names with ``word.old`` moved: to either end, beside ``word.name``, or in its place. The others stay in order."""
    old, other = str(word.old), word.name
    if word.does is Does.SWAP:
        return [{old: str(other), other: old}.get(name, name) for name in names]
    left = [name for name in names if name != old]
    match word.does:
        case Does.BEFORE if other in left:
            at = left.index(other)
        case Does.AFTER if other in left:
            at = left.index(other) + 1
        case Does.LAST:
            at = len(left)
        case _:
            at = 0
    return [*left[:at], old, *left[at:]]
