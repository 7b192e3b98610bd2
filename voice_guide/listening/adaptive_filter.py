"""The loudspeaker's way to the microphone, learnt while prompts play: what it predicts is taken out, and nothing else.

A partitioned-block Kalman filter in the frequency domain (Enzner and Vary, 2006; Kuech, Mabande and Enzner, 2014). It
learns fast where it knows little, slowly where it knows much, and hardly at all from a chunk that holds a voice too, so
that it needs no switch for people who speak over a prompt.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voice_guide.ports import Samples

BLOCK_SAMPLES = 256  # 16 ms
PARTITIONS = 40  # 0.64 s: the longest delay of a loudspeaker, and a room after it
KEPT = 0.9995  # of what is known, from block to block: people move, and ways change
NEAR_MEMORY = 0.5  # how much the estimate of everything but echo leans on the blocks before
LEAST_POWER = 1e-8  # against a division by nothing

Spectra = npt.NDArray[np.complex128]


class AdaptiveFilter:
    """Predicts the echo of the far end, and gives back the near end without it. No delay."""

    def __init__(self) -> None:
        bins = BLOCK_SAMPLES + 1
        self.forget_sound()
        self._way: Spectra = np.zeros((PARTITIONS, bins), complex)
        self._doubt = np.ones((PARTITIONS, bins))  # the error that the way may still have, as a power
        self._near_power = np.zeros(bins)

    def forget_sound(self) -> None:
        """The far end was silent for longer than the filter is long, or nobody listened."""
        self._window = np.zeros(2 * BLOCK_SAMPLES)
        self._far: Spectra = np.zeros((PARTITIONS, BLOCK_SAMPLES + 1), complex)

    def process(self, near: Samples, far: Samples) -> Samples:
        """Whole blocks of both ends, in step; the far end no later than its echo."""
        blocks = range(0, len(near), BLOCK_SAMPLES)
        return np.concatenate([self._block(near[i : i + BLOCK_SAMPLES], far[i : i + BLOCK_SAMPLES]) for i in blocks])

    def _block(self, near: Samples, far: Samples) -> Samples:
        self._window = np.concatenate([self._window[BLOCK_SAMPLES:], far])
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = np.fft.rfft(self._window)
        predicted = np.fft.irfft((self._far * self._way).sum(axis=0))[BLOCK_SAMPLES:]
        residual = near - predicted
        self._learn(np.fft.rfft(np.concatenate([np.zeros(BLOCK_SAMPLES), residual])))
        return residual.astype(np.float32)

    def _learn(self, residual: Spectra) -> None:
        self._near_power = NEAR_MEMORY * self._near_power + (1 - NEAR_MEMORY) * np.abs(residual) ** 2
        doubted = 0.5 * (np.abs(self._far) ** 2 * self._doubt).sum(axis=0)
        gain = self._doubt * np.conj(self._far) / (doubted + self._near_power + LEAST_POWER)
        step = np.fft.irfft(gain * residual, axis=1)
        step[:, BLOCK_SAMPLES:] = 0  # a partition is one block long
        self._way = KEPT * (self._way + np.fft.rfft(step, axis=1))
        known = 1 - 0.5 * np.real(gain * self._far)
        self._doubt = KEPT**2 * known * self._doubt + (1 - KEPT**2) * np.abs(self._way) ** 2
