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

from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.journal import rewriting
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
from voice_guide.journal.rows import RecordedFact, numbered_row
from voice_guide.journal.store import Now, Store, utc_now
from voice_guide.journal.unlocking import open_store, secret
from voice_guide.journal.vault_contents import Contents
from voice_guide.journal.wrapping import KEY_BYTES, Cost


class Vault(Contents):
    """An open vault. Made by ``create`` or ``open``; closed by ``close`` or at the end of a ``with`` block."""

    def __init__(self, folder: Path, lock: VaultLock, keys: KeyFile, data_key: bytes, store: Store) -> None:
        super().__init__(store)
        self.folder = folder
        self.keyring = Keyring(folder, keys, data_key, store)
        self._lock = lock

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
