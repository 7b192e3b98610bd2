"""A rehearsal's report has no words that were dropped, because somebody who is not recorded had said them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conversations.test_by_voice import STOP, YES, say
from tests.conversations.toned import talk
from voice_guide.session.answer_file import Item
from voice_guide.session.rehearsal import Rehearsed

BEGUN = (*[YES] * 6, say("no"))  # the worker's list; Jo and Dan are recorded, Kai is not


def held(*items: Item) -> tuple[list[dict[str, Any]], Rehearsed]:
    turns, _, done = talk(*BEGUN, *items, STOP, guide="circle", people=("Jo", "Dan", "Kai"))
    return turns, done


def heard(turns: list[dict[str, Any]], question: str = "ci-rules") -> list[str | None]:
    return [turn["text"] for turn in turns if turn["id"] == question]


def test_words_that_stand_are_in_it() -> None:
    turns, _ = held(say("I hid by the river"), Item(key="p"))
    assert heard(turns)[0] == "I hid by the river"


@pytest.mark.parametrize("whose", [Item(key="=3"), say("that was Kai")])
def test_words_of_somebody_who_is_not_recorded_are_not(whose: Item) -> None:
    ways = (say("Kai"),) if whose.say else ()
    turns, done = held(say("I hid by the river"), whose, *ways, say("no shouting"), Item(key="p"))
    assert "river" not in json.dumps(done.report)
    assert heard(turns)[0] is None
    assert "no shouting" in heard(turns)
    assert turns[len(BEGUN)]["answer_end"] is not None  # when it was is no word


def test_words_that_were_gone_on_with_are_not_either() -> None:
    turns, done = held(say("I hid by the river and I cried", pauses=(4.4,)), Item(key="=3"), say("no shouting"))
    assert turns[len(BEGUN)]["reopened"]
    assert "river" not in json.dumps(done.report)


def test_the_same_words_to_another_question_stay() -> None:
    passes = [Item(key="p")] * 4
    turns, _ = held(
        say("it was cold"), Item(key="=3"), say("no shouting"), *passes, YES, YES, Item(key="\n"), say("it was cold")
    )
    assert heard(turns)[0] is None
    assert heard(turns, "ci-in")[0] == "it was cold"


def test_words_during_which_it_was_told_whose_they_are_are_not_either() -> None:
    turns, done = held(say("I hid by the river", then_key="3"), Item(key="p"), say("no shouting"))
    assert "no shouting" in heard(turns)
    assert "river" not in json.dumps(done.report)
