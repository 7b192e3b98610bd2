"""Reading what can be read out of a damaged database.

Every page is encrypted for itself, so the pages around a damaged one are whole. But a page near the root of a table leads
to all the others, and the first page to every table. So each page in turn is taken for the root of a table, in a copy, and
SQLite reads what hangs under it; facts are known by their numbers, so it does not matter how often one is met. A first
page that is damaged is replaced by that of a new, empty database of the same key.

The index of the facts holds the session and kind of every fact once more. What it names and no page gives is lost, and
is told.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from voice_guide.errors import VaultError
from voice_guide.journal.building import DATABASE
from voice_guide.journal.database import apply_key, close_quietly, open_database
from voice_guide.journal.files import create_private
from voice_guide.journal.kept import Lost, ReadOut
from voice_guide.journal.migrations import migrate
from voice_guide.journal.rows import COLUMNS, RecordedFact, recorded

PAGE_BYTES = 4096

_FACTS = f"SELECT seq, {COLUMNS} FROM facts"  # noqa: S608 - names of columns, no values
# An index is kept as a table without row numbers is: its rows are the indexed columns and the number of the fact.
_INDEX = (
    "CREATE TABLE facts_index (session TEXT, kind TEXT, seq INTEGER, PRIMARY KEY (session, kind, seq)) WITHOUT ROWID"
)
_NAMED = "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', ?, ?, ?, ?)"


def read_out(database: Path, data_key: bytes, scratch: Path) -> ReadOut:
    """Everything that can be read out of a copy of this database. ``scratch`` is an empty private folder.

    Raises OSError; VaultError ``vault_damaged`` where the key opens no page at all.
    """
    copy = scratch / DATABASE
    shutil.copyfile(database, copy)
    journal = database.with_name(f"{database.name}-journal")
    if journal.exists():
        shutil.copyfile(journal, scratch / journal.name)
    _play_journal(copy, data_key, scratch)
    whole = copy.read_bytes()
    pages = whole[: len(whole) // PAGE_BYTES * PAGE_BYTES]
    copy.write_bytes(pages)
    schema = _schema(copy, data_key)
    if schema is None:
        fresh = _fresh(scratch / "fresh.db", data_key, len(pages) // PAGE_BYTES)
        copy.write_bytes(fresh[:PAGE_BYTES] + pages[PAGE_BYTES:])
        schema = _schema(copy, data_key)
    if schema is None:
        raise VaultError("vault_damaged", folder=str(database.parent))
    reading = _Reading(copy, data_key, schema)
    for number in range(2, len(pages) // PAGE_BYTES + 1):
        reading.page(number)
    if not reading.read_anything:
        raise VaultError("vault_damaged", folder=str(database.parent))
    return reading.result()


class _Reading:
    """Gathers rows from one page after another."""

    def __init__(self, copy: Path, data_key: bytes, schema: dict[str, str]) -> None:
        self._copy = copy
        self._data_key = data_key
        self._schema = schema
        self._facts: dict[int, RecordedFact] = {}
        self._texts: dict[str, str] = {}
        self._index: dict[int, Lost] = {}

    @property
    def read_anything(self) -> bool:
        return bool(self._facts or self._index or self._texts)

    def page(self, number: int) -> None:
        """Read what hangs under one page, taken for the root of each table in turn."""
        with contextlib.suppress(apsw.Error), _rooted(self._copy, self._data_key, self._schema, number) as connection:
            for row in _rows(connection, _FACTS):
                fact = _fact(row)
                if fact is not None:
                    self._facts[fact.seq] = fact
            for hash_, text in _rows(connection, "SELECT hash, text FROM texts"):
                if isinstance(hash_, str) and isinstance(text, str):
                    self._texts[hash_] = text
            for session, kind, seq in _rows(connection, "SELECT session, kind, seq FROM facts_index"):
                if isinstance(seq, int) and isinstance(session, str) and isinstance(kind, str):
                    self._index[seq] = Lost(seq, session, kind)

    def result(self) -> ReadOut:
        """What was gathered. Rows of the index look like texts, so only texts that a session names are taken."""
        facts = [self._facts[seq] for seq in sorted(self._facts)]
        named = {str(each.fact.payload.get(name)) for each in facts for name in ("guide_hash", "notice_hash", "notice")}
        texts = {hash_: text for hash_, text in self._texts.items() if hash_ in named}
        lost = [self._index[seq] for seq in sorted(self._index) if seq not in self._facts]
        return ReadOut(facts, texts, lost)


@contextlib.contextmanager
def _rooted(copy: Path, data_key: bytes, schema: dict[str, str], root: int) -> Iterator[apsw.Connection]:
    """The copy with every table rooted at one page. Nothing of this is ever committed."""
    connection = _lenient(copy, data_key)
    try:
        connection.execute("BEGIN")
        connection.execute("DELETE FROM sqlite_schema")
        for name, sql in schema.items():
            connection.execute(_NAMED, (name, name, root, sql))
        connection.execute("PRAGMA writable_schema = RESET")
        yield connection
    finally:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")
        close_quietly(connection)


def _fact(row: tuple[Any, ...]) -> RecordedFact | None:
    """The fact in a row; None for a row that is no fact: other tables' pages are read too."""
    seq, at, session, kind, participant, question, payload = row
    if not isinstance(seq, int) or not all(isinstance(each, str) for each in (at, session, kind, payload)):
        return None
    if not all(each is None or isinstance(each, str) for each in (participant, question)):
        return None
    try:
        return recorded(seq, at, session, kind, participant, question, payload)
    except (ValueError, RecursionError):
        return None


def _rows(connection: apsw.Connection, query: str) -> Iterator[tuple[apsw.SQLiteValue, ...]]:
    """Rows up to the first that can't be read."""
    with contextlib.suppress(apsw.Error):
        yield from connection.execute(query)


def _schema(copy: Path, data_key: bytes) -> dict[str, str] | None:
    """What makes the tables, as the first page has it; None where that page can't be read."""
    try:
        connection = _lenient(copy, data_key)
    except apsw.Error:
        return None
    try:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE name IN ('facts', 'texts')").fetchall()
    except apsw.Error:
        return None
    finally:
        close_quietly(connection)
    if len(found) < 2:
        return None
    return {**{str(name): str(sql) for name, sql in found}, "facts_index": _INDEX}


def _lenient(copy: Path, data_key: bytes) -> apsw.Connection:
    connection = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        apply_key(connection, data_key)
        connection.execute("PRAGMA writable_schema = ON")  # a length in the header that the file has not is let pass
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
    except BaseException:
        close_quietly(connection)
        raise
    return connection


def _play_journal(copy: Path, data_key: bytes, scratch: Path) -> None:
    """Let an interrupted write be taken back, as opening the vault would. Where that fails the pages stay as they are."""
    with contextlib.suppress(VaultError, apsw.Error):
        close_quietly(open_database(copy, data_key, folder=scratch))


def _fresh(path: Path, data_key: bytes, pages: int) -> bytes:
    """A new, empty database of this key that has at least so many pages: its first page fits in front of any others."""
    create_private(path)
    connection = open_database(path, data_key, folder=path.parent)
    try:
        migrate(connection, folder=path.parent, back_up=lambda _: None)
        connection.execute("CREATE TABLE ballast (bytes)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(?))", ((pages + 2) * PAGE_BYTES,))
        connection.execute("DROP TABLE ballast")
    finally:
        close_quietly(connection)
    return path.read_bytes()
