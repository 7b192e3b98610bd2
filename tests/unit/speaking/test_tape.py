"""The tape gives back what was put down, to 16 bits, and leaves no file behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from voice_guide.speaking.tape import CHUNK_SAMPLES, Tape


def test_stretches_come_back_in_any_order_and_in_bounded_chunks(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    chance = np.random.default_rng(1)
    told = [chance.uniform(-1, 1, size).astype(np.float32) for size in (10, 3 * CHUNK_SAMPLES + 7, 0, 500)]
    stretches = [tape.add(each) for each in told]
    for number in (3, 0, 2, 1):
        chunks = list(tape.read(stretches[number]))
        assert all(len(chunk) <= CHUNK_SAMPLES for chunk in chunks)
        back = np.concatenate([*chunks, np.zeros(0, np.float32)])
        assert len(back) == len(told[number])
        assert np.abs(back - told[number]).max(initial=0) < 1 / 32767
    tape.close()


def test_what_is_too_loud_is_cut_and_does_not_turn_over(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    stretch = tape.add(np.array([1.5, -1.5, 1.0], np.float32))
    assert np.allclose(np.concatenate(list(tape.read(stretch))), [1, -1, 1], atol=1e-4)
    tape.close()


def test_there_is_never_a_name_for_it(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    tape.add(np.ones(100, np.float32))
    assert list(tmp_path.iterdir()) == []
    tape.close()
    assert list(tmp_path.iterdir()) == []
