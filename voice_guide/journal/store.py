"""Writing and reading facts. Every write is one transaction, on disk when the call returns.

After an error in a write the connection is closed and not used again: what SQLite and the system then hold in memory
may differ from what is on disk. ``Vault.reopen`` begins anew from the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import apsw

from voice_guide.errors import StorageError, UsageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.building import DATABASE
from voice_guide.journal.copying import contents, copy_database
from voice_guide.journal.database import close_quietly, explain
from voice_guide.journal.rows import COLUMNS, RecordedFact, as_row, recorded, storable, summary
from voice_guide.journal.sessions import SessionSummary

Now = Callable[[], datetime]
Read = TypeVar("Read")


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)


_INSERT = f"INSERT INTO facts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of columns, no values
_FACTS = f"SELECT seq, {COLUMNS} FROM facts WHERE session = ? ORDER BY seq"  # noqa: S608
_OF_KIND = f"SELECT seq, {COLUMNS} FROM facts WHERE session = ? AND kind = ? ORDER BY seq"  # noqa: S608
_ERASED = "SELECT payload FROM facts WHERE seq = ? AND kind = ?"
_EVERYTHING = f"SELECT seq, {COLUMNS} FROM facts ORDER BY seq"  # noqa: S608
_SUMMARIES = """
SELECT started.session, started.at, started.payload, newest.at,
       EXISTS (SELECT 1 FROM facts AS closing WHERE closing.session = started.session AND closing.kind = ?)
