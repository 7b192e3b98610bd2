"""Words out of text, whoever wrote it: Vosk (no capitals, no punctuation), Whisper (both), or a keyboard."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_WORD = re.compile(r"\d+(?:[.:]\d+)+|[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True)
class Token:
    """One word: lower-case ``text``, and where it stands in the original (``start`` up to ``end``, in characters)."""

    text: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The same text in one Unicode form, with straight apostrophes."""
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def tokens(text: str) -> list[Token]:
    """The words of ``text`` and where they stand in ``tidy(text)``. Hyphens part words; apostrophes inside words stay."""
    return [Token(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(tidy(text))]


def normalise(text: str) -> list[str]:
    """The words of ``text`` in lower case, without punctuation: ``"Don't stop!"`` gives ``["don't", "stop"]``."""
    return [token.text for token in tokens(text)]
