"""Is there more in the microphone than the loudspeaker can account for? By loudness alone, band by band.

What is left after echo cancelling sounds like speech now and then: where a room rings for long, or when the way from the
loudspeaker to the microphone changes by some milliseconds and the canceller must learn it anew. How loud each band of an
echo can be hardly changes then. So a voice is believed only where some bands are louder than any echo of what was played.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples

# Edges of the bands in Hz: about as the ear divides them.
_EDGES = (
    150,
    250,
    350,
    450,
    570,
    700,
    840,
    1000,
    1170,
    1370,
    1600,
    1850,
    2150,
    2500,
    2900,
    3400,
    4000,
    4800,
    5800,
    7000,
)
_LAGS = 18  # chunks: 0.58 s, the longest delay of a loudspeaker and a room's sound after it
_SHIFTS = 2  # chunks by which the way may be off: more than the 40 ms that a device may jump
_LOUDER = 4.0  # 6 dB above the loudest echo that is to be expected: not explained
_QUICK_CHUNKS, _QUICK_STEP, _STEP = 100, 0.4, 0.15  # how much of an error is learnt at once, at first and later
_SURPRISE = 3.0  # times the echo: what is louder is more likely a voice, and little is learnt from it
_FIRST_SURPRISE_CHUNKS, _FIRST_SURPRISE = 60, 4.0
_FAR_HEARD = 1e-2  # power in a band of what is played: below it there is nothing to learn from
_NOISE, _NOISE_KEPT, _NOISE_LOUDEST = 1e-3, 0.95, 20.0  # a room's own noise in a band: at first, its memory, its bound
LEARNT_CHUNKS = 150  # of prompts, 4.8 s: before that everything might be echo
_BANDS = len(_EDGES) - 1
_WINDOW = np.hanning(2 * CHUNK_SAMPLES).astype(np.float32)
_BINS = np.round(np.array(_EDGES) / LISTENING_RATE * 2 * CHUNK_SAMPLES).astype(int)

Powers = npt.NDArray[np.float64]


class Unexplained:
    """Follows both ends chunk by chunk, in step, and tells how much of the near end is no echo."""

    def __init__(self) -> None:
        self._way: Powers = np.full(
            (_LAGS, _BANDS), 1e-4
        )  # from each earlier chunk of the far end to the near end's power
        self._noise: Powers = np.full(_BANDS, _NOISE)
        self._learnt_chunks = 0
        self.forget_sound()

    def forget_sound(self) -> None:
        """Nothing heard so far is near any more; what was learnt of the room stays."""
        self._played: Powers = np.zeros((_LAGS + _SHIFTS, _BANDS))
        self._near: Samples = np.zeros(CHUNK_SAMPLES, np.float32)
        self._far: Samples = np.zeros(CHUNK_SAMPLES, np.float32)

    @property
    def learnt(self) -> bool:
        """Whether enough was played to tell an echo."""
        return self._learnt_chunks >= LEARNT_CHUNKS

    def hear(self, near: Samples, far: Samples) -> float:
        """Take a chunk of both ends: the share (0 to 1) of its bands that hold more than echo."""
        power = _band_powers(self._near, near)
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = _band_powers(self._far, far)
        self._near, self._far = near, far
        echoes = self._echoes()
        share = float(np.mean(power > _LOUDER * (echoes.max(axis=0) + self._noise)))
        self._learn(power, echoes[0])
        return share

    def _echoes(self) -> Powers:
        """What the far end should give in each band, if its way is as it was, and if it is longer or shorter."""
        played, way = self._played, self._way
        later = [(way * played[shift : shift + _LAGS]).sum(axis=0) for shift in range(_SHIFTS + 1)]
        sooner = [(way[shift:] * played[: _LAGS - shift]).sum(axis=0) for shift in range(1, _SHIFTS + 1)]
        return np.array([*later, *sooner])

    def _learn(self, power: Powers, echo: Powers) -> None:
        heard = self._played.max(axis=0) > _FAR_HEARD
        quiet = ~heard & (power < _NOISE_LOUDEST * self._noise)
        self._noise = np.where(quiet, _NOISE_KEPT * self._noise + (1 - _NOISE_KEPT) * power, self._noise)
        most = np.maximum(_SURPRISE * echo, self._noise)
        most *= _FIRST_SURPRISE if self._learnt_chunks < _FIRST_SURPRISE_CHUNKS else 1.0
        error = np.minimum(power - echo - self._noise, most)
        step = _QUICK_STEP if self._learnt_chunks <= _QUICK_CHUNKS else _STEP
        played = self._played[:_LAGS]
        change = step * error * played / (np.square(played).sum(axis=0) + 1e-6)
        self._way = np.where(heard, np.maximum(self._way + change, 0.0), self._way)
        self._learnt_chunks += bool(heard.any())


def _band_powers(before: Samples, now: Samples) -> Powers:
    spectrum = np.abs(np.fft.rfft(np.concatenate([before, now]) * _WINDOW)) ** 2
    return np.asarray(np.add.reduceat(spectrum, _BINS[:-1])[:_BANDS], np.float64)
