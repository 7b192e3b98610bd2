"""What leaves the loudspeaker next: sounds one after another, a volume without steps, a stop without a click.

Pure but for its lock: the clock time of each block is an argument.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np

from voice_guide.ports import Played, Samples

STOP_FADE_SECONDS = 0.01  # long enough to be heard as no click, short against the 100 ms that a stop may take
DUCKED = 0.2  # of its own loudness (-14 dB): still there, but anyone who speaks is heard over it


@dataclass
class _Playing:
    id: int
    samples: Samples
    position: int = 0
    started: float | None = None


class Mixer:
    """Sounds in order, at one rate. ``fill`` is called by the audio thread, the rest by others."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._sounds: deque[_Playing] = deque()
        self._dropped: list[_Playing] = []
        self._fade = round(STOP_FADE_SECONDS * rate)
        self._lock = threading.Lock()
        self._gain = 1.0
        self._ducked = False
        self.volume = 1.0

    def add(self, sound_id: int, samples: Samples) -> None:
        """Play these after what is playing."""
        with self._lock:
            self._sounds.append(_Playing(sound_id, samples))

    def stop(self) -> None:
        """Fade out what is playing, within STOP_FADE_SECONDS of sound, and drop what waits."""
        with self._lock:
            if not self._sounds:
                return
            first, *rest = self._sounds
            if first.started is None:
                self._ducked = False
                self._sounds.clear()
                self._dropped += [first, *rest]
                return
            self._sounds = deque([first])
            self._dropped += rest
            tail = first.samples[first.position : first.position + self._fade]
            first.samples = np.concatenate([first.samples[: first.position], tail * _falling(len(tail))])

    def duck(self, on: bool) -> None:
        """Make what is playing DUCKED within the next block, or as loud as it was. It ends with the sound itself."""
        with self._lock:
            self._ducked = on and bool(self._sounds)

    def fill(self, frames: int, at: float) -> tuple[Samples, list[Played]]:
        """The next ``frames`` samples, of which the first leaves at ``at``, and the sounds that end among them."""
        block = np.zeros(frames, np.float32)
        with self._lock:
            ended = [Played(sound.id, at, at) for sound in self._dropped]
            self._dropped.clear()
            gain = self.volume * (DUCKED if self._ducked else 1.0)
            filled = 0
            while self._sounds and filled < frames:
                sound = self._sounds[0]
                if sound.started is None:
                    sound.started = at + filled / self.rate
                piece = sound.samples[sound.position : sound.position + frames - filled]
                block[filled : filled + len(piece)] = piece
                filled += len(piece)
                sound.position += len(piece)
                if sound.position < len(sound.samples):
                    break
                self._sounds.popleft()
                self._ducked = False
                ended.append(Played(sound.id, sound.started, at + filled / self.rate))
        return self._amplified(block, gain), ended

    def _amplified(self, block: Samples, wanted: float) -> Samples:
        if wanted != self._gain:
            block *= np.linspace(self._gain, wanted, len(block), dtype=np.float32)
            self._gain = wanted
        elif wanted != 1.0:
            block *= np.float32(wanted)
        return block


def _falling(count: int) -> Samples:
    return (0.5 + 0.5 * np.cos(np.pi * (np.arange(count) + 1) / max(1, count))).astype(np.float32)
