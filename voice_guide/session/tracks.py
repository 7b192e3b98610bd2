"""One channel of a rehearsal: sounds put down at clock times, read back as samples, written as a WAV file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
import soxr

from voice_guide.ports import LISTENING_RATE, Samples, Sound

FADE_SAMPLES = LISTENING_RATE // 100


class Track:
    """Sounds at LISTENING_RATE on the session's clock. Later sounds lie over earlier ones."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, Samples]] = []

    def put(self, sound: Sound, *, at: float) -> float:
        """Put a sound down; returns the clock time of its end."""
        samples = at_listening_rate(sound)
        self._pieces.append((round(at * LISTENING_RATE), samples))
        return at + len(samples) / LISTENING_RATE

    def cut(self, at: float) -> None:
        """Remove whatever would sound from this time on."""
        place = round(at * LISTENING_RATE)
        self._pieces = [(start, samples[: place - start]) for start, samples in self._pieces if start < place]

    def amplify(self, at: float, gain: float) -> None:
        """Make whatever would sound from this time on quieter or louder, without a click."""
        place = round(at * LISTENING_RATE)
        self._pieces = [(start, _amplified(samples, place - start, gain)) for start, samples in self._pieces]

    @property
    def end(self) -> float:
        """Clock time of the last sample."""
        return max((start + len(samples) for start, samples in self._pieces), default=0) / LISTENING_RATE

    def take(self, first: int, length: int) -> Samples:
        """``length`` samples from sample ``first`` of the clock; zeros where nothing sounds."""
        out = np.zeros(length, np.float32)
        for start, samples in reversed(self._pieces):
            if start + len(samples) <= first:
                if start + len(samples) <= first - 60 * LISTENING_RATE:
                    break  # put down in order: nothing earlier reaches this far
                continue
            low, high = max(start, first), min(start + len(samples), first + length)
            if low < high:
                out[low - first : high - first] += samples[low - start : high - start]
        return out

    def write(self, path: Path) -> None:
        """The whole track as a 16-bit WAV file, readable by its owner alone."""
        length = round(self.end * LISTENING_RATE)
        out = np.zeros(length, np.float32)
        for start, samples in self._pieces:
            out[start : start + len(samples)] += samples
        path.touch(mode=0o600)
        soundfile.write(path, np.clip(out, -1, 1), LISTENING_RATE, subtype="PCM_16")


def _amplified(samples: Samples, place: int, gain: float) -> Samples:
    if place >= len(samples):
        return samples
    gains = np.interp(np.arange(len(samples)), (place, place + FADE_SAMPLES), (1, gain))
    return (samples * gains).astype(np.float32)


def at_listening_rate(sound: Sound) -> Samples:
    """The sound's samples at LISTENING_RATE."""
    if sound.rate == LISTENING_RATE:
        return sound.samples
    resampled: Samples = soxr.resample(sound.samples, sound.rate, LISTENING_RATE).astype(np.float32)
    return resampled
