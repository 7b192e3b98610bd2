"""Word files as another program sees them: LibreOffice opens them, and finds every word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hostile.nasty import SENTENCES
from tests.unit.record import many_scripts_family
from voice_guide.record import sheet, transcript, word
from voice_guide.record.look import Look
from voice_guide.record.paper import Heading, Line, Paper, Row, ours, theirs
from voice_guide.shown import one_line

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
LOOK = Look.of("standard")
PLAIN_TEXT = "txt:Text (encoded):UTF8"


def opened(folder: Path, file: bytes) -> str:
    """The file's words as LibreOffice reads them; it is made a PDF, too."""
    (folder / "paper.docx").write_bytes(file)
    for form in ("pdf", PLAIN_TEXT):
        command = ["soffice", f"-env:UserInstallation={(folder / 'own').as_uri()}", "--headless", "--convert-to", form]
        command += ["--outdir", str(folder), str(folder / "paper.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (folder / "paper.pdf").read_bytes().startswith(b"%PDF")
    return (folder / "paper.txt").read_text(encoding="utf-8-sig")


def test_the_papers_of_the_many_scripts_family(tmp_path: Path) -> None:
    papers = many_scripts_family.papers()
    sheet_words = opened(tmp_path, word.render(sheet.paper(papers), LOOK))
    for words in ("1. ring nan", "Łucja: yes", "마루: not sure", "By when", "on Friday"):
        assert words in sheet_words
    transcript_words = opened(tmp_path, word.render(transcript.paper(papers), LOOK))
    for said in (*many_scripts_family.SAID["wh-today"], "=1+1 is what it felt like 🙂"):
        assert said in transcript_words


def test_words_that_mean_harm(tmp_path: Path) -> None:
    blocks = [each for words in SENTENCES for each in (Line(theirs(words)), Row(words, theirs(words)))]
    read = " ".join(opened(tmp_path, word.render(Paper("T", "en-GB", (Heading(1, ours("T")), *blocks)), LOOK)).split())
    for words in SENTENCES:
        assert " ".join(one_line(words).split()) in read
