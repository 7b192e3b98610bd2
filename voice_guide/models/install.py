"""Puts a model into the models folder: whole, recorded, and in one step, so that no half of one is ever seen."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice_guide.errors import ModelError, StorageError
from voice_guide.models.archive import unpack
from voice_guide.models.manifest import Model
from voice_guide.models.private import make_folder
from voice_guide.models.record import RECORD, describe, hash_file, read_record, write_record
from voice_guide.models.state import State, compare, looks_like

WORK_PREFIX = ".unpacking-"
OLD_PREFIX = ".replaced-"


@contextmanager
def only_one(place: Path) -> Iterator[None]:
    """Make the models folder and hold it alone: a second fetch waits. What a killed one left unpacked is removed.

    Raises StorageError when the folder can't be written or the disk is full.
    """
    try:
        make_folder(place)
        lock_file = place / ".lock"
        lock_file.touch(mode=0o600)
        with lock_file.open("w") as lock:
            _hold(lock.fileno())
            for left in (*place.glob(f"{WORK_PREFIX}*"), *place.glob(f"{OLD_PREFIX}*")):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except OSError as error:
        key = "model_no_room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "model_folder_unwritable"
        raise StorageError(key, folder=place) from error


def install_archive(archive: Path, model: Model, target: Path) -> None:
    """Install from the maker's ZIP file. Raises ModelError when it is not that very file, or can't be unpacked."""
    assert model.archive is not None
    if archive.stat().st_size != model.archive.size_bytes or hash_file(archive) != model.archive.sha256:
        raise ModelError("model_archive_wrong", model=model.name, file=archive.name)
    with _work_folder(target) as work:
        top = unpack(archive, work, model=model.name, limit_bytes=model.archive.unpacked_limit_bytes)
        if not looks_like(model.engine, top):
            raise ModelError("model_archive_broken", model=model.name, file=archive.name)
        write_record(top, model=model.name, source=model.archive.sha256, files=describe(top))
        _swap_in(top, target)


def install_folder(folder: Path, model: Model, target: Path) -> None:
    """Install from a folder that is the model already. A record in it must hold; without one it is recorded as it is.

    Raises ModelError when the folder is not a whole model.
    """
    if any(_leads_out(path, folder) for path in folder.rglob("*")):
        raise ModelError("model_links_outside", model=model.name, folder=folder)
    if compare(model, folder, thorough=True)[0] not in (State.GOOD, State.UNCHECKED):
        raise ModelError("model_altered", model=model.name, folder=folder)
    files = read_record(folder) or describe(folder)
    if folder.resolve() == target.resolve():
        write_record(target, model=model.name, source="folder", files=files)
        return
    with _work_folder(target) as work:
        copy = work / model.name
        for name in files:
            to = copy / name
            make_folder(to.parent)
            shutil.copyfile(folder / name, to)
            to.chmod(0o600)
        if describe(copy) != files:
            raise ModelError("model_altered", model=model.name, folder=folder)
        write_record(copy, model=model.name, source="folder", files=files)
        _swap_in(copy, target)


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a link leads to a file outside, whose content has no business here."""
    return path.is_symlink() and folder.resolve() not in path.resolve().parents


@contextmanager
def _work_folder(target: Path) -> Iterator[Path]:
    """A private folder beside the target, so that the last step is a rename; removed whatever happens."""
    work = Path(tempfile.mkdtemp(prefix=WORK_PREFIX, dir=target.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap_in(new: Path, target: Path) -> None:
    """Put a finished folder in the target's place."""
    _sync_folder(new)
    if target.exists():
        old = target.with_name(f"{OLD_PREFIX}{target.name}")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        new.rename(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have a folder's entries, and its record, on disk."""
    paths = [path for path in (folder / RECORD, folder) if path.exists()]
    for path in paths:
        if os.name == "nt" and path.is_dir():
            continue  # Windows opens no folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _hold(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: two fetches at once end with the later one's copy
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
