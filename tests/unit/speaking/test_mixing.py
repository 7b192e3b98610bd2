"""What leaves the loudspeaker, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.ports import Played, Samples
from voice_guide.speaking.mixing import STOP_FADE_SECONDS, Mixer

RATE = 1_000
BLOCK = 10


class Loudspeaker:
    """Asks the mixer for block after block, as a device does, on a clock made of samples."""

    def __init__(self) -> None:
        self.mixer = Mixer(RATE)
        self.heard: list[Samples] = []
        self.played: list[Played] = []

    def run(self, blocks: int) -> None:
        for _ in range(blocks):
            block, ended = self.mixer.fill(BLOCK, len(self.heard) * BLOCK / RATE)
            self.heard.append(block.copy())
            self.played += ended

    @property
    def samples(self) -> Samples:
        return np.concatenate(self.heard)


def level(value: float, count: int) -> Samples:
    return np.full(count, value, np.float32)


def test_a_sound_is_played_whole_and_its_times_are_right() -> None:
    room = Loudspeaker()
    room.run(1)
    room.mixer.add(1, level(0.5, 25))
    room.run(4)
    assert np.flatnonzero(room.samples).tolist() == list(range(10, 35))
    assert [(sound.id, sound.started) for sound in room.played] == [(1, 0.010)]
    assert room.played[0].ended == pytest.approx(0.035)


def test_the_next_sound_follows_without_a_gap() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 15))
    room.mixer.add(2, level(0.25, 15))
    room.run(3)
    assert room.samples.tolist() == [0.5] * 15 + [0.25] * 15
    assert [(sound.id, sound.started) for sound in room.played] == [(1, 0.0), (2, 0.015)]
    assert [sound.ended for sound in room.played] == pytest.approx([0.015, 0.03])


def test_a_stop_fades_out_at_once_and_drops_what_waits() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 500))
    room.mixer.add(2, level(0.5, 500))
    room.run(5)
    room.mixer.stop()
    room.run(5)
    fade = room.samples[50 : 50 + round(STOP_FADE_SECONDS * RATE)]
    assert (np.diff(fade) <= 0).all()
    assert not room.samples[50 + len(fade) :].any()
    assert sorted(sound.id for sound in room.played) == [1, 2]
    assert next(sound for sound in room.played if sound.id == 1).ended == pytest.approx(0.050 + STOP_FADE_SECONDS)


def test_a_sound_stopped_before_it_began_is_never_heard() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 500))
    room.mixer.stop()
    room.run(3)
    assert not room.samples.any()
    assert [sound.id for sound in room.played] == [1]


def test_what_is_played_after_a_stop_is_heard_whole() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 500))
    room.run(2)
    room.mixer.stop()
    room.mixer.add(2, level(0.3, 20))
    room.run(4)
    assert (room.samples == np.float32(0.3)).sum() == 20


def test_an_empty_sound_has_an_end_too() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 0))
    room.run(1)
    assert [sound.id for sound in room.played] == [1]


def test_a_change_of_volume_has_no_step() -> None:
    room = Loudspeaker()
    room.mixer.add(1, level(0.5, 100))
    room.run(2)
    room.mixer.volume = 0.5
    room.run(3)
    assert room.samples[19] == 0.5
    assert np.abs(np.diff(room.samples)).max() < 0.05
    assert (room.samples[30:] == 0.25).all()


def test_a_stop_with_nothing_to_stop_is_nothing() -> None:
    room = Loudspeaker()
    room.mixer.stop()
    room.run(2)
    assert room.played == []
