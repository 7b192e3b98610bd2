"""A room on a clock of samples: things happen at their times, in order, and nothing is waited for."""

from __future__ import annotations

import numpy as np

from voice_guide.ports import (
    CHUNK_SAMPLES,
    LISTENING_RATE,
    KeyPressed,
    Played,
    RoomClosed,
    RoomEvent,
    Sound,
    SoundHeard,
    WorkDone,
)
from voice_guide.session.rehearsal_room import RehearsalRoom

CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE


def sound(seconds: float) -> Sound:
    return Sound(np.full(round(seconds * LISTENING_RATE), 0.25, np.float32), LISTENING_RATE)


def happenings(room: RehearsalRoom, until: float) -> list[RoomEvent]:
    found: list[RoomEvent] = []
    while (event := room.next(until)) is not None and not isinstance(event, RoomClosed):
        found.append(event)
    return found


def test_a_sound_takes_its_own_time_to_play() -> None:
    room = RehearsalRoom()
    number = room.play(sound(2.0))
    assert room.next(None) == Played(number, 0.0, 2.0)
    assert room.now() == 2.0


def test_a_sound_that_is_stopped_ends_then_and_is_not_heard_on() -> None:
    room = RehearsalRoom()
    number = room.play(sound(2.0))
    assert room.next(0.5) is None
    room.stop_playing()
    assert room.next(None) == Played(number, 0.0, 0.5)
    assert room.prompts_track.end == 0.5
    room.stop_playing()
    assert room.next(3.0) is None


def test_the_microphone_gives_chunk_after_chunk_of_what_the_participant_says() -> None:
    room = RehearsalRoom()
    room.participant_track.put(sound(0.1), at=1.0)
    room.open_microphone()
    heard = [event for event in happenings(room, 2.0) if isinstance(event, SoundHeard)]
    assert np.allclose(np.diff([event.at for event in heard]), CHUNK_SECONDS)
    loud = [event.at for event in heard if np.abs(event.samples).max() > 0.1]
    assert loud[0] - CHUNK_SECONDS < 1.0 < loud[0]
    assert loud[-1] - CHUNK_SECONDS < 1.1 < loud[-1] + CHUNK_SECONDS
    quiet = np.concatenate([event.samples for event in heard if event.at < 1.0])
    assert quiet.any()  # a room's own noise, not digital zeros


def test_a_closed_microphone_hears_nothing() -> None:
    room = RehearsalRoom()
    room.open_microphone()
    assert isinstance(room.next(1.0), SoundHeard)
    room.close_microphone()
    assert happenings(room, 1.0) == []


def test_keys_and_calls_come_at_their_times_in_order() -> None:
    room = RehearsalRoom()
    called: list[float] = []
    room.later(2.0, KeyPressed("p"))
    room.later(1.0, lambda: called.append(room.now()))
    room.later(1.0, KeyPressed("r"))
    assert happenings(room, 3.0) == [KeyPressed("r"), KeyPressed("p")]
    assert called == [1.0]


def test_what_is_put_in_the_past_happens_now() -> None:
    room = RehearsalRoom()
    room.next(5.0)
    room.later(1.0, KeyPressed("p"))
    assert room.next(None) == KeyPressed("p")
    assert room.now() == 5.0


def test_work_comes_back_with_its_result_or_its_error() -> None:
    room = RehearsalRoom()
    good, bad = room.work(lambda: "words"), room.work(lambda: 1 / 0)
    done = [room.next(None), room.next(None)]
    assert sorted((each.id, each.result) for each in done if isinstance(each, WorkDone)) == [
        (good, "words"),
        (bad, None),
    ]
    assert {type(each.error) for each in done if isinstance(each, WorkDone)} == {type(None), ZeroDivisionError}


def test_where_nothing_will_ever_happen_the_room_is_closed() -> None:
    assert RehearsalRoom().next(None) == RoomClosed("end-of-input")


def test_an_interruption_closes_the_room_before_anything_else() -> None:
    room = RehearsalRoom()
    room.later(0.0, KeyPressed("p"))
    room.interrupt()
    assert room.next(None) == RoomClosed("interrupted")
