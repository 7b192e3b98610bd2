"""A fresh database in place of the old one, so that what is not in it is in no page of it.

The fresh one is built from what stays, under another name, and then given the old one's name in one step: at every
moment there is one whole vault, as it was or as it will be. No erased word is ever written to the fresh file. What
lies beside the vault from before (backups that a migration made; where everything is erased, vaults that a restore set
aside) goes after that step, and the marker file sees to it that opening the vault finishes what was cut short.

vault.db.fresh   the database being built
vault.erasing    the number of the ``erased`` fact that tells whether the step was taken
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

import apsw

from voice_guide.errors import StorageError
from voice_guide.journal import set_aside
from voice_guide.journal.building import DATABASE
from voice_guide.journal.database import check_encrypted, close_quietly, explain, open_database
from voice_guide.journal.files import (
    create_private,
    overwrite,
    overwrite_and_remove,
    replace_private,
    storage_error,
    sync_folder,
)
from voice_guide.journal.migrations import migrate

FRESH = f"{DATABASE}.fresh"
MARKER = "vault.erasing"
EVERYTHING = "everything"  # what was erased, as the fact tells it, when nothing of before is to stay
# What a fresh database is filled with. A table that a migration adds has to be decided on here.
TABLES = ("facts", "texts")

Row = tuple[int, str, str, str, str | None, str | None, str]

# What a migration, and the making of a vault, leave beside it.
_COPIES = (f"{DATABASE}.version-*", f"{DATABASE}.backup.new*", f"{DATABASE}.new*")
# Where looking through a vault and putting a backup back have their copies; a program that was killed leaves them.
_SCRATCH = (".verifying", ".restoring")


def rewrite(
    folder: Path,
    data_key: bytes,
    rows: Iterable[Row],
    texts: Mapping[str, str],
    number: int,
    *,
    key_generation: int = 0,
    everything: bool = False,
) -> None:
    """Put a fresh database with these facts and texts in place; ``number`` is that of the fact which tells of it.

    ``key_generation``: the newest key file that the old database was told of, so that the fresh one knows of it too.
    ``everything``: the vaults that were set aside go, too.

    The old database must be closed. Raises StorageError, VaultError: then the old one stands as it was, unless the key is
    ``erasing_unfinished``: then the fresh one stands, and opening the vault finishes the rest.
    """
    try:
        _drop_fresh(folder)
        replace_private(folder / MARKER, f"{number}\n".encode())
        _build(folder, data_key, rows, texts, key_generation)
        old = _opened(folder / DATABASE)
        (folder / FRESH).replace(folder / DATABASE)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _drop_fresh(folder)
            (folder / MARKER).unlink(missing_ok=True)
        if isinstance(error, apsw.Error):
            raise explain(error, folder) from error
        if isinstance(error, OSError):
            raise storage_error(error, folder) from error
        raise
    try:
        # Only when the disk has the new name: until then the old file is what a power cut leaves under it.
        if sync_folder(folder) and old is not None:
            with contextlib.suppress(OSError):  # it has no name any more, and nobody reads it without the key
                overwrite(old)
        _remove_from_before(folder, everything=everything)
    except OSError as error:
        raise StorageError("erasing_unfinished", folder=str(folder)) from error
    finally:
        if old is not None:
            old.close()


def finish(folder: Path, erased: Callable[[int], str | None]) -> None:
    """Finish an erasing that was cut short; ``erased`` tells what the fact with this number says was erased, if it is one.

    What can't be removed now is tried again at the next opening.
    """
    with contextlib.suppress(OSError):
        _drop_fresh(folder)
        marker = folder / MARKER
        if not marker.exists():
            return
        told = marker.read_text(encoding="ascii", errors="replace").strip()
        what = erased(int(told)) if told.isdecimal() else None
        if what is not None:
            _remove_from_before(folder, everything=what == EVERYTHING)
        else:
            marker.unlink()


def _build(folder: Path, data_key: bytes, rows: Iterable[Row], texts: Mapping[str, str], key_generation: int) -> None:
    fresh = folder / FRESH
    create_private(fresh)
    connection = open_database(fresh, data_key, folder=folder)
    try:
        migrate(connection, folder=folder, back_up=lambda _: None)
        with connection:
            connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.executemany("INSERT INTO texts VALUES (?, ?)", texts.items())
            connection.pragma("application_id", key_generation)
        if connection.pragma("quick_check") != "ok":
            raise apsw.CorruptError("fresh database")
    finally:
        close_quietly(connection)
    check_encrypted(fresh)
    (folder / f"{FRESH}-journal").unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO | None:
    """The file, so that it can be written over when its name is another's. Windows lets nobody take an open file's name."""
    return None if os.name == "nt" else path.open("r+b")


def _remove_from_before(folder: Path, *, everything: bool) -> None:
    """Every copy of ours from before, then the marker."""
    for path in from_before(folder):
        overwrite_and_remove(path)
    for place in set_aside.found(folder) if everything else ():
        set_aside.remove(place)
    for name in _SCRATCH:
        if (folder / name).is_dir():
            (folder / name).rmdir()
    (folder / MARKER).unlink(missing_ok=True)
    sync_folder(folder)


def from_before(folder: Path) -> list[Path]:
    """The copies of the database that the program itself made beside it, whole or cut short."""
    patterns = (*_COPIES, *(f"{name}/*" for name in _SCRATCH))
    found = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return [path for path in found if path.is_file() and not path.is_symlink()]


def strangers(folder: Path) -> list[Path]:
    """Files beside the database that are not the vault's own: somebody may have put a copy there."""
    own = {DATABASE, f"{DATABASE}-journal", MARKER, "vault.key", "vault.key.copy", "vault.lock"}
    return sorted(path for path in folder.iterdir() if path.name not in own)


def _drop_fresh(folder: Path) -> None:
    for name in (FRESH, f"{FRESH}-journal"):
        (folder / name).unlink(missing_ok=True)
