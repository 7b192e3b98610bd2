"""The soft tones keep to what is comfortable: 75-150 ms, 750-1250 Hz, no click, softer than the voice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from voice_guide.ports import Sound
from voice_guide.speaking.earcons import closed_tone, part_tone, silence_cue, turn_tone

RATES = (16_000, 22_050, 44_100, 48_000)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("make", [turn_tone, silence_cue])
def test_one_tone_has_the_right_length_and_pitch(make: Callable[[int], Sound], rate: int) -> None:
    tone = make(rate)
    assert 0.075 <= tone.seconds <= 0.150
    spectrum = np.abs(np.fft.rfft(tone.samples))
    assert 750 <= np.argmax(spectrum) * rate / len(tone.samples) <= 1250


@pytest.mark.parametrize("make", [turn_tone, silence_cue, closed_tone, part_tone])
def test_it_is_soft_and_does_not_click(make: Callable[[int], Sound]) -> None:
    samples = make(48_000).samples
    assert np.abs(samples).max() < 0.25
    assert np.abs(samples[:48]).max() < 0.005
    assert np.abs(samples[-48:]).max() < 0.005


@pytest.mark.parametrize("rate", RATES)
def test_the_tone_of_a_new_part_is_below_those_that_are_to_be_answered(rate: int) -> None:
    tone = part_tone(rate)
    assert np.argmax(np.abs(np.fft.rfft(tone.samples, rate))) < 600
    assert np.abs(tone.samples).max() < np.abs(turn_tone(rate).samples).max()


def test_the_cue_is_softer_than_the_turn_tone() -> None:
    assert np.abs(silence_cue(48_000).samples).max() < np.abs(turn_tone(48_000).samples).max()
