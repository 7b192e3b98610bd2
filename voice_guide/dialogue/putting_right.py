"""Putting one day right inside an answer: "change what I said about Tuesday, it was Monday"."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.understanding.text import normalise, tidy, tokens

_WORDS_BEFORE = 2  # so that a day is heard where it was said: "it was Tuesday"


@dataclass(frozen=True)
class PutRight:
    """An answer's ``text`` with the new words in it, and the few words that are told of: as they were, and as they are."""

    text: str
    before: str
    after: str


def put_right(text: str, old: str, new: str) -> PutRight | None:
    """``text`` with ``new`` in the place of ``old``; None where ``old`` is not there, or more than once."""
    said, wanted = tidy(text), normalise(old)
    row = tokens(said)
    places = [at for at in range(len(row)) if [token.text for token in row[at : at + len(wanted)]] == wanted]
    if len(places) != 1 or not wanted:
        return None
    first = places[0]
    opening = said[row[max(0, first - _WORDS_BEFORE)].start : row[first].start]
    start, end = row[first].start, row[first + len(wanted) - 1].end
    return PutRight(f"{said[:start]}{new}{said[end:]}", f"{opening}{said[start:end]}", f"{opening}{new}")
