"""The documents, as the tests read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGES = sorted(path.relative_to(ROOT) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def read(path: Path) -> str:
    """A page, by its path from the root or in full."""
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    """The code blocks of one language on a page."""
    return [text for name, text in _FENCE.findall(read(path)) if name == language]


def code_lines(path: Path) -> Iterator[str]:
    """The lines of a page's shell blocks. Made-up conversations and help pages are in ``text`` blocks."""
    for text in blocks(path, "sh"):
        yield from text.splitlines()


def prose(path: Path) -> str:
    """A page without its code blocks and code words."""
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", read(path)))
