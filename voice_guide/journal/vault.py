"""A vault: one folder that holds the sessions of one computer or one organisation.

vault.db         the encrypted database (ChaCha20-Poly1305 on every page)
vault.key        the data key, wrapped; vault.key.copy is the same again
vault.lock       empty; locked while a program has the vault open
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import nacl.utils

from voice_guide.errors import UsageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind, text_hash
from voice_guide.journal import rewriting, sessions
from voice_guide.journal.building import DATABASE, build_database, open_newest
from voice_guide.journal.files import make_private_folder, replace_private
from voice_guide.journal.harden import private_files
from voice_guide.journal.key_copies import KEY_COPY, KEY_FILE, candidates, mend_keys, write_keys
from voice_guide.journal.keyring import DEFAULT_COST, Keyring, refuse_empty, wrapped
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.lock import LOCK as LOCK
from voice_guide.journal.lock import VaultLock
from voice_guide.journal.other_place import open_other, other_place
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.sessions import SessionSummary
from voice_guide.journal.store import Now, RecordedFact, SessionJournal, Store, numbered_row, utc_now
from voice_guide.journal.unlocking import open_store, secret
from voice_guide.journal.wrapping import KEY_BYTES, Cost


class Vault:
    """An open vault. Made by ``create`` or ``open``; closed by ``close`` or at the end of a ``with`` block."""

    def __init__(self, folder: Path, lock: VaultLock, keys: KeyFile, data_key: bytes, store: Store) -> None:
        self.folder = folder
        self.keyring = Keyring(folder, keys, data_key, store)
        self._lock = lock
        self._store = store

    @staticmethod
    def exists(folder: Path) -> bool:
        """True when a vault lies here, whole or damaged. A creation that was cut short does not count.

        Raises VaultError ``vault_not_yours`` when this user may not look.
        """
        try:
            return (folder / DATABASE).exists() or (folder / KEY_FILE).exists()
        except PermissionError as error:
            raise VaultError("vault_not_yours", folder=str(folder)) from error

    @staticmethod
    def needs_passphrase(folder: Path) -> bool:
        """True when a passphrase opens this vault. Raises VaultError when there is no vault or no whole key file."""
        if not Vault.exists(folder):
            raise VaultError("no_vault", folder=str(folder))
        return any(keys.has_passphrase for keys in candidates(folder))

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        passphrase: str | None,
        recovery_key: RecoveryKey | None = None,
        now: Now = utc_now,
        cost: Cost = DEFAULT_COST,
    ) -> Vault:
        """Make a new vault and open it. ``passphrase`` None: the key lies beside it in plain.

        ``recovery_key`` opens it too, where there is a passphrase. Cut short at any moment this leaves either a whole vault
        or nothing that stands in the way of trying again.
        Raises VaultError (vault_exists, vault_in_use, passphrase_empty, vault_needs_memory) and StorageError.
        """
        refuse_empty(passphrase, folder)
        private_files()
        make_private_folder(folder)
        lock = VaultLock.take(folder / LOCK)
        try:
            if cls.exists(folder):
                raise VaultError("vault_exists", folder=str(folder))
            data_key = nacl.utils.random(KEY_BYTES)
            keys = wrapped(folder, partial(KeyFile.new, data_key, passphrase=passphrase, cost=cost))
            if recovery_key is not None and passphrase is not None:
                keys = keys.with_recovery_key(data_key, recovery_key)
            # The copy of the key first: from the moment there is a database, there is a key that opens it.
            replace_private(folder / KEY_COPY, keys.to_bytes())
            build_database(folder, data_key)
            write_keys(folder, keys)
            return cls(folder, lock, keys, data_key, Store(folder, partial(open_newest, folder, data_key), now))
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        passphrase: str | None,
        recovery_key: RecoveryKey | None = None,
        now: Now = utc_now,
    ) -> Vault:
        """Open a vault; a passphrase given for a vault without one is not needed and does no harm.

        ``recovery_key`` opens it in place of the passphrase.
        Raises VaultError: no_vault, vault_in_use, vault_locked, wrong_passphrase, vault_key_missing, vault_key_damaged,
        vault_damaged, vault_database_missing, vault_newer, vault_not_yours, vault_needs_memory, no_recovery_key,
        wrong_recovery_key; and StorageError.
        """
        if not cls.exists(folder):
            raise VaultError("no_vault", folder=str(folder))
        private_files()
        make_private_folder(folder)
        lock = VaultLock.take(folder / LOCK)
        try:
            if not (folder / DATABASE).exists():
                raise VaultError("vault_database_missing", folder=str(folder))
            keys, data_key, store = open_store(folder, secret(passphrase, recovery_key, folder), now)
            mend_keys(folder, keys)
            rewriting.finish(folder, store.erased)
            return cls(folder, lock, keys, data_key, store)
        except BaseException:
            lock.release()
            raise

    @property
    def has_passphrase(self) -> bool:
        """True when a passphrase opens this vault: only then may anything say "locked"."""
        return self.keyring.has_passphrase

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

    def elsewhere(self, folder: Path) -> Vault:
        """A vault with the same keys in another folder, made or found there (journal/other_place.py). This one stays open,
        unless it is the same one.

        Raises VaultError: vault_exists for a vault with other keys, vault_damaged and the like; and StorageError.
        """
        place = other_place(folder)
        if self._lock.is_on(place / LOCK):  # this very vault, under another name by now
            self.close()
        keys, data_key = self.keyring.key_file, self.keyring.data_key
        lock, store = open_other(place, keys, data_key)
        return Vault(place, lock, keys, data_key, store)

    def facts(self, session_id: str) -> list[RecordedFact]:
        """Every fact of the session with this id, in order. Raises VaultError, StorageError."""
        return self._store.facts(session_id)

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

    def rewrite(self, facts: Iterable[RecordedFact], texts: Mapping[str, str], session: str, told: Fact) -> None:
        """Hold these facts and texts alone, and one more fact, which tells of it (journal/rewriting.py).

        Session journals of this vault work on. Raises StorageError, VaultError: then everything is as it was, unless the
        key is ``erasing_unfinished``.
        """
        number = self._store.last_number() + 1
        last = RecordedFact(number, self._store.now(), session, told)
        rows = [numbered_row(recorded) for recorded in (*facts, last)]
        generation = self._store.key_generation()
        self._store.close()
        try:
            rewriting.rewrite(
                self.folder,
                self.keyring.data_key,
                rows,
                texts,
                number,
                key_generation=generation,
                everything=told.payload.get("what") == rewriting.EVERYTHING,
            )
        finally:
            self._store.reopen()

    def _was_erased(self, session: str) -> bool:
        told = [each.fact for each in self.own_journal().facts() if each.fact.kind == FactKind.ERASED]
        return any(fact.payload.get("session") == session.strip().casefold() for fact in told)

    def guide_text(self, guide_hash: str) -> str:
        """The guide as it was when a session began. Raises UsageError ``unknown_text``."""
        return self._store.text(guide_hash)

    def notice(self, notice_hash: str) -> str:
        """The agreement-to-record notice as it was read. Raises UsageError ``unknown_text``."""
        return self._store.text(notice_hash)

    def copy_into(self, path: Path) -> str:
        """Copy the whole database, encrypted, into a file. Returns and raises as ``Store.copy_into``."""
        return self._store.copy_into(path)

    def reopen(self) -> None:
        """Begin anew from what is on disk, after a StorageError; session journals of this vault work again.

        Raises VaultError, StorageError.
        """
        self._lock.renew()
        self._store.reopen()

    def close(self) -> None:
        """Close the database, then let the next program in. Does nothing the second time."""
        self._store.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
