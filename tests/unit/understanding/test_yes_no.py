"""Only a plain yes is a yes."""

from __future__ import annotations

import pytest

from voice_guide.understanding.nothing import Cannot, Nothing
from voice_guide.understanding.yes_no import Answer, YesNo


def test_what_was_answered(yes_no: YesNo, rows: list[tuple[str, ...]]) -> None:
    """``yes_no.tsv``: what is said, and what it answers, by the rules alone."""
    assert [(said, meant) for said, meant in rows if yes_no.known(said) != meant] == []


def test_what_no_rule_knows_is_told_by_its_likeness(yes_no: YesNo, rows: list[tuple[str, ...]]) -> None:
    """``more_yes_no.tsv``: what is said, and what it answers. The rules alone tell fewer than eight in ten."""
    assert [(said, meant) for said, meant in rows[::14] if yes_no.read(said) != meant] == []
    some = rows[::28]
    assert sum(yes_no.known(said) == meant for said, meant in some) < 0.85 * len(some)


@pytest.mark.parametrize("said", ["Yes.", "YES", "  yes  ", "Yes, please.", "um, yes", "Yeah. Yeah."])
def test_capitals_and_marks_change_nothing(yes_no: YesNo, said: str) -> None:
    assert yes_no.read(said) is Answer.YES


@pytest.mark.parametrize(
    "said", ["", "...", "42", "네", "yes " * 100 + "he said", "word " * 10_000, "y", "Wait, what was the question?"]
)
def test_odd_input_is_asked_again(yes_no: YesNo, said: str) -> None:
    assert yes_no.read(said) is Answer.OTHER


@pytest.mark.parametrize(
    "said",
    [
        "I want to stop",
        "I'd like to stop now please",
        "let's have a break",
        "let's leave it there",
        "stop please",
        "I'd like to skip this one please",
        "that's fine, go back",
        "read me back what I said",
        "take that out",
        "keep your voice down please",
        "I need a break",
        "I'm finished",
    ],
)
def test_asking_for_something_answers_nothing(yes_no: YesNo, said: str) -> None:
    assert yes_no.read(said) is Answer.OTHER
    assert yes_no.read(f"no {said}") is not Answer.YES


@pytest.mark.parametrize(
    "said",
    [
        "nothing",
        "no idea really",
        "there isn't anything",
        "no one",
        "none",
        "um nothing really",
        "Nobody.",
        "I can't think of anything",
        "nope nothing",
        "we don't want to agree anything",
        "I don't want anything on the list",
        "we won't agree on anything",
        "not today",
    ],
)
def test_answers_that_name_nothing(nothing: Nothing, said: str) -> None:
    assert nothing.is_nothing(said)


@pytest.mark.parametrize(
    "said",
    [
        "nothing will change unless dad rings",
        "ring the school",
        "no more shouting",
        "no one shouts",
        "",
        "mum",
        "we don't want to put Kai down",
        "I don't want to agree to that",
    ],
)
def test_answers_that_name_something(nothing: Nothing, said: str) -> None:
    assert not nothing.is_nothing(said)


@pytest.mark.parametrize(
    "said",
    [
        "I can't",
        "I couldn't manage that",
        "it's not possible",
        "no I can't do that",
        "That isn't possible.",
        "we won't be able to",
        "I'm not able to do that",
    ],
)
def test_someone_says_that_they_can_not(cannot: Cannot, said: str) -> None:
    assert cannot.says_cannot(said)


@pytest.mark.parametrize(
    "said",
    [
        "I can't believe he did that",
        "I can't stand it",
        "I can't wait",
        "I could ring her",
        "yes",
        "I can't remember",
        "I couldn't help laughing",
    ],
)
def test_can_not_as_a_way_of_speaking(cannot: Cannot, said: str) -> None:
    assert not cannot.says_cannot(said)
