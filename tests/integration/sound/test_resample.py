"""A device's samples become chunks at the listening rate, and no sample's time is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest

from tests.integration.sound.signals import find, speechlike
from voice_guide.listening.resample import Chunker
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, SoundHeard

BEGAN = 5.0  # clock seconds of the first sample


def chunked(rate: int, seconds: float, block: int) -> list[SoundHeard]:
    said = speechlike(seconds, rate)
    chunker, chunks = Chunker(rate), []
    for start in range(0, len(said), block):
        piece = said[start : start + block]
        chunks += chunker.add(piece, BEGAN + (start + len(piece)) / rate)
    return chunks


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("block", [64, 441, 5_000])
def test_the_sound_is_whole_and_every_chunk_knows_when_it_was_heard(rate: int, block: int) -> None:
    chunks = chunked(rate, 2.0, block)
    heard = np.concatenate([chunk.samples for chunk in chunks])
    place, alike = find(speechlike(2.0, LISTENING_RATE)[: len(heard)], heard)
    assert place == 0
    assert alike > 0.98
    assert [chunk.at for chunk in chunks] == pytest.approx(
        [BEGAN + (index + 1) * CHUNK_SAMPLES / LISTENING_RATE for index in range(len(chunks))], abs=1e-6
    )
    assert all(len(chunk.samples) == CHUNK_SAMPLES and chunk.lost == 0 for chunk in chunks)


def test_what_is_lost_is_told_with_the_next_chunk_alone() -> None:
    chunker = Chunker(LISTENING_RATE)
    silence = np.zeros(CHUNK_SAMPLES, np.float32)
    chunker.lose(0.5)
    first = chunker.add(silence, 1.0)
    second = chunker.add(silence, 1.1)
    assert [chunk.lost for chunk in first + second] == [LISTENING_RATE // 2, 0]


def test_a_loss_of_unknown_length_still_counts() -> None:
    chunker = Chunker(LISTENING_RATE)
    chunker.lose(0.0)
    assert chunker.add(np.zeros(CHUNK_SAMPLES, np.float32), 1.0)[0].lost == 1
