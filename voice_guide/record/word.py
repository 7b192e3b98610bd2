"""A paper as a Word file (DOCX): styles, heads of tables, languages and pictures' texts are told, so that it can be heard too.

Equal input gives equal bytes. There is no macro in it, no link, and no name of whoever made it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Twips

from voice_guide.record.direction import by_direction
from voice_guide.record.look import Look
from voice_guide.record.paper import Item, Line, Paper, Row
from voice_guide.record.picture_png import as_png
from voice_guide.record.pictured import Pictures, without
from voice_guide.record.word_body import Body, Labels, written
from voice_guide.record.word_styles import PAGE, bullets_xml, styles_xml, text_width

MAKER = "Voice Guide"
_NOT_WANTED = (
    KIND.THUMBNAIL,
    KIND.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LOGO_MM = 20
_BODY = "word/document.xml"


def render(paper: Paper, look: Look, pictures: Pictures = without) -> bytes:
    """The paper as a Word file, with an organisation's logo at its top and its lines at the foot of each page."""
    file = docx.Document()
    _empty(file, look, paper.language)
    drawn = _Drawn(file.part, look.picture_mm, pictures)
    drawn.gather(block.picture for block in paper.blocks if isinstance(block, Item | Line | Row))
    _page(file, look)
    _properties(file, paper)
    body = Body(Labels.of(paper.language), text_width(look), drawn.element)
    return _packed(file, body.written(paper))


class _Drawn:
    """Pictures, each in the file once however often it stands on the paper."""

    def __init__(self, part: Any, millimetres: float, pictures: Pictures) -> None:
        self._part = part
        self._millimetres = millimetres
        self._pictures = pictures
        self._made: dict[str, Any] = {}
        self._number = 0

    def gather(self, names: Iterable[str | None]) -> None:
        """Put these pictures into the file, as far as there are any."""
        if self._millimetres:
            self._made = {name: self._new(name) for name in dict.fromkeys(names) if name is not None}

    def element(self, name: str) -> Any | None:
        """A new element that shows this picture; None where there is none."""
        if self._made.get(name) is None:
            return None
        self._number += 1
        drawing = deepcopy(self._made[name])
        drawing.find(f".//{qn('wp:docPr')}").set("id", str(self._number))
        return drawing

    def _new(self, name: str) -> Any | None:
        found = self._pictures(name)
        if found is None:
            return None
        drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        drawing.append(_inline(self._part, as_png(found.svg), self._millimetres, found.name, found.alt))
        return drawing


def _inline(part: Any, png: bytes, millimetres: float, name: str, told: str) -> Any:
    """A picture in a line, so high."""
    inline = part.new_pic_inline(io.BytesIO(png), height=Mm(millimetres))
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # else other programs than Word put room round it
    inline.docPr.set("descr", written(told))
    inline.docPr.set("name", written(name))
    inline.find(f".//{qn('pic:cNvPr')}").set("name", "picture.png")
    return inline


def _empty(file: Any, look: Look, language: str) -> None:
    """Take out what python-docx's own beginning brings and nobody needs; put our styles in."""
    package, part = file.part.package, file.part
    for holder in (package, part):
        for key in [key for key, held in holder.rels.items() if held.reltype in _NOT_WANTED]:
            del holder.rels[key]
    part._styles_part._element = parse_xml(styles_xml(look, language))
    part.numbering_part._element = parse_xml(bullets_xml())
    program = next(held.target_part for held in package.rels.values() if held.reltype == KIND.EXTENDED_PROPERTIES)
    spoken = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    program._blob = f'<Properties xmlns="{spoken}"><Application>{MAKER}</Application></Properties>'.encode()
    settings = file.settings.element
    tongue = settings.find(qn("w:themeFontLang"))
    tongue.attrib.clear()
    tongue.set(qn("w:val"), language)
    newest = next(
        each for each in settings.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == "compatibilityMode"
    )
    newest.set(qn("w:val"), "15")  # else Word calls it an old file, and its tables begin left of the text
    for name in ("w:rsids", "w:savePreviewPicture", "w:proofState"):
        settings.remove(settings.find(qn(name)))


def _page(file: Any, look: Look) -> None:
    """A4; the logo at the top of the first page, and at the foot of each an organisation's lines and the page's number."""
    section = file.sections[0]
    section.page_width, section.page_height = (Twips(side) for side in PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(look.margin_mm))
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    for piece, turned in by_direction(written("  ".join(each for each in (look.footer, look.contact) if each))):
        line.add_run(piece).font.rtl = turned or None
    line.add_run("\t")
    number = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    line._p.append(parse_xml(number))
    if look.logo is not None:
        content, told, kind = look.logo
        section.different_first_page_header_footer = True
        first = section.first_page_header
        shown = as_png(content.decode("utf-8")) if "svg" in kind else content
        drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        drawing.append(_inline(first.part, shown, _LOGO_MM, "logo", told))
        first.paragraphs[0].add_run()._r.append(drawing)
        foot = section.first_page_footer.paragraphs[0]._p
        foot.getparent().replace(foot, deepcopy(line._p))


def _properties(file: Any, paper: Paper) -> None:
    known = file.core_properties
    known.title, known.language = written(paper.title)[:255], paper.language
    known.author = known.last_modified_by = MAKER
    known.comments = ""
    for name in ("dcterms:created", "dcterms:modified"):  # the day stands on the paper, if it is to be known
        known._element.remove(known._element.find(qn(name)))


def _packed(file: Any, body: Iterator[bytes]) -> bytes:
    """The file with the body in its place, and one time for all that is in it, so that it is the same whenever it is made."""
    saved, packed = io.BytesIO(), io.BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w") as same:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            with same.open(entry, "w") as part:
                if name != _BODY:
                    part.write(parts.read(name))
                    continue
                before, page, after = parts.read(name).partition(b"<w:sectPr")
                part.write(before)
                part.writelines(body)
                part.write(page + after)
    return packed.getvalue()
