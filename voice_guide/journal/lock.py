"""One program at a time on a vault.

The lock is on a file of its own: SQLite's own locks are dropped when any part of a process closes the database file.
It goes when the program ends, however it ends; the empty file stays.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.files import PRIVATE_FILE, storage_error

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

LOCK = "vault.lock"


class VaultLock:
    """Held from ``take`` to ``release``."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> VaultLock:
        """Take the lock at once. Raises VaultError ``vault_in_use`` when another program has it, StorageError."""
        try:
            handle = os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE)
        except OSError as error:
            raise storage_error(error, path.parent) from error
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError) as error:  # msvcrt says PermissionError
            os.close(handle)
            raise VaultError("vault_in_use", folder=str(path.parent)) from error
        except OSError as error:  # a network folder, mostly
            os.close(handle)
            raise StorageError("folder_cannot_lock", folder=str(path.parent)) from error
        return cls(path, handle)

    def is_on(self, path: Path) -> bool:
        """Whether this is the file that is locked."""
        with contextlib.suppress(OSError):
            return os.path.samestat(os.fstat(self._handle), path.stat())
        return False

    def renew(self) -> None:
        """Where another file bears the lock's name by now (a disk that was taken out and put back), lock that one.

        Raises as ``take``; then nothing is held.
        """
        if self.is_on(self._path):
            return
        self.release()
        self._handle = VaultLock.take(self._path)._handle

    def release(self) -> None:
        """Let the next program in. Does nothing the second time."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _lock(handle: int) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
