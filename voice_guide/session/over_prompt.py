"""Somebody speaks while a prompt plays: first the prompt is made quiet, then, if it is really a voice, stopped.

Pure: chunks go in, a state comes out. The microphone's sound is taken after echo cancelling; what is left of an echo is
short, so a prompt is only stopped for a longer run of voice than begins an answer in a quiet room.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from voice_guide.listening.endpoint import CHUNK_SECONDS, ONSET_CHUNKS, VOICE_BEGINS, VOICE_GOES_ON
from voice_guide.ports import SoundHeard, VoiceActivity

DUCK_CHUNKS = ONSET_CHUNKS  # 0.1 s of voice: make room for it
STOP_CHUNKS = 6  # 0.19 s: it is somebody
_BACKLOG_SECONDS = 2.0


class Over(StrEnum):
    """What the microphone hears beside the prompt."""

    NOTHING = "nothing"
    MAYBE = "maybe"
    VOICE = "voice"


@dataclass(frozen=True)
class SpokenOver:
    """A voice over a prompt: when it began, and the sound from a little before that."""

    onset_at: float
    chunks: tuple[SoundHeard, ...]


class OverPrompt:
    """Listens beside one row of prompts."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._activity.reset()
        self._chunks: deque[SoundHeard] = deque(maxlen=round(_BACKLOG_SECONDS / CHUNK_SECONDS))
        self._run = 0

    def hear(self, chunk: SoundHeard) -> Over:
        """Take the next chunk."""
        self._chunks.append(chunk)
        threshold = VOICE_GOES_ON if self._run else VOICE_BEGINS
        voiced = self._activity.probability(chunk.samples) >= threshold
        self._run = self._run + 1 if voiced else 0
        if self._run >= STOP_CHUNKS:
            return Over.VOICE
        return Over.MAYBE if self._run >= DUCK_CHUNKS else Over.NOTHING

    def spoken(self) -> SpokenOver:
        """The voice that was heard; only after ``Over.VOICE``."""
        return SpokenOver(self._chunks[-1].at - self._run * CHUNK_SECONDS, tuple(self._chunks))
