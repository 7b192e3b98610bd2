"""The disk under a running conversation is full, read-only or taken: it is said, and what was acknowledged is there."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cli.program import Home

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo")
needs_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=384k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@needs_root
def test_a_disk_that_fills_in_the_middle_ends_it_and_keeps_what_was_acknowledged(small_disk: Path) -> None:
    home = Home(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes") == "wh-today Jo"
    long = "and so on " * 3000
    acknowledged = 0
    while talk.say(f"answer {acknowledged} {long}") != "not-saved everyone":
        acknowledged += 1
    asked = talk.asked[-2]
    assert "I could not save your last words. They are still here, in my memory." in talk.printed
    assert talk.say("stop") == "not-saved-stop everyone"
    assert talk.say("yes") is None
    ran = talk.ended()
    assert ran.status == 1
    assert acknowledged >= 1
    assert "is full" in ran.err
    assert "--resume latest" in ran.err
    assert "and is gone" in ran.err
    assert "saved. To carry on" not in ran.err
    assert "Traceback" not in ran.err

    ballast.unlink()
    kept = json.dumps(home.data())
    for number in range(acknowledged):
        assert kept.count(f"answer {number} and so on") == 1
    assert home.run("start", "--keyboard", "--resume", "latest").asked == [asked]


@needs_root
def test_a_session_on_a_full_disk_goes_on_in_another_folder(small_disk: Path, tmp_path: Path) -> None:
    home, other = Home(small_disk), tmp_path / "other"
    other.mkdir()
    (small_disk / "ballast").write_bytes(b"x" * 200_000)
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes") == "wh-today Jo"
    told = 0
    while talk.say(f"answer {told} {'and so on ' * 3000}") != "not-saved everyone":
        told += 1
    assert talk.say("another folder") == "not-saved-folder everyone"
    assert talk.say("somewhere else") == "not-saved-folder everyone"  # not a whole name
    asked = talk.say(str(other))
    assert "Your words are saved now." in talk.printed
    assert talk.say("a short one") not in (asked, "not-saved everyone", None)
    ran = talk.end()
    assert ran.status == 130
    assert str(other / "voice-guide") in ran.err
    assert "Traceback" not in ran.err
    kept = json.dumps(home.data(folder=other / "voice-guide"))
    for number in range(told + 1):
        assert kept.count(f"answer {number} and so on") == 1
    assert "a short one" in kept


@needs_root
def test_a_folder_that_may_only_be_read_is_told(small_disk: Path) -> None:
    home = Home(small_disk)
    assert home.run(*TALK, lines="yes\nit began on Tuesday\n").status == 130
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for command in ((*TALK, "--resume", "latest"), ("transcript", "latest")):
        ran = home.run(*command, lines="yes\n")
        assert (ran.status, ran.asked) == (1, [])
        assert "may only be read" in ran.err
        assert "XDG_DATA_HOME" in ran.err
        assert len(ran.err.splitlines()) == 3
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert "it began on Tuesday" in json.dumps(home.data())


def test_a_second_program_on_the_same_vault_is_sent_away_and_the_first_goes_on(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    for command in (TALK, ("transcript", "latest")):
        second = home.run(*command, lines="yes\n")
        assert (second.status, second.asked) == (1, [])
        assert "Another program is using the vault" in second.err
        assert len(second.err.splitlines()) == 3
    assert talk.say("yes", "it began on Tuesday") == "tf-thinking Jo"
    assert talk.end().status == 130
    assert "it began on Tuesday" in json.dumps(home.data())
