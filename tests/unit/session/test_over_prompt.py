"""A voice over a prompt makes it quiet, then stops it; a click does neither."""

from __future__ import annotations

import numpy as np

from voice_guide.ports import CHUNK_SAMPLES, Samples, SoundHeard
from voice_guide.session.over_prompt import DUCK_CHUNKS, STOP_CHUNKS, Over, OverPrompt


class Told:
    """Voice activity that is told what to say."""

    def __init__(self, *probabilities: float) -> None:
        self._probabilities = list(probabilities)

    def probability(self, chunk: Samples) -> float:
        return self._probabilities.pop(0)

    def reset(self) -> None:
        """It remembers nothing."""


def hear(*probabilities: float) -> tuple[list[Over], OverPrompt]:
    over = OverPrompt(Told(*probabilities))
    chunk = np.zeros(CHUNK_SAMPLES, np.float32)
    return [over.hear(SoundHeard(chunk, 0.032 * (n + 1))) for n in range(len(probabilities))], over


def test_a_voice_ducks_then_stops() -> None:
    found, over = hear(0.1, *[0.9] * STOP_CHUNKS)
    assert found[DUCK_CHUNKS] is Over.MAYBE
    assert found[-1] is Over.VOICE
    assert abs(over.spoken().onset_at - 0.032) < 1e-6
    assert len(over.spoken().chunks) == STOP_CHUNKS + 1


def test_a_click_does_nothing() -> None:
    found, _ = hear(0.9, 0.9, 0.1, 0.9, 0.9, 0.1)
    assert set(found) == {Over.NOTHING}


def test_a_soft_syllable_in_a_voice_does_not_end_it() -> None:
    found, _ = hear(*([0.9] * (STOP_CHUNKS - 1)), 0.4)
    assert found[-1] is Over.VOICE
