"""One channel of a rehearsal: what is put down at a time is there at that time, and nowhere else."""

from __future__ import annotations

import stat
from pathlib import Path

import numpy as np
import soundfile

from voice_guide.ports import LISTENING_RATE, Sound
from voice_guide.session.tracks import Track, at_listening_rate


def tone(seconds: float, level: float = 0.25, rate: int = LISTENING_RATE) -> Sound:
    return Sound(np.full(round(seconds * rate), level, np.float32), rate)


def test_a_sound_is_where_it_was_put_and_silence_is_around_it() -> None:
    track = Track()
    assert track.put(tone(0.5), at=1.0) == 1.5
    assert track.end == 1.5
    taken = track.take(LISTENING_RATE - 10, LISTENING_RATE)
    assert not taken[:10].any()
    assert (taken[10 : 10 + LISTENING_RATE // 2] == 0.25).all()
    assert not taken[10 + LISTENING_RATE // 2 :].any()


def test_sounds_at_one_time_are_heard_together() -> None:
    track = Track()
    track.put(tone(1.0), at=0.0)
    track.put(tone(0.5, level=0.5), at=0.25)
    taken = track.take(0, LISTENING_RATE)
    assert taken[0] == 0.25
    assert taken[LISTENING_RATE // 2] == 0.75
    assert taken[-1] == 0.25


def test_a_cut_silences_everything_from_then_on() -> None:
    track = Track()
    track.put(tone(1.0), at=0.0)
    track.put(tone(1.0), at=2.0)
    track.cut(0.5)
    assert track.end == 0.5
    assert not track.take(LISTENING_RATE // 2, 4 * LISTENING_RATE).any()


def test_other_rates_are_brought_to_the_listening_rate() -> None:
    assert len(at_listening_rate(tone(0.5, rate=48_000))) == LISTENING_RATE // 2
    assert Track().put(tone(0.5, rate=22_050), at=1.0) == 1.5


def test_the_file_holds_the_track_and_is_private(tmp_path: Path) -> None:
    track, path = Track(), tmp_path / "track.wav"
    track.keep_in(path)
    track.put(tone(0.5, level=1.5), at=0.5)
    track.forget(0.7)
    track.put(tone(0.5), at=1.5)
    track.close()
    samples, rate = soundfile.read(path)
    assert (rate, len(samples)) == (LISTENING_RATE, 2 * LISTENING_RATE)
    assert not samples[: LISTENING_RATE // 2].any()
    assert samples[LISTENING_RATE // 2 :][: LISTENING_RATE // 2].any()
    assert not samples[LISTENING_RATE : LISTENING_RATE * 3 // 2].any()
    assert samples.max() <= 1.0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_has_passed_takes_no_memory() -> None:
    track = Track()
    for second in range(100):
        track.forget(second - 10)
        track.put(tone(0.5), at=second)
    assert track.end == 99.5
    assert not track.take(50 * LISTENING_RATE, 100).any()
    assert track.take(95 * LISTENING_RATE, 100).any()
