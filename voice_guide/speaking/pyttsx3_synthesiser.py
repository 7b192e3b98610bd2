"""The voice: pyttsx3 in a child process that can be killed and started again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from voice_guide.errors import DeviceError
from voice_guide.speaking.voice_child import ChildSynthesiser
from voice_guide.speaking.voices import nearest_voice

CHILD = Path(__file__).with_name("pyttsx3_child.py")
START_SECONDS = 15.0  # 0.1 s where measured; a cold disk or a first start on Windows takes longer
RENDER_SECONDS = 3.0  # 0.01 s where measured, about 1 s with the voices of Windows and macOS


class Pyttsx3Synthesiser(ChildSynthesiser):
    """Renders text with the machine's own voices (eSpeak NG, SAPI 5, NSSpeechSynthesizer).

    ``on_voice_replaced(wanted, used)`` is called once for each voice that the machine lacks. ``render`` raises DeviceError
    ``voice_engine_missing`` and ``voice_language_missing`` (no voice of that language) too.
    """

    def __init__(
        self,
        *,
        on_voice_replaced: Callable[[str, str], None] = lambda wanted, used: None,
        scratch_parent: Path | None = None,
    ) -> None:
        self._on_voice_replaced = on_voice_replaced
        command = [sys.executable, "-P", str(CHILD)]  # -P: our folder's modules are not the child's
        super().__init__(
            command, start_seconds=START_SECONDS, render_seconds=RENDER_SECONDS, scratch_parent=scratch_parent
        )

    @property
    def engine_missing(self) -> DeviceError:
        """There is no speech library."""
        return DeviceError("voice_engine_missing", device="voice")

    def voices(self) -> list[tuple[str, list[str]]]:
        """The machine's voices: id and languages. Raises DeviceError as ``render`` does."""
        with self._lock:
            self._wait_until_ready()
            return self._ask_voices()

    def instead_of(self, voice: str) -> str:
        """The nearest voice of the same language. Raises DeviceError ``voice_language_missing``."""
        used = nearest_voice(voice, self._ask_voices())
        if used is None:
            raise DeviceError("voice_language_missing", device=voice)
        self._on_voice_replaced(voice, used)
        return used

    def _ask_voices(self) -> list[tuple[str, list[str]]]:
        reply = self._ask({"voices": True}) or {}
        return [(voice_id, languages) for voice_id, languages in reply.get("voices", [])]
