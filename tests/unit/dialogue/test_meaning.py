"""A yes is only a yes when a no is far from it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Expected, Reading, Utterance
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

MEANING = Meaning(Language.load("en"))


def heard(*readings: tuple[str, float], expecting: Sequence[tuple[str, float]] = ()) -> Utterance:
    told = tuple(Reading(*reading, expecting=Expected.YES_NO) for reading in expecting)
    return Utterance("agree:Jo", readings[0][0], readings=(*(Reading(*reading) for reading in readings), *told))


def test_a_clear_yes() -> None:
    assert MEANING.answer(heard(("Yes.", -0.4), ("Yes?", -1.4), ("No.", -2.5))) is Answer.YES


@pytest.mark.parametrize("first", ["Yeah.", "No."])
def test_a_yes_beside_a_no_is_neither(first: str) -> None:
    second = "No." if first == "Yeah." else "Yep."
    assert MEANING.answer(heard((first, -1.23), (second, -1.39))) is Answer.OTHER


def test_a_no_may_be_heard_only_where_it_is_expected() -> None:
    said = heard(("Lord, thanks.", -0.8), ("Hello, thanks.", -1.0), expecting=[("No, thanks.", -0.3)])
    assert MEANING.answer(said) is Answer.NO


def test_a_yes_only_where_it_is_expected_is_none() -> None:
    said = heard(("Seven.", -0.8), ("Heaven.", -1.0), expecting=[("Definitely.", -0.3)])
    assert MEANING.answer(said) is Answer.OTHER


def test_a_yes_is_heard_both_ways() -> None:
    said = heard(("Yes, leave.", -0.8), ("Yes, please.", -1.0), expecting=[("Yes, please.", -0.3)])
    assert MEANING.answer(said) is Answer.YES
    assert MEANING.answer(heard(("Yeah.", -1.0), expecting=[("Got it.", -0.5)])) is Answer.OTHER


def test_a_doubt_that_is_nearly_the_best_both_ways_is_one() -> None:
    here = [("I'm not here.", -0.3), ("I'm not sure.", -0.5)]
    assert MEANING.answer(heard(*here, expecting=here)) is Answer.UNSURE
    assert MEANING.answer(heard(*here, expecting=[("I'm not here.", -0.3), ("I'm not sure.", -0.9)])) is Answer.OTHER
    assert MEANING.answer(heard(*here, ("No.", -0.5), expecting=here)) is Answer.OTHER
    assert MEANING.answer(heard(*here)) is Answer.OTHER


def test_what_is_heard_one_way_and_the_other_is_neither() -> None:
    assert MEANING.answer(heard(("Yeah.", -1.0), expecting=[("Nah.", -0.5), ("Yeah.", -0.9)])) is Answer.OTHER
    assert MEANING.answer(heard(("No.", -1.0), expecting=[("Yeah.", -0.5), ("No.", -0.9)])) is Answer.OTHER


def test_without_other_readings_the_words_decide() -> None:
    assert MEANING.answer(Utterance("agree:Jo", "no thank you")) is Answer.NO


@pytest.mark.parametrize("text", ["he came in late and", "because of the", "I was, um"])
def test_an_answer_that_hangs(text: str) -> None:
    assert MEANING.hangs(text)


@pytest.mark.parametrize("text", ["he came in late", "", "that is all I know."])
def test_an_answer_that_is_whole(text: str) -> None:
    assert not MEANING.hangs(text)


def misheard(text: str, expected: str, score: float = -0.1) -> Utterance:
    """An answer in one's own words, and how it sounds to an engine that expects a command."""
    return Utterance("wh-today", text, readings=(Reading(expected, score, Expected.COMMAND),))


def test_a_command_that_is_heard_where_one_is_expected_is_asked_about() -> None:
    found = MEANING.steering(misheard("Hello there, please.", "Slower, please."))
    assert (found.command, found.ask) == ("answer", "slower")


@pytest.mark.parametrize(
    "said",
    [
        misheard("I don't understand him.", "I don't understand."),  # more words were heard than the command has
        misheard("House.", "Help.", score=-0.61),  # not surely heard
        misheard("Leela loves Japan.", "Leela loves Japan."),
        Utterance("wh-today", "Hello there, please."),
        Utterance("wh-today", "Hello there, please.", readings=(Reading("Slower, please.", -0.1),)),
    ],
)
def test_other_answers_are_not_asked_about(said: Utterance) -> None:
    found = MEANING.steering(said)
    assert (found.command, found.ask) == ("answer", None)


def test_what_was_heard_as_a_command_is_not_heard_as_another() -> None:
    assert MEANING.steering(misheard("Louder.", "Slower.")).command == "louder"


def test_a_weighty_command_has_to_be_heard_both_ways() -> None:
    found = MEANING.steering(misheard("Ah, stop, please.", "Faster, please.", score=-0.9))
    assert (found.command, found.ask) == ("answer", "stop")
    assert MEANING.steering(misheard("Stop.", "Stop.")).command == "stop"
    assert MEANING.steering(Utterance("wh-today", "Stop.")).command == "stop"
