"""The encrypted database: opened with the settings that make an answer safe, each of them checked.

``PRAGMA key`` says ok to any key and a misspelt pragma is ignored without a word, so nothing is taken on trust: the
cipher is asked for its version, every setting is read back, and the first page is read before anything else.
"""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from voice_guide.errors import StorageError, VaultError, VoiceGuideError
from voice_guide.journal.files import storage_error as system_error

# pragma: (asked for, answer expected). A commit under these is on disk when it returns, whatever fails after it.
SETTINGS: dict[str, tuple[str, str | int]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("TRUNCATE", "truncate"),  # a flipped bit in a WAL silently drops later answers; here it is noticed
    "synchronous": ("EXTRA", 3),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
}

_PLAIN_HEADER = b"SQLite format 3\0"


class NotEncrypted(Exception):
    """The database library or the file does not encrypt. A defect of the installation: it must never go on."""


def open_database(path: Path, data_key: bytes, *, folder: Path) -> apsw.Connection:
    """Open an existing file (empty for a new vault) with the data key.

    Raises VaultError ``vault_damaged`` when the key does not fit or the first page is damaged, ``vault_in_use``,
    StorageError, and NotEncrypted.
    """
    if not getattr(apsw, "mc_version", "").startswith("SQLite3 Multiple Ciphers"):
        raise NotEncrypted("apsw without ciphers")
    if _starts_plain(path):  # before the connection opens: closing the file later would drop SQLite's lock
        raise VaultError("vault_damaged", folder=str(folder))
    connection: apsw.Connection | None = None
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        apply_key(connection, data_key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        _apply_settings(connection)
        _refuse_half_page(path, connection)
    except apsw.Error as error:
        if connection is not None:
            close_quietly(connection)
        raise explain(error, folder) from error
    return connection


def check_encrypted(path: Path) -> None:
    """Check a closed database file: not empty, and not in plain. Raises NotEncrypted, OSError."""
    if path.stat().st_size == 0 or _starts_plain(path):
        raise NotEncrypted(path.name)


def explain(error: apsw.Error, folder: Path) -> VoiceGuideError:
    """What a database error means: VaultError for what is on disk, StorageError for what can't be written."""
    told = {"folder": str(folder)}
    error = _first(error)
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return VaultError("vault_damaged", **told)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return VaultError("vault_in_use", **told)
    if isinstance(error, apsw.FullError):
        return StorageError("disk_full", **told)
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError | apsw.AuthError):
        return StorageError("folder_read_only", **told)
    if isinstance(error, apsw.CantOpenError) and not folder.is_dir():
        return StorageError("vault_gone", **told)
    if isinstance(error, apsw.CantOpenError) and not os.access(folder, os.W_OK):
        return StorageError("folder_read_only", **told)
    return StorageError("storage_failed", **told)


def _first(error: apsw.Error) -> apsw.Error:
    """The error that came first: taking a failed transaction back fails too, and hides why it failed."""
    while isinstance(error.__context__, apsw.Error):
        error = error.__context__
    return error


def close_quietly(connection: apsw.Connection) -> None:
    """Close a connection that may be broken: a second error would hide the first."""
    try:
        connection.close(True)
    except apsw.Error:
        return


def apply_key(connection: apsw.Connection, data_key: bytes) -> None:
    """Give a fresh connection the cipher and the key. Raises NotEncrypted where the library does not take them."""
    if connection.pragma("cipher", "chacha20") != "chacha20":
        raise NotEncrypted("cipher refused")
    if connection.pragma("key", f"raw:{data_key.hex()}") != "ok":
        raise NotEncrypted("key refused")


def _apply_settings(connection: apsw.Connection) -> None:
    for name, (asked, expected) in SETTINGS.items():
        connection.pragma(name, asked)
        if connection.pragma(name) != expected:
            raise NotEncrypted(f"{name} refused")


def _refuse_half_page(path: Path, connection: apsw.Connection) -> None:
    """After any journal was played back the file is whole pages: the cipher does not check one that is cut short."""
    if path.stat().st_size % int(connection.pragma("page_size")):
        raise apsw.CorruptError("half a page")


def _starts_plain(path: Path) -> bool:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without an end
            raise VaultError("vault_damaged", folder=str(path.parent))
        with path.open("rb") as file:
            return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError as error:
        raise system_error(error, path.parent) from error
