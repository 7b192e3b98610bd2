"""A device's channels as one clean channel: the loudest, without a constant shift. Pure."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voice_guide.ports import Samples

MEMORY_SECONDS = 1.0  # of a channel's loudness
LOUDER = 4.0  # 6 dB: another channel must be so much louder to be taken instead
SHIFT_SECONDS = 0.25  # how slowly the shift is followed: far below the lowest voice


class Mono:
    """Takes blocks of one device (frames x channels) and gives one channel of the same length.

    One channel is chosen, not all of them mixed: an array's empty channels would make a voice quiet, and two microphones
    wired against each other would silence it. What is no number becomes silence.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._power: npt.NDArray[np.float64] | None = None
        self._channel = 0
        self._shift: float | None = None

    def take(self, block: Samples) -> Samples:
        """One block."""
        if not len(block):
            return np.zeros(0, np.float32)
        block = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
        samples = block[:, self._choose(block)] if block.shape[1] > 1 else block[:, 0]
        return self._without_shift(samples)

    def _choose(self, block: Samples) -> int:
        power = block.var(axis=0, dtype=np.float64)
        share = min(1.0, len(block) / (MEMORY_SECONDS * self._rate))
        self._power = power if self._power is None else (1 - share) * self._power + share * power
        loudest = int(np.argmax(self._power))
        if self._power[loudest] > LOUDER * self._power[self._channel]:
            self._channel = loudest
        return self._channel

    def _without_shift(self, samples: Samples) -> Samples:
        mean = float(samples.mean(dtype=np.float64))
        before = mean if self._shift is None else self._shift
        self._shift = before + (mean - before) * min(1.0, len(samples) / (SHIFT_SECONDS * self._rate))
        return np.asarray(samples - np.linspace(before, self._shift, len(samples)), np.float32)
