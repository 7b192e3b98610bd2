"""A second place for a vault: the same keys in another folder, for what the first place would not take.

The same passphrase opens both. A vault with the same keys that lies there already (the disk came back under another
name, or a copy of it) is used; one with other keys is left alone.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.building import DATABASE, build_database, open_newest
from voice_guide.journal.files import make_private_folder, replace_private, storage_error
from voice_guide.journal.key_copies import KEY_COPY, KEY_FILE, read_keys, write_keys
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.lock import LOCK, VaultLock
from voice_guide.journal.places import other_folder
from voice_guide.journal.store import Store, utc_now


def other_place(folder: Path) -> Path:
    """Where the vault lies, or will lie, for a folder that a person named: in it, in a folder of the program's own.

    Raises StorageError ``other_folder_missing``: a name with a slip must not become a folder.
    """
    try:
        if not folder.is_dir():
            raise StorageError("other_folder_missing", folder=str(folder))
        return folder if (folder / DATABASE).exists() else other_folder(folder)
    except OSError as error:
        raise storage_error(error, folder) from error


def open_other(folder: Path, keys: KeyFile, data_key: bytes) -> tuple[VaultLock, Store]:
    """Make or find a vault with these keys here, and open it. Raises VaultError, StorageError."""
    make_private_folder(folder)
    lock = VaultLock.take(folder / LOCK)
    try:
        if (folder / DATABASE).exists() or (folder / KEY_FILE).exists():
            if read_keys(folder).vault_id != keys.vault_id:
                raise VaultError("vault_exists", folder=str(folder))
        else:
            replace_private(folder / KEY_COPY, keys.to_bytes())  # in this order, as Vault.create says
            build_database(folder, data_key)
            write_keys(folder, keys)
        return lock, Store(folder, partial(open_newest, folder, data_key), utc_now)
    except BaseException:
        lock.release()
        raise
