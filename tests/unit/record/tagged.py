"""What a PDF tells a screen reader: its elements in their order, each with its words, its page and what is known of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import pikepdf

_HEX = re.compile(r"<([0-9a-fA-F]+)>")


@dataclass
class Element:
    """One element. ``tag``: H1, P, L, TH ...; ``words``: its own and those of all in it; ``pages``: where they stand."""

    tag: str
    alt: str | None
    header: str | None  # of a TH: what it is the header of
    words: str = ""
    pages: set[int] = field(default_factory=set)
    kids: list[Element] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """This one and all in it, in order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


class Tagged:
    """A PDF, read by its structure."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(content))
        self._marked = [_marked(page) for page in self._pdf.pages]
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self._pdf.pages)}

    @property
    def language(self) -> str:
        """The language that the whole file is in."""
        return str(self._pdf.Root.Lang)

    @property
    def title(self) -> str:
        """The title that a reader shows for the file."""
        return str(self._pdf.docinfo.get("/Title"))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pdf.pages)

    @cached_property
    def root(self) -> Element:
        """The document."""
        whole = Element("", None, None)
        self._into(whole, self._pdf.Root.StructTreeRoot.K, None)
        return whole.kids[0]

    @cached_property
    def words(self) -> str:
        """All that is read out, in its order, without any space or line end."""
        return self.root.words

    def lowest(self) -> float:
        """How far above the edge of its page, in points, the lowest letters stand; below 0 they are cut off."""
        return min(height for page in self._pdf.pages for height in _heights(page))

    def of(self, *tags: str) -> list[Element]:
        """The elements with these tags, in their order."""
        return [each for each in self.root.all() if each.tag in tags]

    def faults(self) -> list[str]:
        """What would trouble somebody who has it read to them; each is told without a word of the paper."""
        found = [] if self.language and self.title else ["no language or no title"]
        levels = [int(each.tag[1]) for each in self.of("H1", "H2", "H3", "H4", "H5", "H6")]
        if levels[:1] != [1] or levels.count(1) != 1:
            found.append("the first heading is not the title, or there are two")
        found += [f"H{one} after H{before}" for before, one in pairwise(levels) if one > before + 1]
        found += ["a picture without words" for each in self.of("Figure") if not each.alt]
        found += ["a table without header cells" for each in self.of("Table") if not _has_headers(each)]
        found += [f"a list with {kid.tag}" for each in self.of("L") for kid in each.kids if kid.tag != "LI"]
        loose = {kid.tag for kid in self.root.kids} - {
            "H1",
            "H2",
            "H3",
            "P",
            "L",
            "Table",
            "Figure",
            "Div",
            "BlockQuote",
        }
        return found + [f"{tag} by itself" for tag in sorted(loose)]

    def _into(self, parent: Element, kids: Any, page: int | None) -> None:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                here = self._numbers[kid.Pg.objgen] if "/Pg" in kid else page
                alt = str(kid.Alt) if "/Alt" in kid else None
                one = Element(str(kid.S)[1:], alt, _scope(kid))
                parent.kids.append(one)
                self._into(one, kid.get("/K", pikepdf.Array()), here)
                parent.words += one.words
                parent.pages |= one.pages
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                there = self._numbers[kid.Pg.objgen] if "/Pg" in kid else page
                self._mark(parent, int(kid.MCID), there)
            elif not isinstance(kid, pikepdf.Object):
                self._mark(parent, int(kid), page)

    def _mark(self, element: Element, number: int, page: int | None) -> None:
        assert page is not None
        element.pages.add(page)
        element.words += self._marked[page].get(number, "")


def _scope(element: pikepdf.Dictionary) -> str | None:
    attributes = element.get("/A")
    some = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next(
        (str(each.Scope)[1:] for each in some if isinstance(each, pikepdf.Dictionary) and "/Scope" in each), None
    )


def _has_headers(table: Element) -> bool:
    heads = [each for each in table.all() if each.tag == "TH"]
    return bool(heads) and all(each.header in ("Column", "Row", "Both") and each.words for each in heads)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The words of each marked part of a page, by its number."""
    fonts = {str(name): _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    inside: list[int | None] = []
    letters: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(page):
        match str(each.operator):
            case "BDC":
                properties = each.operands[1]
                known = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                inside.append(int(properties["/MCID"]) if known else None)
            case "BMC":
                inside.append(None)
            case "EMC":
                inside.pop()
            case "Tf":
                letters = fonts[str(each.operands[0])]
            case "Tj" | "TJ":
                number = next((one for one in reversed(inside) if one is not None), None)
                if number is not None:
                    found[number] = found.get(number, "") + _shown(each.operands[0], letters)
            case _:
                pass
    return found


def _heights(page: pikepdf.Page) -> Iterator[float]:
    """Where each piece of text begins, as its height on the page."""
    now, kept = pikepdf.Matrix(), []
    for each in pikepdf.parse_content_stream(page):
        match str(each.operator):
            case "q":
                kept.append(now)
            case "Q":
                now = kept.pop()
            case "cm":
                now = pikepdf.Matrix(*(float(number) for number in each.operands)) @ now
            case "Tm":
                yield (pikepdf.Matrix(*(float(number) for number in each.operands)) @ now).f
            case _:
                pass


def _shown(operand: Any, letters: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    shown = "".join(letters.get(codes[at] << 8 | codes[at + 1], "") for at in range(0, len(codes) - 1, 2))
    return "".join(shown.split())


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for, by its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("ascii", "replace")
    found: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        some = _HEX.findall(part)
        found |= {int(code, 16): _text(sign) for code, sign in zip(some[::2], some[1::2], strict=True)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        some = _HEX.findall(part)
        for first, last, sign in zip(some[::3], some[1::3], some[2::3], strict=True):
            found |= {
                code: _after(_text(sign), code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)
            }
    return found


def _text(sign: str) -> str:
    return bytes.fromhex(sign).decode("utf-16-be", "replace")


def _after(sign: str, by: int) -> str:
    return sign[:-1] + chr(ord(sign[-1]) + by)
