"""Saving what was read out of a vault into a new one, with every number, time and word as it was."""

from __future__ import annotations

import json
from pathlib import Path

import apsw

from voice_guide.errors import VaultError
from voice_guide.journal.building import DATABASE, build_database
from voice_guide.journal.database import close_quietly, explain, open_database
from voice_guide.journal.files import make_private_folder, replace_private
from voice_guide.journal.harden import private_files
from voice_guide.journal.kept import ReadOut
from voice_guide.journal.key_copies import KEY_COPY, write_keys
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.lock import VaultLock
from voice_guide.journal.rows import COLUMNS
from voice_guide.journal.vault import LOCK

_FACT = f"INSERT INTO facts (seq, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of columns, no values


def save_as_vault(read: ReadOut, folder: Path, keys: KeyFile, data_key: bytes) -> None:
    """Make a vault of it in an empty folder. The same passphrase and recovery key open it.

    Raises VaultError ``save_not_empty``, StorageError; after either nothing that is there was touched.
    """
    private_files()
    make_private_folder(folder)
    if any(folder.iterdir()):
        raise VaultError("save_not_empty", folder=str(folder))
    lock = VaultLock.take(folder / LOCK)
    try:
        replace_private(folder / KEY_COPY, keys.to_bytes())
        build_database(folder, data_key)
        _fill(read, folder, data_key)
        write_keys(folder, keys)
    finally:
        lock.release()


def _fill(read: ReadOut, folder: Path, data_key: bytes) -> None:
    connection = open_database(folder / DATABASE, data_key, folder=folder)
    try:
        with connection:
            connection.executemany("INSERT INTO texts VALUES (?, ?)", read.texts.items())
            for each in read.in_order():
                payload = json.dumps(each.fact.payload, ensure_ascii=False)
                person, question = each.fact.participant, each.fact.question
                row = (each.seq, each.at.isoformat(), each.session, str(each.fact.kind), person, question, payload)
                connection.execute(_FACT, row)
    except apsw.Error as error:
        raise explain(error, folder) from error
    finally:
        close_quietly(connection)
