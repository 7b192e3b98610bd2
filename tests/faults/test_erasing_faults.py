"""Erasing is killed at each of its steps, or the disk refuses: the words are there as before, or on no page at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.erasing import ASIDE, CHILD, PARTS, Made, killed_at, stopped_at
from tests.faults.saving import lines
from tests.kept import JO, KAI, OF_JO, OF_KAI, keep, papers_in, two_people, words_in
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has"),
]
# The steps at which it is killed here: around the one that gives the fresh file its name, and some of each kind.
# scripts/bench erasing kills it at every step of all these kinds.
MOMENTS = [
    *(("rename", when) for when in (1, 2)),
    *(("fsync", when) for when in (2, 3, 4, 5, 6, 7)),
    *(("unlink", when) for when in (6, 7, 8, 9)),
    ("openat", 9),
    ("pwrite64", 17),
    ("fdatasync", 6),
    ("ftruncate", 2),
    ("write", 3),
]
REFUSED = [
    ("openat", 9, "EIO"),
    ("write", 1, "ENOSPC"),
    ("write", 2, "EIO"),
    ("write", 3, "EIO"),
    ("pwrite64", 5, "ENOSPC"),
    ("fdatasync", 6, "EIO"),
    ("fsync", 1, "EIO"),
    ("fsync", 4, "EIO"),
    ("rename", 1, "EIO"),
    ("rename", 2, "ENOSPC"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made.at(tmp_path_factory.mktemp("made") / "vault")


@pytest.fixture
def copy(made: Made, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "vault"
    shutil.copytree(made.folder, folder)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(("call", "when"), MOMENTS)
def test_a_kill_leaves_the_words_as_they_were_or_on_no_page(copy: Path, made: Made, call: str, when: int) -> None:
    killed, _, faults = killed_at(made, copy, call, when)
    assert killed
    assert faults == []


@pytest.mark.parametrize(
    ("call", "when"), [*(("unlink", n) for n in range(6, 13)), *(("fsync", n) for n in range(4, 12)), ("rename", 2)]
)
def test_a_kill_while_everything_is_erased_leaves_what_was_set_aside_whole_or_gone(
    copy: Path, call: str, when: int
) -> None:
    (copy / ASIDE).mkdir()
    for name in PARTS:
        shutil.copy(copy / name, copy / ASIDE / name)
    ran = stopped_at(copy, f"{call}:signal=SIGKILL:when={when}")
    assert ran.returncode != 0
    with Vault.open(copy, passphrase=None) as vault:
        erased = not vault.sessions()
    assert (copy / ASIDE).exists() is not erased
    assert bool(words_in(copy, (*OF_JO, *OF_KAI))) is not erased


def test_without_a_kill_it_is_erased(copy: Path, made: Made) -> None:
    assert killed_at(made, copy, "rename", 99) == (False, True, [])


@pytest.mark.parametrize(("call", "when", "error"), REFUSED)
def test_a_disk_that_refuses_is_told_and_nothing_is_half_erased(
    copy: Path, made: Made, call: str, when: int, error: str
) -> None:
    ran = stopped_at(copy, f"{call}:error={error}:when={when}", made.gone, "p1")
    assert ran.stderr == ""
    with Vault.open(copy, passphrase=None) as vault:
        assert "it was a Tuesday" in papers_in(vault, made.stays)
        papers = papers_in(vault, made.gone)
        erased = any(each.fact.kind == FactKind.ERASED for each in vault.facts(made.gone))
        assert ("quizzaciously" in papers) is not erased
        assert KAI in papers
        assert "zanzibarred" in papers
        if erased:
            assert words_in(copy, OF_JO) == []
            assert "erased" in ran.stdout or lines(ran.stdout, "told") == ["erasing_unfinished"]
        else:
            assert ran.returncode == 1
            assert lines(ran.stdout, "told")
            assert JO in papers


def test_a_full_disk_is_told_and_room_made_lets_it_be_done(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        _fill_and_erase(disk)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill_and_erase(disk: Path) -> None:
    folder, ballast = disk / "vault", disk / "ballast"
    with Vault.create(folder, passphrase=None) as vault:
        gone = keep(vault, two_people())
    room = os.statvfs(disk)
    ballast.write_bytes(b"x" * (room.f_bavail * room.f_frsize - 8192))
    command = [*CHILD, str(folder), gone]
    full = subprocess.run(command, capture_output=True, text=True)
    assert (full.returncode, full.stdout) == (1, "told disk_full\n")
    with Vault.open(folder, passphrase=None) as vault:
        assert "quizzaciously" in papers_in(vault, gone)
    ballast.unlink()
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "erased\n")
    assert words_in(folder, (*OF_JO, *OF_KAI)) == []
