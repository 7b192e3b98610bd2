"""The shapes of the database, numbered. A vault of any earlier version is brought to the newest when it is opened.

A migration is never edited once it has been in a release: a new one follows it. ``user_version`` counts those done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import apsw

from voice_guide.errors import VaultError

_FIRST = """
CREATE TABLE facts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- a number is never used twice, not even after erasing
    at TEXT NOT NULL,                       -- UTC with offset
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    participant TEXT,
    question TEXT,
    payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;
CREATE INDEX facts_by_session ON facts (session, kind);

CREATE TABLE texts (                        -- guides and notices, whole, once each
    hash TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)


def migrate(
    connection: apsw.Connection,
    *,
    folder: Path,
    back_up: Callable[[int], None],
    migrations: Sequence[str] = MIGRATIONS,
) -> None:
    """Bring the database to the newest version, each step in one transaction.

    ``back_up(version)`` is called before the first step from an earlier version. Raises VaultError ``vault_newer``, and
    apsw.Error when a step fails: the steps before it stand, the failed one left nothing.
    """
    version = version_of(connection)
    if version > len(migrations):
        raise VaultError("vault_newer", folder=str(folder))
    if 0 < version < len(migrations):
        back_up(version)
    for number in range(version + 1, len(migrations) + 1):
        with connection:
            connection.execute(migrations[number - 1])
            connection.pragma("user_version", number)


def version_of(connection: apsw.Connection) -> int:
    """How many migrations this database has had; 0 for an empty one."""
    return int(connection.pragma("user_version"))
