"""A paper on its way to a viewer or a printer: in a folder that nobody else can read, and gone afterwards."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from voice_guide.journal.files import PRIVATE_FILE
from voice_guide.speaking.scratch import PAPER_PREFIX, ScratchFolder


@contextlib.contextmanager
def private_file(content: bytes, name: str) -> Iterator[Path]:
    """A file with this name, in memory where the machine has such a place. What a killed program left goes at the next start.

    Raises OSError.
    """
    scratch = ScratchFolder(prefix=PAPER_PREFIX)
    try:
        file = scratch.path / name
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(file, flags, PRIVATE_FILE), "wb") as opened:
            opened.write(content)
        yield file
    finally:
        scratch.close()
