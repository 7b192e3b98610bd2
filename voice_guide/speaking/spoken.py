"""How a written text is spoken: signs become words, and a prompt becomes sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

_SENTENCE_END = re.compile(r"""[.?!…。？！]+["'”’)\]]*(?=\s|$)""")


def spoken_text(text: str, voice: Mapping[str, Any]) -> str:
    """Put words in place of signs. ``voice`` is voice.toml, whose ``[spoken]`` has such lines as ``"/" = "or"``.

    A sign between two digits is left alone: "24/7" and "1/2" are the voice's to read.
    """
    for sign, words in voice.get("spoken", {}).items():
        pattern = rf"(?<!\d)\s*{re.escape(sign)}\s*|\s*{re.escape(sign)}\s*(?!\d)"
        text = f" {words} ".join(re.split(pattern, text))
    return " ".join(text.split())


def sentences(text: str, abbreviations: Collection[str] = ()) -> list[str]:
    """Split a prompt at the ends of its sentences. A full stop after one of ``abbreviations`` ("Mrs") ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        word = text[start : end.start()].rpartition(" ")[2]
        if word in abbreviations and end.group().startswith("."):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
