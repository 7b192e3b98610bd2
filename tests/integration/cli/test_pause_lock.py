"""A long pause at the keyboard: the vault is closed, the screen cleared, and the passphrase, typed, carries on."""

from __future__ import annotations

import time

import pytest

from tests.integration.cli.program import Home
from tests.integration.cli.terminal import Terminal
from voice_guide.errors import VaultError
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo")
PASSPHRASE = "seven green kettles"


@pytest.fixture
def terminal(home: Home) -> Terminal:
    """A conversation that is paused, with one answer in it, and locks after a second."""
    home.settings("lock_minutes = 0.02\n")
    Vault.create(home.vault, passphrase=PASSPHRASE).close()
    found = Terminal(home, *TALK)
    found.until("Passphrase: ")
    found.type(PASSPHRASE + "\r")
    for asked, line in (("[record:Jo Jo]", "yes"), ("[wh-today Jo]", "it began on Tuesday"), ("[tf-thinking", "pause")):
        found.until(asked)
        found.type(line + "\r")
    found.until("[paused everyone]")
    return found


def kinds(home: Home) -> list[str]:
    with Vault.open(home.vault, passphrase=PASSPHRASE) as vault:
        return [str(each.fact.kind) for each in vault.facts(vault.find_session("latest"))]


def test_it_locks_and_only_the_passphrase_opens_it(home: Home, terminal: Terminal) -> None:
    terminal.until("\x1b[2J")
    terminal.until("type the passphrase: ")
    with pytest.raises(VaultError, match="vault_in_use"):
        Vault.open(home.vault, passphrase=PASSPHRASE)
    for wrong in ("seven green kettle", "", "carry on"):
        terminal.type(wrong + "\r")
        terminal.until("That is not the passphrase")
        terminal.until("type the passphrase: ")
    terminal.type(PASSPHRASE + "\r")
    terminal.until("Unlocked. It is still paused.")
    terminal.until("[paused everyone]")
    terminal.type("carry on\r")
    terminal.until("[tf-thinking Jo]")
    terminal.type("that it was late\r")
    terminal.until("[tf-feeling Jo]")
    terminal.type("\x03")
    assert terminal.ended() == 130
    assert PASSPHRASE not in terminal.shown
    told = kinds(home)
    locks = [kind for kind in told if kind in (FactKind.LOCKED, FactKind.UNLOCKED, FactKind.PAUSED, FactKind.RESUMED)]
    assert locks[:4] == [FactKind.PAUSED, FactKind.LOCKED, FactKind.UNLOCKED, FactKind.RESUMED]
    assert told.count(FactKind.ANSWER_KEPT) == 2


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_it_locked_loses_nothing(home: Home, terminal: Terminal, key: str) -> None:
    terminal.until("type the passphrase: ")
    # Nobody is quicker. A signal between the prompt and the wait for a key would only be seen with the next key.
    time.sleep(0.5)
    terminal.type(key)
    assert terminal.ended() == 130
    assert "To carry on: voice-guide start --resume" in terminal.shown
    assert "Traceback" not in terminal.shown
    assert kinds(home)[-1] == FactKind.LOCKED
    again = Terminal(home, "start", "--keyboard", "--resume", "latest")
    again.until("Passphrase: ")
    again.type(PASSPHRASE + "\r")
    again.until("[tf-thinking Jo]")
    again.type("\x03")
    assert again.ended() == 130


def test_a_passphrase_from_a_file_and_a_pipe_are_never_locked_in_a_pause(home: Home) -> None:
    home.settings("lock_minutes = 0.001\n")
    file = home.folder / "passphrase"
    file.write_text(PASSPHRASE)
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)
    talk = home.talk(*TALK)
    talk.next()
    assert talk.say("yes", "it began on Tuesday", "pause") == "paused everyone"
    assert talk.say("carry on") == "tf-thinking Jo"
    assert talk.end().status == 130
    assert FactKind.LOCKED not in kinds(home)
