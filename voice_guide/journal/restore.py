"""Putting a backup in place of a vault that is lost or damaged. It is checked first, and nothing is ever written over.

The backup is copied beside the vault, compared with its list, opened and read through. Only then what lies there now is
moved aside, whole, into a folder of its own, and the copies get their names: the database last.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from voice_guide.errors import VaultError
from voice_guide.facts import FactKind
from voice_guide.journal.backup import copy_checked, free_name, remove, told_files
from voice_guide.journal.building import DATABASE
from voice_guide.journal.database import close_quietly, explain, open_database
from voice_guide.journal.files import PRIVATE_FOLDER, make_private_folder, storage_error, sync_folder
from voice_guide.journal.harden import private_files
from voice_guide.journal.key_copies import COPIES, candidates
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.lock import VaultLock
from voice_guide.journal.migrations import MIGRATIONS, version_of
from voice_guide.journal.set_aside import PARTS, folder_name
from voice_guide.journal.vault import LOCK, Vault

Unlock = Callable[[KeyFile], bytes]


@dataclass(frozen=True)
class Restored:
    """What was put in place. ``aside``: where the vault that was there before lies now, whole; None: there was none."""

    sessions: int
    aside: Path | None


def restore(backup: Path, folder: Path, *, unlock: Unlock, move_aside: bool, now: datetime) -> Restored:
    """Put the backup in place of the vault in ``folder``.

    ``unlock`` gets the data key out of the backup's key file. ``move_aside``: a vault that is there goes aside first.
    Raises VaultError: no_backup, backup_altered, backup_damaged, backup_newer, vault_newer, restore_vault_there,
    vault_in_use, and what ``unlock`` raises; StorageError. After any of them the vault is as it was.
    """
    if not (backup / DATABASE).is_file():
        raise VaultError("no_backup", place=str(backup))
    private_files()
    make_private_folder(folder)
    lock = VaultLock.take(folder / LOCK)
    stage = folder / ".restoring"
    try:
        if Vault.exists(folder) and not move_aside:
            raise VaultError("restore_vault_there", folder=str(folder))
        remove(stage)
        stage.mkdir(mode=PRIVATE_FOLDER)
        _copy(backup, stage)
        sessions = _read_through(stage, backup, unlock)
        aside = _move_aside(folder, free_name(folder, folder_name(now)))
        _put_in_place(stage, folder)
        return Restored(sessions, aside)
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        remove(stage)
        lock.release()


def _copy(backup: Path, stage: Path) -> None:
    told = told_files(backup)
    for name in (DATABASE, *COPIES):
        if not (backup / name).exists():
            if told is not None and name in told:
                raise VaultError("backup_altered", place=str(backup), file=name)
            continue
        if told is not None and name not in told:
            raise VaultError("backup_altered", place=str(backup), file=name)
        copy_checked(backup / name, stage / name, told[name] if told else None, backup=backup)
    journal = backup / f"{DATABASE}-journal"
    if told is None and journal.exists():  # copied by hand, from a program that was stopped in mid-write
        copy_checked(journal, stage / journal.name, None, backup=backup)


def _read_through(stage: Path, backup: Path, unlock: Unlock) -> int:
    """Open the copy with each key file that may be its own, and read every page; how many sessions it holds."""
    first: VaultError | None = None
    for keys in candidates(stage):
        try:
            return _sessions(stage, unlock(keys))
        except VaultError as error:
            if error.key == "vault_newer":
                raise
            first = first or error
    assert first is not None
    if first.key == "vault_damaged":
        raise VaultError("backup_damaged", place=str(backup)) from first
    raise VaultError(first.key, **{**first.values, "folder": str(backup)})


def _sessions(stage: Path, data_key: bytes) -> int:
    connection = open_database(stage / DATABASE, data_key, folder=stage)
    try:
        if not 0 < version_of(connection) <= len(MIGRATIONS):
            raise VaultError("vault_newer" if version_of(connection) else "vault_damaged", folder=str(stage))
        if connection.pragma("integrity_check") != "ok":
            raise apsw.CorruptError("integrity")
        begun = connection.execute("SELECT session FROM facts WHERE kind = ?", (FactKind.SESSION_STARTED.value,))
        return len(begun.fetchall())
    except apsw.Error as error:
        raise explain(error, stage) from error
    finally:
        close_quietly(connection)


def _move_aside(folder: Path, aside: Path) -> Path | None:
    """Give every part of the vault a second name in ``aside``, and only then take the first: there is always one whole.

    The key files keep their first names until others take them, so that nobody makes a new vault here meanwhile.
    """
    parts = [name for name in PARTS if (folder / name).exists()]
    if not parts:
        return None
    aside.mkdir(mode=PRIVATE_FOLDER)
    try:
        for name in parts:
            os.link(folder / name, aside / name)
        sync_folder(aside)
    except OSError:  # a file system without links
        for name in parts:
            (folder / name).replace(aside / name)
            (folder / name).unlink(missing_ok=True)  # a rename onto a second name of the same file does nothing
    else:
        for name in PARTS[:2]:
            (folder / name).unlink(missing_ok=True)
    sync_folder(aside)
    sync_folder(folder)
    return aside


def _put_in_place(stage: Path, folder: Path) -> None:
    for name in reversed(PARTS):
        if (stage / name).exists():
            (stage / name).replace(folder / name)
        elif name in COPIES:
            (folder / name).unlink(missing_ok=True)  # of the vault that went aside, where it is too
    sync_folder(folder)
