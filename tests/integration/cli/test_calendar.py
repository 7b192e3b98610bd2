"""Calendars on disk and in the terminal: whole or not at all, for their owner's eyes, known to the journal, telling nothing."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image

from tests.conversations.scripted import Conversation
from tests.integration.cli.program import PROGRAM, ROOT, Home
from tests.kept import keep
from tests.unit.record.planned import family
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
NEEDS_STRACE = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")
WORDS = ("Jo", "Kai", "wash", "school", "shed", "sorry")


def kept(home: Home, talk: Conversation) -> Home:
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, talk)
    return home


@pytest.fixture
def held(home: Home) -> Home:
    """A family's conversation is in the vault."""
    return kept(home, family())


def exported(home: Home) -> list[Fact]:
    with Vault.open(home.vault, passphrase=None) as vault:
        return [each.fact for each in vault.everything() if each.fact.kind == FactKind.EXPORTED]


def later(home: Home, *facts: Fact) -> None:
    with Vault.open(home.vault, passphrase=None) as vault:
        vault.resume_session(vault.find_session("latest")).append(list(facts))


def statuses(text: str) -> list[str]:
    return [str(event["STATUS"]) for event in Calendar.from_ical(text).events]


def test_it_is_printed_or_written_and_what_is_left_out_is_told_without_a_word(held: Home) -> None:
    printed = held.run("calendar", "latest")
    assert printed.status == 0
    assert statuses(printed.out) == ["CONFIRMED"] * 3
    assert printed.out.count("\r\n") == printed.out.count("\n")
    assert "Number 3 is not in the calendar: not everyone has agreed to it yet." in printed.err
    assert "Number 4 is not in the calendar: it has no day." in printed.err
    assert not [word for word in WORDS if word in printed.out + printed.err]
    assert exported(held) == []
    file = held.folder / "x.ics"
    assert held.run("calendar", "latest", "--out", str(file)).status == 0
    assert file.read_bytes().decode() == printed.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (fact,) = exported(held)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    told = {"what": "calendar", "format": "ics", "file": str(file), "sha256": digest}
    assert fact.payload == told | {"entries": ["1", "2", "review"]}
    assert fact.participant is None


def test_in_a_folder_it_has_a_name_that_tells_nothing(held: Home) -> None:
    assert held.run("calendar", "latest", "--out", str(held.folder)).status == 0
    assert (held.folder / "reminders.ics").is_file()


def test_a_changed_plan_takes_back_what_was_given_out(held: Home) -> None:
    file = str(held.folder / "x.ics")
    assert held.run("calendar", "latest", "--out", file).status == 0
    later(held, Fact(FactKind.WAY_FORWARD_DROPPED, "p1", None, {"way": 2}))
    ran = held.run("calendar", "latest", "--out", file)
    assert statuses(Path(file).read_text()) == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "An earlier calendar had 1 more. This one takes them back." in ran.err


def test_what_was_given_out_is_taken_back_also_where_its_words_are_erased_and_the_file_is_gone(held: Home) -> None:
    file = held.folder / "x.ics"
    assert held.run("calendar", "latest", "--out", str(file)).status == 0
    file.unlink()
    assert held.run("erase", "latest", "--person", "Jo", lines="erase\n").status == 0
    (fact,) = exported(held)
    assert fact.payload == {"what": "calendar", "format": "ics", "entries": ["1", "2", "review"]}
    assert statuses(held.run("calendar", "latest").out) == ["CANCELLED"] * 3


def test_one_persons_titles_and_all_there_is(held: Home) -> None:
    own = held.run("calendar", "latest", "--titles", "own", "--all")
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(own.out).events][:3] == [
        "wash up",
        "ring the school",
        "tidy the shed",
    ]
    assert "TENTATIVE" in statuses(own.out)
    kais = held.run("calendar", "latest", "--person", "kai", "--titles", "own")
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(kais.out).events] == [
        "Reminder",  # Jo said it
        "We look at our list again",
    ]
    assert "Number 1 keeps a neutral title: its words are somebody else's." in kais.err
    assert held.run("calendar", "latest", "--person", "Sam").status == 2
    assert held.run("calendar", "latest", "--titles", "long").status == 2


def test_the_reminder_is_a_setting(held: Home) -> None:
    assert "TRIGGER:-PT6H" in held.run("calendar", "latest").out
    held.settings('reminder = "none"\n')
    assert "VALARM" not in held.run("calendar", "latest").out


