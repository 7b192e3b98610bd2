"""Learnt tables in the user's cache folder, so that they are learnt once. They hold words of our own examples alone.

Nothing depends on it: where it can't be read or written, the tables are learnt again.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from voice_guide.understanding.learning import Table

_KEPT = 4  # of one language: several versions of the program may be used side by side


def folder() -> Path:
    """The folder of the kept tables."""
    import platformdirs  # here, because a reader of words can do without

    return Path(platformdirs.user_cache_dir("voice-guide", appauthor=False)) / "learnt"


def read(name: str, count: int) -> list[Table] | None:
    """The tables kept under this name, or None where they are not there or not whole."""
    try:
        with np.load(folder() / f"{name}.npz", allow_pickle=False) as kept:
            return [_table(kept[f"{at}.words"], kept[f"{at}.weights"], kept[f"{at}.examples"]) for at in range(count)]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write(name: str, tables: Iterable[Table]) -> None:
    """Keep tables under this name, whole or not at all; the oldest of the same language go."""
    parts: dict[str, object] = {}
    for at, table in enumerate(tables):
        examples = [line for said, kind in table.examples.items() for line in (said, kind)]
        lines = {"words": [*table.kinds, *table.features], "examples": examples}
        parts |= {f"{at}.{part}": np.frombuffer("\n".join(row).encode(), np.uint8) for part, row in lines.items()}
        parts[f"{at}.weights"] = table.weights
    with contextlib.suppress(OSError):
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place, suffix=".new")  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, **parts)  # type: ignore[arg-type]
            Path(beside).replace(place / f"{name}.npz")
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
        ours = place.glob(f"{name.rpartition('-')[0]}-*.npz")
        for older in sorted(ours, key=lambda file: file.stat().st_mtime)[:-_KEPT]:
            older.unlink(missing_ok=True)


def _table(words: np.ndarray, weights: np.ndarray, examples: np.ndarray) -> Table:
    """A table from its parts. Raises ValueError where they do not fit one another."""
    lines, told = (bytes(part).decode().split("\n") for part in (words, examples))
    if weights.ndim != 2 or len(lines) + 1 != sum(weights.shape):
        raise ValueError("not a table")
    kinds, features = lines[: weights.shape[1]], lines[weights.shape[1] :]
    return Table(
        tuple(kinds),
        {name: at for at, name in enumerate(features)},
        weights,
        dict(zip(told[::2], told[1::2], strict=True)),
    )
