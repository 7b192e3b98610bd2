"""When a loudspeaker is lost: where it asks for nothing, and not where the whole program stood still. The device is made up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from voice_guide.speaking import player
from voice_guide.speaking.player import Player

SOON_SECONDS = 5.0


class Stream:
    """A device's stream. ``ended`` is told when it ends, closed or not."""

    samplerate = 16_000

    def __init__(self, ended: Callable[[], None]) -> None:
        self.ended = ended

    def close(self) -> None:
        """It ends."""
        self.ended()


class MadeUp(Player):
    """A loudspeaker without a device, on a clock that can jump."""

    def __init__(self) -> None:
        self.lost = threading.Event()
        self.jumped = 0.0
        super().__init__(device=None, on_played=lambda played: None, now=self.clock, on_lost=self.lost.set)

    def clock(self) -> float:
        return time.monotonic() + self.jumped

    def _open(self, device: int | str | None) -> Stream:
        return Stream(self._gone.set)

    def ask(self) -> None:
        """The device asks for the next block."""
        self._last_asked = self.clock()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "STALL_SECONDS", 1.0)
    monkeypatch.setattr(player, "_LOOK_SECONDS", 0.1)


def test_a_loudspeaker_that_asks_for_nothing_is_lost() -> None:
    loudspeaker = MadeUp()
    assert loudspeaker.lost.wait(SOON_SECONDS)
    loudspeaker.close()


def test_it_is_not_lost_because_the_program_stood_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "STALL_SECONDS", 30.0)
    loudspeaker = MadeUp()
    loudspeaker.jumped = 60.0
    time.sleep(0.3)  # a look or two come before the device asks again
    loudspeaker.ask()
    assert not loudspeaker.lost.is_set()
    loudspeaker.close()


def test_closed_on_purpose_it_is_not_lost() -> None:
    loudspeaker = MadeUp()
    loudspeaker.close()
    loudspeaker._teller.join(SOON_SECONDS)
    assert not loudspeaker.lost.is_set()
