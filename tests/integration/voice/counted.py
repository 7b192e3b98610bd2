"""The program, with every block that its microphone's stream gives counted: ``python -m tests.integration.voice.counted``.

Each block is written to the file that COUNTED names, as the moment (time.monotonic) and the number of samples.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from voice_guide.cli.main import run
from voice_guide.listening.microphone import Microphone

COUNTED = "VOICE_GUIDE_TEST_COUNTED"
_BLOCK = struct.Struct("dq")


def count_blocks(file: Path) -> None:
    """From now on every block that a microphone brings is written down, before the program has it."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    start = Microphone._start

    def counted(self: Microphone, sounddevice: Any, rate: float, channels: int) -> Any:
        def stream(*, callback: Any, **more: Any) -> Any:
            def take(data: Any, frames: int, times: Any, status: Any) -> None:
                os.write(descriptor, _BLOCK.pack(time.monotonic(), frames))
                callback(data, frames, times, status)

            return sounddevice.InputStream(callback=take, **more)

        return start(self, SimpleNamespace(InputStream=stream), rate, channels)

    Microphone._start = counted  # type: ignore[method-assign]


def blocks(file: Path) -> Iterator[tuple[float, int]]:
    """What was written down: moments, and samples."""
    data = file.read_bytes()
    return _BLOCK.iter_unpack(data[: len(data) // _BLOCK.size * _BLOCK.size])


if __name__ == "__main__":
    count_blocks(Path(os.environ[COUNTED]))
    run()
