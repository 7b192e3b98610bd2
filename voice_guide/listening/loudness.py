"""People at the far side of a table are soft, and Silero misses soft words that both recognisers can hear.

So where it is quiet the voice activity model is given the sound louder; the sound that is kept stays as it came. Pure.
"""

from __future__ import annotations

import numpy as np

from voice_guide.ports import Samples

MOST = 4.0  # 12 dB: of nine short words 36 to 53 dB below full scale this finds eight; without it, five
LOUDEST = 0.5  # of full scale: no peak of the last seconds is made louder than this
FALLS = 0.99  # how fast such a peak is forgotten, from chunk to chunk: by half in 2 s


class Loudness:
    """Follows the loudest peak of the last seconds, and makes what is softer louder."""

    def __init__(self) -> None:
        self._peak = 0.0

    def louder(self, chunk: Samples) -> Samples:
        """The chunk as the voice activity model is to hear it."""
        self._peak = max(float(np.abs(chunk).max(initial=0.0)), FALLS * self._peak)
        gain = min(MOST, LOUDEST / self._peak) if self._peak else 1.0
        return chunk if gain <= 1.0 else np.asarray(chunk * np.float32(gain), np.float32)
