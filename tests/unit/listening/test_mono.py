"""Whatever a device delivers, one clean channel comes of it."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.listening.mono import Mono
from voice_guide.ports import Samples

RATE = 16_000


def voice(seconds: float = 2.0) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)


def taken(sound: Samples) -> Samples:
    mono = Mono(RATE)
    return np.concatenate([mono.take(sound[i : i + 160]) for i in range(0, len(sound), 160)])


def level(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


def test_one_channel_is_given_back_as_it_is() -> None:
    assert np.allclose(taken(voice()[:, None]), voice(), atol=0.02)


@pytest.mark.parametrize("channels", [2, 8])
def test_empty_channels_do_not_make_a_voice_quiet(channels: int) -> None:
    sound = np.zeros((2 * RATE, channels), np.float32)
    sound[:, -1] = voice()
    assert level(taken(sound)) > 0.95 * level(voice())


def test_two_microphones_wired_against_each_other_do_not_silence_a_voice() -> None:
    assert level(taken(np.stack([voice(), -voice()], axis=1))) > 0.95 * level(voice())


def test_a_little_more_noise_in_the_other_channel_changes_nothing() -> None:
    random = np.random.default_rng(1)
    both = np.stack([voice(), voice() + random.normal(0, 0.1, 2 * RATE).astype(np.float32)], axis=1)
    assert np.allclose(taken(both), voice(), atol=0.02)


def test_a_constant_shift_is_taken_out() -> None:
    out = taken(voice()[:, None] + np.float32(0.4))
    assert abs(float(out.mean())) < 0.01
    assert abs(level(out) - level(voice())) < 0.01


def test_what_is_no_number_becomes_silence() -> None:
    sound = voice()[:, None].copy()
    sound[100:120] = np.nan
    sound[500] = np.inf
    assert np.isfinite(taken(sound)).all()


def test_an_empty_block_is_no_fault() -> None:
    assert len(Mono(RATE).take(np.zeros((0, 2), np.float32))) == 0
