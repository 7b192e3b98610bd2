"""Sentences become one prompt that starts at once."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.ports import Sound
from voice_guide.speaking.joining import EDGE_SECONDS, SENTENCE_PAUSE_SECONDS, joined, trimmed

RATE = 10_000


def sentence(*, before: float = 0.0, loud: float = 1.0, after: float = 0.0) -> Sound:
    parts = [np.zeros(round(before * RATE)), np.full(round(loud * RATE), 0.5), np.zeros(round(after * RATE))]
    return Sound(np.concatenate(parts).astype(np.float32), RATE)


def test_silence_at_the_ends_goes() -> None:
    assert trimmed(sentence(before=0.3, loud=1.0, after=0.4)).seconds == pytest.approx(
        1.0 + 2 * EDGE_SECONDS, abs=0.001
    )


def test_a_pause_inside_stays() -> None:
    inside = joined([sentence(loud=0.2), sentence(loud=0.2)], pause_seconds=0.3)
    assert trimmed(inside).seconds == pytest.approx(0.7)


def test_nothing_but_silence_is_an_empty_sound() -> None:
    assert len(trimmed(sentence(loud=0.0, after=1.0)).samples) == 0


def test_sentences_are_half_a_second_apart() -> None:
    prompt = joined([sentence(), sentence()])
    quiet = np.flatnonzero(prompt.samples == 0)
    assert len(quiet) / RATE == pytest.approx(SENTENCE_PAUSE_SECONDS)
    assert prompt.samples[0] > 0
    assert prompt.samples[-1] > 0
