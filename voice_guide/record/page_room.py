"""Whether blocks surely find room on one page of a layout. A page's real measure would be exact, and costs a MiB each time."""

from __future__ import annotations

from collections.abc import Iterable

from voice_guide.record.look import Look
from voice_guide.record.paper import Block, Heading, Item, Line, Row, Runs, Sign, plain

_MM = 72 / 25.4  # points
_A4_WIDTH, _A4_HEIGHT = 210 * _MM, 297 * _MM
# At least what a letter needs, in letter heights: no estimate may be too low, for what has no room would be cut off.
_NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789 .,:;!?'‘’“”()-")
_LETTER, _WIDE_LETTER, _LETTER_HEIGHT = 0.66, 1.1, 0.8
_GUTTER_MM = 5
_ABOVE_ENDS = 60  # points for the rule under a paper, and what is round it


def fits(blocks: Iterable[Block], look: Look, ends: Iterable[str] = ()) -> bool:
    """Whether a page surely holds these blocks, and the lines that end the paper where they are the last."""
    lines = list(ends)
    height = sum(_height(block, look) for block in blocks) + _ABOVE_ENDS * bool(lines)
    height += sum(
        _tall(words, look.small_pt, _width(look), look) + 1.5 * look.leading * look.body_pt for words in lines
    )
    return height <= _A4_HEIGHT - 2 * look.margin_mm * _MM


def _height(block: Block, look: Look) -> float:
    """At most so many points, with the room to the next block."""
    gap = look.leading * look.body_pt
    match block:
        case Heading(level, runs):
            size = {1: look.title_pt, 2: look.heading_pt}.get(level, look.subheading_pt)
            return _tall(plain(runs), size, _width(look), look) + 2.2 * size
        case Line(runs=runs, picture=picture):
            return _beside(runs, picture, look) + 1.5 * gap
        case Item(runs, picture):
            return _beside(runs, picture, look) + gap
        case Row(label, runs):
            third = _width(look) / 3 - _GUTTER_MM * _MM
            words = (_tall(label, look.body_pt, third, look), _tall(plain(runs), look.body_pt, 2 * third, look))
            return max(*words, _picture_pt(look)) + gap + 0.6 * look.body_pt
        case Sign(names=names):
            rows = (max(2.2 * look.body_pt, _tall(name, look.body_pt, _width(look) / 4, look)) for name in ("", *names))
            return sum(height + 1.3 * look.body_pt for height in rows) + 4 * look.heading_pt
        case _:
            return _A4_HEIGHT  # what was said may be any length


def _beside(runs: Runs, picture: str | None, look: Look) -> float:
    drawn = _picture_pt(look) if picture else 0
    room = _width(look) - drawn - (_GUTTER_MM * _MM if drawn else 0)
    return max(_tall(plain(runs), look.body_pt, room, look), drawn)


def _tall(words: str, size: float, width: float, look: Look) -> float:
    """How high the words stand: lines of letters, with the layout's room between two."""
    return (_lines(words, size, width) * (_LETTER_HEIGHT + look.leading) - look.leading) * size


def _lines(words: str, size: float, width: float) -> int:
    """How many lines the words take; one longer than a line is broken at its end."""
    lines, used = 1, 0.0
    for word in words.split():
        long = sum(map(_letter, word)) * size
        if used and used + long > width:
            lines, used = lines + 1, 0.0
        lines += int(long / width)
        used += long % width + _LETTER * size
    return lines


def _letter(letter: str) -> float:
    return _LETTER if letter in _NARROW else _WIDE_LETTER


def _picture_pt(look: Look) -> float:
    return look.picture_mm * _MM


def _width(look: Look) -> float:
    return _A4_WIDTH - 2 * look.margin_mm * _MM
