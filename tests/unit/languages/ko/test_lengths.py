"""Korean: what names a length of time, and what is asked about once more."""

from __future__ import annotations

import pytest

from voice_guide.dialogue.meaning import Meaning
from voice_guide.languages import Language

MEANING = Meaning(Language.load("ko"))


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("이십 분", 20),
        ("20분이요", 20),
        ("이십", 20),
        ("30", 30),
        ("삼십 분 정도 요", 30),
        ("저희는 사십오 분 정도면 될 것 같아요", 45),
        ("이십이 분", 22),
        ("오 분만요", 5),
        ("한 시간", 60),
        ("네, 한 시간이요", 60),
        ("네 시간", 240),
        ("한 시간 반", 90),
        ("한 시간 이십 분", 80),
        ("반 시간", 30),
        ("한 20분쯤", 20),
        ("0분", 0),
    ],
)
def test_a_length_is_known(said: str, minutes: int) -> None:
    assert MEANING.minutes(said) == minutes


@pytest.mark.parametrize(
    "said",
    [
        "두 분",
        "이 분이요",
        "두 분이 오세요",
        "시간이 없어요",
        "시간이요",
        "끝날 때까지요",
        "네",
        "오",
        "한",
        "1",
        "한 사람이 십 분씩",
        "십 분 쉬고 싶어요",
        "",
    ],
)
def test_anything_else_is_asked_about_once_more(said: str) -> None:
    assert MEANING.minutes(said) is None
