"""Erasing as a worker does it: what will go is shown, the passphrase or a word is typed, and papers are told of."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.integration.cli.program import PROGRAM, ROOT, Home
from tests.kept import words_in

pytestmark = pytest.mark.slow
PASSPHRASE = "seven green kettles"
SAID = "yes\nyes\nit was quizzaciously loud\nit was zanzibarred\nlarkspurred things\npass\ntake that out\nyes\nstop\n"


def told(home: Home) -> str:
    """A conversation of two people in which one took something out; its session."""
    ran = home.run("start", "short", "--keyboard", "--people", "Jo,Kai", lines=SAID)
    assert ran.status == 130, ran.err
    listed = json.loads(home.run("sessions", "--json").out)
    return str(listed[0]["id"])


def test_a_word_is_typed_where_there_is_no_passphrase(home: Home) -> None:
    session = told(home)
    for lines in ("", "yes\n", "erased\n", "\n"):
        ran = home.run("erase", session, lines=lines)
        assert ran.status in (1, 2)
        assert "Erased." not in ran.out
    assert "quizzaciously" in json.dumps(home.data())
    ran = home.run("erase", session, lines="erase\n")
    assert ran.status == 0, ran.err
    assert f"This erases session {session} for good" in ran.out
    assert "quizzaciously" not in ran.out + ran.err
    assert words_in(home.vault, ("quizzaciously", "zanzibarred", "larkspurred")) == []
    gone = home.run("transcript", session)
    assert gone.status == 2
    assert "was erased" in gone.err


def test_only_the_typed_passphrase_erases(home: Home) -> None:
    file = home.folder / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)
    session = told(home)
    for lines in ("", "erase\n", "yes\n", "seven green\n"):
        ran = home.run("erase", session, lines=lines)
        assert ran.status in (1, 2), lines  # the file opens the vault for everything else, and erases nothing
    assert "quizzaciously" in home.run("transcript", session).out
    ran = home.run("erase", session, "--taken-out", lines=PASSPHRASE + "\n")
    assert ran.status == 0, ran.err
    assert PASSPHRASE not in ran.out + ran.err
    assert "quizzaciously" in home.run("transcript", session).out
    again = home.run("erase", session, "--taken-out", lines=PASSPHRASE + "\n")
    assert (again.status, "that has not been erased already" in again.err) == (2, True)
    assert home.run("erase", "--all", lines=PASSPHRASE + "\n").status == 0
    assert json.loads(home.run("sessions", "--json").out) == []


def test_one_persons_words_go_by_name_or_by_number(home: Home) -> None:
    session = told(home)
    ran = home.run("erase", session, "--person", "nobody", lines="erase\n")
    assert (ran.status, "p1, p2" in ran.err) == (2, True)
    assert home.run("erase", session, "--person", "jo", lines="erase\n").status == 0
    text = home.run("transcript", session, "--format", "txt").out
    assert "Guest 1: (What was said here was erased.)" in text
    assert "Kai: it was zanzibarred" in text
    assert words_in(home.vault, ("quizzaciously", "larkspurred")) == []
    assert home.run("erase", session, "--person", "p2", lines="erase\n").status == 0
    assert words_in(home.vault, ("zanzibarred", "Kai")) == []
    assert home.run("vault", "verify").status == 0
    assert home.run("erase", "--all", lines="erase\n").status == 0
    assert home.run("vault", "verify").status == 0


@pytest.mark.parametrize("arguments", [(), ("latest", "--all"), ("--all", "--person", "Jo"), ("--all", "--taken-out")])
def test_it_must_be_plain_what_is_meant(home: Home, arguments: tuple[str, ...]) -> None:
    told(home)
    ran = home.run("erase", *arguments, lines="erase\n")
    assert (ran.status, "has to be plain" in ran.err) == (2, True)
    assert "quizzaciously" in json.dumps(home.data())


def test_known_papers_are_named_and_those_as_written_go_where_that_is_chosen(home: Home) -> None:
    session = told(home)
    out = home.folder / "out"
    out.mkdir()
    whole, changed, moved, sheet = (out / name for name in ("a.md", "b.txt", "c.json", "d.md"))
    home.run("transcript", session, "--out", str(whole))
    home.run("transcript", session, "--format", "txt", "--out", str(changed))
    home.run("transcript", session, "--format", "json", "--out", str(moved))
    home.run("sheet", session, "--out", str(sheet))
    changed.write_text(changed.read_text() + "a note of somebody's own\n")
    moved.rename(out / "elsewhere.json")

    kept = home.run("erase", session, "--person", "Jo", lines="erase\n")
    assert kept.status == 0
    assert whole.exists()
    assert f"Still there, to be deleted by hand: {whole}" in kept.out
    assert str(moved) not in kept.out

    ran = home.run("erase", session, "--papers", lines="erase\n")
    assert ran.status == 0
    assert f"A paper that holds it: {whole}" in ran.out
    assert f"is not as it was written: {changed}" in ran.out
    assert f"by hand: {changed}" in ran.out
    assert f"by hand: {whole}" not in ran.out
    assert sorted(path.name for path in out.iterdir()) == ["b.txt", "elsewhere.json"]


def test_what_a_rehearsal_wrote_is_a_paper_too(home: Home) -> None:
    answers, out = home.folder / "answers.json", home.folder / "out"
    answers.write_text(json.dumps({"otherwise": {"key": "p"}}))
    ran = home.run("rehearse", "short", "--answers", str(answers), "--out", str(out), timeout=300)
    assert ran.status == 0, ran.err
    assert sorted(path.name for path in out.iterdir()) == ["participant.wav", "prompts.wav", "report.json"]
    ran = home.run("erase", "latest", "--papers", lines="erase\n")
    assert ran.status == 0, ran.err
    assert f"A paper that holds it: {out / 'report.json'}" in ran.out
    assert list(out.iterdir()) == []


def test_a_vault_that_was_set_aside_is_told_of_and_goes_with_everything(home: Home) -> None:
    session = told(home)
    home.run("vault", "backup", str(home.folder / "stick"))
    (backup,) = (home.folder / "stick").iterdir()
    assert home.run("vault", "restore", str(backup), "--move-aside").status == 0
    (aside,) = home.vault.glob("set-aside-*")
    ran = home.run("erase", session, lines="erase\n")
    assert f"which may hold it and is not changed: {aside}" in ran.out
    assert f"Still there, to be deleted by hand: {aside}" in ran.out
    told(home)
    ran = home.run("erase", "--all", lines="erase\n")
    assert f"which goes too: {aside}" in ran.out
    assert str(aside) not in ran.out.partition("Erased.")[2]
    assert not aside.exists()


def test_a_paper_written_over_by_another_sessions_is_not_taken_for_the_first_ones(home: Home) -> None:
    first, file = told(home), home.folder / "paper.md"
    home.run("transcript", first, "--out", str(file))
    second = told(home)
    home.run("transcript", second, "--out", str(file))
    assert home.run("erase", first, "--papers", lines="erase\n").status == 0
    assert "quizzaciously" in file.read_text()


def test_while_a_session_runs_nothing_is_erased(home: Home) -> None:
    session = told(home)
    talk = home.talk("start", "--keyboard", "--resume", session)
    talk.next()
    ran = home.run("erase", session, lines="erase\n")
    assert (ran.status, "Another program is using the vault" in ran.err) == (1, True)
    talk.end()
    assert "quizzaciously" in json.dumps(home.data())


def test_sound_that_a_killed_program_left_goes_too(home: Home) -> None:
    session = told(home)
    left = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else home.temporary
    folder = left / f"voice-guide-speech-{os.getpid()}"
    folder.mkdir(mode=0o700)
    (folder / "lock").touch()
    (folder / "1.wav").write_bytes(b"RIFF Josephina")
    assert home.run("erase", session, lines="erase\n").status == 0
    assert not folder.exists()


def at_a_terminal(home: Home, arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run a command at a terminal; type each answer when what comes before it was shown."""
    master, slave = pty.openpty()
    command = [*PROGRAM, *arguments]
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=home.environment(), cwd=ROOT, start_new_session=True
    ) as child:
        os.close(slave)
        shown, until = "", time.monotonic() + 60
        for waited, typed in answers:
            while waited not in shown.rpartition("\x00")[2] and time.monotonic() < until:
                if select.select([master], [], [], 0.2)[0]:
                    shown += os.read(master, 4096).decode()
            shown += "\x00"
            time.sleep(0.2)  # getpass empties what was typed before it
            os.write(master, typed.encode())
        while time.monotonic() < until:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece.decode()
        status = child.wait(60)
    os.close(master)
    return status, re.sub("\x00", "", shown)


def test_at_a_terminal_everything_is_asked_and_left_by_anything_else(home: Home) -> None:
    file = home.folder / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)
    session = told(home)
    paper = home.folder / "paper.md"
    home.run("transcript", session, "--out", str(paper))
    questions = [
        ("Passphrase: ", f"{PASSPHRASE}\r"),
        ("(yes or no): ", "no\r"),
        ("leave everything as it is. ", "wait\r"),
    ]
    status, shown = at_a_terminal(home, ["erase", session], questions)
    assert (status, "Nothing was erased." in shown) == (1, True)
    assert PASSPHRASE not in shown
    assert "quizzaciously" in home.run("transcript", session).out
    questions = [("Passphrase: ", "green kettles\r"), ("Passphrase: ", f"{PASSPHRASE}\r"), ("(yes or no): ", "yes\r")]
    status, shown = at_a_terminal(home, ["erase", session], [*questions, ("leave everything as it is. ", "\r")])
    assert (status, "Erased." in shown) == (0, True)
    assert not paper.exists()
    assert home.run("transcript", session).status == 2
