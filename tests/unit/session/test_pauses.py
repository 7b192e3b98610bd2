"""Pauses that are put inside a made-up answer: nothing of it is lost, and each falls at a quiet point."""

from __future__ import annotations

import numpy as np

from voice_guide.ports import LISTENING_RATE, Samples
from voice_guide.session.participant import with_pauses

SECOND = LISTENING_RATE


def two_words() -> Samples:
    """Half a second of sound, a tenth of quiet, half a second of sound."""
    word = np.full(SECOND // 2, 0.5, np.float32)
    return np.concatenate([word, np.zeros(SECOND // 10, np.float32), word])


def test_without_pauses_the_sound_is_as_it_was() -> None:
    assert with_pauses(two_words(), ()) is not None
    assert np.array_equal(with_pauses(two_words(), ()), two_words())


def test_a_pause_falls_between_the_words_and_takes_nothing_away() -> None:
    paused = with_pauses(two_words(), (2.0,))
    assert len(paused) == len(two_words()) + 2 * SECOND
    loud = np.flatnonzero(paused)
    gaps = np.diff(loud)
    assert (gaps > 1).sum() == 1  # one gap: no word was cut
    assert gaps.max() == 2 * SECOND + SECOND // 10 + 1
    assert len(loud) == np.count_nonzero(two_words())


def test_several_pauses_come_in_order_and_all_sound_is_kept() -> None:
    noise = np.random.default_rng(1).uniform(0.1, 0.5, 3 * SECOND).astype(np.float32)
    paused = with_pauses(noise, (1.0, 0.5, 0.25))
    assert np.array_equal(paused[paused != 0], noise)
    loud = np.flatnonzero(paused)
    gaps = np.diff(loud)
    assert [int(gap) - 1 for gap in gaps if gap > 1] == [SECOND, SECOND // 2, SECOND // 4]


def test_a_sound_too_short_to_be_parted_is_left_alone() -> None:
    short = np.full(SECOND // 10, 0.5, np.float32)
    assert np.array_equal(with_pauses(short, (2.0,)), short)
