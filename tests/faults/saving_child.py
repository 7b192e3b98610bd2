"""Saves answers one after another and says what was saved: the program whose disk the tests take away.

``python -m tests.faults.saving_child FOLDER COUNT [create] [synchronous=OFF]`` opens (or creates) the vault, begins a
session, prints ``saved N`` once answer N is called saved, and ``told KEY`` (exit status 1) when an error is told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from voice_guide.errors import VoiceGuideError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import database
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one system call, so that a trace shows when it was said


def begin(vault: Vault) -> SessionJournal:
    return vault.begin_session(
        guide_id="short",
        guide_title="Short conversation",
        guide_text='id = "short"',
        guide_hash="c0ffee",
        notice="If you agree, I save your words here.",
        settings={},
        rehearsed=False,
        language="en",
    )


def answer(number: int) -> Fact:
    """Answers of many lengths: some fill several pages of the database."""
    text = f"answer {number} " + "said in full " * (170 * number % 700)
    return Fact(FactKind.ANSWER_KEPT, payload={"number": number, "text": text})


def save(folder: Path, count: int, *, create: bool) -> int:
    try:
        with Vault.create(folder, passphrase=None) if create else Vault.open(folder, passphrase=None) as vault:
            journal = begin(vault)
            say(f"begun {journal.id}")
            for number in range(count):
                journal.append([answer(number)])
                say(f"saved {number}")
    except VoiceGuideError as error:
        say(f"told {error.key}")
        return 1
    return 0


if __name__ == "__main__":
    for option in sys.argv[3:]:
        if option == "synchronous=OFF":
            database.SETTINGS["synchronous"] = ("OFF", 0)
    sys.exit(save(Path(sys.argv[1]), int(sys.argv[2]), create="create" in sys.argv))
