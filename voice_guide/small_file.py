"""Reading a file that somebody brought: it may be a pipe that never ends, a device, or larger than it has any right to be."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_small(path: Path, most_bytes: int) -> bytes:
    """The content of an ordinary file of up to so many bytes. Raises OSError, also for anything else."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content


def is_file(path: Path) -> bool:
    """Whether an ordinary file is there that can be looked at; also for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, a NUL, half a character; a folder that may not be looked into
        return False
