"""What `check` says of a recording."""

from __future__ import annotations

import numpy as np
import pytest

from tests.integration.sound.signals import Samples, tone
from voice_guide.listening.level import Judgement, measure
from voice_guide.ports import LISTENING_RATE


def room(noise_db: float, speech_db: float | None = None, seconds: float = 3.0) -> Samples:
    """A noisy room in which somebody speaks in the middle third."""
    count = round(seconds * LISTENING_RATE)
    noise = np.random.default_rng(1).normal(0, 10 ** (noise_db / 20), count)
    if speech_db is not None:
        third = count // 3
        speech = tone(300, third / LISTENING_RATE, LISTENING_RATE, 10 ** (speech_db / 20) * np.sqrt(2))
        noise[third : third + len(speech)] += speech
    return np.clip(noise, -1, 1).astype(np.float32)


@pytest.mark.parametrize(
    ("recording", "said"),
    [
        (room(-60, -25), Judgement.GOOD),
        (room(-60), Judgement.ONLY_NOISE),
        (room(-75, -52), Judgement.QUIET),
        (room(-36, -24), Judgement.NOISY),
        (room(-60, 12), Judgement.TOO_LOUD),
        (np.zeros(LISTENING_RATE, np.float32), Judgement.ZEROS),
        (np.zeros(0, np.float32), Judgement.ZEROS),
    ],
)
def test_a_recording_is_judged(recording: Samples, said: Judgement) -> None:
    assert measure(recording, LISTENING_RATE).judgement is said


def test_levels_are_in_db_of_full_scale() -> None:
    level = measure(room(-60, -25), LISTENING_RATE)
    assert level.speech_db == pytest.approx(-25, abs=1)
    assert level.noise_db == pytest.approx(-60, abs=1)
