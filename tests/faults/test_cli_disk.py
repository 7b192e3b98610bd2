"""The disk under a running conversation is full, read-only or taken: it is said, and what was acknowledged is there."""

from __future__ import annotations

import contextlib
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


@needs_root
def test_a_stick_that_is_pulled_out_in_the_middle_is_told_and_the_session_goes_on_elsewhere(
    small_disk: Path, tmp_path: Path
) -> None:
    home, other = Home(tmp_path / "home", extra={"XDG_DATA_HOME": str(small_disk)}), tmp_path / "other"
    other.mkdir()
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes", "it began on Tuesday") == "tf-thinking Jo"
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    assert talk.say("I was cross") == "not-saved everyone"
    assert talk.say("try again") == "not-saved everyone"
    assert (
        talk.say("another folder", str(small_disk)) == "not-saved everyone"
    )  # nothing but the empty folder is left there
    assert talk.say("another folder", str(other)) == "tf-feeling Jo"
    assert talk.end().status == 130
    kept = json.dumps(home.data(folder=other / "voice-guide"))
    assert kept.count("it began on Tuesday") == kept.count("I was cross") == 1
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=384k", "tmpfs", str(small_disk)], check=True)


@needs_root
def test_a_stick_that_is_put_back_goes_on_as_before(small_disk: Path, tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.mkdir()
    home = Home(tmp_path / "home", extra={"XDG_DATA_HOME": str(small_disk)})
    subprocess.run(["mount", "--bind", str(device), str(small_disk)], check=True)
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes", "it began on Tuesday") == "tf-thinking Jo"
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    assert talk.say("I was cross") == "not-saved everyone"
    subprocess.run(["mount", "--bind", str(device), str(small_disk)], check=True)
    assert talk.say("try again", "much better by now") == "tf-now Jo"
    assert "Your words are saved now." in talk.printed
    assert talk.end().status == 130
    kept = json.dumps(home.data(folder=device / "voice-guide"))
    for words in ("it began on Tuesday", "I was cross", "much better by now"):
        assert kept.count(words) == 1
    subprocess.run(["umount", "-l", str(small_disk)], check=True)


@needs_root
def test_a_disk_that_is_full_before_anything_is_said_is_told(small_disk: Path) -> None:
    home = Home(small_disk)
    ballast = small_disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        while file.write(b"x" * 4096):
            file.flush()
    ran = home.run(*TALK, lines="yes\nit began on Tuesday\n")
    assert (ran.status, ran.asked) == (1, [])
    assert "is full" in ran.err
    assert len(ran.err.splitlines()) == 3
    ballast.unlink()
    assert home.run(*TALK, lines="yes\nit began on Tuesday\n").status == 130
    assert "it began on Tuesday" in json.dumps(home.data())


def test_a_time_zone_that_changes_between_two_meetings_changes_no_word_and_no_order(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.extra["TZ"] = "Pacific/Kiritimati"  # a day ahead of the next one
    assert home.run(*TALK, lines="yes\nit began on Tuesday\n").status == 130
    home.extra["TZ"] = "Pacific/Niue"
    ran = home.run("start", "--keyboard", "--resume", "latest", lines="I was cross\nbetter now\n")
    assert (ran.status, ran.asked[0]) == (130, "tf-thinking Jo")
    data = home.data()
    said = [each["text"] for part in data["categories"] for q in part["questions"] for each in q["answers"]]
    assert said == ["it began on Tuesday", "I was cross", "better now"]
    assert data["started"] <= data["last"]
    assert data["started"].endswith("+00:00")


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
