"""One channel of a rehearsal: sounds put down at clock times, read back as samples, written to a WAV file as they pass."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile
import soxr

from voice_guide.ports import LISTENING_RATE, Samples, Sound

FADE_SAMPLES = LISTENING_RATE // 100
WRITTEN_SAMPLES = 10 * LISTENING_RATE  # at once


class Track:
    """Sounds at LISTENING_RATE on the session's clock. Later sounds lie over earlier ones.

    What has passed is let go by ``forget``: a rehearsal of hours takes no more memory than one of minutes.
    """

    def __init__(self) -> None:
        self._pieces: list[tuple[int, Samples]] = []
        self._file: soundfile.SoundFile | None = None
        self._written = 0
        self._end = 0

    def keep_in(self, path: Path) -> None:
        """Write what passes to this WAV file (16 bits), readable by its owner alone. Raises OSError."""
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        with _as_os_error(path):
            self._file = soundfile.SoundFile(path, "w", LISTENING_RATE, 1, "PCM_16", format="WAV")

    def forget(self, before: float) -> None:
        """Let go of what sounded before this clock time; where it is kept in a file, it is written now. Raises OSError."""
        place = round(before * LISTENING_RATE)
        while self._file is not None and self._written < place:
            length = min(place - self._written, WRITTEN_SAMPLES)
            with _as_os_error(Path(self._file.name)):
                self._file.write(np.clip(self.take(self._written, length), -1, 1))
            self._written += length
        self._pieces = [(start, samples) for start, samples in self._pieces if start + len(samples) > place]

    def close(self) -> None:
        """Write the rest, and close the file."""
        self.forget(self.end)
        if self._file is not None:
            self._file.close()
            self._file = None

    def put(self, sound: Sound, *, at: float) -> float:
        """Put a sound down; returns the clock time of its end."""
        samples = at_listening_rate(sound)
        self._pieces.append((round(at * LISTENING_RATE), samples))
        self._end = max(self._end, round(at * LISTENING_RATE) + len(samples))
        return at + len(samples) / LISTENING_RATE

    def cut(self, at: float) -> None:
        """Remove whatever would sound from this time on."""
        place = round(at * LISTENING_RATE)
        self._pieces = [(start, samples[: place - start]) for start, samples in self._pieces if start < place]
        self._end = min(self._end, place)

    def amplify(self, at: float, gain: float) -> None:
        """Make whatever would sound from this time on quieter or louder, without a click."""
        place = round(at * LISTENING_RATE)
        self._pieces = [(start, _amplified(samples, place - start, gain)) for start, samples in self._pieces]

    @property
    def end(self) -> float:
        """Clock time of the last sample."""
        return self._end / LISTENING_RATE

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


@contextmanager
def _as_os_error(path: Path) -> Iterator[None]:
    """The library has errors of its own for a full disk."""
    try:
        yield
    except soundfile.SoundFileError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


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
