"""Papers on disk: whole or not at all, for their owner's eyes, known to the journal, and never said to be there when not."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.program import PROGRAM, ROOT, Home
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
LINES = "yes\nyes\nit was quizzaciously loud\nit was zanzibarred\nstop\n"


@pytest.fixture
def held(home: Home) -> Home:
    home.run("start", "short", "--keyboard", "--people", "Jo,Kai", lines=LINES)
    return home


def exported(home: Home) -> list[Fact]:
    with Vault.open(home.vault, passphrase=None) as vault:
        return [each.fact for each in vault.everything() if each.fact.kind == FactKind.EXPORTED]


def test_one_persons_copy_is_printed_or_written(held: Home) -> None:
    printed = held.run("export", "latest", "--person", "jo", "--format", "txt")
    assert printed.status == 0
    assert "it was quizzaciously loud" in printed.out
    assert "zanzibarred" not in printed.out
    assert "Kai" not in printed.out
    assert exported(held) == []
    file = held.folder / "jo.json"
    assert held.run("export", "latest", "--person", "p1", "--format", "json", "--out", str(file)).status == 0
    assert json.loads(file.read_text())["person"]["name"] == "Jo"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (fact,) = exported(held)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert fact.participant == "p1"
    assert fact.payload == {"what": "person", "format": "json", "file": str(file), "sha256": digest}


def test_who_is_not_there_has_no_copy(held: Home) -> None:
    ran = held.run("export", "latest", "--person", "Sam")
    assert (ran.status, ran.out) == (2, "")
    assert "p1, p2" in ran.err
    assert held.run("export", "latest").status == 2
    assert held.run("export", "latest", "--person", "Jo", "--format", "vtt").status == 2


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_one_persons_copy_is_a_paper_too(held: Home, form: str) -> None:
    file = held.folder / f"jo.{form}"
    ran = held.run("export", "latest", "--person", "Jo", "--layout", "large-print", "--out", str(file))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert file.read_bytes()[:2] == {"html": b"<!", "pdf": b"%P", "docx": b"PK"}[form]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (fact,) = exported(held)
    assert (fact.participant, fact.payload["what"], fact.payload["format"]) == ("p1", "person", form)
    page = held.run("export", "latest", "--person", "Jo", "--format", "html", "--layout", "easy-read").out
    assert "it was quizzaciously loud" in page
    assert "zanzibarred" not in page
    assert "Kai" not in page


@pytest.mark.parametrize(
    "command", [("transcript", "latest"), ("sheet", "latest"), ("export", "latest", "--person", "Jo")]
)
def test_each_paper_written_is_known(held: Home, command: tuple[str, ...]) -> None:
    file = held.folder / "paper.md"
    file.write_text("what was there before")
    file.chmod(0o644)
    assert held.run(*command, "--out", str(file)).status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [fact.payload["file"] for fact in exported(held)] == [str(file)]
    assert exported(held)[0].payload["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert held.run("start", "--keyboard", "--resume", "latest", lines="").asked == ["tf-thinking Jo"]


@pytest.mark.parametrize("place", ["folder", "missing/paper.md", "/dev/full", "/dev/null"])
def test_a_place_where_nothing_can_be_written_is_told_and_left_as_it_was(held: Home, place: str) -> None:
    (held.folder / "folder").mkdir()
    before = Path(place).stat().st_rdev if place.startswith("/dev") else 0
    ran = held.run("transcript", "latest", "--out", place if place.startswith("/") else str(held.folder / place))
    assert (ran.status, ran.out) == (1, "")
    assert "could not be written" in ran.err
    assert "Choose another place with --out." in ran.err
    assert exported(held) == []
    if before:
        assert Path(place).stat().st_rdev == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")
@pytest.mark.parametrize(
    ("call", "error"), [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO"), ("openat", "EACCES")]
)
def test_a_disk_that_refuses_is_told_and_what_was_there_stays(held: Home, call: str, error: str) -> None:
    file = held.folder / "paper.md"
    file.write_text("what was there before")
    paths = ["-P", str(file), "-P", str(held.folder / ".paper.md.new")]
    strace = ["strace", "-f", "-o", os.devnull, *paths, "-e", f"inject={call}:error={error}"]
    command = [*strace, *PROGRAM, "transcript", "latest", "--out", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, env=held.environment(), cwd=ROOT)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "could not be written" in ran.stderr
    assert file.read_text() == "what was there before"
    assert not (held.folder / ".paper.md.new").exists()


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")
def test_a_paper_that_the_journal_can_not_be_told_of_is_not_written(held: Home) -> None:
    file = held.folder / "paper.md"
    strace = ["strace", "-f", "-o", os.devnull, "-P", str(held.vault / "vault.db-journal")]
    command = [*strace, "-e", "inject=pwrite64:error=ENOSPC", *PROGRAM, "transcript", "latest", "--out", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, env=held.environment(), cwd=ROOT)
    assert ran.returncode == 1
    assert "is full" in ran.stderr
    assert not file.exists()
    assert not (held.folder / ".paper.md.new").exists()


@pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("strace") is None, reason="needs strace, which Linux alone has"
)
def test_words_left_on_the_way_to_a_paper_by_a_kill_are_known_and_erased(held: Home) -> None:
    file = held.folder / "paper.md"
    strace = ["strace", "-f", "-o", os.devnull, "-P", str(file), "-P", str(held.folder / ".paper.md.new")]
    command = [*strace, "-e", "inject=rename:signal=SIGKILL", *PROGRAM, "transcript", "latest", "--out", str(file)]
    subprocess.run(command, capture_output=True, env=held.environment(), cwd=ROOT)
    left = held.folder / ".paper.md.new"
    assert "quizzaciously" in left.read_text()
    assert held.run("erase", "latest", "--papers", lines="erase\n").status == 0
    assert not left.exists()
