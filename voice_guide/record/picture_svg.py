"""One picture from its SVG file: checked, and written anew with nothing in it but shapes and their colours.

Papers hold a picture's own text, so whatever could run, fetch, or be read as the paper's own markup must not get there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat  # its entities are refused below, before any could grow
from xml.sax.saxutils import quoteattr

from voice_guide.errors import GuideError
from voice_guide.small_file import read_small

MOST_BYTES = 64 * 1024
_MOST_ELEMENTS = 2000
_DEEPEST = 50
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

_SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
_HELD = _SHAPES | {"svg", "g", "defs", "linearGradient", "radialGradient", "stop", "clipPath"}
_PASSED_OVER = {"title", "desc", "metadata"}  # words that no paper shows
_ATTRIBUTES = {
    "id", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width",
    "height", "transform", "viewBox", "preserveAspectRatio", "style", "color", "opacity", "fill", "fill-opacity",
    "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "display", "visibility", "clip-path", "clip-rule",
    "clipPathUnits", "gradientUnits", "gradientTransform", "spreadMethod", "offset", "stop-color", "stop-opacity",
}  # fmt: skip
_OURS_ALONE = {"id", "width", "height"}  # of the outermost element: the paper says how large it is
_LINK = re.compile(r"url\(\s*[\"']?#([\w.-]+)[\"']?\s*\)")
_LEADS_OUT = re.compile(r"url\(|@|javascript:|data:|expression\(|\\", re.IGNORECASE)
_SIZE = re.compile(r"\s*([0-9.]+)(?:px)?\s*")
_NUMBER = re.compile(r"-?\d{0,6}(?:\.\d{1,9})?")


def read_svg(path: Path, name: str) -> str:
    """The picture in a file, cleaned. ``name`` goes before its inner names, so that two pictures never share one.

    Raises GuideError: ``picture_missing``, ``picture_too_large``, ``picture_not_svg``, ``picture_unsafe``,
    ``picture_no_size``, ``picture_empty``.
    """
    try:
        content = read_small(path, MOST_BYTES)
    except OSError as error:
        key = "picture_too_large" if path.is_file() and path.stat().st_size > MOST_BYTES else "picture_missing"
        raise GuideError(key, file=str(path), most=MOST_BYTES // 1024) from error
    return _Cleaner(str(path), name).clean(content)


class _Cleaner:
    """Reads a file from its first element to its last, and writes what may stay."""

    def __init__(self, file: str, name: str) -> None:
        self._file = file
        self._name = name
        self._out: list[str] = []
        self._depth = 0
        self._passing: int | None = None  # the depth of the element that is passed over
        self._elements = 0
        self._shapes = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity

    def clean(self, content: bytes) -> str:
        """The whole file. Raises GuideError."""
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding that nobody knows
            raise GuideError("picture_not_svg", file=self._file, line=self._line) from error
        if not self._shapes:
            raise GuideError("picture_empty", file=self._file)
        return "".join(self._out) + "\n"

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        space, _, element = tag.rpartition(" ")
        if self._depth == 1 and (space, element) != (_SVG, "svg"):
            raise GuideError("picture_not_svg", file=self._file, line=self._line)
        if self._passing is not None:
            return
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise GuideError("picture_too_large", file=self._file, most=MOST_BYTES // 1024)
        if space != _SVG or element in _PASSED_OVER:
            self._passing = self._depth
            return
        if element not in _HELD or (element == "svg" and self._depth > 1):
            raise self._unsafe(f"<{element}>")
        self._shapes += element in _SHAPES
        kept = self._kept(attributes)
        if self._depth == 1:
            kept = {"xmlns": _SVG, "viewBox": self._view_box(attributes)} | {
                key: value for key, value in kept.items() if key not in _OURS_ALONE
            }
        self._out.append(f"<{element}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def _end(self, tag: str) -> None:
        if self._passing is None:
            self._out.append(f"</{tag.rpartition(' ')[2]}>")
        elif self._passing == self._depth:
            self._passing = None
        self._depth -= 1

    def _entity(self, *told: object) -> None:
        raise self._unsafe("<!ENTITY>")

    def _kept(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """The attributes that may stay. Raises GuideError for one that runs or fetches something."""
        found = {}
        for name, value in attributes.items():
            space, _, key = name.rpartition(" ")
            if key == "href" and space in ("", _XLINK):
                if not value.startswith("#"):
                    raise self._unsafe(key)
                found["href"] = f"#{self._name}-{value[1:]}"
            elif not space and key.lower().startswith("on"):
                raise self._unsafe(key)
            elif not space and key in _ATTRIBUTES:
                inner = _LINK.sub(rf"url(#{self._name}-\1)", value)
                if _LEADS_OUT.search(_LINK.sub("", value)):
                    raise self._unsafe(key)
                found[key] = f"{self._name}-{value}" if key == "id" else inner
        return found

    def _view_box(self, attributes: Mapping[str, str]) -> str:
        """The part of the plane that is shown: as said, or from the picture's width and height."""
        said = attributes.get("viewBox", "").replace(",", " ").split()
        if not said:
            sides = [_SIZE.fullmatch(attributes.get(key, "")) for key in ("width", "height")]
            said = ["0", "0", *(side[1] for side in sides if side)]
        try:
            numbers = [float(number) for number in said if _NUMBER.fullmatch(number)]
        except ValueError:  # "-" by itself
            numbers = []
        if len(numbers) != 4 or len(said) != 4 or min(numbers[2:]) <= 0:
            raise GuideError("picture_no_size", file=self._file, line=self._line)
        return " ".join(said)

    def _unsafe(self, wrong: str) -> GuideError:
        return GuideError("picture_unsafe", file=self._file, line=self._line, wrong=wrong[:60])
