"""A voice over a prompt makes it quiet, then stops it; a click does neither, and nor does the prompt's own echo."""

from __future__ import annotations

import numpy as np

from voice_guide.ports import CHUNK_SAMPLES, Samples, SoundHeard
from voice_guide.session.over_prompt import DUCK_CHUNKS, LONG_CHUNKS, SURE_CHUNKS, Over, OverPrompt


class Told:
    """Voice activity that is told what to say."""

    def __init__(self, *probabilities: float) -> None:
        self._probabilities = list(probabilities)

    def probability(self, chunk: Samples) -> float:
        return self._probabilities.pop(0)

    def reset(self) -> None:
        """It remembers nothing."""


def hear(*probabilities: float, unexplained: float = 1.0) -> tuple[list[Over], OverPrompt]:
    over = OverPrompt(Told(*probabilities))
    chunk = np.zeros(CHUNK_SAMPLES, np.float32)
    heard = [SoundHeard(chunk, 0.032 * (n + 1), unexplained=unexplained) for n in range(len(probabilities))]
    return [over.hear(one) for one in heard], over


def test_a_voice_ducks_then_stops() -> None:
    found, over = hear(0.1, *[0.9] * SURE_CHUNKS)
    assert found[DUCK_CHUNKS] is Over.MAYBE
    assert found[-1] is Over.VOICE
    assert abs(over.spoken().onset_at - 0.032) < 1e-6
    assert len(over.spoken().chunks) == SURE_CHUNKS + 1


def test_a_click_stops_nothing() -> None:
    found, _ = hear(0.9, 0.1, 0.5, 0.9, 0.1)
    assert Over.VOICE not in found
    assert found[-1] is Over.NOTHING


def test_a_soft_voice_stops_it_when_it_goes_on() -> None:
    found, _ = hear(0.5, *[0.4] * (LONG_CHUNKS - 1))
    assert found[-2] is Over.MAYBE
    assert found[-1] is Over.VOICE


def test_an_echo_is_nobody_however_much_it_sounds_like_speech() -> None:
    found, _ = hear(*[0.95] * 30, unexplained=0.03)
    assert set(found) == {Over.NOTHING}
