"""What is good here: asked for outright, said again in the person's own words, and never to anybody else."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation

QUESTION = "What is good in this family or group, or what do people here do well?"


def at_the_question(people: tuple[str, ...] = ("Jo",)) -> Conversation:
    talk = Conversation.begin("restorative", people=people)
    while talk.asked != "st-strengths":
        talk.say("that is how it was for me")
    return talk


def to_ways_forward(talk: Conversation) -> list[str]:
    """What is said when the ways forward begin."""
    while talk.asked != "wf-help":
        talk.say("that is how it was for me")
    return list(talk.said)


def test_it_is_asked_last_of_needs_of_everybody() -> None:
    talk = at_the_question(("Jo", "Kai"))
    assert talk.said == [f"Jo, w{QUESTION[1:]}"]
    talk.say("we laugh a lot")
    assert (talk.asked, talk.prompt) == ("st-strengths", f"Kai, w{QUESTION[1:]}")
    talk.say("Jo cooks well")
    assert talk.asked == "wf-help"


def test_each_hears_their_own_words_before_their_first_question_there_and_once() -> None:
    talk = at_the_question(("Jo", "Kai")).say("we laugh a lot.", "Jo cooks well")
    assert talk.said == [
        "Now, what could happen next. The ideas are yours, and you choose.",
        "Jo, before, you said: “we laugh a lot”.",
        "Jo, what will help you to move on from this?",
    ]
    talk.say("time together", "a quiet house")
    assert talk.said == [
        "Kai, before, you said: “Jo cooks well”.",
        "Kai, what will help you to move on from this?",
    ]
    while talk.finished is None:
        talk.say("pass")
        assert not any("you said" in line for line in talk.said)


@pytest.mark.parametrize("words", ["pass", "nothing", "no", "I don't know", " ".join(["good"] * 26)])
def test_what_is_no_answer_or_long_is_not_said_again(words: str) -> None:
    said = to_ways_forward(at_the_question().say(words))
    assert not any("you said" in line for line in said)


def test_what_was_taken_out_is_not_said_again() -> None:
    talk = at_the_question(("Jo", "Kai")).say("we laugh a lot", "go back", "take that out", "yes")
    assert (talk.asked, talk.turn and talk.turn.participant) == ("st-strengths", "p1")
    talk.say("pass", "Jo cooks well")
    assert talk.asked == "wf-help"
    assert not any("you said" in line for line in talk.said)


def test_an_answer_that_was_changed_is_said_as_it_stands_now() -> None:
    talk = at_the_question(("Jo", "Kai")).say("we laugh a lot")
    talk.say("go back")
    assert (talk.asked, talk.turn and talk.turn.participant) == ("st-strengths", "p1")
    talk.say("we sing a lot", "Jo cooks well")
    assert "Jo, before, you said: “we sing a lot”." in talk.said


def test_someone_who_is_not_recorded_is_asked_and_hears_nothing_again() -> None:
    talk = Conversation.begin("restorative", people=("Jo", "Kai"), agreed=False).say("yes", "no")
    while talk.asked != "wf-help":
        if talk.turn is not None and not talk.turn.recorded:
            talk.press("finished")
        else:
            talk.say("we laugh a lot")
    talk.say("time together", "a quiet house")
    assert talk.said[-1] == "Kai, what will help you to move on from this?"
    assert not any("you said" in line for line in talk.said)


def test_i_cannot_say_is_no_need_that_cannot_be_met() -> None:
    talk = at_the_question().say("I can't think of just one thing, we laugh a lot")
    assert talk.asked == "wf-help"


def test_it_is_said_again_after_the_talk_was_carried_on() -> None:
    talk = at_the_question().say("we laugh a lot").leave()
    went_on = talk.resumed(guide="restorative")
    assert went_on.asked == "wf-help"
    stopped = at_the_question().leave().resumed(guide="restorative").say("we laugh a lot")
    assert "Before, you said: “we laugh a lot”." in stopped.said


def test_it_is_rendered_ahead() -> None:
    talk = at_the_question(("Jo", "Kai")).say("we laugh a lot")
    assert "Jo, before, you said: “we laugh a lot”." in talk.dialogue.upcoming()


def test_the_short_guide_does_not_ask() -> None:
    talk = Conversation.begin("short")
    while talk.asked != "wf-help":
        assert talk.asked != "st-strengths"
        talk.say("that is how it was for me")
    assert not any("you said" in line for line in talk.said)
