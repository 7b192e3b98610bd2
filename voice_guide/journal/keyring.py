"""The keys of an open vault: changing what opens it, and letting go of the data key for a while."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import apsw

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.building import open_newest
from voice_guide.journal.database import open_database
from voice_guide.journal.key_copies import read_keys, write_keys
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.store import Store
from voice_guide.journal.wrapping import Cost, NotEnoughMemory

DEFAULT_COST = Cost()


class Keyring:
    """The key file and the data key that opened a vault's store."""

    def __init__(self, folder: Path, keys: KeyFile, data_key: bytes, store: Store) -> None:
        self._folder = folder
        self._keys = keys
        self._data_key = data_key
        self._store = store

    @property
    def has_passphrase(self) -> bool:
        """True when a passphrase opens this vault: only then may anything say "locked"."""
        return self._keys.has_passphrase

    @property
    def has_recovery_key(self) -> bool:
        """True when a recovery key opens this vault too."""
        return self._keys.has_recovery_key

    @property
    def key_file(self) -> KeyFile:
        """The key file that opened this vault, as it stands now."""
        return self._keys

    @property
    def data_key(self) -> bytes:
        """What the database is encrypted with; nothing while it is locked. For this room alone."""
        return self._data_key

    @property
    def is_older(self) -> bool:
        """True when older key files were put back: the database knows of newer ones. Raises StorageError."""
        return self._keys.generation < self._store.key_generation()

    def change_passphrase(
        self, passphrase: str | None, *, recovery_key: RecoveryKey | None = None, cost: Cost = DEFAULT_COST
    ) -> None:
        """Wrap the data key anew; no word in the database is touched. None takes the passphrase away.

        The recovery key stays, unless there is a new one or the passphrase is taken away. What a disk keeps of an
        overwritten key file is beyond a program's reach. Raises VaultError, StorageError.
        """
        refuse_empty(passphrase, self._folder)
        rewrapped = partial(self._keys.rewrapped, self._data_key, passphrase=passphrase, cost=cost)
        keys = wrapped(self._folder, rewrapped)
        if recovery_key is not None and passphrase is not None:
            keys = keys.with_recovery_key(self._data_key, recovery_key)
        self._put(keys)

    def change_recovery_key(self, recovery_key: RecoveryKey) -> None:
        """From now on this recovery key opens the vault, and no earlier one.

        Raises VaultError (recovery_needs_passphrase: without one there is nothing to recover), StorageError.
        """
        if not self.has_passphrase:
            raise VaultError("recovery_needs_passphrase", folder=str(self._folder))
        self._put(self._keys.with_recovery_key(self._data_key, recovery_key))

    def lock(self) -> None:
        """Close the store and let go of the data key. The vault stays this program's: ``unlock`` opens it again."""
        self._store.forget()
        self._data_key = b""

    def unlock(self, passphrase: str) -> None:
        """Open what ``lock`` closed; its session journals work again. Raises VaultError as ``Vault.open``, StorageError."""
        data_key = self._keys.unlock(passphrase, folder=self._folder)
        self._store.reconnect(partial(open_newest, self._folder, data_key))
        self._data_key = data_key

    def open_copy(self, database: Path) -> apsw.Connection:
        """Open a copy of this vault's database. Raises VaultError ``vault_damaged``, StorageError."""
        return open_database(database, self._data_key, folder=database.parent)

    def _put(self, keys: KeyFile) -> None:
        """Write this key file as the newest that there ever was, then tell the database of it."""
        newest = self._store.key_generation()
        with contextlib.suppress(VaultError):  # no whole key file is here any more: all the more reason to write one
            newest = max(newest, read_keys(self._folder).generation)
        keys = replace(keys, generation=max(keys.generation, newest + 1))
        write_keys(self._folder, keys)
        self._keys = keys
        try:
            self._store.note_key_generation(keys.generation)
        except StorageError:  # the keys are changed all the same; older ones put back would go unnoticed
            self._store.reopen()


def wrapped(folder: Path, wrap: Callable[[], KeyFile]) -> KeyFile:
    """The key file that ``wrap`` makes. Raises VaultError ``vault_needs_memory``."""
    try:
        return wrap()
    except NotEnoughMemory as error:
        raise VaultError("vault_needs_memory", folder=str(folder)) from error


def refuse_empty(passphrase: str | None, folder: Path) -> None:
    """Raises VaultError ``passphrase_empty`` for a passphrase of nothing but spaces."""
    if passphrase is not None and not passphrase.strip():
        raise VaultError("passphrase_empty", folder=str(folder))
