"""How long something is to be: "twenty minutes", "half an hour". Only what covers the whole answer counts."""

from __future__ import annotations

import re

from voice_guide.languages import Language
from voice_guide.understanding.text import normalise

_FIGURES = re.compile(r"\d{1,4}(?:\.\d)?")
_MINUTES_IN_AN_HOUR = 60


class Durations:
    """A language's lengths of time (``understanding/durations.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("durations")
        self._units = dict.fromkeys(data["minutes"], 1) | dict.fromkeys(data["hours"], _MINUTES_IN_AN_HOUR)
        self._and, self._around = frozenset(data["and"]), frozenset(data["around"])
        self._phrases: dict[str, int] = data["phrases"]
        self._numbers: dict[str, int] = data["numbers"]

    def minutes(self, text: str) -> int | None:
        """The length that a whole answer names, in whole minutes; None where it names none, or says more than that."""
        words = [word for word in normalise(text) if word not in self._around]
        if (known := self._phrases.get(" ".join(words))) is not None:
            return known
        found: float | None = None
        while words:
            number, words = self._number(words)
            if number is None:
                return None
            unit = self._units.get(words[0]) if words else None
            if unit is None and (words or found is not None or number == 1):
                return None  # a number with something else beside it, or "one", which may be no number
            found = (found or 0) + number * (unit or 1)
            words = words[1:]
            if words and words[0] in self._and:
                words = words[1:] or words
        return None if found is None else round(found)

    def _number(self, words: list[str]) -> tuple[float | None, list[str]]:
        """The number that these words begin with, and the words after it: figures, or tens with a unit behind them."""
        if _FIGURES.fullmatch(words[0]):
            return float(words[0]), words[1:]
        first = self._numbers.get(words[0])
        second = self._numbers.get(words[1]) if len(words) > 1 else None
        if first is not None and second is not None and first >= 20 and second < 10:
            return first + second, words[2:]
        return first, words[1:]
