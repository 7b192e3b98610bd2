"""An organisation begins a template, mends what is wrong, and has it on its papers: by the command line alone."""

from __future__ import annotations

import stat

import pytest

from tests.integration.cli.program import Home
from tests.kept import keep
from tests.unit.record.logos import SVG
from tests.unit.record.planned import family
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow


@pytest.fixture
def held(home: Home) -> Home:
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, family())
    return home


def test_from_a_file_full_of_notes_to_a_sheet_with_a_logo(held: Home) -> None:
    file = held.folder / "config" / "voice-guide" / "our-papers.toml"
    held.settings("")
    begun = held.run("template", "new", str(file))
    assert (begun.status, begun.err) == (0, "")
    assert f"voice-guide template check {file}" in begun.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    empty = held.run("template", "check", str(file))
    assert (empty.status, "Nothing in it yet" in empty.out) == (0, True)

    text = file.read_text(encoding="utf-8")
    text = text.replace("# contact", "contact").replace("# [logo]", "[logo]").replace("# file", "file")
    file.write_text(text.replace("our-logo.png", "logo.svg"), encoding="utf-8")
    wrong = held.run("template", "check", str(file))
    assert (wrong.status, wrong.out) == (1, "")
    assert "the logo has no words for people who do not see it" in wrong.err
    sheet = held.run("sheet", "latest", "--template", str(file), "--format", "html")
    assert sheet.status == 0
    assert "the logo has no words" in sheet.err
    assert "papers have the look that ships" in sheet.err
    assert "01632" not in sheet.out

    file.write_text(file.read_text(encoding="utf-8").replace("# alt = ", "alt = "), encoding="utf-8")
    (file.parent / "logo.svg").write_text(SVG, encoding="utf-8")
    right = held.run("template", "check", str(file))
    assert (right.status, right.err) == (0, "")
    assert "a logo: “Example Family Service”" in right.out
    assert 'paper_template = "our-papers.toml"' in right.out
    held.settings('paper_template = "our-papers.toml"')
    for what in ("sheet", "transcript"):
        page = held.run(what, "latest", "--format", "html")
        assert (page.status, page.err) == (0, "")
        assert "Ring us: 01632 960 123" in page.out
        assert 'alt="Example Family Service"' in page.out


def test_nothing_is_written_over(held: Home) -> None:
    file = held.folder / "there.toml"
    file.write_text("footer = 'ours'", encoding="utf-8")
    ran = held.run("template", "new", str(file))
    assert (ran.status, "is there already" in ran.err) == (2, True)
    assert file.read_text(encoding="utf-8") == "footer = 'ours'"
    lost = held.run("template", "new", str(held.folder / "none" / "x.toml"))
    assert (lost.status, "could not be written" in lost.err) == (1, True)
    assert held.run("template").status == 2


def test_in_another_language_it_is_begun_in_its_words(held: Home) -> None:
    held.settings('language = "ko"')
    file = held.folder / "x.toml"
    assert "적었어요" in held.run("template", "new", str(file)).out
    assert "기관의 종이 모양" in file.read_text(encoding="utf-8")
    assert "쓸 수 있어요" in held.run("template", "check", str(file)).out
