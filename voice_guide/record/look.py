"""How a paper looks: the sizes of its layout, and its colours. The numbers are data (``looks.toml``).

Easy Read is 16 pt or more, large print 18 pt or more, without serifs and left-aligned (docs/why.md names the sources).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

LOOKS = Path(__file__).parent / "looks.toml"
STANDARD, EASY_READ, LARGE_PRINT = "standard", "easy-read", "large-print"
LAYOUTS = (STANDARD, EASY_READ, LARGE_PRINT)


@dataclass(frozen=True)
class Colours:
    """The colours of a paper, as ``#rrggbb``."""

    text: str
    added: str  # what is ours
    accent: str  # headings
    line: str
    background: str


@dataclass(frozen=True)
class Look:
    """A layout with its sizes in points (``margin_mm`` and ``picture_mm`` in millimetres, ``leading`` in letter heights).

    ``logo``: a picture's content (PNG) with its alt text and media type; ``footer`` and ``contact``: an organisation's own lines.
    """

    layout: str
    body_pt: float
    small_pt: float
    title_pt: float
    heading_pt: float
    subheading_pt: float
    leading: float
    margin_mm: float
    picture_mm: float  # 0: without pictures
    light: Colours
    dark: Colours
    logo: tuple[bytes, str, str] | None = None
    footer: str = ""
    contact: str = ""

    @classmethod
    def of(cls, layout: str) -> Look:
        """The layout of this name. Raises KeyError where there is none."""
        table = tomllib.loads(LOOKS.read_text(encoding="utf-8"))
        sizes: dict[str, Any] = table["layout"][layout]
        return cls(layout, **sizes, light=_colours(table["light"]), dark=_colours(table["dark"]))


def _colours(table: dict[str, Any]) -> Colours:
    return Colours(**{each.name: str(table[each.name]) for each in fields(Colours)})


def contrast(one: str, other: str) -> float:
    """How far two colours ``#rrggbb`` stand apart, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
