"""A PDF as somebody hears it who has it read to them, and as it lies on its pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.unit.record.hard_papers import CASES, EMOJI, LONG_WORD, NAMES, PICTURES, papers_in, with_look
from tests.unit.record.made_up_family import WHATS
from tests.unit.record.tagged import Tagged
from tests.unit.record.test_html_and_pdf import Shown
from voice_guide.record.forms import make
from voice_guide.record.look import LAYOUTS, Look
from voice_guide.record.page_room import fits
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, ours, theirs


def pdf_of(case: str, layout: str, what: str) -> Tagged:
    paper, look = next((paper, look) for name, paper, look in with_look(papers_in(case), layout) if name == what)
    content = make(paper, "pdf", look, PICTURES.of_slot).content
    assert isinstance(content, bytes)
    return Tagged(content)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", CASES)
def test_its_structure_tells_what_each_part_is(case: str, layout: str) -> None:
    for what in ("sheet", "transcript"):
        pdf = pdf_of(case, layout, what)
        assert pdf.faults() == []
        assert pdf.language == "en-GB"
        assert "".join(pdf.title.split()) == pdf.of("H1")[0].words


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", ["one way forward", "long words"])
def test_it_is_read_in_the_order_in_which_it_is_seen_on_the_page(case: str, layout: str) -> None:
    for _, paper, look in with_look(papers_in(case), layout):
        page, pdf = make(paper, "html", look, PICTURES.of_slot).content, make(paper, "pdf", look, PICTURES.of_slot)
        assert isinstance(page, str)
        assert isinstance(pdf.content, bytes)
        shown = "".join("".join(Shown(page[page.index("<body") :]).text).split())
        assert Tagged(pdf.content).words == shown


def test_a_picture_has_words_and_a_sheet_without_room_for_pictures_has_none() -> None:
    figures = pdf_of("one way forward", "easy-read", "sheet").of("Figure")
    assert len(figures) > 8
    assert all(each.alt for each in figures)
    assert pdf_of("one way forward", "standard", "sheet").of("Figure") == []


def test_the_place_to_sign_has_header_cells() -> None:
    heads = pdf_of("one way forward", "standard", "sheet").of("TH")
    assert [(each.words, each.header) for each in heads] == [
        ("Name", "Column"),
        ("Signed", "Column"),
        ("Day", "Column"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_way_forward_is_broken_over_two_pages(layout: str) -> None:
    elements = pdf_of("40 ways forward", layout, "sheet").root.kids
    begins = [at for at, each in enumerate(elements) if each.tag == "H2"]
    assert len(begins) > 40
    for first, end in pairwise(begins):
        assert len(set().union(*(each.pages for each in elements[first:end]))) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", ["one way forward", pytest.param("40 ways forward", marks=pytest.mark.slow)])
def test_how_to_tell_whose_words_they_are_stands_on_no_page_alone(case: str, layout: str) -> None:
    for what in ("sheet", "transcript"):
        *_, before, last = pdf_of(case, layout, what).root.kids
        assert last.words.startswith("Strongwords")
        assert before.pages == last.pages


def test_a_word_without_an_end_stays_on_its_page_and_loses_no_letter() -> None:
    for layout in LAYOUTS:
        assert pdf_of("long words", layout, "sheet").words.count(LONG_WORD) >= 2


def test_names_and_picture_signs_are_there_or_told() -> None:
    words = pdf_of("names", "standard", "sheet").words
    assert "".join(NAMES[0].split()) in words
    assert NAMES[2] in words
    paper, look = next((paper, look) for _, paper, look in with_look(papers_in("emoji"), "standard"))
    made = make(paper, "pdf", look)
    assert isinstance(made.content, bytes)
    shown = Tagged(made.content).words
    assert "\U0001f600" in shown or "[grinningface]" in shown
    assert made.missing <= set(EMOJI) | {"\ue000"}


def test_a_paper_that_is_made_wrong_is_noticed() -> None:
    wrong = Paper("A title", "en-GB", (Heading(1, ours("One")), Heading(1, ours("Two")), Heading(2, ours(WHATS[0]))))
    content = make(wrong, "pdf", Look.of("standard")).content
    assert isinstance(content, bytes)
    assert Tagged(content).faults() == ["the first heading is not the title, or there are two"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "words", ["WM" * 40, "WWWW " * 60, f"{'sesquipedalian' * 2} " * 9, "지민 " * 90, "as it is said here " * 20]
)
def test_what_is_kept_together_is_never_cut_off_at_the_end_of_a_page(words: str, layout: str) -> None:
    """One more block at a time: just before it is too long for one page, it is nearly as high as a page."""
    some = theirs(words)
    kinds: tuple[Block, ...] = (Line(some), Item(some), Row("Who checks how it is going", some), Heading(3, some))
    for kind in (*kinds, Line(some, picture="who"), Item(some, picture="who")):
        for count in range(1, 40):
            blocks = (
                Heading(1, ours("A")),
                Line(ours("B")),
                Heading(2, ours("C")),
                *(count * (kind,)),
                Line(ours("end")),
            )
            if not fits(blocks[2:], Look.of(layout), ["It ends."]):
                break
        else:
            count = 40
        blocks = (Heading(1, ours("A")), Heading(2, ours("C")), *((count - 1) * (kind,)), Line(ours("end")))
        content = make(Paper("A", "en-GB", blocks, "It ends."), "pdf", Look.of(layout), PICTURES.of_slot).content
        assert isinstance(content, bytes)
        assert Tagged(content).lowest() > 20
