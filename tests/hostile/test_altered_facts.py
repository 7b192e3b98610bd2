"""A vault in which somebody who has its key altered facts: every command shows it, or says in words what is wrong.

Each case is a conversation that was held to its end, with one or more of its rows changed in the database itself.
"""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.scripted import Conversation
from tests.hostile.house import cases, harmless, soon, told
from tests.hostile.nasty import SENTENCES
from tests.kept import JO, KAI, keep, review_kept, two_people
from voice_guide.cli.main import main
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.exports import exported
from voice_guide.journal.vault import Vault

FAULT = told(VoiceGuideError("program_fault", kind="KIND", place="PLACE")).partition("KIND")[0]
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    3,
    10**400,
    1e300,
    "",
    "x",
    "2026-13-45",
    "\ud800",
    [],
    {},
    [1],
    ["p1"],
    [["a"]],
    [[1, 2, 3, 4]],
    {"a": {}},
    "a\0b",
    "x" * 5000,
    {"words": 3},
    {"what": {"words": ["x"]}},
    [[["deep"] * 3] * 3],
    *SENTENCES[:6],
)
ROWS = "SELECT seq, kind, payload FROM facts"
ODD_IN: dict[str, list[str | None]] = {
    "participant": [None, "p9", "", "\x1b[2J", "vault"],
    "question": [None, "wf-what", "", "nothing"],
    "at": ["", "yesterday", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2026-11-29"],
}
ODD_PAYLOADS = ["[" * 900 + "]" * 900, "3", '"x"', "1e999", "null", "[]", "{}"]
ODD_TEXTS = ["", "id = 3", 'id = "short"', "[" * 5000, *SENTENCES[:4]]
TYPED = "erase\nyes\nit was a long day\nstop\n"
COMMANDS = (
    ("transcript", "ID"),
    ("transcript", "ID", "--format", "json"),
    ("transcript", "ID", "--format", "txt"),
    ("sheet", "ID"),
    ("calendar", "ID", "--all", "--titles", "own"),
    ("calendar", "ID", "--person", "p1", "--qr"),
    ("export", "ID", "--person", "p1"),
    ("export", "ID", "--person", "p1", "--format", "json"),
    ("sessions",),
    ("sessions", "--json"),
    ("retention",),
    ("retention", "--json"),
    ("vault", "verify"),
    ("vault", "verify", "--json"),
    ("start", "--keyboard", "--resume", "ID"),
    ("start", "--keyboard", "--resume", "latest"),
    ("review", "ID", "--keyboard"),
    ("erase", "ID", "--person", "p1"),
    ("erase", "ID", "--taken-out"),
    ("erase", "ID"),
    ("erase", "--all", "--papers"),
)


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Opening a vault changes the process's umask for good; the next test begins with the old one."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def altered(payload: str, chance: random.Random) -> str:
    """A fact's payload with one of its values, at any depth, another, gone, or under another name."""
    whole = json.loads(payload)
    inner = whole
    while isinstance(inner, dict) and inner:
        key = chance.choice(sorted(inner))
        if isinstance(inner[key], dict) and inner[key] and chance.random() < 0.7:
            inner = inner[key]
            continue
        match chance.randrange(4):
            case 0:
                del inner[key]
            case 1:
                inner[f"{key}x"] = inner.pop(key)
            case _:
                inner[key] = chance.choice(ODD)
        return json.dumps(whole)
    return json.dumps(chance.choice(ODD))


def held(vault: Vault, chance: random.Random) -> str:
    """A conversation, mostly to its end and with a review meeting after it; its session."""
    if chance.random() < 0.3:
        talk = Conversation.begin(people=(JO, KAI)).say("it was loud", "it was quiet").mumble().leave()
        return keep(vault, talk)
    session = keep(vault, two_people())
    paper = vault.folder.parent / "paper.md"
    paper.write_text("a paper")
    vault.session_journal(session).append([exported("transcript", "md", paper, b"a paper")])
    if chance.random() < 0.3:
        review_kept(vault, session)
    return session


def damage(vault: Vault, chance: random.Random) -> None:
    """Change one row as no program of ours would."""
    connection = vault._store._trusted()
    rows = [(int(str(seq)), str(kind), str(told)) for seq, kind, told in connection.execute(ROWS).fetchall()]
    (seq, _, payload), (_, kind, other) = chance.choice(rows), chance.choice(rows)
    values = ODD_IN | {"kind": [kind], "payload": [other, *ODD_PAYLOADS], "altered": [altered(payload, chance)]}
    column = chance.choice([*values, "altered", "row", "text"])
    if column == "text":
        connection.execute("UPDATE texts SET text = ?", (chance.choice(ODD_TEXTS),))
    elif column == "row":
        connection.execute("DELETE FROM facts WHERE seq = ?", (seq,))
    else:
        name = "payload" if column == "altered" else column
        connection.execute(f"UPDATE facts SET {name} = ? WHERE seq = ?", (chance.choice(values[column]), seq))  # noqa: S608


def shown(typed: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process, with these lines typed."""
    out, err = io.StringIO(), io.StringIO()
    with soon(), typed.open() as lines, redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as at:
        at.setattr("sys.stdin", lines)
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


@cases(30)
@given(st.integers(0, 10**9))
def test_every_command_shows_it_or_says_what_is_wrong(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    home = tmp_path_factory.mktemp("altered")
    folder, typed = home / "voice-guide", home / "typed"
    typed.write_text(TYPED)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(home))
        patched.setenv("XDG_CONFIG_HOME", str(home / "config"))
        with Vault.create(folder, passphrase=None) as vault:
            session = held(vault, chance)
            for _ in range(chance.choice([1, 1, 3])):
                damage(vault, chance)
        for command in COMMANDS:
            status, out, err = shown(typed, *(session if part == "ID" else part for part in command))
            assert status in (0, 1, 2, 130), command
            assert FAULT not in err, (command, err)
            assert harmless(out + err), command
