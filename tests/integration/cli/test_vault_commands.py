"""The vault's commands as a person uses them: in a terminal, through pipes, and on a vault that is damaged."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import Home, Ran
from tests.integration.cli.terminal import Terminal
from tests.integration.cli.test_locked_vault import process_facts
from voice_guide.journal.database import open_database
from voice_guide.journal.key_copies import read_keys

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo")
PASSPHRASE = "seven green kettles"
OTHER = "nine blue kettles"
PAPER = re.compile(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\b")


def with_passphrase(home: Home, words: str = PASSPHRASE) -> None:
    """From now on this home's programs find the passphrase in a file."""
    file = home.folder / "passphrase"
    file.write_text(words + "\n")
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)


def new_words(home: Home, words: str) -> str:
    """A file with a new passphrase."""
    file = home.folder / "new"
    file.write_text(words + "\n")
    return str(file)


def held(home: Home, *, answers: int = 4) -> None:
    """Hold a conversation by keyboard for so many turns."""
    talk = home.talk(*TALK)
    asked = talk.next()
    for _ in range(answers):
        assert asked is not None
        talk.answer(answer_to(asked))
        asked = talk.next()
    assert talk.end().status == 130


def facts(ran: Ran) -> dict[str, object]:
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_a_first_passphrase_at_the_terminal_comes_with_a_recovery_key_that_is_cleared_away(home: Home) -> None:
    terminal = Terminal(home, *TALK)
    for prompt in ("New passphrase", "The same again"):
        terminal.until(prompt)
        terminal.type(PASSPHRASE + "\r")
    terminal.until("Press Enter when it is written down")
    (paper,) = PAPER.findall(terminal.shown)
    terminal.type("\r")
    terminal.until("\x1b[2J")
    terminal.until("[record:Jo Jo]")
    terminal.type("\x03")
    assert terminal.ended() == 130
    assert PASSPHRASE not in terminal.shown

    recover = Terminal(home, "vault", "recover")
    recover.until("Recovery key: ")
    recover.type(paper.lower().replace("0", "o") + "\r")
    for prompt in ("New passphrase", "The same again"):
        recover.until(prompt)
        recover.type(OTHER + "\r")
    recover.until("The recovery key is the same as before.")
    assert recover.ended() == 0
    assert paper.lower() not in recover.shown
    with_passphrase(home, OTHER)
    assert facts(home.run("vault", "unlock", "--json")) == {
        "folder": str(home.vault),
        "passphrase": True,
        "recovery_key": True,
        "sessions": 1,
        "mended": [],
        "keys_older": False,
    }


def test_the_passphrase_is_lost_and_the_paper_opens_it_through_a_pipe(home: Home) -> None:
    with_passphrase(home)
    made = home.run("vault", "create", "--json")
    paper = str(facts(made)["recovery_key"])
    assert PAPER.fullmatch(paper)
    held(home)
    del home.extra["VOICE_GUIDE_PASSPHRASE_FILE"]

    slip = paper[:-1] + ("0" if paper[-1] != "0" else "1")
    words = ("vault", "recover", "--new-passphrase-file", new_words(home, OTHER))
    for line, told in ((slip, "There is a slip"), (paper[:-5], "28 letters"), ("", "No recovery key was given")):
        ran = home.run(*words, lines=line + "\n")
        assert (ran.status, told in ran.err) == (1, True)
        assert not PAPER.search(ran.err + ran.out)
    recovered = home.run(*words, lines=paper + "\n")
    assert (recovered.status, recovered.err) == (0, "")
    assert not PAPER.search(recovered.out)

    with_passphrase(home)
    assert home.run("sessions").status == 1
    with_passphrase(home, OTHER)
    assert home.run("transcript", "latest").status == 0
    for path in home.files():
        assert paper.encode() not in path.read_bytes()
        assert paper.replace("-", "").encode() not in path.read_bytes()


