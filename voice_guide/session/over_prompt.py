"""Somebody speaks while a prompt plays: first the prompt is made quiet, then, if it is really a voice, stopped.

Pure: chunks go in, a state comes out. The microphone's sound is taken after echo cancelling. What is left of an echo is
taken for a voice now and then, so a prompt is only stopped for a longer or surer run of voice than begins an answer in a
quiet room, and only where the loudspeaker can't account for all of it. ``scripts/bench hearing echo`` measures the bounds.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from voice_guide.listening.answer_listener import UNEXPLAINED
from voice_guide.listening.endpoint import CHUNK_SECONDS, VOICE_BEGINS, VOICE_GOES_ON
from voice_guide.ports import SoundHeard, VoiceActivity

DUCK_CHUNKS = 1  # 0.03 s of voice: make room for it
SURE = 0.7  # probability of speech
SURE_CHUNKS = 2  # 0.06 s of what is surely speech: it is somebody
LONG_CHUNKS = 10  # or 0.32 s of what is likely speech
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
        self._sure_run = 0

    def hear(self, chunk: SoundHeard) -> Over:
        """Take the next chunk."""
        self._chunks.append(chunk)
        probability = self._activity.probability(chunk.samples)
        self._run = self._run + 1 if probability >= (VOICE_GOES_ON if self._run else VOICE_BEGINS) else 0
        self._sure_run = self._sure_run + 1 if probability >= SURE else 0
        if self._somebody(self._sure_run, SURE_CHUNKS) or self._somebody(self._run, LONG_CHUNKS):
            return Over.VOICE
        return Over.MAYBE if self._somebody(self._run, DUCK_CHUNKS) else Over.NOTHING

    def spoken(self) -> SpokenOver:
        """The voice that was heard; only after ``Over.VOICE``."""
        return SpokenOver(self._chunks[-1].at - self._run * CHUNK_SECONDS, tuple(self._chunks))

    def _somebody(self, run: int, enough: int) -> bool:
        """Whether a run is long enough, and more than echo."""
        if run < enough:
            return False
        latest = list(self._chunks)[-run:]
        return sum(chunk.unexplained for chunk in latest) / len(latest) >= UNEXPLAINED
