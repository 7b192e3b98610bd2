"""Which way words are read: pieces of a text that go from right to left, such as Arabic or Hebrew, and those that don't."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_PERHAPS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FROM_RIGHT = ("R", "AL")


def from_right(text: str) -> bool:
    """Whether a line is read from right to left: its first letter decides, as in Unicode's rules (UAX 9, P2)."""
    if _PERHAPS.search(text) is None:
        return False
    first = next((way for sign in text if (way := unicodedata.bidirectional(sign)) in ("L", *_FROM_RIGHT)), "L")
    return first in _FROM_RIGHT


def has_from_left(text: str) -> bool:
    """Whether any letter in it goes from left to right."""
    return any(unicodedata.bidirectional(sign) == "L" for sign in text)


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it goes from right to left. One after another they are the text, sign for sign.

    Spaces, digits and signs between two letters that go from right to left go with them.
    """
    if _PERHAPS.search(text) is None:
        yield text, False
        return
    done = 0
    for first, end in _stretches(text):
        if done < first:
            yield text[done:first], False
        yield text[first:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    first = end = -1
    for place, sign in enumerate(text):
        way = unicodedata.bidirectional(sign)
        if way in _FROM_RIGHT or (way == "NSM" and end == place):  # a mark belongs to the letter before it
            first, end = place if first < 0 else first, place + 1
        elif way == "L" and first >= 0:
            yield first, end
            first = -1
    if first >= 0:
        yield first, end
