"""A device's samples as chunks at the listening rate, each with the clock time of its last sample."""

from __future__ import annotations

import numpy as np
import soxr

from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, SoundHeard


class Chunker:
    """Resamples a stream to LISTENING_RATE and cuts it into SoundHeard chunks.

    The resampler holds some sound back, but keeps positions: sample m out stands for the input at m / LISTENING_RATE
    seconds. A chunk's time follows from that and from when the newest input sample was heard.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._resampler = None
        if rate != LISTENING_RATE:
            self._resampler = soxr.ResampleStream(rate, LISTENING_RATE, 1, dtype="float32")
        self._taken = 0  # input samples
        self._given = 0  # output samples, in chunks
        self._rest: Samples = np.zeros(0, np.float32)
        self._lost = 0
        self._missed = 0

    def lose(self, seconds: float) -> None:
        """The device dropped this much sound before the block that comes next."""
        self._lost += max(1, round(seconds * LISTENING_RATE))

    def miss(self, seconds: float) -> None:
        """So much sound was lost lately; where is not known."""
        self._missed += round(seconds * LISTENING_RATE)

    def add(self, block: Samples, ended_at: float) -> list[SoundHeard]:
        """Take one block, of which the last sample was heard at ``ended_at``; returns the chunks it completes."""
        self._taken += len(block)
        resampled = block if self._resampler is None else self._resampler.resample_chunk(block)
        self._rest = np.concatenate([self._rest, resampled])
        chunks = []
        while len(self._rest) >= CHUNK_SAMPLES:
            chunk, self._rest = self._rest[:CHUNK_SAMPLES], self._rest[CHUNK_SAMPLES:]
            self._given += CHUNK_SAMPLES
            at = ended_at - (self._taken / self._rate - self._given / LISTENING_RATE)
            chunks.append(SoundHeard(chunk, at, self._lost, missed=self._missed))
            self._lost = self._missed = 0
        return chunks
