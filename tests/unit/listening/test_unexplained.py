"""An echo is explained by what was played, wherever it comes from; a voice beside it is not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voice_guide.listening.echo import DELAY_SAMPLES, EchoCanceller
from voice_guide.listening.unexplained import LEARNT_CHUNKS, Unexplained
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples

SECONDS = 8
QUIET = 0.0003


def syllables(seed: int, seconds: float = SECONDS) -> Samples:
    """Noise that swells and fades like speech, in bands that change."""
    random = np.random.default_rng(seed)
    pieces: list[npt.NDArray[np.float64]] = []
    while sum(map(len, pieces)) < seconds * LISTENING_RATE:
        length = int(random.uniform(0.08, 0.25) * LISTENING_RATE)
        hertz = random.uniform(200, 3000)
        time = np.arange(length) / LISTENING_RATE
        tone = np.sin(2 * np.pi * hertz * time) + 0.3 * random.normal(size=length)
        pieces += [0.2 * np.hanning(length) * tone, np.zeros(int(random.uniform(0.02, 0.1) * LISTENING_RATE))]
    return np.concatenate(pieces)[: round(seconds * LISTENING_RATE)].astype(np.float32)


def echo_of(played: Samples, seconds: float) -> Samples:
    late = round(seconds * LISTENING_RATE)
    heard = 0.5 * np.concatenate([np.zeros(late, np.float32), played])[: len(played)]
    return (heard + np.random.default_rng(9).normal(0, QUIET, len(heard))).astype(np.float32)


def shares(near: Samples, far: Samples) -> list[float]:
    ends = range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES)
    told = Unexplained()
    return [told.hear(near[i : i + CHUNK_SAMPLES], far[i : i + CHUNK_SAMPLES]) for i in ends]


def test_an_echo_is_explained_and_stays_so_when_its_way_slips() -> None:
    far = syllables(1)
    half = len(far) // 2
    near = np.concatenate([echo_of(far, 0.1)[:half], echo_of(far, 0.14)[half:]])
    later = shares(near, far)[LEARNT_CHUNKS // 2 :]
    assert np.mean(later) < 0.03
    assert max(np.convolve(later, np.ones(3) / 3)) < 0.1


def test_a_voice_over_an_echo_is_not_explained() -> None:
    far = syllables(1)
    near = echo_of(far, 0.1)
    voice = syllables(2, 1.0)
    begins = 6 * LISTENING_RATE
    near[begins : begins + len(voice)] += 2 * voice
    found = shares(near, far)
    first = begins // CHUNK_SAMPLES
    assert np.mean(found[first : first + 20]) > 0.2


def test_the_canceller_takes_the_echo_and_leaves_a_voice_alone_where_nothing_plays() -> None:
    far = np.concatenate([syllables(1), np.zeros(2 * LISTENING_RATE, np.float32)])
    near = echo_of(far, 0.1)
    voice = syllables(2, 0.5)
    begins = len(near) - len(voice) - DELAY_SAMPLES - CHUNK_SAMPLES
    near[begins : begins + len(voice)] += voice
    canceller, out, told = EchoCanceller(), [], []
    for i in range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        cleaned = canceller.process(near[i : i + CHUNK_SAMPLES], far[i : i + CHUNK_SAMPLES])
        out.append(cleaned.samples)
        told.append(cleaned.unexplained)
    heard = np.concatenate(out)
    learnt = slice(4 * LISTENING_RATE, SECONDS * LISTENING_RATE)
    assert np.linalg.norm(heard[learnt]) < 0.1 * np.linalg.norm(near[learnt])
    assert np.allclose(heard[begins + DELAY_SAMPLES :][: len(voice)], near[begins:][: len(voice)], atol=1e-4)
    assert told[0] == 0.0  # nothing learnt yet: it might all be echo
    assert told[-1] == 1.0
