"""An organisation's template for papers: its logo, its lines at the foot, its colours. One TOML file, read and checked.

look = read_template(Path("our-papers.toml")).on(Look.of("standard"))
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NoReturn

from voice_guide.errors import GuideError
from voice_guide.guide.lines import Lines, find_lines
from voice_guide.record.logo import ENDINGS, read_logo
from voice_guide.record.look import STANDARD, Colours, Look, contrast
from voice_guide.small_file import read_small

MOST_CHARACTERS = 300
_FILE_BYTES = 64 * 1024
_LINE_CHARACTERS = 1000  # tomllib's time grows with the square of a key's depth
_PNG = "image/png"
_BLACK, _WHITE = "#000000", "#ffffff"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# WCAG 2.2: 1.4.6 for what is read, 1.4.11 for what only parts it.
LEAST = {"text": 7.0, "added": 7.0, "accent": 7.0, "line": 3.0}
_EXAMPLES = {
    "footer": 'footer = "Example Family Service"',
    "contact": 'contact = "Ring us: 01632 960 123"',
    "logo": '[logo] file = "our-logo.png"',
    "logo.file": 'file = "our-logo.png"    # svg, png or jpg, in the same folder',
    "logo.alt": 'alt = "Example Family Service"',
    "colours": '[colours] accent = "#12456b"',
}


@dataclass(frozen=True)
class Template:
    """What an organisation puts in the place of the look that ships; what is empty stays as it ships."""

    footer: str = ""
    contact: str = ""
    logo: tuple[bytes, str, str] | None = None  # as Look has it
    colours: Mapping[str, str] = field(default_factory=dict)

    def on(self, look: Look) -> Look:
        """A layout with this template: its sizes and its dark colours stay as they are."""
        light = replace(look.light, **self.colours)
        return replace(look, logo=self.logo, footer=self.footer, contact=self.contact, light=light)


def read_template(path: Path) -> Template:
    """The template in a file. Raises GuideError with the line where one is known, what is wrong, and how to mend it."""
    file = str(path)
    try:
        content = read_small(path, _FILE_BYTES)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise GuideError("template_unreadable", file=file) from error
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise GuideError("content_not_utf8", file=file, line=content[: error.start].count(b"\n") + 1) from error
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LINE_CHARACTERS:
            raise GuideError("template_line_too_long", file=file, line=number, most=_LINE_CHARACTERS)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise GuideError("template_not_toml", file=file, wrong=str(error), example=_EXAMPLES["contact"]) from error
    return _Reader(path, table, find_lines(text)).read()


class _Reader:
    def __init__(self, path: Path, table: Mapping[str, Any], lines: Lines) -> None:
        self._path = path
        self._table = table
        self._lines = lines

    def read(self) -> Template:
        self._known(self._table, ("footer", "contact", "logo", "colours"))
        return Template(
            self._text("footer"), self._text("contact"), self._logo(), self._colours(Look.of(STANDARD).light)
        )

    def _known(self, part: Mapping[str, Any], known: tuple[str, ...], *at: str) -> None:
        for key in part:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                example = _example((*at, near[0])) if near else ", ".join(known)
                self._wrong(key, example, *at, key)

    def _text(self, *at: str) -> str:
        part: Any = self._table
        for key in at:
            part = part.get(key, "")
        if not isinstance(part, str) or not part.isprintable() or len(part) > MOST_CHARACTERS:
            self._wrong(at[-1], _example(at), *at)
        return part.strip()

    def _part(self, name: str) -> Mapping[str, Any]:
        part = self._table.get(name, {})
        if not isinstance(part, Mapping):
            self._wrong(name, _EXAMPLES[name], name)
        return part

    def _logo(self) -> tuple[bytes, str, str] | None:
        part = self._part("logo")
        if not part:
            return None
        self._known(part, ("file", "alt"), "logo")
        name, alt = self._text("logo", "file"), self._text("logo", "alt")
        if not alt:
            raise GuideError("template_no_alt", file=str(self._path), line=self._lines.of("logo"))
        # A folder in the name might lead anywhere, and a template that is handed on would not find it.
        if not name or Path(name).name != name or "\\" in name or not name.lower().endswith(ENDINGS):
            self._wrong(name or "file", _EXAMPLES["logo.file"], "logo", "file")
        return read_logo(self._path.parent / name), alt, _PNG

    def _colours(self, shipped: Colours) -> dict[str, str]:
        part = self._part("colours")
        names = tuple(each.name for each in fields(Colours))
        self._known(part, names, "colours")
        for name, value in part.items():
            if not isinstance(value, str) or not _COLOUR.fullmatch(value):
                self._wrong(name, _example(("colours", name)), "colours", name)
        given = {name: str(value).lower() for name, value in part.items()}
        self._check(replace(shipped, **given))
        return given

    def _check(self, colours: Colours) -> None:
        """Each stands out from the ground of a screen, and from white paper. Raises GuideError."""
        if contrast(_BLACK, colours.background) < LEAST["text"]:
            raise self._too_near("template_background", "background", _lighter(colours.background), 7, _BLACK, colours)
        for name, least in LEAST.items():
            for ground in (colours.background, _WHITE):
                value = getattr(colours, name)
                if contrast(value, ground) < least:
                    better = _darker(value, colours, least)
                    raise self._too_near("template_colour", name, better, least, ground, colours)

    def _too_near(self, key: str, name: str, better: str, least: float, other: str, colours: Colours) -> GuideError:
        value = getattr(colours, name)
        line = self._lines.of("colours", name)
        # Rounded down, so that what is too little never reads as enough.
        found = f"{int(contrast(value, other) * 10) / 10:g}"
        values = {"found": found, "least": f"{least:g}", "better": f'{name} = "{better}"', "other": other}
        return GuideError(key, file=str(self._path), line=line, wrong=f'{name} = "{value}"', **values)

    def _wrong(self, wrong: object, example: str, *at: str) -> NoReturn:
        line = self._lines.of(*at)
        raise GuideError("template_wrong", file=str(self._path), line=line, wrong=str(wrong)[:60], example=example)


def _example(at: tuple[str, ...]) -> str:
    if len(at) == 2 and at[0] == "colours":
        return f'{at[1]} = "{getattr(Look.of(STANDARD).light, at[1])}"'
    return _EXAMPLES[".".join(at)]


def _darker(colour: str, colours: Colours, least: float) -> str:
    """The nearest shade that stands out enough; the ground is light enough for black, so there is one."""
    return _shade(colour, 0, lambda it: min(contrast(it, ground) for ground in (colours.background, _WHITE)) >= least)


def _lighter(colour: str) -> str:
    """Twice what is needed for black, so that there is room for other colours."""
    return _shade(colour, 255, lambda it: contrast(_BLACK, it) >= LEAST["text"] * 2)


def _shade(colour: str, towards: int, enough: Callable[[str], bool]) -> str:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    shades = (
        "#" + "".join(f"{round(part + (towards - part) * step / 100):02x}" for part in parts) for step in range(101)
    )
    return next(shade for shade in shades if enough(shade))
