"""The whole way by keyboard, as a person or a script at the other end of a pipe has it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.answers import CANARY, answer_to
from tests.integration.cli.program import PROGRAM, Home, Ran, Talk

pytestmark = pytest.mark.slow


def hold(talk: Talk) -> Ran:
    """Answer every prompt, each after it has been asked, to the end."""
    asked = talk.next()
    while asked is not None:
        talk.answer(answer_to(asked))
        asked = talk.next()
    return talk.ended()


def test_the_whole_journey_from_the_welcome_to_the_papers(home: Home) -> None:
    ran = hold(home.talk("start", "short", "--keyboard", umask=0))
    assert ran.status == 0
    turns = [asked.split()[0] for asked in ran.asked]
    assert turns[:4] == ["who", "who-check", "record:Jo", "wh-today"]
    assert turns[-3:] == ["agree:Jo", "review", "wf-add"]
    assert "without a passphrase" in ran.err
    assert "voice-guide transcript " in ran.err

    out = home.folder / "transcript.json"
    assert home.run("transcript", "latest", "--format", "json", "--out", str(out), umask=0).status == 0
    data = json.loads(out.read_text())
    answers = [
        answer["text"] for part in data["categories"] for each in part["questions"] for answer in each["answers"]
    ]
    assert len(answers) == 9
    assert set(answers) == {answer_to("wh-today Jo")}
    assert data["ways_forward"][0]["agreed"] is True
    for kind in ("md", "txt"):
        assert home.run("transcript", "latest", "--format", kind).out.count(CANARY) >= 9
    sheet = home.run("sheet", data["session"]).out
    assert "a meal all at one table" in sheet
    assert "that is how it was" not in sheet.split("##")[0]

    assert_private(home, out)
    out.unlink()
    assert_words_are_nowhere(home, ran)


@pytest.mark.parametrize(("guide", "first"), [("school", "sc-"), ("one-to-one", "oo-"), ("young-child", "yc-")])
def test_each_of_the_plainer_guides_is_held_by_its_name(home: Home, guide: str, first: str) -> None:
    ran = hold(home.talk("start", guide, "--keyboard", "--people", "Jo"))
    assert ran.status == 0, ran.err
    turns = [asked.split()[0] for asked in ran.asked]
    assert turns[0] == "record:Jo"
    assert turns[1].startswith(first)
    assert turns[-3:-1] == ["agree:Jo", "review"]
    assert ran.out.rstrip().endswith("Goodbye.")
    assert home.data()["guide"] == guide
    assert "a meal all at one table" in home.run("sheet", "latest").out


def assert_private(home: Home, *files: Path) -> None:
    for path in (home.vault, *home.vault.iterdir(), *files):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def assert_words_are_nowhere(home: Home, ran: Ran) -> None:
    assert CANARY not in ran.err
    holding = [path for path in home.files() if CANARY.encode() in path.read_bytes()]
    assert holding == []
    assert list(home.temporary.iterdir()) == []


def test_a_conversation_is_carried_on_where_it_stopped_by_latest_and_by_the_beginning_of_its_id(home: Home) -> None:
    lines = "yes\nit began on Tuesday\nstop\n"
    stopped = home.run("start", "short", "--keyboard", "--people", "Jo", lines=lines)
    assert (stopped.status, stopped.asked[-1]) == (130, "tf-thinking Jo")
    session = home.data()["session"]
    assert session in stopped.err

    by_latest = home.run("start", "--keyboard", "--resume", "latest", lines="nobody listens\n")
    assert (by_latest.status, by_latest.asked) == (130, ["tf-thinking Jo", "tf-feeling Jo"])
    by_id = home.run("start", "--keyboard", "--resume", session[:3].upper(), lines="pass\n" * 20)
    assert by_id.asked[0] == "tf-feeling Jo"
    assert by_id.status == 0
    assert "Everything is saved" not in by_id.err

    again = home.run("start", "--keyboard", "--resume", session)
    assert again.status == 2
    assert "is finished" in again.err
    nothing_left = home.run("start", "--keyboard", "--resume", "latest")
    assert nothing_left.status == 2
    text = json.dumps(home.data())
    assert text.count("it began on Tuesday") == text.count("nobody listens") == 1


def test_whatever_is_typed_nothing_is_lost(home: Home) -> None:
    long = "and so on " * 10_000
    lines = b"\n".join(
        [b"yes", "caf\xe9 l\xe0".encode("cp1252"), b"", long.encode(), b"a\x00b\x1b[31mred\x07", b"\xff\xfe"]
    )
    ran = home.run("start", "short", "--keyboard", "--people", "Jo", lines=lines + b"\n")
    assert ran.status == 130
    assert ran.err.count("not UTF-8") == 2
    asked = [each.split()[0] for each in ran.asked]
    assert asked == ["record:Jo", "wh-today", "tf-thinking", "tf-thinking", "tf-feeling", "tf-now", "im-others"]
    answers = [each["questions"] for each in home.data()["categories"]]
    texts = [answer["text"] for part in answers for question in part for answer in question["answers"]]
    assert texts == ["café là", long.strip(), "a b [31mred", "ÿþ"]


def test_names_of_any_kind_are_asked_and_shown(home: Home) -> None:
    names = ["O'Brien [x]*", "李", "Zoë-Ann van der Berg"]
    people = ",".join(names).encode() + b",a\x1b[31mb,\xff"
    ran = home.run("start", "short", "--keyboard", b"--people", people, lines="yes\n" * 4)
    assert ran.status == 130
    assert "\x1b" not in ran.out
    for name in names:
        assert f"[record:{name} {name}] " in ran.out
    assert [person["name"] for person in home.data()["people"]][:3] == names
    assert "O'Brien \\[x\\]\\*" in home.run("transcript", "latest").out


@pytest.mark.parametrize("closed", ["0", "1", "2", "012"])
def test_streams_that_are_closed_or_full_take_no_words_away(home: Home, closed: str) -> None:
    ends = " ".join(f"{number}>&-" if number != "0" else "<&-" for number in closed)
    command = ["sh", "-c", f'exec "$0" "$@" {ends}', *PROGRAM, "start", "short", "--keyboard", "--people", "Jo"]
    options: dict[str, Any] = {"env": home.environment(), "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    ran = subprocess.run(command, input=b"yes\nit began on Tuesday\n", **options)
    assert ran.returncode == 130
    assert b"Traceback" not in ran.stderr
    assert ("it began on Tuesday" in json.dumps(home.data())) is ("0" not in closed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_the_output_is_told_and_answers_are_kept(home: Home) -> None:
    with Path("/dev/full").open("wb") as full:
        options: dict[str, Any] = {"env": home.environment(), "stdout": full, "stderr": subprocess.PIPE}
        talk = subprocess.run(
            [*PROGRAM, "start", "short", "--keyboard", "--people", "Jo"], input=b"yes\nit began on Tuesday\n", **options
        )
        paper = subprocess.run([*PROGRAM, "transcript", "latest"], **options)
    assert talk.returncode == 130
    assert "it began on Tuesday" in json.dumps(home.data())
    assert paper.returncode == 1
    assert b"No space left on device" in paper.stderr
    assert b"Traceback" not in talk.stderr + paper.stderr


def test_nothing_at_standard_input_ends_it_at_the_first_question(home: Home) -> None:
    ran = home.run("start", "short", "--keyboard", stdin=subprocess.DEVNULL)
    assert (ran.status, ran.asked) == (130, ["who everyone"])


def has_sound_card() -> bool:
    """Whether this machine has a card, which no environment variable hides."""
    try:
        return "no soundcards" not in Path("/proc/asound/cards").read_text()
    except OSError:
        return sys.platform != "linux"


@pytest.mark.skipif(has_sound_card(), reason="this machine has a sound card, so a conversation would begin by voice")
def test_without_devices_and_without_input_a_made_up_conversation_is_shown_to_its_end(home: Home) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    home.extra["PULSE_SERVER"] = "/nonexistent"
    with os.fdopen(reading) as closed:
        ran = home.run(stdin=closed)
    assert ran.status == 0
    assert "made-up participant" in ran.err
    assert "# Our ways forward" in ran.out
    assert "What was said" in ran.out
    assert not home.vault.exists()
    assert list(home.temporary.iterdir()) == []
