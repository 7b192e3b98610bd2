"""The loudspeaker: one stream, opened once and kept open, so that a prompt starts at once and stops at once."""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import soxr

from voice_guide.errors import DeviceError
from voice_guide.ports import Played, Samples, Sound
from voice_guide.speaking.mixing import Mixer

LATENCY_SECONDS = 0.03  # of sound handed over ahead: three blocks; less stutters while a recogniser is busy
BLOCK_SECONDS = 0.01
STALL_SECONDS = 2.0  # a device that asks for nothing this long is gone
# It is looked for that often: where the whole program stood still, the device has asked by the next look.
_LOOK_SECONDS = 0.2
CLOSE_SECONDS = 2.0  # 0.003 s where measured; only a device that hangs takes longer, and it is then left to itself


class Player:
    """Plays sounds, one after another, on one device.

    ``on_played`` is told of every sound when its last sample has left or a stop dropped it, and ``on_lost`` once
    if the device goes away; both come from a thread of the player's. ``now`` is the clock that Played's times are on.
    ``on_written(samples, rate)`` gets exactly what the device gets, silence too, as it gets it, from the audio thread.
    Raises DeviceError (``device_not_opened``) when the device can't be opened.
    """

    def __init__(
        self,
        *,
        device: int | str | None,
        on_played: Callable[[Played], None],
        now: Callable[[], float],
        on_lost: Callable[[], None] = lambda: None,
        on_written: Callable[[Samples, int], None] = lambda samples, rate: None,
    ) -> None:
        self._on_played, self._on_lost, self._now, self._on_written = on_played, on_lost, now, on_written
        self._ids = itertools.count(1)
        self._ended: queue.SimpleQueue[Played] = queue.SimpleQueue()
        self._last_asked = now()
        self._closing = threading.Event()
        self._gone = threading.Event()
        self.underflows = 0
        self._stream = self._open(device)
        self.rate = int(self._stream.samplerate)
        self._teller = threading.Thread(target=self._tell, name="player", daemon=True)
        self._teller.start()

    @property
    def output_latency(self) -> float:
        """Seconds between handing a sample to the device's driver and hearing it, as the driver says."""
        return float(self._stream.latency)

    @property
    def volume(self) -> float:
        """How loud, from 0 to 1; a change is smooth and takes effect within a block."""
        return self._mixer.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._mixer.volume = min(1.0, max(0.0, volume))

    def play(self, sound: Sound) -> int:
        """Play this after what is playing; returns the id that its ``Played`` will carry."""
        sound_id = next(self._ids)
        samples = sound.samples
        if sound.rate != self.rate and len(samples):
            samples = soxr.resample(samples, sound.rate, self.rate).astype(np.float32)
        self._mixer.add(sound_id, samples)
        return sound_id

    def stop(self) -> None:
        """Fade out at once and drop what waits; every sound stopped or dropped still gets its ``Played``."""
        self._mixer.stop()

    def duck(self, on: bool) -> None:
        """Play what is playing at a fifth of its loudness, or at its own again."""
        self._mixer.duck(on)

    def close(self) -> bool:
        """Let the device go, within CLOSE_SECONDS; False where it hangs and was left to itself."""
        if self._closing.is_set():
            return True
        self._closing.set()
        closer = threading.Thread(target=self._stream.close, name="player-close", daemon=True)
        closer.start()
        closer.join(CLOSE_SECONDS)
        return not closer.is_alive()

    def _open(self, device: int | str | None) -> Any:
        import sounddevice

        try:
            facts = sounddevice.query_devices(device, "output")
            rate = facts["default_samplerate"]
            self._mixer = Mixer(int(rate))
            stream = sounddevice.OutputStream(
                device=device,
                samplerate=rate,
                channels=min(2, facts["max_output_channels"]),
                dtype="float32",
                latency=LATENCY_SECONDS,
                blocksize=int(rate * BLOCK_SECONDS),
                callback=self._fill,
                finished_callback=self._gone.set,
            )
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise DeviceError("device_not_opened", device=device if device is not None else "default") from error
        return stream

    def _fill(self, out: Any, frames: int, times: Any, status: Any) -> None:
        now = self._now()
        self._last_asked = now
        if status.output_underflow:
            self.underflows += 1
        ahead = times.outputBufferDacTime - times.currentTime
        if not 0.0 < ahead < 1.0:  # some drivers give zeros
            ahead = LATENCY_SECONDS
        block, ended = self._mixer.fill(frames, now + ahead)
        out[:] = block[:, np.newaxis]
        self._on_written(block, self._mixer.rate)
        for played in ended:
            self._ended.put(played)

    def _tell(self) -> None:
        asked, looks = self._last_asked, 0
        while not self._closing.is_set():
            try:
                played = self._ended.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                looks = looks + 1 if self._last_asked == asked else 0
                asked = self._last_asked
                gone = self._gone.is_set() or looks * _LOOK_SECONDS >= STALL_SECONDS
                if gone and not self._closing.is_set():
                    self._on_lost()
                    return
                continue
            time.sleep(max(0.0, played.ended - self._now()))
            self._on_played(played)
