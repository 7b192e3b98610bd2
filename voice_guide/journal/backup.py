"""Backups: a folder with the database, still encrypted, its key files, and a list of what they were when it was made.

    vault.db  vault.key  vault.key.copy  backup.json    {"format", "version", "made", "files": {name: {"bytes", "sha256"}}}

The name of the folder tells nothing but the day. The list tells at once, without any passphrase, that a file was cut
short or changed; the cipher's own check of each page stands behind it. A backup is opened with the passphrase (or the
recovery key) that the vault had on that day.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.building import DATABASE
from voice_guide.journal.copying import contents
from voice_guide.journal.database import close_quietly
from voice_guide.journal.files import PRIVATE_FOLDER, replace_private, sync_folder
from voice_guide.journal.key_copies import COPIES
from voice_guide.journal.vault import Vault

MANIFEST = "backup.json"
FORMAT = "voice-guide backup"
VERSION = 1
FILES = (DATABASE, *COPIES)

_BLOCK = 1024 * 1024


def make_backup(vault: Vault, place: Path, *, now: datetime) -> Path:
    """Make a backup in a folder of its own inside ``place``; returns that folder. Nothing that is there is touched.

    It is opened and compared row by row before it gets its name. Raises VaultError: backup_inside, backup_not_written,
    backup_not_whole; StorageError for the vault's own side.
    """
    place = place.absolute()
    if place.resolve().is_relative_to(vault.folder.resolve()):
        raise VaultError("backup_inside", place=str(place))
    made: Path | None = None
    try:
        place.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        made = place / f".backup-{os.getpid()}.new"
        made.mkdir(mode=PRIVATE_FOLDER)
        _fill(vault, made, now)
        named = free_name(place, f"backup-{now:%Y-%m-%d}")
        made.rename(named)
        sync_folder(place)
    except (OSError, apsw.Error, StorageError) as error:
        if isinstance(error, StorageError) and error.values["folder"] == str(vault.folder):
            raise
        raise VaultError("backup_not_written", place=str(place), reason=_reason(error)) from error
    finally:
        if made is not None:
            remove(made)
    return named


def told_files(backup: Path) -> dict[str, dict[str, Any]] | None:
    """What the list in a backup says of its files; None where there is no list (a folder copied by hand).

    Raises VaultError: backup_altered when the list itself can't be read, backup_newer.
    """
    try:
        told = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError("another format")
        if told["version"] > VERSION:
            raise VaultError("backup_newer", place=str(backup))
        return {str(name): {"bytes": int(f["bytes"]), "sha256": str(f["sha256"])} for name, f in told["files"].items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise VaultError("backup_altered", place=str(backup), file=MANIFEST) from error


def copy_checked(source: Path, target: Path, told: dict[str, Any] | None, *, backup: Path) -> None:
    """Copy one file, on disk when done, and compare it with what was told of it. Raises VaultError, OSError."""
    found = hashlib.sha256()
    size = 0
    with source.open("rb") as read, target.open("xb") as write:
        while block := read.read(_BLOCK):
            found.update(block)
            size += len(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    if told is not None and (size, found.hexdigest()) != (told["bytes"], told["sha256"]):
        raise VaultError("backup_altered", place=str(backup), file=source.name)


def _fill(vault: Vault, made: Path, now: datetime) -> None:
    held = vault.copy_into(made / DATABASE)
    for name in COPIES:
        replace_private(made / name, vault.keyring.key_file.to_bytes())
    if not _holds(vault, made / DATABASE, held):
        raise VaultError("backup_not_whole", place=str(made.parent))
    for left in made.glob(f"{DATABASE}-*"):
        left.unlink()
    files = {name: {"bytes": len(data := (made / name).read_bytes()), "sha256": _sha256(data)} for name in FILES}
    told = {"format": FORMAT, "version": VERSION, "made": now.isoformat(timespec="seconds"), "files": files}
    replace_private(made / MANIFEST, (json.dumps(told, indent=2) + "\n").encode())


def _holds(vault: Vault, copy: Path, held: str) -> bool:
    """Whether a copy opens with the vault's own key, and every row of it is what the vault holds."""
    try:
        connection = vault.keyring.open_copy(copy)
    except VaultError:
        return False
    try:
        return contents(connection) == held and connection.pragma("integrity_check") == "ok"
    except apsw.CorruptError:
        return False
    finally:
        close_quietly(connection)


def free_name(place: Path, wanted: str) -> Path:
    """The path of this name in ``place``, with a number behind it where the name is taken."""
    number = 1
    while (place / (name := wanted if number == 1 else f"{wanted}-{number}")).exists():
        number += 1
    return place / name


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _reason(error: BaseException) -> str:
    """In the system's own words, why a place could not be written to."""
    if isinstance(error, apsw.FullError):
        return os.strerror(errno.ENOSPC)
    cause = error.__cause__ if isinstance(error, StorageError) else error
    return os.strerror((cause.errno if isinstance(cause, OSError) else None) or errno.EIO)


def remove(folder: Path) -> None:
    """Remove a folder of copies that is no longer needed, as far as that can be done."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)
