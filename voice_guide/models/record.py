"""The record beside a model's files: what each was when the model was checked, so that later changes are noticed.

It guards against accidents (a full disk, a cut copy, a failing stick), not against someone who rewrites it too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from voice_guide.models.manifest import FileFact
from voice_guide.small_file import read_small

RECORD = ".verified"
BLOCK_BYTES = 1 << 20
_RECORD_BYTES = 1 << 20


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def describe(folder: Path) -> dict[str, FileFact]:
    """The size and SHA-256 of every file in a folder, by its path inside it. Reads them all."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): FileFact(path.stat().st_size, hash_file(path)) for path in found}


def write_record(folder: Path, *, model: str, source: str, files: Mapping[str, FileFact]) -> None:
    """Write the record into a folder that nobody uses yet. ``source``: the archive's SHA-256, or ``folder``."""
    entry = {
        "schema": 1,
        "model": model,
        "source": source,
        "files": {name: {"size_bytes": fact.size_bytes, "sha256": fact.sha256} for name, fact in files.items()},
    }
    path = folder / RECORD
    path.write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
    path.chmod(0o600)


def read_record(folder: Path) -> dict[str, FileFact] | None:
    """The files that a folder's record lists; None without a record, or with one that can't be read."""
    try:
        entry = json.loads(read_small(folder / RECORD, _RECORD_BYTES))
        files = {str(name): FileFact(int(f["size_bytes"]), str(f["sha256"])) for name, f in entry["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return files if files and all(_is_inside(name) for name in files) else None


def _is_inside(name: str) -> bool:
    """Whether a path is plainly one below the folder: the record may come with a folder that somebody brought."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")
