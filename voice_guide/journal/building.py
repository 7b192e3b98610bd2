"""Making the database of a vault, opening it in its newest shape, and copying it before its shape changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import apsw

from voice_guide.journal.copying import copy_database
from voice_guide.journal.database import check_encrypted, close_quietly, explain, open_database
from voice_guide.journal.files import create_private, storage_error, sync_folder
from voice_guide.journal.migrations import MIGRATIONS, migrate, version_of

DATABASE = "vault.db"


def build_database(folder: Path, data_key: bytes) -> None:
    """Make a whole database under another name, then give it its own: there is never half a vault.

    Raises StorageError, VaultError.
    """
    beside = folder / f"{DATABASE}.new"
    journal = folder / f"{DATABASE}.new-journal"
    try:
        journal.unlink(missing_ok=True)  # one left by an attempt that was cut short would be played into this one
        create_private(beside)
        connection = open_database(beside, data_key, folder=folder)
        try:
            migrate(connection, folder=folder, back_up=lambda _: None)
        finally:
            close_quietly(connection)
        check_encrypted(beside)
        journal.unlink(missing_ok=True)
        beside.replace(folder / DATABASE)
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error, folder) from error
    except apsw.Error as error:
        raise explain(error, folder) from error


def open_newest(folder: Path, data_key: bytes, migrations: tuple[str, ...] = MIGRATIONS) -> apsw.Connection:
    """Open the vault's database and bring it to the newest version, with a backup before the first step.

    Raises VaultError (vault_damaged, vault_newer, vault_in_use), StorageError.
    """
    connection = open_database(folder / DATABASE, data_key, folder=folder)
    try:
        if version_of(connection) == 0:  # an empty file opens with any key: it was a vault once, and is none now
            raise apsw.CorruptError("empty database")
        migrate(connection, folder=folder, back_up=partial(_back_up, connection, folder), migrations=migrations)
    except apsw.Error as error:
        close_quietly(connection)
        raise explain(error, folder) from error
    except OSError as error:
        close_quietly(connection)
        raise storage_error(error, folder) from error
    except BaseException:
        close_quietly(connection)
        raise
    return connection


def backup_path(folder: Path, version: int) -> Path:
    """Where the database is kept, under the same key, as it was before it was brought to a newer version."""
    return folder / f"{DATABASE}.version-{version}"


def _back_up(connection: apsw.Connection, folder: Path, version: int) -> None:
    beside = folder / f"{DATABASE}.backup.new"
    copy_database(connection, beside)
    beside.replace(_not_taken(backup_path(folder, version)))
    sync_folder(folder)


def _not_taken(path: Path) -> Path:
    """An earlier copy is never written over: it may hold what nothing else holds."""
    number = 1
    while (free := path if number == 1 else path.with_name(f"{path.name}-{number}")).exists():
        number += 1
    return free
