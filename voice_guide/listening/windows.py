"""Where to cut a long answer for an engine that hears 30 s at a time: at the quietest place there is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples

WINDOW_SECONDS = 28.0  # below Whisper's 30, which has room after the last word then
CUT_FROM = 0.6  # of a window: a cut is looked for between here and its end
QUIET_SPAN_CHUNKS = 12  # 0.4 s: a cut lies in the middle of the quietest stretch this long


@dataclass(frozen=True)
class Window:
    """A stretch of sound: its first sample, and the one after its last."""

    first: int
    end: int

    @property
    def seconds(self) -> float:
        return (self.end - self.first) / LISTENING_RATE


def windows(sound: Samples, *, window_seconds: float = WINDOW_SECONDS) -> list[Window]:
    """The sound as windows no longer than this, end to end: nothing is left out and nothing is in two of them."""
    longest = round(window_seconds * LISTENING_RATE)
    found: list[Window] = []
    first = 0
    while len(sound) - first > longest:
        cut = _quietest(sound, first + round(CUT_FROM * longest), first + longest)
        found.append(Window(first, cut))
        first = cut
    if first < len(sound):
        found.append(Window(first, len(sound)))
    return found


def halves(sound: Samples, window: Window) -> tuple[Window, Window]:
    """A window in two, at the quietest place of its middle."""
    quarter = (window.end - window.first) // 4
    cut = _quietest(sound, window.first + quarter, window.end - quarter)
    return Window(window.first, cut), Window(cut, window.end)


def loudest(sound: Samples) -> float:
    """The loudness (root mean square, full scale 1) of its loudest 32 ms."""
    if not len(sound):
        return 0.0
    return float(np.sqrt(_powers(sound).max()))


def _quietest(sound: Samples, low: int, high: int) -> int:
    """The sample in the middle of the quietest stretch between two samples."""
    powers = _powers(sound[low:high])
    span = min(QUIET_SPAN_CHUNKS, len(powers))
    stretches = np.convolve(powers, np.ones(span), mode="valid")
    return low + (int(stretches.argmin()) * 2 + span) * CHUNK_SAMPLES // 2


def _powers(sound: Samples) -> npt.NDArray[np.float64]:
    """The mean power of each 32 ms; a shorter rest counts with the zeros after it."""
    padded = np.pad(sound, (0, -len(sound) % CHUNK_SAMPLES)).reshape(-1, CHUNK_SAMPLES)
    powers: npt.NDArray[np.float64] = np.square(padded, dtype=np.float64).mean(axis=1)
    return powers
