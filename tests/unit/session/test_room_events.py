"""The room's one queue: what a microphone that was closed since still had to say is nobody's."""

from __future__ import annotations

import time

import numpy as np
import pytest

from voice_guide.ports import KeyPressed, RoomClosed, SoundHeard
from voice_guide.session.room_events import RoomEvents

CHUNK = SoundHeard(np.zeros(512, np.float32), 1.0)
LOST = RoomClosed("device-lost")


@pytest.fixture
def events() -> RoomEvents:
    return RoomEvents(time.monotonic)


def now_or_never(events: RoomEvents) -> object:
    return events.next(0.0)


def test_what_the_open_microphone_gives_comes_in_order(events: RoomEvents) -> None:
    events.microphone_turned()
    events.heard(CHUNK)
    events.post(KeyPressed("p"))
    assert [now_or_never(events), now_or_never(events), now_or_never(events)] == [CHUNK, KeyPressed("p"), None]


def test_sound_from_before_it_was_closed_is_dropped(events: RoomEvents) -> None:
    events.microphone_turned()
    events.heard(CHUNK)
    events.microphone_turned()
    assert now_or_never(events) is None


def test_a_loss_told_before_it_was_closed_on_purpose_is_none(events: RoomEvents) -> None:
    events.microphone_turned()  # opened
    events.microphone_lost()  # it brought nothing for too long, and at that moment
    events.microphone_turned()  # the quiet key closed it
    events.post(KeyPressed("quiet"))
    assert now_or_never(events) == KeyPressed("quiet")
    assert not events.device_lost


def test_a_loss_while_it_is_open_is_told_once(events: RoomEvents) -> None:
    events.microphone_turned()
    events.microphone_lost()
    events.loudspeaker_lost()
    assert [now_or_never(events), now_or_never(events)] == [LOST, None]
    assert events.device_lost


def test_the_loudspeaker_can_be_lost_with_the_microphone_closed(events: RoomEvents) -> None:
    events.microphone_turned()
    events.loudspeaker_lost()
    events.microphone_turned()
    assert now_or_never(events) == LOST


def test_a_function_is_called_and_is_no_event(events: RoomEvents) -> None:
    called: list[bool] = []
    events.post(lambda: called.append(True))
    assert now_or_never(events) is None
    assert called == [True]
