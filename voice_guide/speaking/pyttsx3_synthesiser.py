"""The voice: pyttsx3 in a child process that can be killed and started again."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from voice_guide.errors import DeviceError
from voice_guide.ports import Sound
from voice_guide.speaking.scratch import ScratchFolder
from voice_guide.speaking.voices import nearest_voice

CHILD = Path(__file__).with_name("pyttsx3_child.py")
START_SECONDS = 15.0  # 0.1 s where measured; a cold disk or a first start on Windows takes longer
RENDER_SECONDS = 3.0  # 0.01 s where measured, about 1 s with the voices of Windows and macOS
TRIES = 3  # how many children may be spent on one sentence
FULL_SCALE = 32768.0  # of 16-bit samples


class _Child:
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


class Pyttsx3Synthesiser:
    """Renders text with the machine's own voices (eSpeak NG, SAPI 5, NSSpeechSynthesizer).

    The child starts with the object and gets ready beside the caller. ``on_voice_replaced(wanted, used)`` is called
    once for each voice that the machine lacks. Text goes through a pipe and sound through a private folder, and neither
    is left behind.
    """

    def __init__(
        self,
        *,
        on_voice_replaced: Callable[[str, str], None] = lambda wanted, used: None,
        scratch_parent: Path | None = None,
    ) -> None:
        self._on_voice_replaced = on_voice_replaced
        self._replaced: dict[str, str] = {}
        self._lock = threading.Lock()
        self._scratch = ScratchFolder(scratch_parent)
        self._closed = False
        self._child = self._start()

    @property
    def process_id(self) -> int:
        """The child's process id."""
        return self._child.process.pid

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        """Render one text.

        Raises DeviceError: ``voice_engine_missing``, ``voice_language_missing`` (no voice of that language),
        ``voice_engine_failed`` (three children hung or died in a row), ``voice_closed``.
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

    def voices(self) -> list[tuple[str, list[str]]]:
        """The machine's voices: id and languages. Raises DeviceError as ``render`` does."""
        with self._lock:
            self._wait_until_ready()
            return self._ask_voices()

    def close(self) -> None:
        """End the child and remove the folder. A render that is under way fails with DeviceError."""
        self._closed = True
        self._child.process.kill()  # before the lock: a hanging render holds it
        with self._lock:
            self._child.kill()
            self._scratch.close()

    def _start(self) -> _Child:
        return _Child([sys.executable, "-P", str(CHILD)])  # -P: our folder's modules are not the child's

    def _restart(self) -> None:
        self._child.kill()
        if not self._closed:
            self._child = self._start()

    def _wait_until_ready(self) -> None:
        for _ in range(TRIES):
            if self._child.ready:
                return
            reply = self._child.reply(START_SECONDS)
            if reply is None:
                self._restart()
            elif "error" in reply:
                raise DeviceError("voice_engine_missing", device="voice")
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
                used = self._replace(voice)
                reply = self._ask({"text": text, "voice": used, "rate": rate_wpm, "file": str(file)})
            return read_sound(file) if reply is not None and "ok" in reply else None
        finally:
            file.unlink(missing_ok=True)

    def _replace(self, voice: str) -> str:
        used = nearest_voice(voice, self._ask_voices())
        if used is None:
            raise DeviceError("voice_language_missing", device=voice)
        self._replaced[voice] = used
        self._on_voice_replaced(voice, used)
        return used

    def _ask_voices(self) -> list[tuple[str, list[str]]]:
        reply = self._ask({"voices": True}) or {}
        return [(voice_id, languages) for voice_id, languages in reply.get("voices", [])]

    def _ask(self, request: dict[str, object]) -> dict[str, Any] | None:
        self._child.send(request)
        return self._child.reply(RENDER_SECONDS)


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
