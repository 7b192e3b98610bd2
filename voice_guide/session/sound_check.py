"""Tries the loudspeaker and the microphone for a moment. What was recorded is played back and forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from voice_guide.listening.level import Level, measure
from voice_guide.listening.microphone import Microphone
from voice_guide.ports import LISTENING_RATE, Played, Sound, SoundHeard
from voice_guide.session.devices import Device, abandon
from voice_guide.session.quiet import quiet_libraries
from voice_guide.speaking.player import Player

SPARE_SECONDS = 3.0  # more than a device takes to begin


class Loudspeaker:
    """A loudspeaker that waits until it has played."""

    def __init__(self, device: Device) -> None:
        self._ended = threading.Event()
        with quiet_libraries():
            self._player = Player(device=device.index, on_played=self._note, now=time.monotonic)

    def play(self, sound: Sound) -> bool:
        """Play to the end; False where the device doesn't."""
        self._ended.clear()
        self._player.play(sound)
        return self._ended.wait(sound.seconds + SPARE_SECONDS)

    def close(self) -> None:
        """Let the device go."""
        if not self._player.close():
            abandon()

    def _note(self, played: Played) -> None:
        self._ended.set()


def record(device: Device, seconds: float, *, before: Callable[[], None] = lambda: None) -> tuple[Sound, Level, int]:
    """Record for some seconds, after ``before``: the sound, its level, and how many samples were lost.

    Raises DeviceError (``device_not_opened``).
    """
    heard: list[SoundHeard] = []
    microphone = Microphone(device=device.index, post=heard.append, now=time.monotonic)
    before()
    with quiet_libraries():
        microphone.open()
    try:
        time.sleep(seconds)
    finally:
        if not microphone.close():
            abandon()
    samples = np.concatenate([chunk.samples for chunk in heard]) if heard else np.zeros(0, np.float32)
    return Sound(samples, LISTENING_RATE), measure(samples, LISTENING_RATE), microphone.lost_samples
