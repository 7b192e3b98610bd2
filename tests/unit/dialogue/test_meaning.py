"""A yes is only a yes when a no is far from it."""

from __future__ import annotations

import pytest

from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Reading, Utterance
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

MEANING = Meaning(Language.load("en"))


def heard(*readings: tuple[str, float]) -> Utterance:
    return Utterance("agree:Jo", readings[0][0], readings=tuple(Reading(*reading) for reading in readings))


def test_a_clear_yes() -> None:
    assert MEANING.answer(heard(("Yes.", -0.4), ("Yes?", -1.4), ("No.", -2.5))) is Answer.YES


@pytest.mark.parametrize("first", ["Yeah.", "No."])
def test_a_yes_beside_a_no_is_neither(first: str) -> None:
    second = "No." if first == "Yeah." else "Yep."
    assert MEANING.answer(heard((first, -1.23), (second, -1.39))) is Answer.OTHER


def test_without_other_readings_the_words_decide() -> None:
    assert MEANING.answer(Utterance("agree:Jo", "no thank you")) is Answer.NO


@pytest.mark.parametrize("text", ["he came in late and", "because of the", "I was, um"])
def test_an_answer_that_hangs(text: str) -> None:
    assert MEANING.hangs(text)


@pytest.mark.parametrize("text", ["he came in late", "", "that is all I know."])
def test_an_answer_that_is_whole(text: str) -> None:
    assert not MEANING.hangs(text)
