"""The power goes while a vault is brought to a newer version, or its passphrase is changed: no word and no way in is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.changing_child import NEXT, RECOVERY
from tests.faults.power_cut import TRACED, Disk, calls
from tests.faults.saving_child import answer, begin
from voice_guide.journal.building import open_newest
from voice_guide.journal.key_copies import read_keys
from voice_guide.journal.migrations import version_of
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has"),
]
SAID = [answer(number) for number in range(6)]
# What is there after a cut, and whether the program had said that it was done.
Look = Callable[[Path, bool], None]


def cut(folder: Path, how: str, look: Look, *, chances: int) -> int:
    """Cut the power after every system call of the change, and look at what is left; how many cuts."""
    trace = folder.with_name("trace")
    disk = Disk(folder)
    child = [sys.executable, "-m", "tests.faults.changing_child", str(folder), how]
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-o", str(trace)]
    subprocess.run([*strace, *child], check=True, capture_output=True)
    chance = random.Random(5)
    cuts, done = 0, False
    for call in calls(trace):
        done = done or call.said is not None
        if not disk.apply(call):
            continue
        for image in [disk.left(None), disk.left(None, everything=True), *(disk.left(chance) for _ in range(chances))]:
            cuts += 1
            after = folder.with_name("after")
            shutil.rmtree(after, ignore_errors=True)
            after.mkdir()
            for name, content in image.items():
                (after / name).write_bytes(content)
            look(after, done)
    return cuts


def kept(folder: Path) -> int:
    with Vault.open(folder, passphrase=None, recovery_key=RECOVERY) as vault:
        (session,) = vault.sessions()
        facts = [each.fact for each in vault.facts(session.id)]
    assert facts[1:] == SAID
    return len(facts)


def test_a_change_of_version_that_is_cut_short_can_be_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault).append(SAID)
    seen: set[int] = set()

    def look(after: Path, done: bool) -> None:
        key = read_keys(after).unlock(None, folder=after)
        connection = open_newest(after, key, NEXT)
        assert version_of(connection) == len(NEXT)
        seen.add(int(str(connection.execute("SELECT count(*) FROM facts").fetchall()[0][0])))
        connection.close()

    assert cut(folder, "migrate", look, chances=2) > 100
    assert seen == {len(SAID) + 1}


def test_a_change_of_passphrase_that_is_cut_short_leaves_the_old_one_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with Vault.create(folder, passphrase="old words", recovery_key=RECOVERY, cost=LEAST_COST) as vault:
        begin(vault).append(SAID)
    before = read_keys(folder)
    found: set[bytes] = set()

    def look(after: Path, done: bool) -> None:
        keys = read_keys(after)
        assert keys.generation == before.generation + 1 or (keys == before and not done)
        found.add(keys.to_bytes())
        assert kept(after) == len(SAID) + 1

    assert cut(folder, "passphrase", look, chances=3) > 40
    assert len(found) == 2  # the old key file and the new one, and nothing between
    with Vault.open(folder, passphrase="new words") as vault:
        assert not vault.keyring.is_older