FROM facts AS started
JOIN facts AS newest ON newest.seq = (SELECT max(seq) FROM facts WHERE session = started.session)
WHERE started.kind = ?
ORDER BY started.seq DESC
"""


class Store:
    """The facts and texts of one database, opened by ``connect`` (which raises VaultError, StorageError)."""

    def __init__(self, folder: Path, connect: Callable[[], apsw.Connection], now: Now) -> None:
        self._folder = folder
        self._connect = connect
        self._now = now
        self._connection: apsw.Connection | None = None
        self._file: tuple[int, int] | None = None
        self.reopen()

    def reopen(self) -> None:
        """Close the connection and begin anew from the disk. Raises VaultError, StorageError."""
        self.close()
        self._connection = self._connect()
        self._file = self._file_now()

    def close(self) -> None:
        """Close the database. Does nothing the second time."""
        if self._connection is not None:
            close_quietly(self._connection)
            self._connection = None

    def forget(self) -> None:
        """Close the database and let go of its key. Only ``reconnect`` opens it again."""
        self.close()
        self._connect = self._locked

    def reconnect(self, connect: Callable[[], apsw.Connection]) -> None:
        """Open again what ``forget`` closed. Raises VaultError, StorageError."""
        before, self._connect = self._connect, connect
        try:
            self.reopen()
        except BaseException:
            self._connect = before
            raise

    def key_generation(self) -> int:
        """The newest key file that this database was told of; 0 where there was only ever one. Raises StorageError."""
        return self._read(int, "PRAGMA application_id")[0]

    def note_key_generation(self, generation: int) -> None:
        """Keep, inside the encryption, which key file is the newest, so that an older one put back is noticed.

        It stands in the header number that SQLite leaves to the program. Raises StorageError.
        """
        with self._writing() as connection:
            connection.pragma("application_id", generation)

    def append(
        self, session: str, facts: Sequence[Fact], *, texts: Sequence[tuple[str, str]] = ()
    ) -> list[RecordedFact]:
        """Write these facts, and (hash, text) pairs not yet kept, all or none. Raises StorageError."""
        at = self.now().isoformat()
        rows = [as_row(session, at, fact) for fact in facts]
        with self._writing() as connection:
            for hash_, text in texts:
                connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (hash_, storable(text)))
            seqs = []
            for row in rows:
                connection.execute(_INSERT, row)
                seqs.append(connection.last_insert_rowid())
        return [recorded(seq, *row) for seq, row in zip(seqs, rows, strict=True)]

    def noted(self, session: str, facts: Sequence[Fact]) -> list[RecordedFact]:
        """These facts as they would be recorded now, without a number: for ``complete``, later."""
        at = self._now().astimezone(UTC).isoformat()
        return [recorded(0, *as_row(session, at, fact)) for fact in facts]

    def complete(
        self, session: str, facts: Sequence[RecordedFact], *, texts: Sequence[tuple[str, str]] = ()
    ) -> list[RecordedFact]:
        """Have all these facts of a session on disk, with their times: what is there already, and what is missing after it.

        Something is written even where nothing is missing: a commit whose last step failed may stand in the system's
        memory alone. Raises VaultError ``session_went_on`` where other facts are there, StorageError.
        """
        there = self.facts(session)
        if [each.fact for each in there] != [each.fact for each in facts[: len(there)]]:
            raise VaultError("session_went_on", folder=str(self._folder))
        with self._writing() as connection:
            connection.pragma("user_version", connection.pragma("user_version"))
            for hash_, text in texts:
                connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (hash_, storable(text)))
            for each in facts[len(there) :]:
                connection.execute(_INSERT, as_row(session, each.at.isoformat(), each.fact))
        return self.facts(session)

    def facts(self, session: str) -> list[RecordedFact]:
        """Every fact of a session, in order. Raises VaultError when a page is damaged, StorageError."""
        return self._read(recorded, _FACTS, session)

    def facts_of(self, session: str, *kinds: FactKind) -> list[RecordedFact]:
        """The facts of a session that are of these kinds, in order, without reading the others. Raises as ``facts``."""
        found = [each for kind in kinds for each in self._read(recorded, _OF_KIND, session, kind.value)]
        return sorted(found, key=lambda each: each.seq)

    def sessions(self) -> list[SessionSummary]:
        """All sessions, newest first. Raises VaultError, StorageError."""
        return self._read(summary, _SUMMARIES, FactKind.CLOSED.value, FactKind.SESSION_STARTED.value)

    def text(self, hash_: str) -> str:
        """The guide or notice kept under this hash. Raises UsageError ``unknown_text``."""
        found = self._read(str, "SELECT text FROM texts WHERE hash = ?", hash_)
        if not found:
            raise UsageError("unknown_text", hash=hash_)
        return found[0]

    def copy_into(self, path: Path) -> str:
        """Copy the whole database into a file; returns ``contents`` of what was copied.

        Raises VaultError where a page here is damaged, StorageError; OSError and apsw.Error for the other place.
        """
        connection = self._trusted()
        try:
            held = contents(connection)
        except apsw.Error as error:
            raise explain(error, self._folder) from error
        copy_database(connection, path)
        return held

    def everything(self) -> list[RecordedFact]:
        """Every fact of the vault, in order. Raises VaultError, StorageError."""
        return self._read(recorded, _EVERYTHING)

    def texts(self) -> dict[str, str]:
        """Every guide and notice, by its hash. Raises VaultError, StorageError."""
        return dict(self._read(lambda hash_, text: (hash_, text), "SELECT hash, text FROM texts"))

    def last_number(self) -> int:
        """The highest number that a fact ever had, also one that was erased. Raises VaultError, StorageError."""
        found = self._read(int, "SELECT seq FROM sqlite_sequence WHERE name = ?", "facts")
        return found[0] if found else 0

    def erased(self, number: int) -> str | None:
        """What the fact with this number says was erased; None where it is no such fact. Raises VaultError, StorageError."""
        found = self._read(lambda told: str(json.loads(told)["what"]), _ERASED, number, FactKind.ERASED.value)
        return found[0] if found else None

    def now(self) -> datetime:
        """The time that a fact written now would have, in UTC."""
        return self._now().astimezone(UTC)

    def _read(self, make: Callable[..., Read], query: str, *values: str | int) -> list[Read]:
        try:
            return [make(*row) for row in self._trusted().execute(query, values)]
        except apsw.Error as error:
            raise explain(error, self._folder) from error
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
        ):  # a row that was never written so; the cause would quote its words
            raise VaultError("vault_damaged", folder=str(self._folder)) from None

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        connection = self._trusted()
        try:
            with connection:
                yield connection
        except apsw.Error as error:
            self.close()
            raise explain(error, self._folder) from error
        if self._file_now() != self._file:
            self.close()
            raise StorageError("vault_gone", folder=str(self._folder))

    def _locked(self) -> apsw.Connection:
        raise VaultError("vault_locked", folder=str(self._folder))

    def _file_now(self) -> tuple[int, int] | None:
        """Which file bears the vault's name. SQLite would write on, without a word, to one that was deleted."""
        try:
            found = (self._folder / DATABASE).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _trusted(self) -> apsw.Connection:
        if self._connection is None:
            raise StorageError("vault_needs_reopening", folder=str(self._folder))
        return self._connection
