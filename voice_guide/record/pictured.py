"""What a picture on a paper is, to whoever writes a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, and what it shows in words."""

    name: str
    svg: str
    alt: str


Pictures = Callable[[str], Picture | None]


def without(_: str) -> Picture | None:
    """No pictures at all."""
    return None
