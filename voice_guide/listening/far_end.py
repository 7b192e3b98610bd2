"""What the loudspeaker is given, kept so that each chunk from the microphone finds the samples that its echo came from.

Two devices, two clocks, two threads that run late now and then. The one measure that both share is how much sound each
side had moved at the same moment: the loudspeaker's count is noted with every block that the microphone brings. One such
pair is off by whatever was late just then; the middle one of many is not.
"""

from __future__ import annotations

import math
import statistics
import threading
from collections import deque

import numpy as np
import soxr

from voice_guide.ports import LISTENING_RATE, Samples

KEPT_SECONDS = 2.0  # more than the longest wait for a busy machine
MARGIN_SECONDS = 0.007  # sound beside what is resampled, so that its edges are right (to -130 dB)
NOTED = 100  # pairs of counts: a second of them
# A step costs the canceller a second or two of what it has learnt; the blocks' own jitter is about half a step.
QUIET_STEP_SECONDS = 0.015
PLAYING_STEP_SECONDS = 0.03


class FarEnd:
    """The loudspeaker's last two seconds. ``write`` is the audio thread's, the rest the microphone's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rate = 0
        self._ring: Samples = np.zeros(0, np.float32)
        self._written = 0

    def write(self, block: Samples, rate: int) -> None:
        """This leaves for the loudspeaker now, after all that came before."""
        with self._lock:
            if rate != self._rate:
                self._rate, self._written = rate, 0
                self._ring = np.zeros(round(KEPT_SECONDS * rate), np.float32)
            places = (self._written + np.arange(len(block))) % len(self._ring)
            self._ring[places] = block
            self._written += len(block)

    @property
    def written_seconds(self) -> float:
        """How much sound the loudspeaker has been given so far, silence included."""
        return self._written / self._rate if self._rate else 0.0

    def read(self, start: int, count: int) -> Samples | None:
        """``count`` samples at LISTENING_RATE from sample ``start`` on; None where the last of them aren't written yet."""
        if not self._rate:
            return np.zeros(count, np.float32)
        margin = round(MARGIN_SECONDS * LISTENING_RATE)
        # Begun at a whole sample of both rates, every piece lies where its neighbours expect it.
        step = LISTENING_RATE // math.gcd(LISTENING_RATE, self._rate)
        first = (start - margin) // step * step
        last = -(-(start + count + margin) * self._rate // LISTENING_RATE)
        with self._lock:
            piece = self._piece(first * self._rate // LISTENING_RATE, last)
        if piece is None or not piece.any():
            return None if piece is None else np.zeros(count, np.float32)
        resampled = piece if self._rate == LISTENING_RATE else soxr.resample(piece, self._rate, LISTENING_RATE)
        return np.asarray(resampled[start - first : start - first + count], np.float32)

    def _piece(self, first: int, last: int) -> Samples | None:
        """The device's own samples; zeros before the first one that is still kept."""
        if last > self._written:
            return None
        piece = np.zeros(last - first, np.float32)
        kept = max(first, 0, self._written - len(self._ring))
        if kept < last:
            piece[kept - first :] = self._ring[np.arange(kept, last) % len(self._ring)]
        return piece


class Alignment:
    """How many seconds of sound the loudspeaker is ahead of the microphone, by the counts of both. Pure."""

    def __init__(self) -> None:
        self._noted: deque[float] = deque(maxlen=NOTED)
        self._ahead = 0.0

    @property
    def ahead_seconds(self) -> float:
        return self._ahead

    def note(self, near_seconds: float, far_seconds: float, *, playing: bool) -> None:
        """At one moment the microphone had brought this much sound, and the loudspeaker had been given that much."""
        self._noted.append(far_seconds - near_seconds)
        middle = statistics.median(self._noted)
        if len(self._noted) < NOTED and not playing:
            self._ahead = middle  # nothing is learnt yet
        elif abs(middle - self._ahead) > (PLAYING_STEP_SECONDS if playing else QUIET_STEP_SECONDS):
            self._ahead = middle

    def lost(self, seconds: float) -> None:
        """The microphone lost this much sound: from here on the loudspeaker is that much further ahead."""
        self._ahead += seconds
        self._noted = deque((ahead + seconds for ahead in self._noted), maxlen=NOTED)
