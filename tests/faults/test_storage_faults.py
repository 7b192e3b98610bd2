"""The disk refuses or the program is killed: what was called saved is there, and what was not is told."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.saving import CHILD, kept_in, lines
from tests.faults.saving_child import answer, begin
from voice_guide.errors import StorageError, VoiceGuideError
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")
needs_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk or become another user"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Vault.create(tmp_path / "vault", passphrase=None).close()
    return tmp_path / "vault"


@needs_strace
@pytest.mark.parametrize(
    ("call", "error", "key"),
    [
        ("pwrite64", "ENOSPC", "disk_full"),
        ("pwrite64", "EIO", "storage_failed"),
        ("fdatasync,fsync", "EIO", "storage_failed"),
        ("ftruncate", "EIO", "storage_failed"),
    ],
)
@pytest.mark.parametrize("when", [1, 2, 3, 5, 9, 14])
def test_a_save_that_the_disk_refuses_is_told_and_nothing_earlier_is_lost(
    folder: Path, call: str, error: str, key: str, when: int
) -> None:
    strace = ["strace", "-f", "-o", os.devnull, "-P", f"{folder}/vault.db", "-P", f"{folder}/vault.db-journal"]
    inject = ["-e", f"inject={call}:error={error}:when={when}+"]  # from then on: the disk does not come back
    ran = subprocess.run([*strace, *inject, *CHILD, str(folder), "30"], capture_output=True, text=True)
    assert ran.stderr == ""
    assert (ran.returncode, lines(ran.stdout, "told")) == (1, [key])
    saved = len(lines(ran.stdout, "saved"))
    kept = kept_in(folder)
    assert kept == [answer(number) for number in range(len(kept))]
    assert saved <= len(kept) <= saved + 1  # the one that was refused at the last step may be there


@needs_strace
@pytest.mark.parametrize("error", ["EROFS", "EACCES", "EIO", "ENOSPC"])
@pytest.mark.parametrize("file", ["vault.lock", "vault.db", "vault.key"])
def test_a_file_that_can_not_be_opened_is_told(folder: Path, file: str, error: str) -> None:
    strace = ["strace", "-f", "-o", os.devnull, "-P", f"{folder}/{file}"]
    inject = ["-e", f"inject=openat:error={error}"]
    ran = subprocess.run([*strace, *inject, *CHILD, str(folder), "1"], capture_output=True, text=True)
    assert ran.stderr == ""
    if file == "vault.key":  # the copy opens the vault
        assert (ran.returncode, len(kept_in(folder))) == (0, 1)
    else:
        assert ran.returncode == 1
        assert lines(ran.stdout, "told")[0] in {"folder_read_only", "storage_failed", "disk_full", "vault_not_yours"}
        assert kept_in(folder) == []


@needs_strace
@pytest.mark.parametrize("call", ["fsync", "rename", "write", "openat", "pwrite64", "fdatasync"])
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_vault_that_can_not_be_made_is_told_and_can_be_made_later(tmp_path: Path, call: str, when: int) -> None:
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o700)
    names = ("vault.db", "vault.db.new", "vault.key", "vault.key.new", "vault.key.copy", "vault.key.copy.new", "")
    paths = [part for name in names for part in ("-P", str(folder / name))]
    inject = ["-e", f"inject={call}:error=ENOSPC:when={when}+"]
    strace = ["strace", "-f", "-o", os.devnull, *paths, *inject]
    ran = subprocess.run([*strace, *CHILD, str(folder), "1", "create"], capture_output=True, text=True)
    assert ran.stderr == ""
    saved = len(lines(ran.stdout, "saved"))
    if not Vault.exists(folder):
        assert (ran.returncode, saved) == (1, 0)
        Vault.create(folder, passphrase=None).close()
    assert len(kept_in(folder)) >= saved


def test_twenty_kills_in_the_middle_of_saving_lose_nothing(folder: Path) -> None:
    chance = random.Random(20)
    before = 0
    for _ in range(20):
        with subprocess.Popen([*CHILD, str(folder), "100000"], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline().startswith("begun")
            time.sleep(chance.uniform(0, 0.05))
            child.kill()
            saved = len(lines(child.stdout.read(), "saved"))
        kept = kept_in(folder)[before:]
        assert kept == [answer(number) for number in range(len(kept))]
        assert saved <= len(kept) <= saved + 1
        before += len(kept)
    assert before > 20


@needs_root
def test_a_full_disk_is_told_and_room_made_lets_the_session_go_on(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        _fill_and_go_on(disk)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _save_until_refused(journal: SessionJournal) -> tuple[int, str]:
    """How many answers were saved, and what was told at the next."""
    for number in itertools.count():
        try:
            journal.append([answer(number)])
        except StorageError as error:
            return number, error.key
    raise AssertionError("the disk never filled")


def _fill_and_go_on(disk: Path) -> None:
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    with Vault.create(disk / "vault", passphrase=None) as vault:
        journal = begin(vault)
        saved, told = _save_until_refused(journal)
        assert told == "disk_full"
        assert saved > 3
        with pytest.raises(StorageError, match="vault_needs_reopening"):
            journal.append([answer(saved)])
        ballast.unlink()
        vault.reopen()
        journal.append([answer(saved)])
    assert kept_in(disk / "vault") == [answer(number) for number in range(saved + 1)]


@needs_root
def test_a_disk_full_from_the_start_is_told(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        with pytest.raises(StorageError, match="disk_full"):
            Vault.create(disk / "vault", passphrase=None)
        assert not Vault.exists(disk / "vault")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@needs_root
def test_somebody_else_is_told_that_the_vault_is_not_theirs(folder: Path) -> None:
    _open_to_others(folder)
    assert as_nobody(lambda: Vault.exists(folder)) == "True"
    folder.chmod(0o700)
    assert as_nobody(lambda: Vault.exists(folder)) == "vault_not_yours"
    assert as_nobody(lambda: Vault.open(folder, passphrase=None)) == "vault_not_yours"


@needs_root
def test_a_folder_that_may_only_be_read_is_told(folder: Path, tmp_path: Path) -> None:
    _open_to_others(folder)
    assert as_nobody(lambda: Vault.open(folder, passphrase=None)) == "folder_read_only"
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    empty.chmod(0o755)
    assert as_nobody(lambda: Vault.create(empty, passphrase=None)) == "folder_read_only"
    assert as_nobody(lambda: Vault.create(empty / "below", passphrase=None)) == "folder_read_only"


def _open_to_others(folder: Path) -> None:
    folder.chmod(0o755)
    for parent in folder.parents:
        with suppress(OSError):
            if parent.stat().st_mode & 0o005 != 0o005:
                parent.chmod(parent.stat().st_mode | 0o055)
    for path in folder.iterdir():
        path.chmod(0o644)


def as_nobody(act: Callable[[], object]) -> str:
    """What this says, or the key of the error, in a child process of the user ``nobody``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        try:
            said = str(act())
        except VoiceGuideError as error:
            said = error.key
        except BaseException as error:
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read()
