"""What a device loses in silence is noticed; blocks that are only late are not."""

from __future__ import annotations

import random

from voice_guide.listening.gaps import Gaps

BLOCK = 0.01


def lost(*, gap_at: float | None = None, gap: float = 0.2, drift: float = 0.0, told: bool = False) -> float:
    gaps, chance, found, away = Gaps(), random.Random(3), 0.0, 0.0
    for number in range(1, 2101):
        heard_at = number * BLOCK * (1 + drift)
        if gap_at is not None and away == 0.0 and heard_at >= gap_at:
            away = gap
            if told:
                gaps.told(gap)
        late = 0.3 if chance.random() < 0.05 else chance.uniform(0, 0.01)
        found += gaps.take(BLOCK, heard_at + away + late)
    return found


def test_late_blocks_are_no_loss() -> None:
    assert lost() == 0.0


def test_a_clock_that_drifts_is_no_loss() -> None:
    assert lost(drift=0.0003) == 0.0


def test_a_gap_is_noticed_with_its_length() -> None:
    assert abs(lost(gap_at=4.2) - 0.2) < 0.02


def test_a_gap_that_the_device_told_of_is_not_counted_twice() -> None:
    assert lost(gap_at=4.2, told=True) == 0.0
