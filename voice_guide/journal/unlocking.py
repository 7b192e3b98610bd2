"""From a secret to an open database: every copy of the key file that may be this vault's is tried."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from voice_guide.errors import VaultError
from voice_guide.journal.building import open_newest
from voice_guide.journal.key_copies import candidates
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.store import Now, Store

# What another vault's key file gives beside our database: then ours, if it is here too, is tried.
_ANOTHERS = {
    "vault_locked",
    "wrong_passphrase",
    "no_recovery_key",
    "wrong_recovery_key",
    "vault_key_damaged",
    "vault_damaged",
}


def secret(passphrase: str | None, recovery_key: RecoveryKey | None, folder: Path) -> Callable[[KeyFile], bytes]:
    """What gets the data key out of a key file. Raises VaultError as ``KeyFile.unlock`` and ``KeyFile.recover`` do."""
    if recovery_key is not None:
        return lambda keys: keys.recover(recovery_key, folder=folder)
    return lambda keys: keys.unlock(passphrase, folder=folder)


def open_store(folder: Path, unlock: Callable[[KeyFile], bytes], now: Now) -> tuple[KeyFile, bytes, Store]:
    """The key file that opens the database here, its data key, and the store. Raises VaultError, StorageError."""
    first: VaultError | None = None
    for keys in candidates(folder):
        try:
            data_key = unlock(keys)
            return keys, data_key, Store(folder, partial(open_newest, folder, data_key), now)
        except VaultError as error:
            if error.key not in _ANOTHERS:
                raise
            first = first or error
    assert first is not None
    raise first
