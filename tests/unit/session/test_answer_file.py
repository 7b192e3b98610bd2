"""The file of answers for a rehearsal: its two forms, who gets which item, and what is told when it is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from voice_guide.errors import UsageError
from voice_guide.events import Turn, TurnKind
from voice_guide.session.answer_file import AnswerFile, Item, read_answers


def read(folder: Path, data: Any) -> AnswerFile:
    path = folder / "answers.json"
    path.write_text(json.dumps(data))
    return read_answers(path)


def turn(turn_id: str, *, question: bool = True, kind: TurnKind = TurnKind.OPEN) -> Turn:
    return Turn(turn_id, kind, "Jo", question=turn_id if question else None)


def said(answers: AnswerFile, asked: Turn, *, ways: bool = False) -> str | None:
    return answers.item(asked, in_ways_forward=ways, another=asked.id == "wf-another").say


AGREE = turn("agree:Jo", question=False, kind=TurnKind.WEIGHTY)
ANOTHER = turn("wf-another", question=False, kind=TurnKind.LIGHT)


def test_a_list_answers_turn_by_turn_and_then_the_participant_says_stop(tmp_path: Path) -> None:
    answers = read(tmp_path, [{"say": "yes"}, {"say": "a row"}])
    assert [said(answers, turn(each)) for each in ("record:Jo", "wh-today", "tf-now")] == ["yes", "a row", "stop"]


def test_an_item_kept_for_a_question_waits_for_it(tmp_path: Path) -> None:
    answers = read(
        tmp_path, [{"say": "for now", "question": "tf-now"}, {"say": "any"}, {"say": "I do", "question": "agree"}]
    )
    assert said(answers, turn("wh-today")) == "any"
    assert said(answers, turn("tf-now")) == "for now"
    assert said(answers, AGREE) == "I do"


def test_an_object_answers_the_open_questions_and_yes_to_everything_else(tmp_path: Path) -> None:
    answers = read(tmp_path, {"questions": [{"say": "a row"}]})
    assert said(answers, turn("record:Jo", question=False, kind=TurnKind.WEIGHTY)) == "yes"
    assert said(answers, turn("wh-today")) == "a row"
    assert said(answers, ANOTHER) == "no"
    assert said(answers, turn("tf-now")) == "stop"


def test_in_an_object_too_an_item_may_be_kept_for_a_turn_that_is_no_question_of_the_guides(tmp_path: Path) -> None:
    kept = [{"question": "role:Jo", "say": "his mum"}, {"question": "prepare-2", "say": "no"}, {"say": "a row"}]
    answers = read(tmp_path, {"questions": kept})
    weighty = [turn(each, question=False, kind=TurnKind.WEIGHTY) for each in ("prepare-1", "prepare-2", "role:Jo")]
    assert [said(answers, each) for each in weighty] == ["yes", "no", "his mum"]
    assert said(answers, turn("wh-today")) == "a row"


def test_what_is_said_otherwise_and_leads_nowhere_ends_in_a_stop(tmp_path: Path) -> None:
    answers = read(tmp_path, {"questions": [], "otherwise": {"say": "no"}})
    waiting, agree = (turn(each, question=False) for each in ("prepare-later", "agree:Jo"))
    assert [said(answers, waiting) for _ in range(7)] == ["no"] * 6 + ["stop"]
    assert said(answers, agree) == "no"
    assert said(answers, waiting) == "no"


def test_ways_forward_have_items_of_their_own_up_to_the_review(tmp_path: Path) -> None:
    ways = [{"say": "talk"}, {"say": "a meal"}, {"say": "yes"}]
    answers = read(tmp_path, {"questions": [{"say": "last word"}], "ways_forward": ways, "otherwise": {"say": "go on"}})
    assert said(answers, turn("record:Jo", question=False)) == "go on"
    assert said(answers, turn("wf-help"), ways=True) == "talk"
    assert said(answers, ANOTHER, ways=True) == "no"  # "a meal" is no answer to it, and is kept
    assert said(answers, turn("wf-what", question=False), ways=True) == "a meal"
    assert said(answers, ANOTHER, ways=True) == "yes"
    assert said(answers, turn("wf-add")) == "last word"


def test_every_part_of_an_item_is_read(tmp_path: Path) -> None:
    (tmp_path / "said.wav").touch()
    answers = read(
        tmp_path,
        [
            {"say": "hello", "voice": "en-us", "rate": 200, "pauses": [1, 2.5], "after": 0, "interrupt": 0.5},
            {"wav": "said.wav"},
            {"silent": 20},
            {"key": "p"},
        ],
    )
    assert answers.items[0] == Item(
        say="hello", voice="en-us", rate_wpm=200, pauses=(1.0, 2.5), after_seconds=0.0, interrupt_seconds=0.5
    )
    assert answers.items[1].wav == tmp_path / "said.wav"
    assert answers.items[2].silent == 20.0
    assert answers.items[3].key == "p"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("yes", "$"),
        ({"question": []}, "$"),
        ({"questions": {}}, "questions"),
        (["yes"], "[0]"),
        ([{"say": "yes"}, {}], "[1]"),
        ([{"say": "yes", "key": "p"}], "[0]"),
        ([{"say": "yes", "sya": 1}], "[0].sya"),
        ([{"say": 3}], "[0].say"),
        ([{"silent": -1}], "[0].silent"),
        ([{"silent": True}], "[0].silent"),
        ([{"silent": 1e9}], "[0].silent"),
        ([{"say": "yes", "pauses": 2}], "[0].pauses"),
        ([{"say": "yes", "pauses": ["x"]}], "[0].pauses"),
        ([{"wav": "nosuch.wav"}], "[0].wav: nosuch.wav"),
        ({"ways_forward": [{"say": "yes", "after": "soon"}]}, "ways_forward[0].after"),
        ({"otherwise": {"key": 1}}, "otherwise.key"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, data: Any, place: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, data)
    assert error.value.key == "answers_wrong"
    assert error.value.values["wrong"] == place


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="answers_not_json"):
        read_answers(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="answers_unreadable"):
        read_answers(tmp_path / "nosuch.json")
