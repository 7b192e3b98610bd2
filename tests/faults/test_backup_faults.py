"""A backup cut short, a disk that fills, a program killed while it puts one back: nothing that was there is ever lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.restoring_child import put_back
from tests.faults.saving import kept_in
from tests.faults.saving_child import answer, begin
from voice_guide.errors import VaultError, VoiceGuideError
from voice_guide.events import Fact
from voice_guide.journal.backup import make_backup
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 29, tzinfo=UTC)
EARLIER = [answer(number) for number in range(3)]
LATER = [*EARLIER, answer(3)]
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A backup with three answers, and the vault, which has had one more since."""
    folder = tmp_path / "vault"
    with Vault.create(folder, passphrase=None) as vault:
        journal = begin(vault)
        journal.append(EARLIER)
        backup = make_backup(vault, tmp_path / "stick", now=NOW)
        journal.append(LATER[len(EARLIER) :])
    return backup, folder


def words_in(folder: Path) -> list[list[Fact]]:
    """The answers of every vault that can be opened here: in its own place, and set aside."""
    found = []
    for place in (folder, *folder.glob("set-aside*")):
        try:
            found.append(kept_in(place))
        except VoiceGuideError:
            continue
    return found


@needs_strace
@pytest.mark.parametrize(("call", "least"), [("rename", 2), ("linkat,link", 3), ("unlinkat,unlink", 2), ("fsync", 5)])
def test_killed_at_any_step_of_putting_one_back_both_are_still_there(
    places: tuple[Path, Path], call: str, least: int
) -> None:
    backup, folder = places
    start = folder.with_name("start")
    shutil.copytree(folder, start)
    ends = 0
    for when in range(1, 80):
        shutil.rmtree(folder)
        shutil.copytree(start, folder)
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={when}"]
        child = [sys.executable, "-B", "-m", "tests.faults.restoring_child", str(backup), str(folder)]
        ran = subprocess.run(["strace", "-f", "-o", os.devnull, *inject, *child], capture_output=True, text=True)
        if "done" in ran.stdout:
            break
        ends = when
        assert LATER in words_in(folder), f"killed at {when}"
        assert Vault.exists(folder), f"killed at {when}"  # so that nobody makes a new one here
        put_back(backup, folder)
        assert kept_in(folder) == EARLIER, f"killed at {when}"
        assert LATER in words_in(folder), f"killed at {when}"
    assert ends >= least
    assert kept_in_backup(backup, folder.with_name("tried")) == EARLIER


def kept_in_backup(backup: Path, tried: Path) -> list[Fact]:
    shutil.rmtree(tried, ignore_errors=True)
    put_back(backup, tried)
    return kept_in(tried)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_fills_gets_no_half_of_a_backup(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        with Vault.create(tmp_path / "vault", passphrase=None) as vault:
            said = [answer(number) for number in range(60)]
            begin(vault).append(said)
            with pytest.raises(VaultError, match=r"backup_not_written.*No space left"):
                make_backup(vault, disk, now=NOW)
            assert list(disk.iterdir()) == []
        assert kept_in(tmp_path / "vault") == said
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@needs_strace
def test_a_killed_backup_leaves_nothing_that_looks_like_one(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault).append(EARLIER)
    script = (
        "import sys; from pathlib import Path; from tests.faults.test_backup_faults import NOW, make_backup, Vault\n"
        "with Vault.open(Path(sys.argv[1]), passphrase=None) as vault: make_backup(vault, Path(sys.argv[2]), now=NOW)"
    )
    for when in (1, 3, 9, 20):
        stick = tmp_path / f"stick{when}"
        inject = ["-e", "trace=fsync,fdatasync", "-e", f"inject=fsync,fdatasync:signal=SIGKILL:when={when}"]
        child = [sys.executable, "-B", "-c", script, str(folder), str(stick)]
        ran = subprocess.run(["strace", "-f", "-o", os.devnull, *inject, *child], capture_output=True, check=False)
        made = list(stick.glob("backup-*")) if stick.exists() else []
        assert (ran.returncode == 0) == bool(made)
        for backup in made:
            assert kept_in_backup(backup, tmp_path / "tried") == EARLIER
        assert kept_in(folder) == EARLIER
