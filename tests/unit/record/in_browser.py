"""A page in a real browser: what axe finds wrong in it, and how large and how clear its letters come out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from voice_guide.record.look import Look, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Without these a browser as root does not start, or asks for hosts that are none of a paper's business.
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAYS = ("light", "dark", "print", "400 %")
LEAST_CONTRAST = 7  # WCAG 2.2, 1.4.6
_WIDE, _NARROW = 1280, 320  # CSS pixels; 1280 enlarged to 400 % has room for 320 (WCAG 2.2, 1.4.10)
_MEASURE = """() => {
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    let ground = element;
    while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    lines.push({
      tag: element.closest('h1, h2, h3, footer, main').tagName,
      pixels: parseFloat(style.fontSize), weight: parseInt(style.fontWeight), family: style.fontFamily,
      align: style.textAlign, theirs: element.className === 'theirs', colour: style.color,
      ground: ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)',
    });
  }
  return {lines, wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth};
}"""


@dataclass(frozen=True)
class Letters:
    """One piece of text as it came out: its size in points, and its colours as ``#rrggbb``."""

    inside: str  # H1, H2, H3, MAIN or FOOTER
    size_pt: float
    bold: bool
    family: str
    align: str
    theirs: bool
    colour: str
    ground: str


@dataclass(frozen=True)
class Seen:
    """A page in one of ``WAYS``. ``violations``: axe's rules that it breaks; ``scrolls``: it is wider than the window."""

    violations: tuple[str, ...]
    scrolls: bool
    letters: tuple[Letters, ...]


def found_browser() -> str | None:
    """A Chromium of this machine, where there is one."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """This machine's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=found_browser(), args=list(_FLAGS))
        yield started
        started.close()


def seen(browser: Browser, html: str, way: str) -> Seen:
    """Open the page in one of ``WAYS`` and look at it."""
    from axe_playwright_python.sync_playwright import Axe

    scheme: Literal["dark", "light"] = "dark" if way == "dark" else "light"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        width = _NARROW if way == "400 %" else _WIDE
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.emulate_media(media="print" if way == "print" else "screen", color_scheme=scheme)
        page.goto(file.as_uri())
        violations = tuple(each["id"] for each in Axe().run(page).response["violations"])
        looked = _looked(page, violations)
        page.close()
    return looked


def faults(shown: Seen, look: Look, way: str) -> list[str]:
    """What is not as the layout has it, without a word of the paper."""
    least = {"H1": look.title_pt, "H2": look.heading_pt, "H3": look.subheading_pt, "FOOTER": look.small_pt}
    found = [f"axe: {each}" for each in shown.violations] + ["scrolls sideways"] * shown.scrolls
    for each in shown.letters:
        if each.size_pt < least.get(each.inside, look.body_pt) - 0.05:
            found.append(f"{each.size_pt} pt in {each.inside}")
        if (ratio := contrast(each.colour, each.ground)) < LEAST_CONTRAST:
            found.append(f"contrast {ratio:.1f} in {each.inside}")
        if each.align not in ("left", "start") or "Atkinson" not in each.family:
            found.append(f"{each.align}, {each.family}")
    ground = (look.dark if way == "dark" else look.light).background
    found += ["another ground"] * any(each.ground != ground for each in shown.letters)
    return sorted(set(found))


def _looked(page: Page, violations: tuple[str, ...]) -> Seen:
    found = page.evaluate(_MEASURE)
    letters = tuple(
        Letters(
            each["tag"], each["pixels"] * 0.75, each["weight"] >= 600, each["family"],
            each["align"], each["theirs"], _hex(each["colour"]), _hex(each["ground"]),
        )
        for each in found["lines"]
    )  # fmt: skip
    return Seen(violations, found["wide"] > found["room"], letters)


def _hex(colour: str) -> str:
    """``rgb(1, 2, 3)`` as ``#010203``."""
    return "#" + "".join(f"{int(part):02x}" for part in colour.removeprefix("rgb(").removesuffix(")").split(",")[:3])
