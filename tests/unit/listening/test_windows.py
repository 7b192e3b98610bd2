"""Where a long answer is cut for an engine that hears 30 s at a time."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.listening.windows import Window, halves, loudest, windows
from voice_guide.ports import LISTENING_RATE, Samples


def talk(seconds: float, *, pauses: tuple[tuple[float, float], ...] = ()) -> Samples:
    """Noise as loud as a voice, with silences (from, to) in it, in seconds."""
    sound = np.random.default_rng(7).normal(0, 0.1, round(seconds * LISTENING_RATE)).astype(np.float32)
    for begins, ends in pauses:
        sound[round(begins * LISTENING_RATE) : round(ends * LISTENING_RATE)] = 0
    return sound


def test_a_short_answer_is_one_window() -> None:
    assert windows(talk(20), window_seconds=28) == [Window(0, 20 * LISTENING_RATE)]
    assert windows(talk(0)) == []


def test_a_long_answer_is_cut_inside_a_pause() -> None:
    first, second = windows(talk(45, pauses=((22.0, 23.0),)), window_seconds=28)
    assert 22.0 < first.end / LISTENING_RATE < 23.0
    assert second.first == first.end


def test_a_minute_without_a_pause_is_cut_all_the_same() -> None:
    found = windows(talk(60), window_seconds=28)
    assert all(window.seconds <= 28 for window in found)
    assert found[-1].end == 60 * LISTENING_RATE


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100 * LISTENING_RATE), st.floats(5, 29))
def test_nothing_is_left_out_and_nothing_is_in_two_windows(length: int, longest: float) -> None:
    sound = np.zeros(length, np.float32)
    found = windows(sound, window_seconds=longest)
    assert sum(window.end - window.first for window in found) == length
    assert all(before.end == after.first for before, after in itertools.pairwise(found))
    assert all(0 < window.seconds <= longest for window in found)


def test_halves_meet_in_the_quietest_place() -> None:
    sound = talk(12, pauses=((5.0, 5.6), (1.0, 2.0)))
    left, right = halves(sound, Window(0, len(sound)))
    assert 5.0 < left.end / LISTENING_RATE < 5.6
    assert (left.first, left.end, right.end) == (0, right.first, len(sound))


def test_loudness_is_that_of_the_loudest_moment() -> None:
    sound = np.zeros(LISTENING_RATE, np.float32)
    assert loudest(sound) == 0
    sound[5_120:5_632] = 0.5
    assert loudest(sound) == pytest.approx(0.5)
    assert loudest(np.zeros(0, np.float32)) == 0
