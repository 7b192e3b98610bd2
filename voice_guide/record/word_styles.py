"""What a Word file's styles are: sizes and colours come from a ``Look``, names from the field."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls

from voice_guide.record.look import Look

FONT = "Arial"  # without serifs, and on every computer that has Word: no letters can be packed into the file
PAGE = (11906, 16838)  # A4, in twentieths of a point
TWIPS_PER_MM = 56.7
HEADINGS = {1: "Title", 2: "Heading1", 3: "Heading2", 4: "Heading3"}
_FONT_LINE = 1.15  # the height of Arial's own line, in letter heights
_GAP_MM = 4  # between a picture and the words beside it


def text_width(look: Look) -> int:
    """How wide the text is, in twentieths of a point."""
    return PAGE[0] - 2 * round(look.margin_mm * TWIPS_PER_MM)


def styles_xml(look: Look, language: str) -> str:
    """The whole styles part. ``language``: of everything that says no other (en-GB)."""
    return f"<w:styles {nsdecls('w')}>{_defaults(look, language)}{''.join(_styles(look))}</w:styles>"


def bullets_xml() -> str:
    """The numbering part: one kind of list, with a dot before each line."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl>'
    )
    kind = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
    return f'<w:numbering {nsdecls("w")}>{kind}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'


def hexed(colour: str) -> str:
    """A colour as Word writes it."""
    return colour.removeprefix("#").upper()


def _defaults(look: Look, language: str) -> str:
    tongue = quoteattr(language)
    east = quoteattr(language if language.startswith(("ko", "ja", "zh")) else "ko-KR")
    line = round(240 * (1 + look.leading * 0.7) / _FONT_LINE)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="Malgun Gothic"/>'
        f"{_size(look.body_pt)}"
        f'<w:lang w:val={tongue} w:eastAsia={east} w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="120" w:line="{line}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _styles(look: Look) -> Iterator[str]:
    strong, accent, small = "<w:b/><w:bCs/>", _colour(look.light.accent), _size(look.small_pt)
    # Not among the defaults: from there LibreOffice takes a colour for all that stands in tables.
    yield _style("paragraph", "Normal", "Normal", words=_colour(look.light.added), default=True)
    yield _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
    yield _style("table", "TableNormal", "Normal Table", default=True)
    yield _style("paragraph", "Title", "Title", _spaced(0, 200, keep=True), strong + accent + _size(look.title_pt))
    for level, size in enumerate((look.heading_pt, look.subheading_pt, look.subheading_pt)):
        colour = accent if level == 0 else _colour(look.light.text)
        spaced = _spaced(320 - 60 * level, 100, keep=True, outline=level)
        yield _style("paragraph", f"Heading{level + 1}", f"heading {level + 1}", spaced, strong + colour + _size(size))
    yield _style("paragraph", "ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>' + _spaced(0, 80))
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{text_width(look)}"/></w:tabs>'
    yield _style("paragraph", "Footer", "footer", tab, small)
    yield _style("paragraph", "Header", "header")
    yield _style("paragraph", "Said", "Said", _spaced(0, 120))
    yield _style("paragraph", "Added", "Added", _spaced(0, 120))
    yield _style("paragraph", "Legend", "Legend", _spaced(240, 120), small)
    border = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{hexed(look.light.accent)}"/></w:pBdr>'
    yield _style("paragraph", "ReadAloud", "Read aloud", f'{border}{_spaced(0, 120)}<w:ind w:left="284"/>')
    beside = round((look.picture_mm + _GAP_MM) * TWIPS_PER_MM)
    hanging = f'<w:tabs><w:tab w:val="left" w:pos="{beside}"/></w:tabs>'
    hanging += '<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'  # a tall line needs no more
    hanging += f'<w:ind w:left="{beside}" w:hanging="{beside}"/><w:textAlignment w:val="center"/>'
    yield _style("paragraph", "BesidePicture", "Beside a picture", "<w:keepLines/>" + hanging)
    yield _style("paragraph", "InTable", "In a table", _spaced(60, 60))
    yield _style("character", "TheirWords", "Their words", "", strong + _colour(look.light.text))
    yield _style("character", "TheirWordsInHeading", "Their words in a heading", "", strong)
    yield _style("character", "Label", "Label", "", _colour(look.light.text))
    yield _style("character", "Mark", "Mark", "", _colour(look.light.added))
    yield _table(look)


def _colour(colour: str) -> str:
    return f'<w:color w:val="{hexed(colour)}"/>'


def _style(kind: str, key: str, name: str, paragraph: str = "", words: str = "", *, default: bool = False) -> str:
    based = "" if default or kind == "character" else '<w:basedOn w:val="Normal"/>'
    given = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    given += f"<w:rPr>{words}</w:rPr>" if words else ""
    mark = ' w:default="1"' if default else ' w:customStyle="1"' if key in _OWN else ""
    shown = "" if default and kind != "paragraph" else "<w:qFormat/>"
    return f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{based}{shown}{given}</w:style>'


_OWN = {
    "Said",
    "Added",
    "Legend",
    "ReadAloud",
    "BesidePicture",
    "InTable",
    "TheirWords",
    "TheirWordsInHeading",
    "Label",
    "Mark",
}


def _table(look: Look) -> str:
    line = f'w:val="single" w:sz="6" w:space="0" w:color="{hexed(look.light.line)}"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    room = "".join(f'<w:{side} w:w="113" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders>'
        f"<w:tblCellMar>{room}</w:tblCellMar></w:tblPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _spaced(before: int, after: int, *, keep: bool = False, outline: int | None = None) -> str:
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return f'{kept}<w:spacing w:before="{before}" w:after="{after}"/>{level}'
