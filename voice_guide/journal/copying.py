"""Whole copies of an open database: encrypted under the same key, on disk when made, and compared row by row."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import apsw

from voice_guide.journal.database import check_encrypted
from voice_guide.journal.files import create_private

_ROWS = (
    "SELECT seq, at, session, kind, participant, question, payload FROM facts ORDER BY seq",
    "SELECT hash, text FROM texts ORDER BY hash",
    "SELECT name, seq FROM sqlite_sequence ORDER BY name",
    "PRAGMA user_version",
    "PRAGMA application_id",
)


def copy_database(connection: apsw.Connection, path: Path) -> None:
    """Copy the database whole, as it is at this moment. Raises apsw.Error, OSError, NotEncrypted."""
    create_private(path)  # VACUUM INTO takes an empty file, and keeps its mode
    connection.execute("VACUUM INTO ?", (str(path),))
    check_encrypted(path)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def contents(connection: apsw.Connection) -> str:
    """A SHA-256 over every row: the same for two databases that hold the same. Raises apsw.Error where a page is damaged."""
    found = hashlib.sha256()
    for query in _ROWS:
        for row in connection.execute(query):
            found.update(json.dumps(row).encode() + b"\n")
        found.update(b"\n")
    return found.hexdigest()
