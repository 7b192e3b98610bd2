"""At the keyboard a stroke begins what is for the group; everything else is an answer."""

from __future__ import annotations

import pytest

from voice_guide.events import KeyCommand, Seat, Turn, TurnKind, Utterance
from voice_guide.session.group_line import group_line

SEATS = (Seat(1, "Jo", recorded=True), Seat(2, "Kai", recorded=False))


def turn(*, recorded: bool = True) -> Turn:
    return Turn("happened", TurnKind.OPEN, "Jo", recorded=recorded, seats=SEATS)


@pytest.mark.parametrize("line", ["/t", " / t ", "/T"])
def test_a_stroke_and_a_key_are_the_key(line: str) -> None:
    assert group_line(line, turn()) == KeyCommand("talking piece")


@pytest.mark.parametrize(("line", "seat"), [("/2", 2), ("/kai", 2), ("/ Jo ", 1)])
def test_a_stroke_and_a_number_or_a_name_are_somebody(line: str, seat: int) -> None:
    assert group_line(line, turn()) == KeyCommand("speaker", seat)


@pytest.mark.parametrize("line", ["t", "T", "/", "/x", "/t then", "and/or", "", "he said /t", "2", "/3", "/Dan", "Kai"])
def test_what_is_no_key_is_an_answer(line: str) -> None:
    assert group_line(line, turn()) is None


def test_where_nothing_is_captured_the_key_alone_does() -> None:
    assert group_line("t", turn(recorded=False)) == KeyCommand("talking piece")
    assert group_line("I was there", turn(recorded=False)) is None


def test_words_after_a_name_are_that_persons() -> None:
    assert group_line("/1: I saw it: all of it", turn()) == Utterance("happened", "I saw it: all of it", seat=1)


def test_of_whoever_is_not_recorded_not_a_word_is_taken() -> None:
    assert group_line("/Kai: I hid by the river", turn()) == KeyCommand("speaker", 2)


@pytest.mark.parametrize("line", ["/=2", "/ = Kai", "/=kai"])
def test_whose_the_last_words_were(line: str) -> None:
    assert group_line(line, turn()) == KeyCommand("that was", 2)
    assert group_line("/=Dan", turn()) is None
