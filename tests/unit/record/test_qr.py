"""Codes are scanned by a second program, as a phone would, from the picture and from what a terminal shows."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from PIL import Image

from tests.unit.record.planned import Journal, calendar_of, family
from voice_guide.record.calendar_entries import Chosen, Entry
from voice_guide.record.qr import code_of, fits, picture, terminal_lines

OWN = calendar_of(Journal.of(family().facts), Chosen(own_titles=True))
CHANGED = OWN.changed
NAMES = ("wash up; then, rest", "설거지하기", "نغسل الصحون", "Zażółć 😀 gęślą")


def scanned(signs: Image.Image) -> Event:
    """The one entry in the one code of a picture."""
    (code,) = zxingcpp.read_barcodes(signs)
    (event,) = IcsCalendarStream.calendar_from_ics(code.bytes.decode()).events
    return event


def titled(words: str) -> Entry:
    return replace(OWN.entries[0], title=words)


def from_terminal(lines: list[str]) -> Image.Image:
    """What a terminal with light letters on dark shows of half blocks."""
    upper, lower = ("█▀", "█▄")
    rows = [[sign in half for sign in line] for line in lines for half in (upper, lower)]
    return Image.fromarray(np.kron(np.array(rows, dtype=np.uint8) * 255, np.ones((6, 6), dtype=np.uint8)))


def from_svg(svg: bytes) -> Image.Image:
    """The picture's strokes, square by square: moves and level lines are all there is."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves just now
    side = int(root.attrib["width"]) // 6
    squares = np.full((side, side), 255, dtype=np.uint8)
    (path,) = (each.attrib["d"] for each in root.iter() if "qrline" in each.attrib.get("class", ""))
    x = y = 0.0
    for sign, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if sign == "h":
            squares[int(y), int(x) : int(x + float(first))] = 0
            x += float(first)
        else:
            x, y = (float(first), float(second)) if sign == "M" else (x + float(first), y + float(second))
    return Image.fromarray(np.kron(squares, np.ones((6, 6), dtype=np.uint8)))


def test_each_entry_is_scanned_from_the_picture() -> None:
    for entry in OWN.entries:
        event = scanned(Image.open(io.BytesIO(picture(code_of(entry, CHANGED), "png"))))
        assert (event.uid, event.summary, event.dtstart) == (entry.uid, entry.title, entry.day)
    assert scanned(Image.open(io.BytesIO(picture(code_of(OWN.entries[0], CHANGED), "png")))).rrule is not None


def test_it_is_scanned_from_the_drawing_and_from_the_terminal() -> None:
    code = code_of(OWN.entries[0], CHANGED)
    assert scanned(from_svg(picture(code, "svg"))).dtstart == date(2026, 11, 27)
    assert scanned(from_terminal(list(terminal_lines(code)))).dtstart == date(2026, 11, 27)


@pytest.mark.parametrize("name", NAMES)
def test_any_letters_are_scanned(name: str) -> None:
    assert scanned(Image.open(io.BytesIO(picture(code_of(titled(name), CHANGED), "png")))).summary == name


def test_a_picture_has_its_own_white_round_it() -> None:
    pixels = np.asarray(Image.open(io.BytesIO(picture(code_of(OWN.entries[0], CHANGED), "png"))).convert("L"))
    assert pixels[:40].min() == pixels[:, :40].min() == 255
    assert b'fill="#fff"' in picture(code_of(OWN.entries[0], CHANGED), "svg")


def test_a_code_fits_a_terminal_of_eighty_signs_or_is_said_not_to() -> None:
    longest = next(n for n in range(400, 0, -1) if fits(titled("x" * n), CHANGED))
    assert longest > 60
    assert max(map(len, terminal_lines(code_of(titled("x" * longest), CHANGED)))) <= 80
    assert not fits(titled("x" * (longest + 1)), CHANGED)


def test_it_has_no_more_than_a_phone_needs() -> None:
    code = code_of(titled("Reminder"), CHANGED)
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture(code, "png"))))
    assert len(found.bytes) < 280
    assert b"DESCRIPTION" not in found.bytes
    assert b"VALARM" not in found.bytes
