"""Words as they were said: from words made plain back to the text that they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from voice_guide.understanding.text import normalise, tidy, tokens

_CLITIC_AT_END = re.compile(r"'(?:ll|s|m|re|d)$")


def as_said(plain: str, text: str, made_plain: Callable[[str], Sequence[str]]) -> str | None:
    """The shortest run of words in ``text`` that ``made_plain`` turns into ``plain``, as it stands there; None without one.

    The last of several: what someone settles on is what they say last.
    """
    wanted = normalise(plain)
    said = tidy(text)
    row = tokens(said)
    for size in range(1, len(row) + 1):
        for first in reversed(range(len(row) - size + 1)):
            found = said[row[first].start : row[first + size - 1].end]
            for way in (found, _CLITIC_AT_END.sub("", found)):  # of "my sister's doing it", "my sister"
                if list(made_plain(way)) == wanted:
                    return way
    return None
