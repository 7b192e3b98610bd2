"""A microphone that is closed on purpose is never told of as lost, whatever its reader was doing. The device is made up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest

from voice_guide.listening import microphone
from voice_guide.listening.microphone import Microphone
from voice_guide.listening.near_end import NearEnd
from voice_guide.ports import SoundHeard

RATE = 16_000
SOON_SECONDS = 5.0


class Stream:
    """A device's stream that brings what it is told to, and ends as a real one does when it is closed."""

    samplerate = RATE

    def __init__(self, bring: Callable[[microphone._Block | None], None]) -> None:
        self.bring = bring

    def sound(self) -> None:
        """Enough for a chunk."""
        samples = np.ones((RATE // 10, 1), np.float32)
        self.bring(microphone._Block(samples, 0.1, overflowed=False, far_seconds=0.0))

    def end(self) -> None:
        """It goes away, or is closed: the driver tells both alike."""
        self.bring(None)

    def close(self) -> None:
        self.end()


class HeldUp:
    """Takes the echo out of the first chunks when it is let: a machine that is busy with other things."""

    far_seconds = 0.0

    def __init__(self) -> None:
        self.busy, self.go_on = threading.Event(), threading.Event()

    def restart(self) -> None:
        """The microphone was opened."""

    def add(self, _seconds: float, _far_seconds: float, chunks: list[SoundHeard]) -> list[SoundHeard]:
        self.busy.set()
        self.go_on.wait(SOON_SECONDS)
        return chunks


class MadeUp(Microphone):
    """A microphone whose streams are made up."""

    def __init__(self, post: Callable[[SoundHeard], None], near_end: HeldUp | None = None) -> None:
        self.lost = threading.Event()
        self.streams: list[Stream] = []
        echo = cast("NearEnd | None", near_end)
        super().__init__(device=None, post=post, now=lambda: 0.0, on_lost=self.lost.set, near_end=echo)

    def _open_stream(self) -> Stream:
        self.streams.append(Stream(self._blocks.put))
        return self.streams[-1]

    @property
    def reader(self) -> threading.Thread:
        assert self._reader is not None
        return self._reader


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(microphone, "CLOSE_SECONDS", 0.05)
    monkeypatch.setattr(microphone, "STALL_SECONDS", 0.5)
    monkeypatch.setattr(microphone, "_LOOK_SECONDS", 0.05)


def ended(reader: threading.Thread) -> bool:
    reader.join(SOON_SECONDS)
    return not reader.is_alive()


def test_closed_and_opened_again_while_its_reader_was_held_up() -> None:
    posted: list[SoundHeard] = []
    echo = HeldUp()
    device = MadeUp(posted.append, echo)
    device.open()
    reader = device.reader
    device.streams[0].sound()
    assert echo.busy.wait(SOON_SECONDS)  # the machine has no time for the reader
    device.close()  # by the quiet key; it does not wait for ever
    assert reader.is_alive()
    device.open()  # for the question whether to go on
    echo.go_on.set()
    assert ended(reader)
    assert (posted, device.lost.is_set()) == ([], False)
    device.close()


def test_a_stream_that_ends_by_itself_is_lost() -> None:
    device = MadeUp(lambda heard: None)
    device.open()
    device.streams[0].end()
    assert device.lost.wait(SOON_SECONDS)
    device.close()


def test_a_stream_that_brings_nothing_is_lost() -> None:
    device = MadeUp(lambda heard: None)
    device.open()
    assert device.lost.wait(SOON_SECONDS)
    device.close()


def test_a_callback_may_close_it() -> None:
    closed: list[bool] = []
    device = MadeUp(lambda heard: closed.append(device.close()))
    device.open()
    device.streams[0].sound()
    assert ended(device.reader)
    assert closed
    assert all(closed)
    assert not device.lost.is_set()
