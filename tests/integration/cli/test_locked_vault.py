"""A vault with a passphrase, where nobody can be asked for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.cli.program import Home

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo")
PASSPHRASE = "seven green kettles"


def test_only_the_file_with_the_right_passphrase_opens_it(home: Home) -> None:
    file = home.folder / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)
    talk = home.talk(*TALK)
    assert talk.next() == "record:Jo Jo"
    assert PASSPHRASE.encode() not in process_facts(talk.process.pid)
    assert talk.say("yes", "it began on Tuesday") == "tf-thinking Jo"
    made = talk.end()
    assert made.status == 130
    assert PASSPHRASE not in made.err + made.out

    read = home.run("transcript", "latest", "--format", "json")
    assert (read.status, "it began on Tuesday" in json.dumps(json.loads(read.out))) == (0, True)

    file.write_text("seven green kettle")
    wrong = home.run(*TALK)
    assert (wrong.status, wrong.asked) == (1, [])
    assert "does not open the vault" in wrong.err
    assert "kettle" not in wrong.err

    file.unlink()
    gone = home.run(*TALK)
    assert (gone.status, gone.asked) == (2, [])
    assert "VOICE_GUIDE_PASSPHRASE_FILE" in gone.err

    del home.extra["VOICE_GUIDE_PASSPHRASE_FILE"]
    for command in (TALK, ("sessions",)):
        locked = home.run(*command, lines="yes\n")
        assert (locked.status, locked.asked) == (1, [])
        assert "is locked" in locked.err

    for path in home.files():
        data = path.read_bytes()
        assert PASSPHRASE.encode() not in data
        assert b"it began on Tuesday" not in data


def process_facts(pid: int) -> bytes:
    """What any program of this user can see of a process: its arguments and its environment."""
    place = Path("/proc") / str(pid)
    if not place.exists():
        return b""
    return (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
