"""The child process in which Piper runs, with the same lines in and out as ``pyttsx3_child.py``; a voice is its file's path.

Piper (``piper-tts``, GPL-3.0-or-later) is never a part of this program: whoever wants it installs it, and it runs in this
process of its own.

- Piper speaks ``[[...]]`` as phonemes: here it is what somebody wrote, so the brackets are set apart.
- A voice whose words are made into sounds by another library (``phoneme_type``) might fetch that: it is refused.
"""

from __future__ import annotations

import wave
from typing import Any

from voice_guide.speaking.pyttsx3_child import serve

SPELT_BY = ("espeak", "text")
UNSLOWED_WPM = 195  # at which Piper's own pace takes as long as eSpeak NG does (7 sentences, en_US-joe-medium, 2026-11)


class Engine:
    """Piper with one render at a time, and the voices that were used so far."""

    def __init__(self) -> None:
        import piper

        self._piper: Any = piper
        self._loaded: dict[str, Any] = {}

    def voices(self) -> list[tuple[str, list[str]]]:
        """None are known until they are used."""
        return []

    def render(self, text: str, voice: str, rate: int, file: str) -> dict[str, object]:
        """Write one WAV. Returns the reply."""
        if voice not in self._loaded:
            try:
                self._loaded[voice] = self._load(voice)
            except Exception:  # whatever the library raises, this file is no voice
                return {"error": "voice-missing"}
        slowed = self._piper.SynthesisConfig(length_scale=UNSLOWED_WPM / rate)
        speaker = self._loaded[voice]
        try:
            with wave.open(file, "wb") as wav:
                wav.setnchannels(1)
                wav.setsampwidth(2)
                wav.setframerate(speaker.config.sample_rate)
                for chunk in speaker.synthesize(text.replace("[[", "[ [").replace("[[", "[ ["), slowed):
                    wav.writeframes(chunk.audio_int16_bytes)
        except Exception:
            return {"error": "render-failed"}
        return {"ok": True}

    def _load(self, path: str) -> Any:
        speaker = self._piper.PiperVoice.load(path)
        if speaker.config.phoneme_type.value not in SPELT_BY:
            raise ValueError(speaker.config.phoneme_type)
        return speaker


if __name__ == "__main__":
    serve(Engine)
