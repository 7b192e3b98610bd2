"""What has been read aloud and is not written yet: samples in a file that has no name, so that it ends with its process.

An hour of speech takes 160 MB; in memory there is only what is being read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voice_guide.ports import Samples
from voice_guide.speaking.voice_child import FULL_SCALE

CHUNK_SAMPLES = 1 << 16  # read back at once: 3 s
_SAMPLE_BYTES = 2


@dataclass(frozen=True)
class Stretch:
    """A stretch of the tape, in samples."""

    start: int
    length: int


class Tape:
    """Samples of 16 bits, put down one after another, read back by stretches. Lies in ``folder`` without a name."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close
        self._end = 0

    def add(self, samples: Samples) -> Stretch:
        """Put these down at the end. Raises OSError."""
        stretch = Stretch(self._end, len(samples))
        self._file.seek(self._end * _SAMPLE_BYTES)
        whole = np.clip(np.rint(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
        self._file.write(whole.tobytes())
        self._end += len(samples)
        return stretch

    def read(self, stretch: Stretch) -> Iterator[Samples]:
        """The stretch again, in chunks. Raises OSError."""
        for start in range(stretch.start, stretch.start + stretch.length, CHUNK_SAMPLES):
            count = min(CHUNK_SAMPLES, stretch.start + stretch.length - start)
            self._file.seek(start * _SAMPLE_BYTES)
            found = np.frombuffer(self._file.read(count * _SAMPLE_BYTES), dtype="<i2")
            yield (found / FULL_SCALE).astype(np.float32)

    def close(self) -> None:
        """Let it go for good."""
        self._file.close()
