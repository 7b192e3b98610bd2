"""Encrypted papers from the command line: the passphrase is typed or comes through a pipe, and stands nowhere."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path

import pytest

from tests.integration.cli.program import Home
from tests.integration.cli.terminal import Terminal
from tests.kept import keep
from tests.unit.record.planned import family
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
PASSPHRASE = "kettle harbour nineteen"


@pytest.fixture
def held(home: Home) -> Home:
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, family())
    return home


@pytest.fixture
def sealed(held: Home) -> Path:
    """A calendar in an encrypted file."""
    file = held.folder / "x.zip"
    assert held.run("calendar", "latest", "--encrypt", "--out", str(file), lines=f"{PASSPHRASE}\n").status == 0
    return file


def test_it_is_written_for_its_owner_and_comes_back_as_it_was(held: Home, sealed: Path) -> None:
    plain = held.run("decrypt", str(sealed), lines=f"{PASSPHRASE}\n")
    assert (plain.status, plain.err) == (0, "")
    assert plain.out.startswith("BEGIN:VCALENDAR\r\n")
    assert plain.out.endswith("END:VCALENDAR\r\n")
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    out = held.folder / "plain.ics"
    assert held.run("decrypt", str(sealed), "--out", str(out), lines=PASSPHRASE).status == 0
    assert out.read_bytes().decode() == plain.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    for path in held.files():
        assert PASSPHRASE.encode() not in path.read_bytes()


def test_its_name_inside_tells_nothing(held: Home, sealed: Path) -> None:
    assert zipfile.ZipFile(io.BytesIO(sealed.read_bytes())).namelist() == ["reminders.ics"]
    assert held.run("calendar", "latest", "--encrypt", "--out", str(held.folder), lines=PASSPHRASE).status == 0
    assert (held.folder / "reminders.zip").is_file()


@pytest.mark.parametrize(("form", "begins"), [(None, b"%PDF-"), ("html", b"<!DOCTYPE html>")])
def test_a_sheet_is_encrypted_in_any_form(held: Home, form: str | None, begins: bytes) -> None:
    out, plain = held.folder / "paper.zip", held.folder / "plain"
    chosen = ("--format", form) if form else ()
    written = held.run("sheet", "latest", *chosen, "--encrypt", "--out", str(out), lines=f"{PASSPHRASE}\n")
    assert written.status == 0, written.err
    assert b"a meal" not in out.read_bytes()
    assert held.run("decrypt", str(out), "--out", str(plain), lines=PASSPHRASE).status == 0
    assert plain.read_bytes().startswith(begins)


def test_an_encrypted_transcript_needs_a_file(held: Home) -> None:
    refused = held.run("transcript", "latest", "--encrypt", lines=PASSPHRASE)
    assert (refused.status, refused.out) == (2, "")
    assert "--out" in refused.err


def test_a_wrong_passphrase_and_a_damaged_file_are_told_and_nothing_is_written(held: Home, sealed: Path) -> None:
    out = held.folder / "plain.ics"
    wrong = held.run("decrypt", str(sealed), "--out", str(out), lines="kettle harbour twenty\n")
    assert (wrong.status, wrong.out) == (1, "")
    assert "not the passphrase" in wrong.err or "damaged" in wrong.err
    sealed.write_bytes(sealed.read_bytes()[:-40])
    damaged = held.run("decrypt", str(sealed), "--out", str(out), lines=f"{PASSPHRASE}\n")
    assert (damaged.status, damaged.out) == (1, "")
    assert "damaged" in damaged.err
    assert not out.exists()
    assert held.run("decrypt", str(held.folder / "none.zip"), lines=f"{PASSPHRASE}\n").status == 2


@pytest.mark.parametrize("place", ["folder", "/dev/null", "missing/x.ics"])
def test_a_place_where_nothing_can_be_written_is_left_as_it_was(held: Home, sealed: Path, place: str) -> None:
    (held.folder / "folder").mkdir()
    out = place if place.startswith("/") else str(held.folder / place)
    before = Path(out).stat().st_mode if Path(out).exists() else None
    ran = held.run("decrypt", str(sealed), "--out", out, lines=f"{PASSPHRASE}\n")
    assert (ran.status, ran.out) == (1, "")
    assert "could not be written" in ran.err
    assert (Path(out).stat().st_mode if Path(out).exists() else None) == before


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("--encrypt",), PASSPHRASE, "none is named"),
        (("--encrypt", "--out", "FOLDER/x.ics"), PASSPHRASE, "x.zip"),
        (("--encrypt", "--out", "FOLDER/y.zip"), "short", "15 signs"),
        (("--encrypt", "--out", "FOLDER/y.zip"), "três palavras compridas", "other programs"),
        (("--encrypt", "--out", "FOLDER/y.zip"), "", "No passphrase"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(held: Home, arguments: tuple[str, ...], typed: str, told: str) -> None:
    given = [each.replace("FOLDER", str(held.folder)) for each in arguments]
    ran = held.run("calendar", "latest", *given, lines=typed)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert not [path for path in held.folder.glob("*.*") if path.suffix in (".zip", ".ics", ".new")]


def test_in_a_terminal_one_is_made_up_shown_once_and_typed_to_open_it(held: Home) -> None:
    file = held.folder / "x.zip"
    writing = Terminal(held, "calendar", "latest", "--encrypt", "--out", str(file))
    writing.until("makes one up")
    writing.type("\n")
    writing.until("written down")
    found = re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", writing.shown)
    assert found is not None
    assert not file.exists()
    writing.type("\n")
    assert writing.ended() == 0
    assert "\x1b[2J" in writing.shown[found.end() :]
    opening = Terminal(held, "decrypt", str(file))
    opening.until("passphrase")
    opening.type("another one\n")
    opening.until("passphrase: ")
    opening.type(f"{found[0]}\n")
    opening.until("END:VCALENDAR")
    assert opening.ended() == 0
    assert found[0] not in opening.shown


def test_in_a_terminal_one_is_typed_twice_and_ctrl_c_writes_nothing(held: Home) -> None:
    file = held.folder / "x.zip"
    writing = Terminal(held, "calendar", "latest", "--encrypt", "--out", str(file))
    writing.until("makes one up")
    writing.type(f"{PASSPHRASE}\n")
    writing.until("again")
    writing.type("kettle harbour ninety\n")
    writing.until("makes one up")
    writing.type("\x03")
    assert writing.ended() == 130
    assert not file.exists()
    assert PASSPHRASE not in writing.shown
