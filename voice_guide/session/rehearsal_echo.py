"""A rehearsal's loudspeaker in its microphone: quieter, later, through a room, and taken out again as on real devices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voice_guide.listening.echo import DELAY_SECONDS, EchoCanceller
from voice_guide.ports import LISTENING_RATE, Samples, SoundHeard
from voice_guide.session.tracks import Track


@dataclass(frozen=True)
class Echo:
    """How the microphone hears the loudspeaker. ``level_db`` is against what is played, ``impulse_response`` a room's at
    LISTENING_RATE, whose own loudness does not matter."""

    level_db: float
    delay_seconds: float
    impulse_response: Samples | None = None


class EchoingRoom:
    """Adds the echo of what is played to what the microphone hears, and takes it out."""

    def __init__(self, echo: Echo, played: Track) -> None:
        self._played = played
        self._canceller = EchoCanceller()
        self._delay = round(echo.delay_seconds * LISTENING_RATE)
        response = np.ones(1, np.float32) if echo.impulse_response is None else echo.impulse_response
        loudness = 10 ** (echo.level_db / 20) / np.sqrt(np.sum(np.square(response, dtype=np.float64)))
        self._response = response * loudness

    def move(self, seconds: float) -> None:
        """From now on the echo comes so much later, as when a device slips."""
        self._delay += round(seconds * LISTENING_RATE)

    def restart(self) -> None:
        """The microphone is opened."""
        self._canceller.restart()

    def hear(self, heard: SoundHeard) -> SoundHeard:
        """The chunk as the program gets it: a little later, and with what is left of the echo."""
        first, length = round(heard.at * LISTENING_RATE) - len(heard.samples), len(heard.samples)
        far = self._played.take(first, length)
        cleaned = self._canceller.process(heard.samples + self.echo(first, length), far)
        return SoundHeard(cleaned.samples, heard.at - DELAY_SECONDS, heard.lost, cleaned.unexplained, heard.missed)

    def echo(self, first: int, length: int) -> Samples:
        """``length`` samples of echo from sample ``first`` of the clock."""
        before = len(self._response) - 1
        source = self._played.take(first - self._delay - before, before + length)
        if not source.any():
            return np.zeros(length, np.float32)
        size = 1 << (len(source) - 1).bit_length()  # long enough that the end does not fold onto what is kept
        product = np.fft.rfft(source, size) * np.fft.rfft(self._response, size)
        return np.fft.irfft(product, size)[before : before + length].astype(np.float32)
