"""Spoken choices: which of a few named things a whole answer is."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.languages import Language
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.shared import shared


class Choices:
    """A language's choices (``understanding/choices.toml``), by the name of the question that offers them."""

    def __init__(self, language: Language) -> None:
        data = dict(language.understanding("choices"))
        self._everyday = shared(Everyday, language)
        self._polite = sorted((self._everyday.plain(text) for text in data.pop("polite")), key=len, reverse=True)
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

    def _without_polite(self, words: Sequence[str]) -> list[str]:
        for polite in self._polite:
            size = len(polite)
            if list(words[:size]) == polite:
                return list(words[size:])
            if list(words[-size:]) == polite:
                return list(words[:-size])
        return list(words)
