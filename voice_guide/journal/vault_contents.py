"""What is in an open vault: sessions with their facts, and the guides and notices that they began with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from voice_guide.errors import UsageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind, text_hash
from voice_guide.journal import sessions
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.sessions import SessionSummary
from voice_guide.journal.store import Store


class Contents:
    """Reads and writes what a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin_session(
        self,
        *,
        guide_id: str,
        guide_title: str,
        guide_text: str,
        guide_hash: str,
        notice: str,
        settings: Mapping[str, object],
        rehearsed: bool,
        language: str,
        reviews: str | None = None,
    ) -> SessionJournal:
        """Begin a session: its first fact, the guide's text under its hash and the notice under its SHA-256.

        ``reviews`` is the session whose list it reviews. Raises StorageError.
        """
        session_id = sessions.new_id({each.id for each in self.sessions()})
        notice_key = text_hash(notice)
        started = Fact(
            FactKind.SESSION_STARTED,
            payload={
                "guide": guide_id,
                "guide_title": guide_title,
                "guide_hash": guide_hash,
                "notice_hash": notice_key,
                "settings": dict(settings),
                "rehearsed": rehearsed,
                "language": language,
                **({"reviews": reviews} if reviews is not None else {}),
            },
        )
        self._store.append(session_id, [started], texts=[(guide_hash, guide_text), (notice_key, notice)])
        return SessionJournal(self._store, session_id)

    def resume_session(self, session_id: str) -> SessionJournal:
        """Go on writing to a session. Raises UsageError ``unknown_session``, VaultError, StorageError."""
        return SessionJournal(self._store, sessions.find(self.sessions(), session_id))

    def session_journal(self, session_id: str) -> SessionJournal:
        """The place of a session, whether or not it has begun here."""
        return SessionJournal(self._store, session_id)

    def facts(self, session_id: str) -> list[RecordedFact]:
        """Every fact of the session with this id, in order. Raises VaultError, StorageError."""
        return self._store.facts(session_id)

    def facts_of(self, session_id: str, *kinds: FactKind) -> list[RecordedFact]:
        """Its facts of these kinds alone, in order. Raises VaultError, StorageError."""
        return self._store.facts_of(session_id, *kinds)

    def sessions(self) -> list[SessionSummary]:
        """All sessions, newest first. Raises VaultError, StorageError."""
        return self._store.sessions()

    def find_session(self, wanted: str, *, unfinished: bool = False, finished: bool = False) -> str:
        """The id meant by what a person typed: an id, the beginning of one in any case, or ``latest``.

        ``latest`` passes over rehearsed sessions where there are others; with ``unfinished`` also over closed ones, with
        ``finished`` over the others.
        Raises UsageError: no_sessions, none_unfinished, none_finished, unknown_session, session_not_unique.
        """
        try:
            return sessions.find(self.sessions(), wanted, unfinished=unfinished, finished=finished)
        except UsageError as error:
            if error.key == "unknown_session" and self._was_erased(wanted):
                raise UsageError("session_erased", session=wanted) from error
            raise

    def own_journal(self) -> SessionJournal:
        """The facts that are about the vault itself, and about no session of it."""
        return SessionJournal(self._store, sessions.VAULT)

    def everything(self) -> list[RecordedFact]:
        """Every fact of every session and of the vault itself, in order. Raises VaultError, StorageError."""
        return self._store.everything()

    def texts(self) -> dict[str, str]:
        """Every guide and notice, by its hash. Raises VaultError, StorageError."""
        return self._store.texts()

    def keep_notice(self, notice: str) -> None:
        """Have a notice in the vault, for a session that goes on after the notice was changed. Raises StorageError."""
        self._store.append(sessions.VAULT, [], texts=[(text_hash(notice), notice)])

    def guide_text(self, guide_hash: str) -> str:
        """The guide as it was when a session began. Raises UsageError ``unknown_text``."""
        return self._store.text(guide_hash)

    def notice(self, notice_hash: str) -> str:
        """The agreement-to-record notice as it was read. Raises UsageError ``unknown_text``."""
        return self._store.text(notice_hash)

    def copy_into(self, path: Path) -> str:
        """Copy the whole database, encrypted, into a file. Returns and raises as ``Store.copy_into``."""
        return self._store.copy_into(path)

    def _was_erased(self, session: str) -> bool:
        told = [each.fact for each in self.own_journal().facts() if each.fact.kind == FactKind.ERASED]
        return any(fact.payload.get("session") == session.strip().casefold() for fact in told)
