"""What a program that holds private words asks of its own process."""

from __future__ import annotations

import os

try:
    import resource
except ImportError:  # Windows has no resource limits of this kind, and writes no core files
    resource = None  # type: ignore[assignment]

PRIVATE_UMASK = 0o077  # files 0600, folders 0700


def private_files() -> None:
    """From now on this process makes files and folders that only their owner can read."""
    os.umask(PRIVATE_UMASK)


def harden_process() -> None:
    """Private files, and no core dump: a crash must not write words or keys to disk. Changes less on Windows."""
    private_files()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
