"""Echo, or somebody who speaks over it? Judged by how much of the microphone's sound the adaptive filter can't explain."""

from __future__ import annotations

import math
from collections import deque
from enum import Enum, auto

import numpy as np

from voice_guide.ports import CHUNK_SAMPLES, Samples

LEARNT_DB = 10.0  # a filter that usually takes out this much has found the way
LOST_DB = 5.0  # and one that takes out no more than this has lost it again
LEARNING_CHUNKS = 150  # of prompts, at most, until it is said that the way can't be learnt: 5 s
BELOW_LEAST_DB = 3.0  # so much less than nearly always: something else is in the microphone
ENOUGH_DB = 12.0  # however well the filter does: a voice this far below the echo isn't understood anyway
RARE = 0.1
FIRST_SPREAD_DB = 12.0  # between usual and rare, until it is known
STEP_DB = 1.0
VOICE_STEP_DB = 0.1  # a voice says little about the filter; but what only seems to be one must not seem so for ever
HOLD_CHUNKS = 6  # 0.2 s: a voice is not cut between two syllables
ECHO_DECAY = 0.8  # from chunk to chunk: echo dies away no faster than in a hall (60 dB in 2 s)
HEARD_POWER = 1e-5  # -50 dB: below it there is neither a voice nor enough echo to learn from
OVER_POWER = 1e-6  # -60 dB: an echo that is expected to be no louder is over
ENDED_CHUNKS = 8  # 0.25 s after the far end's last sound its echo is over, but for what the filter predicts
NOTED_CHUNKS = 2  # without a sound: what comes then is a room's last, of which no filter is long enough to know
# Taking an echo away leaves a voice as it is and makes nothing louder. Where the sound does get louder, over JUDGED_CHUNKS,
# the filter adds an echo that is not there.
WORSE = 1.1
JUDGED_CHUNKS = 3
MOVED_CHUNKS = 8  # seen so often, or beyond doubt once, the way has moved
# How far the best match between what is left and the far end stands out: 4 to 12 where what is left is no echo.
LIKE_FAR_END = 14.0
IS_FAR_END = 20.0
LIKENESS_SAMPLES = 4096
SEARCHED_SAMPLES = 8192  # half a second


class Verdict(Enum):
    """What is in the microphone."""

    LEARNING = auto()  # it can't be told yet, and it may be echo
    UNSURE = auto()  # it can't be told, and the engine alone has had time to learn
    ECHO = auto()
    VOICE = auto()
    LEAKED = auto()  # echo that the filter has let through
    MOVED = auto()  # the same, and certain: the filter is to begin again


class Quantile:
    """Follows the value that a share of all values lies below."""

    def __init__(self, share: float, value: float) -> None:
        self.value = value
        self._share = share

    def note(self, value: float, step: float) -> None:
        self.value += step * (self._share if value > self.value else self._share - 1)


class DoubleTalk:
    """Judges one chunk after another while a prompt plays, by its explained share: predicted echo to what is left, in dB."""

    def __init__(self) -> None:
        self._begin()
        self.forget_sound()

    def forget_sound(self) -> None:
        """Nothing that was heard so far is near any more."""
        self._hold = 0
        self._leaked = 0
        self._expected = 0.0
        self._powers: deque[tuple[float, float]] = deque(maxlen=JUDGED_CHUNKS)
        self._left: Samples = np.zeros(LIKENESS_SAMPLES, np.float32)
        self._far: Samples = np.zeros(LIKENESS_SAMPLES + SEARCHED_SAMPLES, np.float32)

    def judge(self, near: Samples, left: Samples, far: Samples, *, silent_chunks: int) -> Verdict:
        """One chunk; ``left``: what the filter left of it, ``silent_chunks``: how many since the far end's last sound."""
        self._far = np.concatenate([self._far[CHUNK_SAMPLES:], far])
        self._left = np.concatenate([self._left[CHUNK_SAMPLES:], left])
        near_power, left_power = _power(near), _power(left)
        self._powers.append((near_power, left_power))
        self._expected = max(_power(near - left), ECHO_DECAY * self._expected)
        if silent_chunks >= ENDED_CHUNKS and (not self.learnt or self._expected < OVER_POWER):
            return Verdict.VOICE if self.learnt else Verdict.UNSURE
        explained = 10 * math.log10(self._expected / left_power)
        heard = near_power > HEARD_POWER
        verdict = self._decide(explained, heard=heard)
        if heard and silent_chunks < NOTED_CHUNKS:
            self._note(explained, verdict)
        return verdict

    def _begin(self) -> None:
        self._usual, self._least = Quantile(0.5, 0.0), Quantile(RARE, -FIRST_SPREAD_DB)
        self._learning = LEARNING_CHUNKS
        self.learnt = False

    def _note(self, explained: float, verdict: Verdict) -> None:
        step = VOICE_STEP_DB if verdict is Verdict.VOICE else STEP_DB
        self._usual.note(explained, step)
        if not self.learnt:
            self._least.value = self._usual.value - FIRST_SPREAD_DB
            self._learning = max(0, self._learning - 1)
            self.learnt = self._usual.value > LEARNT_DB
        elif self._usual.value < LOST_DB:
            self.learnt, self._learning = False, LEARNING_CHUNKS
        else:
            self._least.note(explained, step)

    def _decide(self, explained: float, *, heard: bool) -> Verdict:
        if not self.learnt:
            self._hold = 0
            return Verdict.LEARNING if self._learning else Verdict.UNSURE
        unexplained = heard and explained < min(self._least.value - BELOW_LEAST_DB, ENOUGH_DB)
        if unexplained and self._leaks():
            self._hold = 0
            if self._leaked < MOVED_CHUNKS:
                return Verdict.LEAKED
            self._begin()
            return Verdict.MOVED
        self._hold = HOLD_CHUNKS if unexplained else max(0, self._hold - 1)
        return Verdict.VOICE if self._hold else Verdict.ECHO

    def _leaks(self) -> bool:
        """Whether what is left over comes from the filter, not from somebody who speaks."""
        near, left = (sum(powers) for powers in zip(*self._powers, strict=True))
        likeness = far_likeness(self._left, self._far)
        if likeness > LIKE_FAR_END or left > WORSE * near:
            self._leaked += MOVED_CHUNKS if likeness > IS_FAR_END else 1
            return True
        self._leaked = max(0, self._leaked - 1)
        return False


def far_likeness(left: Samples, far: Samples) -> float:
    """How far the best place of the one in the other stands out from all others (generalised cross-correlation with phase
    transform). ``far`` ends where ``left`` ends, and begins SEARCHED_SAMPLES earlier."""
    size = 1 << (len(far) - 1).bit_length()
    cross = np.conj(np.fft.rfft(left, size)) * np.fft.rfft(far, size)
    places = np.fft.irfft(cross / (np.abs(cross) + 1e-9), size)[: len(far) - len(left) + 1]
    return float(np.abs(places).max() / (np.sqrt(np.mean(np.square(places))) + 1e-12))


def _power(samples: Samples) -> float:
    return float(np.mean(np.square(samples))) + 1e-12
