"""Papers as HTML and PDF: people's words come out as words, whatever they look like, in letters that can be read."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pikepdf
import pytest

from tests.hostile.nasty import SENTENCES
from tests.unit.record.made_up_family import family_papers
from voice_guide.record import html, pdf, sheet, transcript
from voice_guide.record.letters import letters_for
from voice_guide.record.look import LAYOUTS, Look, contrast
from voice_guide.record.paper import Heading, Line, Paper, Run, Whose, plain
from voice_guide.shown import one_line

LEAST_PT = {"standard": 10, "easy-read": 16, "large-print": 18}  # easy-read and large print: practice, on print


class Shown(HTMLParser):
    """What a reader of a page sees, and the elements that make it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text.append(data)


def one(words: str) -> Paper:
    """A paper with one person's words, and a heading of them."""
    said = (Run(words, Whose.THEIRS),)
    return Paper("Our ways forward", "en-GB", (Heading(1, said), Line(said)), "All of it is theirs.")


@pytest.mark.parametrize("words", SENTENCES)
def test_words_that_look_like_code_are_words_on_a_page(words: str) -> None:
    page = Shown(html.render(one(words), Look.of("standard")))
    kinds = {tag for tag, _ in page.tags}
    assert kinds <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "span", "footer"}
    assert "".join(page.text).count(one_line(words)) == 2


@pytest.mark.parametrize("words", SENTENCES)
def test_words_that_look_like_code_are_words_in_a_pdf(words: str) -> None:
    made = pdf.render(one(words), Look.of("standard"))
    with pikepdf.open(io.BytesIO(made.content)) as file:
        assert len(file.pages) < 40
        assert "/JavaScript" not in file.Root.get("/Names", {})
        assert not [annotation for page in file.pages for annotation in page.get("/Annots", [])]


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = html.render(sheet.paper(family_papers()), Look.of("standard"))
    assert "<script" not in page
    assert "http:" not in page
    assert "https:" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_are_as_large_as_the_layout_says_on_a_page(layout: str) -> None:
    look = Look.of(layout)
    page = html.render(sheet.paper(family_papers()), look)
    sizes = [float(size) for size in re.findall(r"--\w+-print: ([\d.]+)pt", page)]
    assert min(sizes) >= LEAST_PT[layout]
    assert float(re.search(r"--body: ([\d.]+)rem", page)[1]) * 12 >= look.body_pt - 0.1  # type: ignore[index]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_are_as_large_as_the_layout_says_in_a_pdf(layout: str) -> None:
    made = pdf.render(sheet.paper(family_papers()), Look.of(layout))
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(made.content)) as file:
        for page in file.pages:
            sizes |= {
                float(each.operands[1]) for each in pikepdf.parse_content_stream(page) if str(each.operator) == "Tf"
            }
    assert min(sizes) >= LEAST_PT[layout] - 0.01


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_colour_stands_out_from_its_ground(layout: str) -> None:
    look = Look.of(layout)
    for colours in (look.light, look.dark):
        assert min(contrast(each, colours.background) for each in (colours.text, colours.added, colours.accent)) >= 7
        assert contrast(colours.line, colours.background) >= 3


def test_a_sign_that_no_letters_have_is_named_and_told() -> None:
    made = pdf.render(one("yes \U0001f600 and \ue000"), Look.of("standard"))
    assert made.missing <= {"\U0001f600", "\ue000"}
    letters = letters_for(["a\ue000"])
    assert letters.settable("a\ue000") in ("a\u25af", "a_")
    if "\U0001f600" in letters_for(["\U0001f600"]).missing:
        assert letters_for(["\U0001f600"]).settable("\U0001f600") == "[grinning face]"


@pytest.mark.parametrize("name", ["Łucja Święcka", "أحمد", "지민", "Zoë O’Hara-Nguyễn"])
def test_names_of_many_languages_have_letters(name: str) -> None:
    assert letters_for([name]).missing == frozenset()
    assert pdf.render(one(name), Look.of("easy-read")).missing == frozenset()


def test_what_is_ours_is_seen_to_be_ours() -> None:
    paper = transcript.paper(family_papers())
    theirs = [run.text for block in paper.blocks for run in getattr(block, "runs", ()) if run.whose is Whose.THEIRS]
    assert "what I say to wh-today" in theirs
    page = html.render(paper, Look.of("standard"))
    assert page.count('class="theirs"') == len(theirs)
    assert plain(paper.blocks[0].runs) == "What was said"  # type: ignore[union-attr]


def test_the_same_paper_makes_the_same_file() -> None:
    paper = sheet.paper(family_papers())
    first, again = (pdf.render(paper, Look.of("standard")).content for _ in range(2))
    assert first == again
