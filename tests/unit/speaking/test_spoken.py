"""What is written, and what is said."""

from __future__ import annotations

import pytest

from voice_guide.languages import Language
from voice_guide.speaking.spoken import sentences, spoken_text

VOICE = Language.load("en").voice


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("What would it look /feel like?", "What would it look or feel like?"),
        ("thoughts/feelings", "thoughts or feelings"),
        ("Mum & Dad", "Mum and Dad"),
        ("open 24/7", "open 24/7"),
        ("half is 1/2", "half is 1/2"),
        ("nothing   to\nchange", "nothing to change"),
        ("", ""),
    ],
)
def test_signs_become_words(written: str, said: str) -> None:
    assert spoken_text(written, VOICE) == said


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("Hello. What happened?", ["Hello.", "What happened?"]),
        ("Mrs Ellis and Mr. Hall came. They sat down.", ["Mrs Ellis and Mr. Hall came.", "They sat down."]),
        ("Well... take your time!", ["Well...", "take your time!"]),
        ('You said: "No." Is that right?', ['You said: "No."', "Is that right?"]),
        ("It costs 2.50 in all", ["It costs 2.50 in all"]),
        ("네. 알겠습니다.", ["네.", "알겠습니다."]),
        ("   ", []),
    ],
)
def test_a_prompt_is_said_sentence_by_sentence(prompt: str, said: list[str]) -> None:
    assert sentences(prompt, VOICE["abbreviations"]) == said


def test_a_short_no_is_a_sentence_of_its_own() -> None:
    assert sentences("You said no. No. Is that right?", VOICE["abbreviations"]) == [
        "You said no.",
        "No.",
        "Is that right?",
    ]
