"""Every hard paper as a page in a real browser: light, dark, printed and at 400 %. Needs a Chromium (apt: chromium)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.unit.record.hard_papers import PICTURES, hard_papers
from tests.unit.record.in_browser import WAYS, browser, faults, found_browser, seen
from voice_guide.record.forms import make
from voice_guide.record.look import contrast


@dataclass(frozen=True)
class Looked:
    """One page in one way: what was found, how many pieces of text there were, and the least of their sizes and contrasts."""

    name: str
    layout: str
    way: str
    faults: tuple[str, ...]
    pieces: int
    least_pt: float
    least_contrast: float


def can_run() -> bool:
    """Whether this machine has a browser."""
    return found_browser() is not None


def measure() -> Iterator[Looked]:
    """Every hard paper in every way."""
    with browser() as chromium:
        for name, paper, look in hard_papers():
            page = make(paper, "html", look, PICTURES.of_slot).content
            assert isinstance(page, str)
            for way in WAYS:
                shown = seen(chromium, page, way)
                least_pt = min(each.size_pt for each in shown.letters)
                least_contrast = min(contrast(each.colour, each.ground) for each in shown.letters)
                found = tuple(faults(shown, look, way))
                yield Looked(name, look.layout, way, found, len(shown.letters), least_pt, least_contrast)
