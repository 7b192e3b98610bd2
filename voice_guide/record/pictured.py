"""What a picture on a paper is, to whoever writes a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """One picture. ``svg``: shapes alone, drawn in ``currentColor`` unless it has colours; ``alt``: what it shows."""

    name: str
    svg: str
    alt: str


Pictures = Callable[[str], Picture | None]


def without(_: str) -> Picture | None:
    """No pictures at all."""
    return None
