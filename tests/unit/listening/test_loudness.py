"""Soft voices are made louder for the model that looks for voices, loud ones are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.listening.loudness import LOUDEST, MOST, Loudness
from voice_guide.ports import CHUNK_SAMPLES, Samples


def chunk(peak: float) -> Samples:
    return (peak * np.sin(np.arange(CHUNK_SAMPLES))).astype(np.float32)


@pytest.mark.parametrize(("peak", "gain"), [(0.01, MOST), (0.2, LOUDEST / 0.2), (0.5, 1.0), (0.9, 1.0)])
def test_a_chunk_is_made_louder_up_to_a_bound(peak: float, gain: float) -> None:
    assert np.abs(Loudness().louder(chunk(peak))).max() == pytest.approx(gain * peak, rel=0.02)


def test_after_a_loud_voice_the_next_words_are_not_made_louder_at_once() -> None:
    loudness = Loudness()
    loudness.louder(chunk(0.5))
    assert np.abs(loudness.louder(chunk(0.05))).max() < 0.06
    for _ in range(300):
        loudness.louder(chunk(0.0))
    assert np.abs(loudness.louder(chunk(0.05))).max() > 0.15


def test_zeros_stay_zeros() -> None:
    assert not Loudness().louder(chunk(0.0)).any()
