"""One session's place in the vault."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.events import Fact
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.store import Store


class SessionJournal:
    """The journal that a running session writes to."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store = store
        self.id = session_id

    def append(self, facts: Sequence[Fact]) -> list[RecordedFact]:
        """Write all or none; on disk when this returns.

        Raises StorageError: nothing is half written, earlier facts are safe, and the vault takes no more facts until
        ``Vault.reopen``. (When the very last step failed the facts may be there after all: reopen and read them.)
        """
        return self._store.append(self.id, facts) if facts else []

    def noted(self, facts: Sequence[Fact]) -> list[RecordedFact]:
        """These facts as they would be recorded now; nothing is written."""
        return self._store.noted(self.id, facts)

    def complete(self, facts: Sequence[RecordedFact], *, texts: Sequence[tuple[str, str]] = ()) -> list[RecordedFact]:
        """Have the session consist of these facts, as ``Store.complete``. Raises VaultError, StorageError."""
        return self._store.complete(self.id, facts, texts=texts)

    def facts(self) -> list[RecordedFact]:
        """Every fact of this session, in order. Raises VaultError, StorageError."""
        return self._store.facts(self.id)
