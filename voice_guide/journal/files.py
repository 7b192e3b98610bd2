"""Private files: replaced whole or not at all, and written over before they go."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from voice_guide.errors import StorageError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_CHUNK = 1 << 20

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE}


def storage_error(error: OSError, folder: Path) -> StorageError:
    """The StorageError that says what an operating system's error means for this folder."""
    if error.errno in _DISK_FULL:
        return StorageError("disk_full", folder=str(folder))
    if error.errno in _READ_ONLY:
        return StorageError("folder_read_only", folder=str(folder))
    if error.errno in _GONE:
        return StorageError("vault_gone", folder=str(folder))
    return StorageError("storage_failed", folder=str(folder))


def make_private_folder(folder: Path) -> None:
    """Make the folder, or close an existing one of ours to other users. Raises StorageError.

    A shared folder (sticky, such as ``/tmp``) and one that belongs to somebody else are left as they are.
    """
    try:
        if not folder.exists():
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
            with contextlib.suppress(PermissionError):  # a parent that may be passed through but not read
                sync_folder(folder.parent)
        found = folder.stat()
        ours = found.st_uid == os.getuid() if hasattr(os, "getuid") else False
        if ours and not found.st_mode & stat.S_ISVTX and stat.S_IMODE(found.st_mode) != PRIVATE_FOLDER:
            with contextlib.suppress(PermissionError):  # some file systems keep no modes
                folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise storage_error(error, folder) from error


def create_private(path: Path) -> None:
    """Make an empty file with mode 0600 in place of any that was there. Raises OSError."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))


def replace_private(path: Path, content: bytes) -> None:
    """Put a whole new content in place, on disk when this returns. After an error the old one still stands.

    Raises StorageError.
    """
    beside = path.with_name(path.name + ".new")
    try:
        create_private(beside)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise storage_error(error, path.parent) from error


def sync_folder(folder: Path) -> bool:
    """Have the folder's list of files on disk. Raises OSError. Windows needs nothing and offers nothing.

    False where the system does not say that it is there.
    """
    if os.name == "nt":
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that can't sync a folder say so
            raise
        return False
    finally:
        os.close(handle)
    return True


def overwrite_and_remove(path: Path) -> None:
    """Write zeros over a file of ours, then remove it. On disks that write elsewhere only the removing counts.

    Raises OSError.
    """
    with path.open("r+b") as file:
        overwrite(file)
    path.unlink()
    sync_folder(path.parent)


def overwrite(file: BinaryIO) -> None:
    """Write zeros over the whole of an open file, on disk when this returns. Raises OSError."""
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, _CHUNK)))
    file.flush()
    os.fsync(file.fileno())
