"""Sound on its way lies where nobody else can read it, and doesn't stay."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from voice_guide.speaking.scratch import LOCK, PREFIX, YOUNG_SECONDS, ScratchFolder, remove_leftovers


def folders(parent: Path) -> list[Path]:
    return sorted(parent.glob(f"{PREFIX}*"))


def test_the_folder_is_private_and_goes_with_its_owner(tmp_path: Path) -> None:
    scratch = ScratchFolder(tmp_path)
    assert stat.S_IMODE(scratch.path.stat().st_mode) == 0o700
    scratch.new_file().write_bytes(b"sound")
    scratch.close()
    assert folders(tmp_path) == []


def test_a_living_owner_keeps_its_folder(tmp_path: Path) -> None:
    first = ScratchFolder(tmp_path)
    second = ScratchFolder(tmp_path)
    assert folders(tmp_path) == sorted([first.path, second.path])
    first.close()
    second.close()


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\n"
        "from voice_guide.speaking.scratch import ScratchFolder\n"
        "scratch = ScratchFolder(pathlib.Path(sys.argv[1]))\n"
        "scratch.new_file().write_bytes(b'sound')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert len(folders(tmp_path)) == 1  # the fault is real
    ScratchFolder(tmp_path).close()
    assert folders(tmp_path) == []


def test_a_folder_whose_lock_is_about_to_be_made_is_left_alone_for_a_while(tmp_path: Path) -> None:
    young, old = tmp_path / f"{PREFIX}young", tmp_path / f"{PREFIX}old"
    young.mkdir()
    old.mkdir()
    long_ago = old.stat().st_mtime - 2 * YOUNG_SECONDS
    os.utime(old, (long_ago, long_ago))
    remove_leftovers(tmp_path)
    assert folders(tmp_path) == [young]


def test_other_things_are_never_touched(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / LOCK).touch()
    (tmp_path / f"{PREFIX}link").symlink_to(outside)
    (tmp_path / f"{PREFIX}file").write_text("mine")
    remove_leftovers(tmp_path)
    assert (outside / LOCK).exists()
    assert (tmp_path / f"{PREFIX}file").read_text() == "mine"
