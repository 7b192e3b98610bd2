"""The blocks of a paper as the paragraphs and tables of a Word file.

Every word comes in by one way (``written``), as the text of an element: nothing in it can become a field, a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from voice_guide.languages import Language
from voice_guide.record.direction import by_direction, from_right, has_from_left
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Run, Runs, Said, Sign, Whose, ours, plain
from voice_guide.record.word_styles import HEADINGS
from voice_guide.shown import one_line

_STYLES = {Whose.THEIRS: "TheirWords", Whose.LABEL: "Label", Whose.MARK: "Mark"}
_NO_XML = re.compile("[\ufffe\uffff]")  # the two signs left that XML forbids
_LABEL = 0.3  # of the text's width
_LABEL_BESIDE_PICTURE = 0.45
_SIGN = (0.4, 0.4)
_ON_ONE_PAGE = 8  # rows that are not parted
_SIGN_HEIGHT = 850  # room for a hand: 1.5 cm


@dataclass(frozen=True)
class Labels:
    """What is said of tables: the heads of both columns, and what a table is, for whoever hears it read."""

    part: str
    words: str
    table: str
    sign: str

    @classmethod
    def of(cls, language: str) -> Labels:
        """The words of a language (en-GB), from ``[table]`` of its papers.toml."""
        told = Language.load(language.partition("-")[0]).papers["table"]
        return cls(*(str(told[key]) for key in ("part", "words", "about", "sign")))


class Body:
    """Writes blocks. ``width``: of the text; ``picture`` makes a picture's element from its name, where there is one."""

    def __init__(self, labels: Labels, width: int, picture: Callable[[str], Any | None]) -> None:
        self._place: Any = etree.Element(_NAMES["w:body"])
        self._labels = labels
        self._width = width
        self._picture = picture
        self._heading = ""

    def written(self, paper: Paper) -> Iterator[bytes]:
        """All blocks as XML, and at the end how theirs and ours are told apart.

        Piece by piece: a long session as one tree of elements would take hundreds of megabytes.
        """
        for tabled, blocks in groupby(paper.blocks, lambda block: isinstance(block, Row)):
            if tabled:
                self._rows([block for block in blocks if isinstance(block, Row)])
                continue
            for block in blocks:
                self._block(block)
                yield from self._done()
        if paper.legend or _ends_with_table(self._place):
            self._paragraph("Legend", ours(paper.legend) if paper.legend else ())  # a Word file ends with a paragraph
        yield from map(etree.tostring, self._place)

    def _done(self) -> Iterator[bytes]:
        """What is in the tree but for its last part: what comes next looks at that."""
        for part in self._place[:-1]:
            yield etree.tostring(part)
            self._place.remove(part)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, runs):
                self._heading = plain(runs)
                self._paragraph(HEADINGS[min(level, 4)], runs)
            case Line(runs, note, read, picture):
                self._paragraph("ReadAloud" if read else "Added" if note else "Normal", runs, picture)
            case Item(runs, picture):
                self._paragraph("ListBullet", runs, picture)
            case Said():
                self._said(block)
            case Sign():
                self._sign(block)
            case _:
                raise AssertionError(block)

    def _said(self, said: Said) -> None:
        name = Run(f"{said.name} " if said.later else f"{said.name}: ", Whose.MARK if said.later else Whose.LABEL)
        self._paragraph("Added" if said.note else "Said", (name, *said.runs))
        for runs in said.below:
            self._paragraph("Added", runs)
        if said.after is not None:
            self._paragraph("Added", ours(said.after))

    def _rows(self, rows: Sequence[Row]) -> None:
        drawn = [self._drawn(row.picture) for row in rows]
        pictured = any(picture is not None for picture in drawn)
        widths = self._widths(_LABEL_BESIDE_PICTURE if pictured else _LABEL)
        table = self._table(widths, (self._labels.part, self._labels.words), self._heading, self._labels.table)
        for row, picture in zip(rows, drawn, strict=True):
            label, words = _cells(table, widths)
            keep = row is not rows[-1] and len(rows) <= _ON_ONE_PAGE
            _beside(label, "InTable", (Run(row.label, Whose.LABEL),), picture, keep=keep)
            _paragraph(words, "InTable", row.runs, keep=keep)

    def _sign(self, sign: Sign) -> None:
        self._block(Heading(2, ours(sign.title)))
        heads = (sign.name_label, sign.sign_label, sign.day_label)
        widths = self._widths(*_SIGN)
        table = self._table(widths, heads, sign.title, self._labels.sign)
        for name in sign.names:
            texts = (name, "", "")
            for cell, text in zip(_cells(table, widths, height=_SIGN_HEIGHT), texts, strict=True):
                _paragraph(cell, "InTable", ours(text) if text else ())

    def _widths(self, *shares: float) -> tuple[int, ...]:
        """The widths of columns that take these shares of the text's, and of the last one, which takes the rest."""
        widths = [round(self._width * share) for share in shares]
        return (*widths, self._width - sum(widths))

    def _table(self, widths: Sequence[int], heads: Iterable[str], caption: str, told: str) -> Any:
        """A table whose first row and first column are its heads."""
        table = _sub(self._place, "w:tbl")
        given = _sub(table, "w:tblPr")
        _sub(given, "w:tblStyle", val="PaperTable")
        _sub(given, "w:tblW", w=str(sum(widths)), type="dxa")
        _sub(given, "w:tblLayout", type="fixed")
        marks = {"firstRow": "1", "firstColumn": "1", "lastRow": "0", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
        _sub(given, "w:tblLook", val="06A0", **marks)
        _sub(given, "w:tblCaption", val=written(caption))
        _sub(given, "w:tblDescription", val=written(told))
        grid = _sub(table, "w:tblGrid")
        for width in widths:
            _sub(grid, "w:gridCol", w=str(width))
        for cell, head in zip(_cells(table, widths, head=True), heads, strict=True):
            _paragraph(cell, "InTable", (Run(head, Whose.LABEL),), keep=True)
        return table

    def _paragraph(self, style: str, runs: Runs, picture: str | None = None) -> None:
        _beside(self._place, style, runs, self._drawn(picture))

    def _drawn(self, picture: str | None) -> Any | None:
        return None if picture is None else self._picture(picture)


def _beside(place: Any, style: str, runs: Runs, picture: Any | None, *, keep: bool = False) -> None:
    """A paragraph; where there is a picture, it stands at the left and the words at the right of it."""
    made = _paragraph(place, style if picture is None else "BesidePicture", runs, keep=keep)
    if picture is not None:
        run = etree.Element(_NAMES["w:r"])
        run.append(picture)
        _sub(run, "w:tab")
        made.insert(1, run)


def _cells(table: Any, widths: Sequence[int], *, head: bool = False, height: int = 0) -> list[Any]:
    row = _sub(table, "w:tr")
    given = _sub(row, "w:trPr")
    _sub(given, "w:cantSplit")
    if height:
        _sub(given, "w:trHeight", val=str(height), hRule="atLeast")
    if head:
        _sub(given, "w:tblHeader")
    cells = []
    for width in widths:
        cell = _sub(row, "w:tc")
        given = _sub(cell, "w:tcPr")
        _sub(given, "w:tcW", w=str(width), type="dxa")
        _sub(given, "w:vAlign", val="center")
        cells.append(cell)
    return cells


def _paragraph(place: Any, style: str, runs: Runs, *, keep: bool = False) -> Any:
    after_table = _ends_with_table(place)
    made = _sub(place, "w:p")
    given = _sub(made, "w:pPr")
    _sub(given, "w:pStyle", val=style)
    if keep:
        _sub(given, "w:keepNext")
    if _from_right(runs):
        _sub(given, "w:bidi")
    if after_table and not style.startswith("Heading"):
        _sub(given, "w:spacing", before="200")
    for run in runs:
        heads = run.whose is Whose.THEIRS and style in HEADINGS.values()
        for piece, turned in by_direction(written(run.text)):
            _add_run(made, piece, "TheirWordsInHeading" if heads else _STYLES.get(run.whose), turned)
    return made


def _from_right(runs: Runs) -> bool:
    """Whether a whole line runs from the right: where a letter of ours runs from the left, somebody's name does not turn it."""
    if not any(from_right(run.text) for run in runs):
        return False
    between = plain(run for run in runs if run.whose is not Whose.THEIRS)
    said = plain(run for run in runs if run.whose is Whose.THEIRS)
    return not has_from_left(between) and from_right(said or between)


def _add_run(place: Any, words: str, style: str | None, turned: bool) -> None:
    made = _sub(place, "w:r")
    if style or turned:
        given = _sub(made, "w:rPr")
        if style:
            _sub(given, "w:rStyle", val=style)
        if turned:
            _sub(given, "w:rtl")
    etree.SubElement(made, _NAMES["w:t"], {_SPACE: "preserve"}).text = words


def _ends_with_table(place: Any) -> bool:
    last = next(place.iterchildren(reversed=True), None)  # len() would count them all, each time
    return last is not None and last.tag == _NAMES["w:tbl"]


def written(words: str) -> str:
    """Words as XML may hold them, on one line."""
    return _NO_XML.sub(" ", one_line(words))


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Names(dict[str, str]):
    """Names with their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = str(qn(name))
        return self[name]


_NAMES = _Names()


def _sub(place: Any, name: str, **marks: str) -> Any:
    return etree.SubElement(place, _NAMES[name], {_NAMES[f"w:{key}"]: value for key, value in marks.items()})
