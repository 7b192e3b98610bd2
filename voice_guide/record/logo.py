"""An organisation's logo, drawn anew as PNG: so a paper holds its look and nothing else that was in the file.

Where a photo was taken, who drew it, and whatever could run or fetch something, stay behind.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

from voice_guide.errors import GuideError
from voice_guide.record.picture_svg import read_svg
from voice_guide.small_file import read_small

ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
MOST_BYTES = 512 * 1024
MOST_PIXELS = 4000  # a side; a small file may hold far more than any machine can draw
LONGEST = 8  # times as wide as high, or the other way round: more would be a line
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the JPEG markers that tell a picture's size
_ALONE = {0x01, *range(0xD0, 0xD8)}  # those without a length
# 18 mm high at about 700 dots an inch. It is handed over as data: nothing in it is read as Typst code.
_DRAWN = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let logo = image(bytes(json(bytes(sys.inputs.logo))), format: sys.inputs.format)
#context {
  let size = measure(logo)
  scale(calc.min(512pt / size.height, 1600pt / size.width) * 100%, reflow: true, logo)
}"""


def read_logo(path: Path) -> bytes:
    """The logo in an SVG, PNG or JPEG file, as PNG up to 1600 by 512.

    Raises GuideError: ``logo_missing``, ``logo_too_large``, ``logo_not_picture``, ``logo_shape``, and for SVG as ``read_svg``.
    """
    file = str(path)
    if path.suffix.lower() == ".svg":
        return _checked(_draw(read_svg(path, "logo").encode("utf-8"), "svg", file), file)
    try:
        content = read_small(path, MOST_BYTES)
    except OSError as error:
        raise _unread(path) from error
    if content.startswith(_PNG) and len(content) >= 24:
        kind, sides = "png", struct.unpack(">II", content[16:24])
    elif content.startswith(_JPEG):
        kind, sides = "jpg", _jpeg_sides(content)
    else:
        raise GuideError("logo_not_picture", file=file)
    if max(sides) > MOST_PIXELS:
        raise GuideError("logo_too_large", file=file, most=MOST_BYTES // 1024, pixels=MOST_PIXELS)
    if min(sides) < 1:
        raise GuideError("logo_not_picture", file=file)
    return _checked(_draw(content, kind, file), file)


def _unread(path: Path) -> GuideError:
    try:
        large = path.is_file() and path.stat().st_size > MOST_BYTES
    except (OSError, ValueError):
        large = False
    if large:
        return GuideError("logo_too_large", file=str(path), most=MOST_BYTES // 1024, pixels=MOST_PIXELS)
    return GuideError("logo_missing", file=str(path))


def _jpeg_sides(content: bytes) -> tuple[int, int]:
    """Height and width of a JPEG; (0, 0) where they can't be found."""
    at = len(_JPEG)
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # as many as one likes may stand before a marker
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _SIZES:
            return struct.unpack(">HH", content[at + 5 : at + 9])
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4]))
    return 0, 0


def _draw(content: bytes, kind: str, file: str) -> bytes:
    import typst

    try:
        drawn: bytes = typst.compile(
            _DRAWN,
            format="png",
            ppi=72,  # a point is a pixel
            sys_inputs={"logo": json.dumps(list(content)), "format": kind},
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise GuideError("logo_not_picture", file=file) from error
    return drawn


def _checked(png: bytes, file: str) -> bytes:
    wide, high = struct.unpack(">II", png[16:24])
    if max(wide, high) > LONGEST * min(wide, high):
        raise GuideError("logo_shape", file=file, most=LONGEST)
    return png
