"""How long: what names a length, and what is asked about once more."""

from __future__ import annotations

import pytest

from voice_guide.languages import Language
from voice_guide.understanding.durations import Durations

ENGLISH = Durations(Language.load("en"))


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("twenty minutes", 20),
        ("20", 20),
        ("Twenty-five minutes, please.", 25),
        ("about half an hour", 30),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("an hour", 60),
        ("one hour", 60),
        ("we'd like an hour and a half", 90),
        ("one hour and twenty minutes", 80),
        ("2 hours", 120),
        ("1.5 hours", 90),
        ("ninety minutes", 90),
        ("just a minute", 1),
        ("an hour and twenty minutes", 80),
        ("0 minutes", 0),
    ],
)
def test_a_length_is_known(said: str, minutes: int) -> None:
    assert ENGLISH.minutes(said) == minutes


@pytest.mark.parametrize(
    "said",
    [
        "", "yes", "no", "as long as it takes", "not twenty minutes", "ten or fifteen minutes", "twenty people", "and", "an",
        "twenty minutes after he left", "minutes", "the second hour", "twenty twenty minutes", "five to ten", "99999 hours",
        "until three o'clock", "one two three", "it was an hour before she came",
    ],
)  # fmt: skip
def test_anything_else_is_not(said: str) -> None:
    assert ENGLISH.minutes(said) is None
