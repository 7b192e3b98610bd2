"""Papers as Word files: styles a reader can find, heads of tables, whose words are whose, and words that stay words."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from tests.hostile.nasty import SENTENCES
from tests.unit.record import many_scripts_family
from voice_guide.record import sheet, transcript, word
from voice_guide.record.direction import by_direction, from_right
from voice_guide.record.look import LAYOUTS, Look
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Run, Said, Sign, Whose, ours, plain, theirs
from voice_guide.record.pictured import Picture

GOLDEN = Path(__file__).parent / "golden"
PLAIN, EASY = Look.of("standard"), Look.of("easy-read")
ARABIC, KOREAN, POLISH = "مرحبا 12 يا نور", "안녕하세요", "Zażółć gęślą jaźń"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


def made(*blocks: Block, title: str = "T", **given: Any) -> bytes:
    return word.render(Paper(title, "en-GB", blocks), **{"look": PLAIN, **given})


def body(file: bytes) -> Any:
    return docx.Document(io.BytesIO(file)).element.body


def text_of(file: bytes) -> str:
    return "".join(each.text or "" for each in body(file).iter(qn("w:t")))


def outline(file: bytes) -> Iterator[str]:
    """Each paragraph with its style, each run of another style in ‹ ›, and tables by their rows."""
    opened = docx.Document(io.BytesIO(file))
    for part in opened.iter_inner_content():
        if isinstance(part, Table):
            heads = [row for row in part.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]
            yield f"[{_style(part)}] {len(heads)} head row; {_caption(part)}"
            for row in part.rows:
                yield "  | " + " | ".join(" / ".join(_runs(p) for p in cell.paragraphs) for cell in row.cells)
        else:
            turned = " from the right" if part._p.find(f".//{qn('w:bidi')}") is not None else ""
            yield f"[{_style(part)}{turned}] {_runs(part)}"


def _caption(table: Table) -> str:
    return "; ".join(
        str(table._tbl.find(f".//{qn(name)}").get(qn("w:val"))) for name in ("w:tblCaption", "w:tblDescription")
    )


def _style(part: Any) -> str:
    return str(part.style.name)


def _runs(paragraph: Any) -> str:
    shown = []
    for run in paragraph.runs:
        name = "" if run.style.name == "Default Paragraph Font" else run.style.name
        name += " from the right" if run.font.rtl else ""
        shown.append(f"‹{name.strip()}: {run.text}›" if name else run.text)
    return "".join(shown)


@pytest.mark.parametrize("name", ["sheet", "transcript"])
def test_the_papers_of_the_many_scripts_family_are_as_the_golden_files_show(name: str) -> None:
    papers = many_scripts_family.papers()
    paper = sheet.paper(papers) if name == "sheet" else transcript.paper(papers)
    shown = "\n".join(outline(word.render(paper, PLAIN))) + "\n"
    assert shown == (GOLDEN / f"{name}.docx.txt").read_text(encoding="utf-8")


def test_equal_papers_are_equal_files_and_tell_nobody_who_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = (Heading(1, ours("T")), Item(theirs("x"), picture="dot"))
    given: dict[str, Any] = {
        "look": EASY,
        "pictures": lambda name: Picture(name, DOT, "a dot"),
    }
    first = made(*paper, **given)
    monkeypatch.setenv("USER", "canaryuser")
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 1, 2, 3, 4, 5, 0, 0, 0)))
    assert made(*paper, **given) == first
    known = docx.Document(io.BytesIO(first)).core_properties
    assert (known.title, known.language, known.author, known.last_modified_by, known.comments) == (
        "T",
        "en-GB",
        "Voice Guide",
        "Voice Guide",
        "",
    )
    assert known._element.find(qn("dcterms:created")) is None  # the day is on the paper, or nowhere
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if re.search("thumbnail|customXml|vba|Effects|custom", name)]
    for never in (b"canaryuser", b"python-docx", b"Macintosh", b'TargetMode="External"', b"en-US"):
        assert never not in everything


def test_headings_have_words_own_styles_and_ours_have_names() -> None:
    file = made(
        *(Heading(level, ours(f"h{level}")) for level in (1, 2, 3, 4)),
        Line(ours("a")),
        Line(ours("b"), note=True),
        Line(ours("c"), read=True),
        Item(ours("d")),
        Said("Jo", (Run("e", Whose.THEIRS), Run("[", Whose.MARK)), below=(ours("f"),), after="g"),
        Said("Said later:", ours("h"), later=True, note=True),
    )
    assert list(outline(file)) == [
        "[Title] h1",
        "[Heading 1] h2",
        "[Heading 2] h3",
        "[Heading 3] h4",
        "[Normal] a",
        "[Added] b",
        "[Read aloud] c",
        "[List Bullet] d",
        "[Said] ‹Label: Jo: ›‹Their words: e›‹Mark: [›",
        "[Added] f",
        "[Added] g",
        "[Added] ‹Mark: Said later: ›h",
    ]


def test_rows_are_one_table_with_heads_and_a_text_of_its_own() -> None:
    file = made(Heading(2, ours("1. the shed")), Row("Who", theirs("me")), Row("When", ours("x")), Line(ours("after")))
    assert list(outline(file))[1:4] == [
        "[Paper table] 1 head row; 1. the shed; Each row says one thing about this.",
        "  | ‹Label: About› | ‹Label: Details›",
        "  | ‹Label: Who› | ‹Their words: me›",
    ]
    assert len(list(body(file).iter(qn("w:keepNext")))) == 4  # both heads, and both parts of the first row
    look = body(file).find(f".//{qn('w:tblLook')}")
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_a_file_never_ends_with_a_table_and_a_place_to_sign_is_one() -> None:
    sign = Sign("Sign here", ("Jo", "Kai"), "Name", "Signed", "Day")
    file = made(sign)
    assert [child.tag.rpartition("}")[2] for child in body(file)] == ["p", "tbl", "p", "sectPr"]
    assert list(outline(file))[1:5] == [
        "[Paper table] 1 head row; Sign here; Each person has a row to sign in.",
        "  | ‹Label: Name› | ‹Label: Signed› | ‹Label: Day›",
        "  | Jo |  | ",
        "  | Kai |  | ",
    ]


def test_how_theirs_and_ours_are_told_apart_stands_at_the_end() -> None:
    paper = Paper("T", "en-GB", (Heading(1, ours("T")), Line(ours("facts"))), "Strong is theirs.")
    assert list(outline(word.render(paper, PLAIN))) == ["[Title] T", "[Normal] facts", "[Legend] Strong is theirs."]


@pytest.mark.parametrize(
    "words", [*SENTENCES, ARABIC, KOREAN, POLISH, "\x0b\x00a\ufffe\ud800b", '{ DDEAUTO c:\\x "y" }', "«field»"]
)
def test_any_words_are_text_and_nothing_else(words: str) -> None:
    blocks = (Heading(1, theirs(words)), Line(theirs(words)), Row(words, theirs(words)), Said(words, theirs(words)))
    file = made(*blocks, Sign(words, (words,), words, words, words), title=words, look=replace(PLAIN, footer=words))
    shown = " ".join(
        re.sub("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\ud800]", " ", words).split()
    )
    paragraphs = docx.Document(io.BytesIO(file)).paragraphs
    assert " ".join(paragraphs[0].text.split()) == " ".join(paragraphs[1].text.split()) == shown
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("word/"))
        rels = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    assert b"instrText" not in xml
    assert re.findall(rb'<w:fldSimple [^>]*w:instr="([^"]*)"', xml) == [b"PAGE"]
    assert b"w:hyperlink" not in re.sub(rb'w:hyperlink="hyperlink"', b"", xml)
    assert b"External" not in rels


def test_words_from_the_right_are_marked_so_and_a_line_of_them_runs_so() -> None:
    name = (Run(ARABIC, Whose.LABEL), Run(": "))
    file = made(
        Line(theirs(f"{ARABIC}. Jo")),
        Line((*ours("1. "), *theirs(ARABIC))),
        Line((*name, *theirs(ARABIC))),
        Line((*name, *theirs("tak"))),
        Line(ours(f"{ARABIC}: yes")),
        Line(ours(f"Jo: {ARABIC} ({KOREAN})")),
    )
    label, words = f"‹Label from the right: {ARABIC}›: ", f"‹Their words from the right: {ARABIC}›"
    assert list(outline(file)) == [
        f"[Normal from the right] {words}‹Their words: . Jo›",
        f"[Normal from the right] 1. {words}",
        f"[Normal from the right] {label}{words}",
        f"[Normal] {label}‹Their words: tak›",
        f"[Normal] ‹from the right: {ARABIC}›: yes",
        f"[Normal] Jo: ‹from the right: {ARABIC}› ({KOREAN})",
    ]


@pytest.mark.parametrize("words", [ARABIC, f"a {ARABIC} b {ARABIC}!", "שָׁלוֹם", "x", "", "٣٤", f"\U0001f642{ARABIC}"])
def test_pieces_by_direction_are_the_text_again(words: str) -> None:
    assert "".join(piece for piece, _ in by_direction(words)) == words
    assert from_right("שָׁלוֹם x")
    assert not from_right(f"x {ARABIC}")


def test_a_picture_stands_at_the_left_with_its_text_and_is_in_the_file_once() -> None:
    file = made(
        Item(theirs("one"), picture="dot"),
        Line(ours("two"), picture="dot"),
        Row("Who", theirs("three"), picture="dot"),
        Item(ours("none"), picture="other"),
        look=EASY,
        pictures=lambda name: Picture(name, DOT, "a <dot> & more") if name == "dot" else None,
    )
    drawn = list(body(file).iter(qn("wp:docPr")))
    assert [(each.get("id"), each.get("name"), each.get("descr")) for each in drawn] == [
        (number, "dot", "a <dot> & more") for number in ("1", "2", "3")
    ]
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert [name for name in parts.namelist() if "media" in name] == ["word/media/image1.png"]
    assert "[List Bullet] none" in list(outline(file))


def test_a_look_without_pictures_has_none() -> None:
    file = made(Item(ours("x"), picture="dot"), pictures=lambda name: Picture(name, DOT, "a dot"))
    assert list(outline(file)) == ["[List Bullet] x"]
    assert not list(body(file).iter(qn("wp:docPr")))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sizes_and_colours_are_as_the_look_says(layout: str) -> None:
    look = Look.of(layout)
    styles = docx.Document(io.BytesIO(made(Line(ours("x")), look=look))).styles

    def given(style: str) -> tuple[str, str]:
        found = styles[style].element
        return tuple(found.find(f".//{qn(name)}").get(qn("w:val")) for name in ("w:sz", "w:color"))

    def meant(points: float, colour: str) -> tuple[str, str]:
        return f"{points * 2:g}", colour.removeprefix("#").upper()

    light = look.light
    everywhere = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}")
    assert everywhere.get(qn("w:val")) == f"{look.body_pt * 2:g}"
    assert str(styles["Normal"].font.color.rgb) == meant(0, light.added)[1]
    assert given("Title") == meant(look.title_pt, light.accent)
    assert given("Heading 1") == meant(look.heading_pt, light.accent)
    assert given("Heading 2") == meant(look.subheading_pt, light.text)
    assert styles["Their words"].font.bold
    assert str(styles["Their words"].font.color.rgb) == meant(0, light.text)[1]
    assert styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    sizes = [int(size.get(qn("w:val"))) / 2 for size in styles.element.iter(qn("w:sz"))]
    assert min(sizes) >= {"standard": 10, "easy-read": 16, "large-print": 18}[layout]


def test_an_organisations_logo_and_lines_are_in_the_head_and_foot() -> None:
    look = replace(PLAIN, logo=(DOT.encode(), "Anytown Council", "image/svg+xml"), footer="Anytown", contact="0000")
    section = docx.Document(io.BytesIO(made(Line(ours("x")), look=look))).sections[0]
    (drawn,) = section.first_page_header._element.iter(qn("wp:docPr"))
    assert drawn.get("descr") == "Anytown Council"
    for foot in (section.footer, section.first_page_footer):
        assert foot.paragraphs[0].text.startswith("Anytown  0000\t")


@pytest.mark.slow
def test_ten_thousand_answers_take_no_more_time_each_than_a_thousand() -> None:
    def seconds(count: int) -> float:
        said = [Said("Jo", theirs(f"answer {number}, and all that we said that day")) for number in range(count)]
        began = time.process_time()
        file = made(*said)
        took = time.process_time() - began
        assert plain(ours(f"answer {count - 1}")) in text_of(file)
        return took

    small, large = seconds(1_000), seconds(10_000)
    assert large < 10
    assert large < 30 * small