def test_a_new_recovery_key_goes_to_a_file_of_ones_own_choice_and_voids_the_old(home: Home) -> None:
    with_passphrase(home)
    old = str(facts(home.run("vault", "create", "--json"))["recovery_key"])
    file = home.folder / "paper.txt"
    made = home.run("vault", "recovery-key", "--recovery-file", str(file))
    assert (made.status, PAPER.findall(made.out)) == (0, [])
    (new,) = PAPER.findall(file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    again = home.run("vault", "recovery-key", "--recovery-file", str(file))
    assert (again.status, "is there already" in again.err) == (2, True)
    assert PAPER.findall(file.read_text()) == [new]

    assert home.run("vault", "unlock", "--recovery-key", lines=new).status == 0
    wrong = home.run("vault", "unlock", "--recovery-key", lines=old)
    assert (wrong.status, "typed right, but it does not open" in wrong.err) == (1, True)


def test_a_changed_passphrase_keeps_every_word_and_the_recovery_key(home: Home) -> None:
    with_passphrase(home)
    paper = str(facts(home.run("vault", "create", "--json"))["recovery_key"])
    held(home)
    talk = home.talk("vault", "passphrase", "--new-passphrase-file", new_words(home, OTHER))
    seen = process_facts(talk.process.pid)
    changed = talk.end()
    assert changed.status == 0
    assert PASSPHRASE.encode() not in seen
    assert OTHER.encode() not in seen
    assert home.run("sessions").status == 1
    with_passphrase(home, OTHER)
    assert facts(home.run("vault", "verify", "--json"))["well"] is True
    assert home.run("vault", "unlock", "--recovery-key", lines=paper).status == 0


def test_locked_is_said_only_where_it_is_true(home: Home) -> None:
    assert home.run("vault", "lock").status == 1
    assert facts(home.run("vault", "create", "--no-passphrase", "--json"))["passphrase"] is False
    none = home.run("vault", "lock")
    assert (none.status, "has no passphrase" in none.err) == (1, True)
    made = home.run("vault", "passphrase", "--new-passphrase-file", new_words(home, PASSPHRASE))
    assert (made.status, len(PAPER.findall(made.out))) == (0, 1)
    assert home.run("vault", "lock").status == 0
    with_passphrase(home)
    talk = home.talk(*TALK)
    talk.next()
    busy = home.run("vault", "lock")
    assert (busy.status, "so it is open" in busy.err) == (1, True)
    talk.end()
    locked = facts(home.run("vault", "lock", "--json"))
    assert (locked["locked"], locked["passphrase_file"]) == (True, True)


def test_a_backup_is_put_back_after_the_disk_failed(home: Home) -> None:
    with_passphrase(home)
    home.run("vault", "create")
    held(home)
    stick = home.folder / "stick"
    made = facts(home.run("vault", "backup", str(stick), "--json"))
    backup = Path(str(made["backup"]))
    before = home.run("transcript", "latest").out
    (home.vault / "vault.db").write_bytes(b"")

    assert home.run("sessions").status == 1
    refused = home.run("vault", "restore", str(backup))
    assert (refused.status, "--move-aside" in refused.err) == (1, True)
    whole = (backup / "vault.db").read_bytes()
    (backup / "vault.db").write_bytes(whole[:-1])
    short = home.run("vault", "restore", str(backup), "--move-aside")
    assert (short.status, "cut short" in short.err) == (1, True)
    (backup / "vault.db").write_bytes(whole)
    restored = facts(home.run("vault", "restore", str(backup), "--move-aside", "--json"))
    assert (restored["sessions"], Path(str(restored["aside"])).is_dir()) == (1, True)
    assert home.run("transcript", "latest").out == before


def test_verify_names_what_is_touched_and_saves_the_rest(home: Home) -> None:
    home.run("vault", "create", "--no-passphrase")
    held(home, answers=9)
    held(home, answers=4)
    well = home.run("vault", "verify")
    assert (well.status, well.out.count("whole,"), well.err) == (0, 2, "")
    whole = (home.vault / "vault.db").read_bytes()
    first_page_gone = bytearray(whole)
    first_page_gone[300] ^= 8
    (home.vault / "vault.db").write_bytes(first_page_gone)
    assert home.run("sessions").status == 1

    saved = home.folder / "rescued" / "voice-guide"
    ran = home.run("vault", "verify", "--save-to", str(saved))
    assert (ran.status, ran.out.count("whole,")) == (1, 2)
    assert "part of it is damaged" in ran.out
    assert "in a new vault" in ran.out
    rescued = Home(home.folder / "other")
    saved.rename(rescued.vault)
    (home.vault / "vault.db").write_bytes(whole)
    for command in (("sessions",), ("transcript", "latest"), ("sheet", "latest")):
        assert rescued.run(*command) == home.run(*command)
    again = home.run("vault", "verify", "--save-to", str(rescued.vault))
    assert (again.status, "is not empty" in again.err) == (1, True)


def test_key_files_that_are_gone_or_put_back_are_told_and_mended(home: Home) -> None:
    with_passphrase(home)
    home.run("vault", "create")
    first = (home.vault / "vault.key").read_bytes()
    home.run("vault", "passphrase", "--new-passphrase-file", new_words(home, OTHER))
    with_passphrase(home, OTHER)
    (home.vault / "vault.key").unlink()
    told = home.run("vault", "verify")
    assert (told.status, "vault.key: it is missing" in told.out) == (1, True)
    assert facts(home.run("vault", "unlock", "--json"))["mended"] == ["vault.key"]
    assert home.run("vault", "verify").status == 0

    for name in ("vault.key", "vault.key.copy"):
        (home.vault / name).write_bytes(first)
    with_passphrase(home)
    older = home.run("vault", "verify")
    assert (older.status, "older than the vault itself" in older.out) == (1, True)


def test_a_newer_vault_is_refused_by_every_command_and_left_as_it_is(home: Home) -> None:
    home.run("vault", "create", "--no-passphrase")
    key = read_keys(home.vault).unlock(None, folder=home.vault)
    connection = open_database(home.vault / "vault.db", key, folder=home.vault)
    connection.pragma("user_version", 99)
    connection.close()
    before = (home.vault / "vault.db").read_bytes()
    shutil.copytree(home.vault, home.folder / "backup")
    restore = ("vault", "restore", str(home.folder / "backup"), "--move-aside")
    for command in (TALK, ("sessions",), ("vault", "unlock"), ("vault", "verify"), restore):
        ran = home.run(*command, lines="yes\n")
        assert (ran.status, "was made by a newer version" in ran.err) == (1, True), command
    assert (home.vault / "vault.db").read_bytes() == before
