"""Short utterances that sound nearly as a command: "keep these one" for "skip this one". They are asked about, never taken.

How words sound is told by metaphone, which knows English alone; a language without such phrases has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jellyfish

_LEAST_WORDS, _MOST_WORDS = 2, 5
# The share of the sounds that may differ. Of 921 answers of so many words none is then near to the phrases of the data.
_APART = 0.2


class SoundsNearly:
    """Phrases of commands by their sounds."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._sounds = [(_sound(phrase.split()), name) for name, some in phrases.items() for phrase in some]

    def find(self, words: Sequence[str]) -> str | None:
        """The command whose phrase these words sound most like, if they are near enough."""
        if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or not self._sounds:
            return None
        sound = _sound(words)
        apart, name = min((_apart(sound, other), name) for other, name in self._sounds)
        return name if apart <= _APART else None


def _sound(words: Sequence[str]) -> str:
    return "".join(map(jellyfish.metaphone, words))


def _apart(one: str, other: str) -> float:
    """How far apart two sounds are, from 0 to 1."""
    return jellyfish.levenshtein_distance(one, other) / max(len(one), len(other), 1)
