"""The real room, through its port: one clock, one queue, and everything let go of at the end."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import FrameType

import numpy as np
import pytest

from tests.integration.sound.signals import speechlike, tone
from tests.virtual_sound import RATE, VirtualSound
from voice_guide.errors import DeviceError
from voice_guide.ports import Played, Room, RoomClosed, RoomEvent, Sound, SoundHeard, WorkDone
from voice_guide.session.sound_room import SoundRoom

pytestmark = pytest.mark.slow

WAIT = 10.0
HANG_WAIT = 60.0  # each device may take its whole bound


@pytest.fixture
def room(sound: VirtualSound) -> Iterator[SoundRoom]:
    made = SoundRoom(keys=False)
    yield made
    made.close()


def event(room: Room, kind: type[RoomEvent]) -> RoomEvent:
    """The next event of a kind; chunks from the microphone may come between."""
    until = room.now() + WAIT
    while (found := room.next(until)) is not None:
        if isinstance(found, kind):
            return found
    raise AssertionError(f"no {kind.__name__}")


def test_a_prompt_is_played_and_told(room: SoundRoom) -> None:
    before = room.now()
    sound_id = room.play(Sound(tone(600, 0.2, 22_050), 22_050))
    played = event(room, Played)
    assert isinstance(played, Played)
    assert played.id == sound_id
    assert before <= played.started < played.ended <= room.now()


def test_nothing_comes_when_nothing_happens(room: SoundRoom) -> None:
    until = room.now() + 0.05
    assert room.next(until) is None
    assert room.now() >= until


def test_the_microphone_is_heard_only_while_it_is_open(sound: VirtualSound, room: SoundRoom) -> None:
    with sound.line("room") as line:
        line.play(speechlike(2.0, RATE))
        room.open_microphone()
        event(room, SoundHeard)
        room.close_microphone()
        assert room.next(room.now() + 0.2) is None  # what waited in the queue is gone too
        assert sound.listeners() == 0
        room.open_microphone()
        heard = event(room, SoundHeard)
    assert isinstance(heard, SoundHeard)
    assert heard.at <= room.now()


def test_work_is_done_beside_the_loop_and_its_faults_come_back(room: SoundRoom) -> None:
    good, bad = room.work(lambda: 6 * 7), room.work(lambda: [][0])
    done = {}
    for _ in range(2):
        result = event(room, WorkDone)
        assert isinstance(result, WorkDone)
        done[result.id] = result
    assert done[good].result == 42
    assert done[good].error is None
    assert isinstance(done[bad].error, IndexError)


def test_an_interrupt_from_a_signal_wakes_the_loop(room: SoundRoom) -> None:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        room.interrupt()

    earlier = signal.signal(signal.SIGUSR1, on_signal)
    try:
        threading.Timer(0.1, signal.raise_signal, [signal.SIGUSR1]).start()
        assert event(room, RoomClosed) == RoomClosed("interrupted")
    finally:
        signal.signal(signal.SIGUSR1, earlier)


def test_a_lost_device_is_told_once(sound: VirtualSound, room: SoundRoom) -> None:
    room.open_microphone()
    event(room, SoundHeard)
    sound.server.kill()
    assert event(room, RoomClosed) == RoomClosed("device-lost")
    until = room.now() + 0.5
    while (later := room.next(until)) is not None:
        assert not isinstance(later, RoomClosed)


def test_closing_lets_everything_go(sound: VirtualSound) -> None:
    room = SoundRoom(keys=False)
    room.open_microphone()
    room.play(Sound(np.zeros(22_050 * 60, np.float32), 22_050))
    room.work(lambda: threading.Event().wait(0.2))
    room.close()
    room.close()
    assert sound.listeners() == 0
    assert sound.pactl("list", "short", "sink-inputs") == ""


FROZEN = """
import os, signal, sys
from voice_guide.ports import SoundHeard
from voice_guide.session.sound_room import SoundRoom
room = SoundRoom(keys=False)
room.open_microphone()
while not isinstance(room.next(None), SoundHeard):
    pass
os.kill(int(sys.argv[1]), signal.SIGSTOP)
while isinstance(found := room.next(None), SoundHeard):
    pass
room.close()
print(found.reason)
"""


def test_a_device_that_hangs_holds_up_neither_the_close_nor_the_end(sound: VirtualSound) -> None:
    """In a process of its own: what hangs in a driver can't be ended in ours."""
    command = [sys.executable, "-c", FROZEN, str(sound.server.pid)]
    environment = dict(sound.environment)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANG_WAIT, check=False)
    finally:
        sound.server.send_signal(signal.SIGCONT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "device-lost\n", "")


def test_a_room_that_cannot_be_opened_leaves_nothing_open(sound: VirtualSound) -> None:
    with pytest.raises(DeviceError):
        SoundRoom(output="gramophone", keys=False)
    assert sound.pactl("list", "short", "sink-inputs") == ""
