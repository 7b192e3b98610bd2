"""Both engines as one: each voice is spoken by the engine that has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voice_guide.ports import Sound, Synthesiser
from voice_guide.speaking.piper_synthesiser import PiperSynthesiser
from voice_guide.speaking.piper_voices import is_natural
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser


class AnyVoice:
    """The engine of ``voice`` starts at once, beside the caller; the other one when a voice of it is asked for.

    ``on_voice_replaced`` as for Pyttsx3Synthesiser.
    """

    def __init__(
        self,
        voice: str,
        *,
        on_voice_replaced: Callable[[str, str], None] = lambda wanted, used: None,
        scratch_parent: Path | None = None,
    ) -> None:
        self._on_voice_replaced, self._scratch_parent = on_voice_replaced, scratch_parent
        self._running: dict[bool, Synthesiser] = {}
        self._engine(voice)

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        """Render one text. Raises DeviceError as the voice's engine does."""
        return self._engine(voice).render(text, voice=voice, rate_wpm=rate_wpm)

    def close(self) -> None:
        """End what runs."""
        for engine in self._running.values():
            engine.close()

    def _engine(self, voice: str) -> Synthesiser:
        natural = is_natural(voice)
        if natural not in self._running:
            self._running[natural] = (
                PiperSynthesiser(scratch_parent=self._scratch_parent)
                if natural
                else Pyttsx3Synthesiser(on_voice_replaced=self._on_voice_replaced, scratch_parent=self._scratch_parent)
            )
        return self._running[natural]
