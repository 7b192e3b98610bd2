"""Putting right a way forward that was just read back, in the speaker's own words."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_ways_forward import agreed, at_the_list, progress


def read_back(people: tuple[str, ...] = ("Jo", "Kai")) -> Conversation:
    talk = at_the_list(people).say("Mum will ring the school on Friday", "pass", "pass", "no", "nothing")
    assert talk.asked == "agree:Jo"
    return talk


def test_the_day_is_put_right_and_everyone_is_asked_again() -> None:
    talk = read_back().say("yes")
    assert talk.asked == "agree:Kai"
    talk.say("it was Thursday the 3rd of December, not Friday")
    assert progress(talk).ways[0].slots["when"].day == "2026-12-03"
    assert progress(talk).ways[0].words("when") == "Thursday the 3rd of December"
    assert talk.asked == "agree:Jo"
    said = " ".join(talk.said)
    assert "I have changed it." in said
    assert "“ring the school”" in said
    assert "Thursday the 3rd of December" in said
    talk.say("yes", "yes")
    assert progress(talk).ways[0].answers == {"p1": "yes", "p2": "yes"}


def test_another_person_is_named_in_the_words_that_were_used() -> None:
    talk = read_back().say("no, my sister's doing it")
    assert progress(talk).ways[0].words("who") == "my sister"
    assert progress(talk).ways[0].words("what") == "ring the school"
    talk.say("yes", "yes")
    assert agreed(talk) == [False]  # she is not here, and is still to be asked


def test_somebody_who_is_here_and_is_named_instead_is_asked_too() -> None:
    talk = read_back().say("no Kai is doing it")
    assert progress(talk).ways[0].slots["who"].people == ("p2",)
    talk.say("yes", "no")
    assert agreed(talk) == [False]


@pytest.mark.parametrize("line", ["that's the wrong day", "not Friday", "it's not Friday"])
def test_where_only_the_old_is_denied_the_question_is_asked_again(line: str) -> None:
    talk = read_back().say(line)
    assert talk.asked == "wf-when"
    talk.say("on Sunday")
    assert progress(talk).ways[0].slots["when"].day == "2026-11-29"
    assert talk.asked == "agree:Jo"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("well she's in hospital on the Friday so can we say Sunday", "2026-11-29"),
        ("um it's meant to be the 29th", "2026-11-29"),
        ("you've got Friday down and we agreed the Monday", "2026-11-30"),
        ("I can't do Fridays, it'll have to be the Saturday", "2026-11-28"),
    ],
)
def test_a_day_with_its_reason(line: str, day: str) -> None:
    talk = read_back().say(line)
    assert progress(talk).ways[0].slots["when"].day == day
    assert talk.asked == "agree:Jo"


@pytest.mark.parametrize(
    "line", ["no, not this Friday, the one after", "that's a week too early", "push that back a week"]
)
def test_a_day_told_from_the_old_one_is_asked_for(line: str) -> None:
    assert read_back().say(line).asked == "wf-when"


@pytest.mark.parametrize(
    "line",
    [
        "you've put Mum and it's meant to be Kai",
        "Mum can't, she's working, so Kai said he would",
        "Kai's taking that on",
    ],
)
def test_a_person_with_a_reason(line: str) -> None:
    talk = read_back().say(line)
    assert progress(talk).ways[0].words("who") == "Kai"
    assert talk.asked == "agree:Jo"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("it's text, not ring", "text the school"),
        ("um not the school, the college", "ring the college"),
        ("no I said visit the school, not ring the school", "visit the school"),
        ("it should say write to the head", "write to the head"),
    ],
)
def test_what_is_done_is_put_right_in_its_place(line: str, words: str) -> None:
    talk = read_back().say(line)
    assert progress(talk).ways[0].words("what") == words
    assert progress(talk).ways[0].words("who") == "Mum"
    assert talk.asked == "agree:Jo"


def test_a_thing_that_stands_nowhere_in_the_line_is_asked_about() -> None:
    assert read_back().say("it's the hedge, not the tree").asked == "wf-what"


def test_he_is_nobodys_name() -> None:
    talk = read_back().say("no, he's doing it")
    assert talk.asked == "wf-who"
    talk.say("pass")
    assert progress(talk).ways[0].words("who") == "Mum"
    assert talk.asked == "agree:Jo"


@pytest.mark.parametrize(
    ("line", "answer"),
    [("yes I do", "yes"), ("yes Mum will do it", "yes"), ("no she won't", "no"), ("no", "no"), ("not sure", "unsure")],
)
def test_a_yes_or_a_no_is_no_correction(line: str, answer: str) -> None:
    talk = read_back().say(line)
    assert progress(talk).ways[0].answers == {"p1": answer}
    assert progress(talk).ways[0].words("who") == "Mum"


@pytest.mark.parametrize("line", ["yes she will", "she will do it"])
def test_whoever_says_the_line_again_is_asked_and_nothing_is_changed(line: str) -> None:
    talk = read_back().say(line)
    assert talk.prompt == "I want to be sure. Jo, is that a yes, a no, or not sure?"
    assert progress(talk).ways[0].words("who") == "Mum"


def test_whoever_is_not_recorded_changes_no_words() -> None:
    talk = Conversation.begin("short", people=("Jo", "Kai"), agreed=False).say("yes", "no")
    while talk.asked != "wf-what":
        talk.press("finished")
    talk.say("Mum will ring the school on Friday", "pass", "pass", "no", "yes")
    assert talk.asked == "agree:Kai"
    talk.say("it was Sunday not Friday")
    assert progress(talk).ways[0].slots["when"].day == "2026-11-27"
    assert "Sunday" not in talk.words_kept()


def test_saying_what_stands_there_already_changes_nothing() -> None:
    talk = read_back().say("it was on Friday")
    assert talk.prompt == "I want to be sure. Jo, is that a yes, a no, or not sure?"