def test_where_nothing_goes_into_it_that_is_told_and_nothing_is_written(home: Home) -> None:
    kept(home, Conversation.begin().say("it was loud"))
    file = home.folder / "x.ics"
    ran = home.run("calendar", "latest", "--out", str(file))
    assert (ran.status, ran.out, file.exists()) == (1, "", False)
    assert "goes into a calendar" in ran.err


def test_each_code_is_scanned_from_what_is_printed(held: Home) -> None:
    ran = held.run("calendar", "latest", "--qr")
    assert ran.status == 0
    parts = ran.out.split("\n\n")[:3]
    for part in parts:
        title, *lines = part.splitlines()
        assert title.startswith(("Number 1: ", "Number 2: ", "The list again: "))
        assert "SUMMARY:Reminder" in scanned(shown(lines))
    assert not [word for word in WORDS if word in ran.out + ran.err]


def shown(lines: Sequence[str]) -> Image.Image:
    """What a terminal with light letters on dark shows of half blocks."""
    rows = [[sign in half for sign in line] for line in lines for half in ("█▀", "█▄")]
    return Image.fromarray(np.kron(np.array(rows, dtype=np.uint8) * 255, np.ones((6, 6), dtype=np.uint8)))


def scanned(picture: Image.Image) -> str:
    (code,) = zxingcpp.read_barcodes(picture)
    return code.bytes.decode()


def test_codes_are_written_as_pictures_each_known_to_the_journal(held: Home) -> None:
    ran = held.run("calendar", "latest", "--qr", "--out", str(held.folder / "code.png"))
    files = [held.folder / f"code-{number}.png" for number in (1, 2, 3)]
    assert ran.status == 0
    assert [fact.payload["file"] for fact in exported(held)] == [str(file) for file in files]
    assert [fact.payload["entries"] for fact in exported(held)] == [["1"], ["2"], ["review"]]
    for file in files:
        assert "BEGIN:VEVENT" in scanned(Image.open(io.BytesIO(file.read_bytes())))
        assert str(file) in ran.err
    for wrong in ("code.pdf", "code"):
        assert held.run("calendar", "latest", "--qr", "--out", str(held.folder / wrong)).status == 2
    assert len(exported(held)) == 3


def test_a_long_title_is_left_out_of_a_code_and_that_is_told(home: Home) -> None:
    talk = family()
    draft = next(fact for fact in talk.facts if fact.kind == FactKind.WAY_FORWARD_DRAFTED)
    slots = draft.payload["slots"]
    assert isinstance(slots, dict)
    slots["what"]["words"] = "wash up " + "and then dry everything " * 12
    ran = kept(home, talk).run("calendar", "latest", "--titles", "own", "--qr")
    assert "Number 1 has a neutral title in its code" in ran.err
    assert "SUMMARY:Reminder" in scanned(shown(ran.out.split("\n\n")[0].splitlines()[1:]))


@NEEDS_STRACE
@pytest.mark.parametrize(
    ("call", "error"), [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO"), ("openat", "EACCES")]
)
def test_a_disk_that_refuses_is_told_and_what_was_there_stays(held: Home, call: str, error: str) -> None:
    file = held.folder / "x.ics"
    file.write_text("what was there before")
    ran = traced(held, f"inject={call}:error={error}", file)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"could not be written" in ran.stderr
    assert file.read_text() == "what was there before"
    assert not (held.folder / ".x.ics.new").exists()


@NEEDS_STRACE
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_killed_export_leaves_no_half_file_and_what_it_left_is_erased(held: Home, call: str) -> None:
    file = held.folder / "x.ics"
    traced(held, f"inject={call}:signal=SIGKILL", file)
    assert not file.exists() or statuses(file.read_text()) == ["CONFIRMED"] * 3
    assert held.run("erase", "latest", "--papers", lines="erase\n").status == 0
    if call == "rename":
        assert not (held.folder / ".x.ics.new").exists()


def traced(home: Home, inject: str, file: Path) -> subprocess.CompletedProcess[bytes]:
    """Write a calendar with something happening at a call on its file."""
    paths = ["-P", str(file), "-P", str(file.with_name(f".{file.name}.new"))]
    command = ["strace", "-f", "-o", os.devnull, *paths, "-e", inject, *PROGRAM, "calendar", "latest", "--out"]
    return subprocess.run([*command, str(file)], capture_output=True, env=home.environment(), cwd=ROOT)
