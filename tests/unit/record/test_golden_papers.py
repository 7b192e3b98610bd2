"""Each paper of one made-up family, held against a file: a change is seen as a difference that can be read.

After a change that is meant: ``GOLDEN=write .venv/bin/python -m pytest tests/unit/record/test_golden_papers.py``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.unit.record.made_up_family import family_papers
from voice_guide.languages import Language
from voice_guide.record import easy_read, sheet, transcript
from voice_guide.record.document import Papers
from voice_guide.record.forms import make
from voice_guide.record.look import Look
from voice_guide.record.paper import Paper
from voice_guide.record.pictures import Pictures

GOLDEN = Path(__file__).parent / "golden"
PICTURES = Pictures.load(Language.load("en"))
BUILDERS: dict[str, Callable[[Papers], Paper]] = {
    "sheet": sheet.paper,
    "transcript": transcript.paper,
    "easy-read": lambda papers: easy_read.paper(papers, PICTURES),
}


def made(papers: Papers, what: str, form: str) -> str | bytes:
    """One paper in its form and its layout."""
    look = Look.of("easy-read" if what == "easy-read" else "standard")
    return make(BUILDERS[what](papers), form, look, PICTURES.of_slot).content


@pytest.fixture(scope="module")
def papers() -> Papers:
    return family_papers()


def held_against(name: str, found: str) -> None:
    """Hold a text against the file of this name."""
    file = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", BUILDERS)
@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_a_paper_as_text(papers: Papers, what: str, form: str) -> None:
    content = made(papers, what, form)
    assert isinstance(content, str)
    held_against(f"{what}.{form}", content)


@pytest.mark.parametrize("what", BUILDERS)
def test_a_paper_as_pdf(papers: Papers, what: str) -> None:
    content = made(papers, what, "pdf")
    assert isinstance(content, bytes)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [f"language {pdf.Root.Lang}", f"title {pdf.docinfo.get('/Title')}", f"pages {len(pdf.pages)}"]
        found += _tags(pdf.Root.StructTreeRoot.K, 0)
    held_against(f"{what}.pdf.tags", "\n".join(found) + "\n")


def _tags(kids: Any, depth: int) -> Iterator[str]:
    """The structure that a screen reader is told: one line an element."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield f"{'  ' * depth}{kid.S}"
            yield from _tags(kid.get("/K", pikepdf.Array()), depth + 1)


def test_the_transcript_as_json(papers: Papers) -> None:
    held_against("transcript.json", transcript.as_json(papers))
