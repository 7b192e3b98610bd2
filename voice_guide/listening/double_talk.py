"""Echo, or somebody who speaks over it? Judged by how much of the microphone's sound the adaptive filter could explain."""

from __future__ import annotations

import math
from collections import deque
from enum import Enum, auto

import numpy as np

from voice_guide.ports import CHUNK_SAMPLES, Samples

LEARNT_DB = 14.0  # a filter that has taken out this much has found the way
GAP_DB = 8.0  # so much more left over than there should be: something else is in the microphone
HOLD_CHUNKS = 6  # 0.2 s: a voice is not cut between two syllables
REACH_UP, REACH_DOWN, MOST_DOWN_DB = 0.2, 0.03, 5.0
ECHO_DECAY = 0.5  # from chunk to chunk: what is expected of an echo dies away no faster than in a small room
HEARD_POWER = 1e-5  # -50 dB: below it nothing can be learnt of an echo
ENDED_CHUNKS = 8  # 0.25 s after the far end's last sound its echo is over, but for what the filter predicts
LEARNING_CHUNKS = 150  # of prompts, at most, until it is said that the way can't be learnt: 5 s
# Taking an echo away can't make the sound louder, and leaves a voice as it is: where it does get louder, over
# JUDGED_CHUNKS, the filter adds an echo that is not there. Seen so often, the way has moved.
WORSE = 1.1
JUDGED_CHUNKS = 3
MOVED_CHUNKS = 4
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
        self._learning = LEARNING_CHUNKS
        self.forget_sound()

    def forget_sound(self) -> None:
        """Nothing that was heard so far is near any more."""
        self._hold = 0
        self._worse = 0
        self._expected = 0.0
        self._powers: deque[tuple[float, float]] = deque(maxlen=JUDGED_CHUNKS)
        self._residual: Samples = np.zeros(LIKENESS_SAMPLES, np.float32)
        self._far: Samples = np.zeros(LIKENESS_SAMPLES + SEARCHED_SAMPLES, np.float32)

    def judge(self, near: Samples, residual: Samples, far: Samples, *, silent_chunks: int) -> Verdict:
        """Of a chunk while a prompt plays, or within a second of its end; ``silent_chunks`` since its last sound."""
        self._far = np.concatenate([self._far[CHUNK_SAMPLES:], far])
        self._residual = np.concatenate([self._residual[CHUNK_SAMPLES:], residual])
        if silent_chunks >= ENDED_CHUNKS:
            return Verdict.VOICE if self._learnt else Verdict.UNSURE
        powers = _power(near), _power(residual)
        self._powers.append(powers)
        self._expected = max(_power(near - residual), ECHO_DECAY * self._expected)
        if powers[0] > HEARD_POWER:
            self._learning = 0 if self._learnt else max(0, self._learning - 1)
            self._follow(_decibels(powers[0] / powers[1]))
        return self._decide(powers[1])

    @property
    def _learnt(self) -> bool:
        return self.reach > LEARNT_DB

    def _follow(self, loss: float) -> None:
        """Up fast, down slowly: a voice makes the loss smaller, only echo can make it great."""
        if loss > self.reach:
            self.reach += REACH_UP * (loss - self.reach)
        else:
            self.reach -= REACH_DOWN * min(MOST_DOWN_DB, self.reach - loss)

    def _decide(self, left: float) -> Verdict:
        if not self._learnt:
            self._hold = 0
            return Verdict.LEARNING if self._learning else Verdict.UNSURE
        more = left > HEARD_POWER / 10 and _decibels(self._expected / left) < self.reach - GAP_DB
        if self._is_echo(more):
            self._hold = 0
            if self._worse >= MOVED_CHUNKS:
                self.reach, self._worse, self._learning = 0.0, 0, LEARNING_CHUNKS
                return Verdict.MOVED
            return Verdict.ECHO
        self._hold = HOLD_CHUNKS if more else max(0, self._hold - 1)
        return Verdict.VOICE if self._hold else Verdict.ECHO

    def _is_echo(self, more: bool) -> bool:
        """Whether more was left over because the filter is wrong, not because somebody speaks."""
        near, left = (sum(powers) for powers in zip(*self._powers, strict=True))
        worse = more and left > WORSE * near
        likeness = far_likeness(self._residual, self._far) if more and not worse else 0.0
        if worse or likeness > LIKE_FAR_END:
            self._worse += MOVED_CHUNKS if likeness > IS_FAR_END else 1
            return True
        self._worse = max(0, self._worse - 1) if more else self._worse
        return False


def _power(samples: Samples) -> float:
    return float(np.mean(np.square(samples))) + 1e-12


def _decibels(ratio: float) -> float:
    return 10 * math.log10(ratio + 1e-12)


def far_likeness(residual: Samples, far: Samples) -> float:
    """How far the best place of the residual in the far end stands out from all others (generalised cross-correlation
    with phase transform). ``far`` ends where ``residual`` ends, and begins SEARCHED_SAMPLES earlier."""
    size = 1 << (len(far) - 1).bit_length()
    cross = np.conj(np.fft.rfft(residual, size)) * np.fft.rfft(far, size)
    places = np.fft.irfft(cross / (np.abs(cross) + 1e-9), size)[: len(far) - len(residual) + 1]
    return float(np.abs(places).max() / (np.sqrt(np.mean(np.square(places))) + 1e-12))
