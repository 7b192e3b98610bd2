"""A private folder for sound on its way from the engine to us, or for a paper that is looked at: in memory where the machine
has such a place.

Each sound is read and removed at once, and the folder goes at close. A process that was killed can't do that, so the
next one removes what it finds: every folder holds a lock that ends with its owner.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: an open file can't be removed there, which serves as the lock
    fcntl = None  # type: ignore[assignment]

PREFIX = "voice-guide-speech-"
PAPER_PREFIX = "voice-guide-paper-"
LOCK = "lock"
YOUNG_SECONDS = 60.0  # a folder without a lock is left this long: its owner may be about to make it


def memory_folder() -> Path:
    """A place in memory (Linux: /dev/shm, else $XDG_RUNTIME_DIR), or else the machine's folder for temporary files."""
    for place in ("/dev/shm", os.environ.get("XDG_RUNTIME_DIR", "")):  # noqa: S108 - the folder made in it is private
        if place and os.access(place, os.W_OK | os.X_OK):
            return Path(place)
    return Path(tempfile.gettempdir())


class ScratchFolder:
    """A folder of our own (0700) that no other person can read, and that does not outlive its use."""

    def __init__(self, parent: Path | None = None, prefix: str = PREFIX) -> None:
        self._parent = parent or memory_folder()
        remove_leftovers(self._parent)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=self._parent))
        self._lock = _lock(self.path / LOCK)
        self._count = 0

    def new_file(self) -> Path:
        """A path in the folder that was not used before."""
        self._count += 1
        return self.path / f"{self._count}.wav"

    def close(self) -> None:
        """Remove the folder and all in it."""
        if self._lock is not None:
            self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_leftovers(parent: Path) -> None:
    """Remove the folders of processes that have gone."""
    for prefix in (PREFIX, PAPER_PREFIX):
        for folder in parent.glob(f"{prefix}*"):
            try:
                left = folder.is_dir() and not folder.is_symlink() and _is_left(folder)
            except OSError:  # another person's, or gone meanwhile
                continue
            if left:
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        return False
    lock = folder / LOCK
    if not lock.exists():
        return time.time() - folder.stat().st_mtime > YOUNG_SECONDS
    if fcntl is None:
        lock.unlink()  # PermissionError while its owner lives
        return True
    held = _lock(lock)
    if held is None:
        return False
    held.close()
    return True


def _lock(path: Path) -> IO[bytes] | None:
    """Open and lock a file; None when another process holds it."""
    file = path.open("ab")
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
    return file
