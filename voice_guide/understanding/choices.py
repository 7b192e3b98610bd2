"""Spoken choices: which of a few named things a whole answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from voice_guide.languages import Language
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.shared import shared
from voice_guide.understanding.titles import titles_by_words


class Choices:
    """A language's choices (``understanding/choices.toml``), by the name of the question that offers them."""

    def __init__(self, language: Language) -> None:
        data = dict(language.understanding("choices"))
        self._everyday = shared(Everyday, language)
        self._polite = sorted((self._everyday.plain(text) for text in data.pop("polite")), key=len, reverse=True)
        self._around = [*self._polite, *(self._everyday.plain(text) for text in data.pop("around"))]
        self._choices: dict[str, dict[tuple[str, ...], str]] = {
            name: {tuple(self._everyday.plain(text)): choice for choice, texts in table.items() for text in texts}
            for name, table in data.items()
        }

    def read(self, name: str, text: str) -> str | None:
        """The choice that this whole answer is, or None. Raises KeyError for a question without choices."""
        words = self._everyday.plain(text)
        known = self._choices[name]
        while words:
            if tuple(words) in known:
                return known[tuple(words)]
            shorter = self._without_polite(words)
            if len(shorter) == len(words):
                return None
            words = shorter
        return None

    def words(self, name: str) -> list[str]:
        """Everything that may be said at this choice: a grammar for recognisers that take one."""
        return sorted({" ".join(words) for words in self._choices[name]})

    def kinds(self, name: str) -> list[str]:
        """What can be chosen here."""
        return list(dict.fromkeys(self._choices[name].values()))

    def titled(self, titles: Mapping[str, str], text: str) -> str | None:
        """The key of the one title that this whole answer is, or a word of it that no other has; else None.

        What may stand around it is in the data (``polite``, ``around``).
        """
        known = titles_by_words({key: self._everyday.plain(title) for key, title in titles.items()}, self._around)
        said = self._everyday.plain(text)
        spans = sorted(combinations(range(len(said) + 1), 2), key=lambda span: span[0] - span[1])  # the longest first
        for start, end in spans:
            key = known.get(tuple(said[start:end]))
            if key is not None and self._covered(said[:start]) and self._covered(said[end:]):
                return key
        return None

    def _covered(self, words: Sequence[str]) -> bool:
        """Whether these words are all such as may stand around a title."""
        starts = (len(piece) for piece in self._around if piece and list(words[: len(piece)]) == piece)
        return not words or any(self._covered(words[size:]) for size in starts)

    def _without_polite(self, words: Sequence[str]) -> list[str]:
        for polite in self._polite:
            size = len(polite)
            if list(words[:size]) == polite:
                return list(words[size:])
            if list(words[-size:]) == polite:
                return list(words[:-size])
        return list(words)
