"""The quiet key in a room whose device takes its time: it is silent and blank before that."""

from __future__ import annotations

import threading

import numpy as np

from voice_guide.ports import Sound
from voice_guide.session.sound_room import SoundRoom

SOON_SECONDS = 5.0


class SlowMicrophone:
    """A device that opens when it is let."""

    def __init__(self) -> None:
        self.opening, self.let = threading.Event(), threading.Event()
        self.is_open = False

    def open(self) -> None:
        self.opening.set()
        self.let.wait(SOON_SECONDS)
        self.is_open = True

    def close(self) -> bool:
        self.is_open = False
        return True


class Loudspeaker:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def play(self, sound: Sound) -> int:
        self.told.append("sound" if len(sound.samples) else "nothing")
        return 1

    def stop(self) -> None:
        self.told.append("stop")


class MadeUpRoom(SoundRoom):
    """A room with these devices."""

    def _open(self, *_: object, **__: object) -> None:
        self._microphone = SlowMicrophone()  # type: ignore[assignment]
        self._player = Loudspeaker()  # type: ignore[assignment]


def test_it_is_blank_and_silent_while_the_microphone_is_still_being_opened() -> None:
    blank = threading.Event()
    room = MadeUpRoom(on_quiet=lambda on: blank.set() if on else None)
    device: SlowMicrophone = room._microphone  # type: ignore[assignment]
    speaker: Loudspeaker = room._player  # type: ignore[assignment]
    session = threading.Thread(target=room.open_microphone)
    session.start()
    assert device.opening.wait(SOON_SECONDS)
    keys = threading.Thread(target=room.be_quiet, args=(True,))
    keys.start()
    assert blank.wait(SOON_SECONDS)
    room.play(Sound(np.ones(100, np.float32), 16_000))
    assert speaker.told == ["stop", "nothing"]
    device.let.set()
    for thread in (session, keys):
        thread.join(SOON_SECONDS)
    assert not device.is_open
    room.open_microphone()
    assert not device.is_open
