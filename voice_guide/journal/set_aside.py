"""The vaults that a restore set aside in the vault's own folder: each whole, with its keys, in a folder of its own.

They hold the words of their day, so whoever erases is told of them, and where everything is erased they go, too.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from voice_guide.journal.building import DATABASE
from voice_guide.journal.files import overwrite_and_remove, sync_folder
from voice_guide.journal.key_copies import COPIES

# What a vault consists of. The database before its journal: a database without its journal is never opened by mistake.
PARTS = (DATABASE, f"{DATABASE}-journal", *COPIES)
_PREFIX = "set-aside-"


def folder_name(now: datetime) -> str:
    """The name for what is set aside now; neutral, and perhaps to be numbered."""
    return f"{_PREFIX}{now:%Y-%m-%d}"


def found(folder: Path) -> list[Path]:
    """The folders in which something was set aside. Links are none of ours."""
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if path.is_dir() and not path.is_symlink())


def remove(place: Path) -> None:
    """Write over a vault that was set aside, and remove it. What somebody else put beside it stays. Raises OSError."""
    for name in PARTS:
        part = place / name
        if part.is_symlink() or not part.is_file():
            continue
        if part.stat().st_nlink > 1:  # a restore that was cut short: the vault in use has the same file
            part.unlink()
        else:
            overwrite_and_remove(part)
    if not any(place.iterdir()):
        place.rmdir()
    sync_folder(place.parent)
