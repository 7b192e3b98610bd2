"""Where somebody spoke and the engine wrote nothing."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from voice_guide.events import Word
from voice_guide.listening.holes import holes
from voice_guide.ports import LISTENING_RATE, Samples


class LoudIsVoice:
    """A voice activity for tests: what is loud is a voice."""

    def probability(self, chunk: Samples) -> float:
        return 1.0 if np.abs(chunk).max() > 0.1 else 0.0

    def reset(self) -> None:
        """Nothing to forget."""


def sound(seconds: float, *voices: tuple[float, float]) -> Samples:
    """Silence with loud stretches (from, to) in it, in seconds."""
    samples = np.zeros(round(seconds * LISTENING_RATE), np.float32)
    for begins, ends in voices:
        samples[round(begins * LISTENING_RATE) : round(ends * LISTENING_RATE)] = 0.5
    return samples


def found(heard: Samples, *words: Word) -> list[tuple[float, float]]:
    return [(hole.first / LISTENING_RATE, hole.end / LISTENING_RATE) for hole in holes(heard, words, LoudIsVoice())]


def word(start: float, end: float) -> Word:
    return Word("word", start, end, 0.9)


def test_a_pause_for_thought_is_no_hole() -> None:
    assert found(sound(10, (0, 1), (9, 10)), word(0.2, 0.8), word(9.2, 9.8)) == []


def test_a_hesitation_is_no_hole() -> None:
    assert found(sound(10, (0, 1), (4, 6), (9, 10)), word(0.2, 0.8), word(9.2, 9.8)) == []


def test_a_skipped_sentence_is_found() -> None:
    [hole] = found(sound(10, (0, 10)), word(0.2, 0.8), word(9.2, 9.8))
    assert hole == pytest.approx((0.8, 9.2))


def test_a_skipped_beginning_and_end_are_found() -> None:
    assert len(found(sound(20, (0, 20)), word(9.0, 9.5))) == 2


def test_a_word_stretched_over_what_was_skipped_does_not_hide_it() -> None:
    together = found(sound(12, (1, 12)), word(1.0, 11.0), word(11.0, 12.0))
    assert sum(ends - begins for begins, ends in together) > 9


def test_no_sound_is_in_two_holes() -> None:
    together = found(sound(15, (0, 15)), word(0.0, 5.0), word(5.0, 10.0), word(10.0, 15.0))
    assert together
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(together))


def test_no_words_at_all_is_one_hole() -> None:
    assert found(sound(8, (1, 7))) == [(0.0, 8.0)]
    assert found(sound(8)) == []
