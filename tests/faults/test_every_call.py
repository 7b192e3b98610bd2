"""Each kind of call on each file refused in a real conversation and in a paper. `scripts/bench safety disk` tries every one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.every_call import SAID, TALK, Fault, calls, prepared, talk_through, write_paper
from tests.integration.cli.program import Home

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has"),
]


@pytest.mark.parametrize("on", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(
    ("call", "file", "when", "error"),
    [
        ("pwrite64", "vault.db-journal", 60, "ENOSPC"),
        ("pwrite64", "vault.db", 9, "EIO"),
        ("fdatasync", "vault.db", 4, "EIO"),
        ("fdatasync", "vault.db-journal", 9, "EIO"),
        ("ftruncate", "vault.db-journal", 4, "EROFS"),
    ],
)
def test_a_save_that_fails_in_a_conversation_is_asked_about_and_nothing_acknowledged_is_lost(
    tmp_path: Path, call: str, file: str, when: int, error: str, on: bool
) -> None:
    home = Home(tmp_path / "home")
    outcome = talk_through(home, Fault(call, home.vault / file, when, error, on))
    assert outcome.wrong == []
    assert outcome.asked
    assert outcome.told == on  # a fault that goes away is got over


@pytest.mark.parametrize(
    ("call", "file"),
    [("mkdir", ""), ("openat", "vault.lock"), ("rename", "vault.db.new"), ("fsync", ""), ("write", "vault.key.new")],
)
def test_a_place_that_can_not_be_made_is_told_before_anybody_speaks(tmp_path: Path, call: str, file: str) -> None:
    home = Home(tmp_path / "home")
    outcome = talk_through(home, Fault(call, home.vault / file if file else home.vault, 1, "ENOSPC", on=True))
    assert outcome.wrong == []
    assert outcome.told


def test_a_paper_is_the_old_one_or_the_new_one_whatever_fails(tmp_path: Path) -> None:
    home = prepared(tmp_path / "home")
    out = home.folder / "papers" / "paper.md"
    out.parent.mkdir()
    found = [
        each
        for each in calls(home, ("transcript", "latest", "--out", str(out)))
        if out.parent in (each[1], *each[1].parents)
    ]
    assert {name for name, _, _ in found} >= {"openat", "write", "fsync", "rename"}
    for call, path, when in found:
        outcome = write_paper(home, Fault(call, path, when, "EIO"), "transcript", out)
        assert outcome.wrong == [], f"{call} {when} of {path.name}"


def test_what_a_conversation_calls_is_known(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    found = list(calls(home, TALK, lines="\n".join(["yes", *SAID, "stop"]) + "\n"))
    files = {path.name for _, path, _ in found}
    assert files >= {"vault.db", "vault.db-journal", "vault.key", "vault.key.copy", "vault.lock", "vault.db.new"}
    assert len(found) > 100
