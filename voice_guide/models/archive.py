"""Unpacks a model's ZIP file so that nothing can land outside its folder or fill the disk."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from voice_guide.errors import ModelError
from voice_guide.models.private import make_folder

MOST_FILES = 2_000  # Vosk's models have 15 to 30 files
BLOCK_BYTES = 1 << 20
_LONGEST_NAME, _DEEPEST = 200, 12
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    zlib.error,
)


def unpack(archive: Path, into: Path, *, model: str, limit_bytes: int) -> Path:
    """Unpack a ZIP file into an empty folder; return the one folder at its top, where the model's files are.

    Raises ModelError for a file that is not a whole ZIP, a path that leads outside, a link, an encrypted entry, a path
    that comes twice, more than one folder at the top, or more than ``limit_bytes`` in all (as announced and as
    counted). An OSError, such as a full disk's, passes through.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > limit_bytes:
                raise ModelError("model_archive_unsafe", model=model, file=archive.name)
            paths = [_safe_parts(entry, model, archive) for entry in entries]
            tops = {parts[0] for parts in paths}
            if len(tops) != 1 or _collide(entries, paths):
                raise ModelError("model_archive_unsafe", model=model, file=archive.name)
            left = limit_bytes
            for entry in entries:
                left = _unpack_entry(opened, entry, into, left)
    except _BROKEN as error:
        raise ModelError("model_archive_broken", model=model, file=archive.name) from error
    return into / tops.pop()


def _collide(entries: Sequence[zipfile.ZipInfo], paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether a path comes twice, in any letters (some disks don't tell them apart), or a file stands where a folder must."""
    same = [tuple(part.casefold() for part in parts) for parts in paths]
    files = {parts for entry, parts in zip(entries, same, strict=True) if not entry.is_dir()}
    above = {parts[:size] for parts in same for size in range(1, len(parts))}
    return len(set(same)) != len(same) or bool(files & above) or any(len(parts) < 2 for parts in files)


def _safe_parts(entry: zipfile.ZipInfo, model: str, archive: Path) -> tuple[str, ...]:
    """The parts of an entry's path. Raises ModelError for one that is not plainly a file or folder inside."""
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    outside = path.is_absolute() or ".." in path.parts or not path.parts
    odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.orig_filename
    odd = odd or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for gigabytes
    odd = (
        odd
        or any(len(part.encode(errors="surrogateescape")) > _LONGEST_NAME for part in path.parts)
        or len(path.parts) > _DEEPEST
    )
    if outside or odd or kind not in (0, stat.S_IFREG, stat.S_IFDIR) or entry.flag_bits & 0x1:
        raise ModelError("model_archive_unsafe", model=model, file=archive.name)
    return path.parts


def _unpack_entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path, left_bytes: int) -> int:
    """Write one entry; return how many bytes may still follow. The CRC is checked as its last block is read."""
    target = into.joinpath(*PurePosixPath(entry.filename).parts)
    if entry.is_dir():
        make_folder(target)
        return left_bytes
    make_folder(target.parent)
    target.touch(mode=0o600, exist_ok=False)
    with opened.open(entry) as source, target.open("r+b") as copy:
        while block := source.read(BLOCK_BYTES):
            left_bytes -= len(block)
            if left_bytes < 0:
                raise zipfile.BadZipFile("unpacks to more than it announced")
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    return left_bytes
