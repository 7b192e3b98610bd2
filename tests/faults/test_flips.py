"""A flipped bit drops no answer in silence, and verify names what is lost. The long form is ``scripts/bench safety flips``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.flips import Flips

pytestmark = pytest.mark.slow


def test_one_flipped_bit_is_noticed_or_harmless_and_what_it_costs_is_named(tmp_path: Path) -> None:
    flips = Flips.of_new_vault(tmp_path, answers=50)
    chance = random.Random(11)
    tried = [flips.flip(byte, chance.randrange(8)) for byte in flips.places(160, chance)]
    assert {each.opened for each in tried} <= {"noticed", "harmless"}
    assert sum(each.opened == "noticed" for each in tried) > 120
    assert all(each.all_named for each in tried)
    assert 0 < max(each.lost for each in tried) <= 20
