"""Echo, or somebody who speaks over it? Judged by how much of the microphone's sound the adaptive filter could explain."""

from __future__ import annotations

from enum import Enum, auto

import numpy as np

from voice_guide.ports import CHUNK_SAMPLES, Samples

LEARNT_DB = 10.0  # a filter that has taken out this much has found the way
GAP_DB = 7.0  # so much worse than it can do: something else is in the microphone
HOLD_CHUNKS = 6  # 0.2 s: a voice is not cut between two syllables
REACH_UP, REACH_DOWN, MOST_DOWN_DB = 0.2, 0.03, 5.0
HEARD_POWER = 1e-5  # -50 dB: below it nothing can be learnt of an echo
ENDED_CHUNKS = 8  # 0.25 s after the far end's last sound its echo is over, but for what the filter predicts
FIRST_CHUNKS = 48  # of prompts, at most, before anything is known: 1.5 s
MOVED_CHUNKS = 90  # and after the way has changed at once
# How far the best match between residual and far end stands out. Without echo in the residual 4 to 12.
LIKE_FAR_END = 14.0
IS_FAR_END = 20.0
LIKENESS_SAMPLES = 4096
SEARCHED_SAMPLES = 8192  # half a second


class Verdict(Enum):
    """What is in the microphone."""

    LEARNING = auto()  # it can't be told, and it may be echo
    UNSURE = auto()  # it can't be told, but the engine has had time to learn
    ECHO = auto()
    VOICE = auto()
    MOVED = auto()  # echo from another way than the one that was learnt: the filter is to begin again


class DoubleTalk:
    """Judges one chunk after another. ``reach``: the echo loss in dB that the filter can do by now."""

    def __init__(self) -> None:
        self.reach = 0.0
        self._learning = FIRST_CHUNKS
        self.forget_sound()

    def forget_sound(self) -> None:
        """Nothing that was heard so far is near any more."""
        self._hold = 0
        self._residual: Samples = np.zeros(LIKENESS_SAMPLES, np.float32)
        self._far: Samples = np.zeros(LIKENESS_SAMPLES + SEARCHED_SAMPLES, np.float32)

    def judge(self, near: Samples, residual: Samples, far: Samples, *, silent_chunks: int) -> Verdict:
        """Of a chunk while a prompt plays, or within a second of its end; ``silent_chunks`` since its last sound."""
        self._far = np.concatenate([self._far[CHUNK_SAMPLES:], far])
        self._residual = np.concatenate([self._residual[CHUNK_SAMPLES:], residual])
        if silent_chunks >= ENDED_CHUNKS:
            return Verdict.VOICE if self._learnt else Verdict.UNSURE
        power = float(np.mean(np.square(near)))
        if power < HEARD_POWER:
            return self._quiet()
        self._learning = 0 if self._learnt else max(0, self._learning - 1)
        loss = 10 * float(np.log10(power / (np.mean(np.square(residual)) + 1e-12)))
        self._follow(loss)
        return self._decide(loss)

    @property
    def _learnt(self) -> bool:
        return self.reach > LEARNT_DB

    def _quiet(self) -> Verdict:
        self._hold = max(0, self._hold - 1)
        if self._hold:
            return Verdict.VOICE
        return Verdict.LEARNING if self._learning else Verdict.UNSURE

    def _follow(self, loss: float) -> None:
        """Up fast, down slowly: a voice makes the loss smaller, only echo can make it great."""
        if loss > self.reach:
            self.reach += REACH_UP * (loss - self.reach)
        else:
            self.reach -= REACH_DOWN * min(MOST_DOWN_DB, self.reach - loss)

    def _decide(self, loss: float) -> Verdict:
        more = self._learnt and loss < self.reach - GAP_DB
        if more or self._hold:
            likeness = far_likeness(self._residual, self._far)
            if likeness > IS_FAR_END and self._learnt:
                self.reach, self._hold, self._learning = 0.0, 0, MOVED_CHUNKS
                return Verdict.MOVED
            if likeness > LIKE_FAR_END:
                self._hold = 0
            else:
                self._hold = HOLD_CHUNKS if more else self._hold - 1
        if self._hold:
            return Verdict.VOICE
        if self._learnt:
            return Verdict.ECHO
        return Verdict.LEARNING if self._learning else Verdict.UNSURE


def far_likeness(residual: Samples, far: Samples) -> float:
    """How far the best place of the residual in the far end stands out from all others (generalised cross-correlation
    with phase transform). ``far`` ends where ``residual`` ends, and begins SEARCHED_SAMPLES earlier."""
    size = 1 << (len(far) - 1).bit_length()
    cross = np.conj(np.fft.rfft(residual, size)) * np.fft.rfft(far, size)
    places = np.fft.irfft(cross / (np.abs(cross) + 1e-9), size)[: len(far) - len(residual) + 1]
    return float(np.abs(places).max() / (np.sqrt(np.mean(np.square(places))) + 1e-12))
