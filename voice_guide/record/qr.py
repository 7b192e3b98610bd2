"""A calendar entry as a QR code (ISO/IEC 18004) that a phone's camera takes over: in a terminal, or as a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import segno

from voice_guide.record.calendar import entry_alone
from voice_guide.record.calendar_entries import Entry

Kind = Literal["svg", "png"]
# With more, the squares get so small that a phone has trouble, and the code is wider than a terminal of 80 signs.
_MOST_BYTES = 367
_SVG_UNITS, _PNG_PIXELS = 6, 10  # the side of one square
_LIGHT, _UPPER, _LOWER, _DARK = "\u2588", "\u2580", "\u2584", " "
_BORDER = 4  # squares: the quiet zone that the standard asks for


def fits(entry: Entry, changed: datetime) -> bool:
    """Whether a code of it stays coarse enough for a phone. A long title is what may be too much."""
    return len(entry_alone(entry, changed)) <= _MOST_BYTES


def code_of(entry: Entry, changed: datetime) -> segno.QRCode:
    """The code of one entry. Raises ValueError where it is too long for any."""
    return segno.make_qr(entry_alone(entry, changed), error="l")


def picture(code: segno.QRCode, kind: Kind) -> bytes:
    """The code as a picture, dark on white whatever is behind it."""
    out = io.BytesIO()
    scale = _SVG_UNITS if kind == "svg" else _PNG_PIXELS
    code.save(out, kind=kind, scale=scale, border=_BORDER, light="#fff", dark="#000")
    return out.getvalue()


def terminal_lines(code: segno.QRCode) -> Iterator[str]:
    """The code in half blocks, two rows of squares a line; what is light is drawn, in the colour of the letters."""
    rows = [list(row) for row in code.matrix_iter(border=_BORDER)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    signs = {(False, False): _LIGHT, (False, True): _UPPER, (True, False): _LOWER, (True, True): _DARK}
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(signs[bool(above), bool(below)] for above, below in zip(upper, lower, strict=True))
