"""Whether an answer hangs in the air: "and", "because", "um", "the" at its end ask for more time."""

from __future__ import annotations

from voice_guide.languages import Language
from voice_guide.understanding.text import normalise


class Unfinished:
    """A language's unfinished endings (``understanding/unfinished.toml``)."""

    def __init__(self, language: Language) -> None:
        self._words = frozenset(language.understanding("unfinished")["words"])

    def hangs(self, text: str) -> bool:
        """Whether the last word asks for another. A full stop after it changes nothing: recognisers put one anywhere."""
        words = normalise(text)
        return bool(words) and words[-1] in self._words
