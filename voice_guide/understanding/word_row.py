"""Words in a row, as text that expressions can be tried on at any word."""

from __future__ import annotations

import re
from collections.abc import Sequence


class WordRow:
    """Words, each followed by one space in ``text``."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.text = "".join(word + " " for word in words)
        self._starts = [0]
        for word in words:
            self._starts.append(self._starts[-1] + len(word) + 1)
        self._places = {at: place for place, at in enumerate(self._starts)}

    def match(self, expression: re.Pattern[str], place: int) -> re.Match[str] | None:
        """Try an expression at a word."""
        return expression.match(self.text, self._starts[place])

    def place(self, at: int) -> int:
        """The number of the word that begins at this character of ``text``."""
        return self._places[at]

    def between(self, start: int, end: int) -> str:
        """The text of the words from ``start`` up to ``end``."""
        return self.text[self._starts[start] : self._starts[end]]

    def longest(self, expression: re.Pattern[str], place: int) -> int:
        """How many words from ``place`` on the expression fits; 0 where it does not. Alternatives are tried longest first."""
        if not self.match(expression, place):
            return 0
        for end in range(min(len(self.words), place + 12), place, -1):
            if expression.fullmatch(self.text, self._starts[place], self._starts[end]):
                return end - place
        return 0
