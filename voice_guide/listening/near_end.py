"""The microphone's chunks without the loudspeaker's echo, each beside the samples that were in the air with it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from voice_guide.listening.echo import DELAY_SECONDS, FAR_SILENCE, EchoCanceller
from voice_guide.listening.far_end import Alignment, FarEnd
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, SoundHeard

# An echo comes at least two device buffers (60 ms) after its sound was handed over. Reading this much behind the newest
# leaves time for a late block, and the far end is still ahead of its echo, without which nothing is cancelled.
BEHIND_SECONDS = 0.02
WAIT_SECONDS = 0.1  # how long a chunk waits for a loudspeaker that is late; then it goes on as if nothing played
QUIET_CHUNKS = 16  # half a second without a sound: the two ends may be brought together again


@dataclass(frozen=True)
class _Waiting:
    """A chunk, and the place of its first sample in all that the microphone has brought."""

    heard: SoundHeard
    near: int


class NearEnd:
    """What the microphone of a room brings. For the microphone's own threads."""

    def __init__(self, far: FarEnd) -> None:
        self._far = far
        self._canceller = EchoCanceller()
        self.restart()

    @property
    def far_seconds(self) -> float:
        """How much sound the loudspeaker has been given; to be noted with each block as it comes."""
        return self._far.written_seconds

    def restart(self) -> None:
        """The microphone is opened: nothing it brought before is in what comes now."""
        self._canceller.restart()
        self._alignment = Alignment()
        self._waiting: deque[_Waiting] = deque()
        self._taken_seconds = 0.0
        self._given = 0  # samples at LISTENING_RATE
        self._quiet_chunks = QUIET_CHUNKS

    def lose(self, seconds: float) -> None:
        """The device dropped this much sound before the block that comes next."""
        self._alignment.lost(seconds)

    def add(self, seconds: float, far_seconds: float, chunks: list[SoundHeard]) -> list[SoundHeard]:
        """A block of this many seconds came when ``far_seconds`` were noted, and completed these chunks. Returns the
        chunks that are ready, without echo; their sound is DELAY_SECONDS older, and their times say so."""
        self._taken_seconds += seconds
        playing = self._quiet_chunks < QUIET_CHUNKS
        self._alignment.note(self._taken_seconds, far_seconds, playing=playing)
        for heard in chunks:
            self._waiting.append(_Waiting(heard, self._given))
            self._given += CHUNK_SAMPLES
        ready = []
        while self._waiting and (cleaned := self._clean(self._waiting[0])) is not None:
            self._waiting.popleft()
            ready.append(cleaned)
        return ready

    def _clean(self, chunk: _Waiting) -> SoundHeard | None:
        start = chunk.near + round((self._alignment.ahead_seconds - BEHIND_SECONDS) * LISTENING_RATE)
        far = self._far.read(start, CHUNK_SAMPLES)
        if far is None:
            if self._taken_seconds - (chunk.near + CHUNK_SAMPLES) / LISTENING_RATE < WAIT_SECONDS:
                return None
            far = np.zeros(CHUNK_SAMPLES, np.float32)
        self._quiet_chunks = 0 if np.abs(far).max() > FAR_SILENCE else self._quiet_chunks + 1
        cleaned = self._canceller.process(chunk.heard.samples, far)
        at = chunk.heard.at - DELAY_SECONDS
        return replace(chunk.heard, samples=cleaned.samples, at=at, unexplained=cleaned.unexplained)
