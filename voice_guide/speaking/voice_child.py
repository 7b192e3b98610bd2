"""A voice engine in a child process that can be killed and started again.

What it is asked and what it answers is one JSON line each way; ``pyttsx3_child.py`` says how they look.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
import wave
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from voice_guide.errors import DeviceError
from voice_guide.ports import Sound
from voice_guide.speaking.scratch import ScratchFolder

TRIES = 3  # how many children may be spent on one sentence
FULL_SCALE = 32768.0  # of 16-bit samples


class Child:
    """One running child process and its lines."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an engine's own messages may hold what was to be spoken
            start_new_session=True,  # Ctrl-C is for us: the closing words are still to be spoken
        )
        self._lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="voice-replies", daemon=True).start()
        self.ready = False

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                self._lines.put(json.loads(line))
            except ValueError:
                break
        self._lines.put(None)

    def send(self, request: dict[str, object]) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # it has died: the missing reply says so
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()

    def reply(self, seconds: float) -> dict[str, Any] | None:
        """The next line, or None where the child hangs or has died."""
        try:
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            return None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class ChildSynthesiser(ABC):
    """Renders text in a child process, which starts with the object and gets ready beside the caller.

    ``start_seconds``, ``render_seconds``: how long a child may take; then it is ended and another one tries. Text goes
    through a pipe and sound through a private folder, and neither is left behind.
    """

    def __init__(
        self, command: Sequence[str], *, start_seconds: float, render_seconds: float, scratch_parent: Path | None
    ) -> None:
        self._command = list(command)
        self._start_seconds, self._render_seconds = start_seconds, render_seconds
        self._replaced: dict[str, str] = {}
        self._lock = threading.Lock()
        self._scratch = ScratchFolder(scratch_parent)
        self._closed = False
        self._child = Child(self._command)

    @property
    @abstractmethod
    def engine_missing(self) -> DeviceError:
        """What is raised where there is no such engine on this computer."""

    @abstractmethod
    def instead_of(self, voice: str) -> str:
        """The voice that speaks where this one can't. Raises DeviceError where there is none."""

    @property
    def process_id(self) -> int:
        """The child's process id."""
        return self._child.process.pid

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        """Render one text.

        Raises DeviceError: what ``engine_missing`` and ``instead_of`` give, ``voice_engine_failed`` (three children hung or
        died in a row), ``voice_closed``.
        """
        with self._lock:
            for _ in range(TRIES):
                if self._closed:
                    raise DeviceError("voice_closed", device="voice")
                self._wait_until_ready()
                sound = self._try(text, voice, rate_wpm)
                if sound is not None:
                    return sound
                self._restart()
        raise DeviceError("voice_engine_failed", device="voice")

    def close(self) -> None:
        """End the child and remove the folder. A render that is under way fails with DeviceError."""
        self._closed = True
        self._child.process.kill()  # before the lock: a hanging render holds it
        with self._lock:
            self._child.kill()
            self._scratch.close()

    def _restart(self) -> None:
        self._child.kill()
        if not self._closed:
            self._child = Child(self._command)

    def _wait_until_ready(self) -> None:
        for _ in range(TRIES):
            if self._child.ready:
                return
            reply = self._child.reply(self._start_seconds)
            if reply is None:
                self._restart()
            elif "error" in reply:
                raise self.engine_missing
            else:
                self._child.ready = True
                return
            if self._closed:
                break
        raise DeviceError("voice_engine_failed", device="voice")

    def _try(self, text: str, voice: str, rate_wpm: int) -> Sound | None:
        """One try with the present child; None where it hung, died or gave nothing."""
        used = self._replaced.get(voice, voice)
        file = self._scratch.new_file()
        try:
            reply = self._ask({"text": text, "voice": used, "rate": rate_wpm, "file": str(file)})
            if reply is not None and reply.get("error") == "voice-missing" and used == voice:
                used = self._replaced[voice] = self.instead_of(voice)
                reply = self._ask({"text": text, "voice": used, "rate": rate_wpm, "file": str(file)})
            return read_sound(file) if reply is not None and "ok" in reply else None
        finally:
            file.unlink(missing_ok=True)

    def _ask(self, request: dict[str, object]) -> dict[str, Any] | None:
        self._child.send(request)
        return self._child.reply(self._render_seconds)


def read_sound(file: Path) -> Sound:
    """Read a WAV (or, on macOS, an AIFF) as mono samples."""
    with file.open("rb") as opened:
        riff = opened.read(4) == b"RIFF"
    if not riff:
        import soundfile  # 0.25 s to import, and needed on macOS alone

        samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
        return Sound(np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32), int(rate))
    with wave.open(str(file)) as wav:
        frames = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2")
        channels, rate = wav.getnchannels(), wav.getframerate()
    mono = frames.reshape(-1, channels).mean(axis=1) if channels > 1 else frames
    return Sound((mono / FULL_SCALE).astype(np.float32), rate)
