"""Roles that people choose, and those who are here in support: present, named if they wish, and asked nothing."""

from __future__ import annotations

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide

ROLES = joint("roles = true")
JOINT = joint()


def begun(*people: str, supporters: tuple[str, ...] = (), guide: Guide = ROLES) -> Conversation:
    talk = Conversation.begin(guide, people=people, supporters=supporters, agreed=False)
    return talk.say("yes", "yes", "yes", "yes")


def folded(talk: Conversation) -> Progress:
    return Progress.fold(talk.facts)


def test_each_says_how_they_are_here_in_their_own_words() -> None:
    talk = begun("Jo", "Kai")
    assert (talk.asked, talk.prompt) == (
        "role:Jo",
        "Jo, how are you here today? Say it in your own words, or say pass.",
    )
    talk.say("I'm his mum")
    assert (talk.asked, talk.said[0]) == ("record:Jo", "Jo: his mum.")
    talk.say("yes", "pass")
    assert talk.asked == "record:Kai"
    talk.say("yes")
    assert [(person.name, person.role) for person in folded(talk).people] == [("Jo", "his mum"), ("Kai", None)]


@pytest.mark.parametrize("label", ["the offender", "I'm the victim", "a victim's friend", "the perpetrator I suppose"])
def test_a_label_is_refused_kindly_and_another_word_asked_for(label: str) -> None:
    talk = begun("Jo").say(label)
    assert (talk.asked, talk.prompt) == ("role:Jo", "Nobody is called that here. What else could I say?")
    talk.say("a neighbour", "yes")
    assert folded(talk).people[0].role == "a neighbour"
    assert "offender" not in talk.words_kept()
    assert "victim" not in talk.words_kept()


def test_a_story_is_no_role() -> None:
    talk = begun("Jo").say("well I came because my sister asked me to come along with her today")
    assert (talk.asked, talk.prompt) == ("role:Jo", "Please say it in a few words, or say pass.")
    talk.say("because she did not want to come all alone to a place like this one")
    assert talk.asked == "record:Jo"
    assert folded(talk.say("yes")).people[0].role is None


def test_a_role_of_somebody_who_is_not_recorded_is_not_kept() -> None:
    talk = begun("Jo").say("his big sister", "no")
    assert "sister" not in talk.words_kept()
    assert folded(talk).people[0].role is None


def test_it_is_explained_and_a_key_passes_it() -> None:
    talk = begun("Jo").say("what does that mean")
    assert talk.prompt.startswith("It could be mum, friend or neighbour.")
    assert talk.press("pass").asked == "record:Jo"


def test_a_guide_without_roles_asks_for_none() -> None:
    assert begun("Jo", guide=JOINT).asked == "record:Jo"


def supported() -> Conversation:
    """Jo and Kai answer; Sam, a worker, does not."""
    talk = begun("Jo", "Kai", "Sam").say("mum", "yes", "her son", "yes", "his social worker")
    assert talk.asked == "answers:Sam"
    return talk.say("no", "yes")


def test_a_worker_may_be_here_and_answer_nothing() -> None:
    talk = supported()
    assert [person.name for person in folded(talk).people] == ["Jo", "Kai"]
    assert [(person.name, person.role, person.recorded) for person in folded(talk).supporters] == [
        ("Sam", "his social worker", False)
    ]
    asked = []
    while talk.asked != "wf-what":
        assert talk.turn is not None
        asked.append(talk.turn.name)
        talk.say("I have said what I think")
    assert set(asked) == {"Jo", "Kai"}


def test_a_worker_who_answers_is_asked_like_anybody() -> None:
    talk = begun("Jo", "Sam").say("mum", "yes", "youth worker", "yes")
    assert talk.asked == "record:Sam"
    assert [person.name for person in folded(talk.say("yes")).people] == ["Jo", "Sam"]


def test_a_supporter_need_not_be_named() -> None:
    talk = begun("Jo", supporters=("Sam",), guide=JOINT).say("yes")
    assert (talk.asked, talk.prompt) == (
        "name:Sam",
        "Sam, I ask you no questions, and save none of your words. Is it OK to save your name?",
    )
    talk.say("no")
    assert talk.asked == "wh-today"
    assert "Sam" not in talk.words_kept()
    assert [person.name for person in folded(talk).supporters] == [None]


def test_it_is_said_while_names_are_given_who_answers_nothing() -> None:
    talk = Conversation.begin("short", people=(), agreed=False).say(
        "Jo and Sam", "Sam is our interpreter", "yes", "yes"
    )
    assert talk.asked == "name:Sam"
    assert talk.say("yes").asked == "wh-today"


def test_a_supporter_may_check_a_way_forward_and_says_so_themselves() -> None:
    talk = supported()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday", "Jo", "Sam", "nothing", "no")
    while not talk.asked.startswith("agree:"):
        talk.say("no")
    talk.say("yes", "yes")
    assert (talk.asked, talk.prompt) == ("agree:Sam", "Sam, this is something you would check. Do you agree to this?")
    assert talk.turn is not None
    assert talk.turn.recorded  # the microphone is open for a yes or a no
    talk.say("yes I can do that on my way home")
    assert talk.asked == "review"
    answers = [fact.payload for fact in talk.facts if fact.kind == FactKind.WAY_FORWARD_ANSWERED_BY]
    assert [answer["answer"] for answer in answers] == ["yes", "yes", "yes"]
    assert "on my way home" not in talk.words_kept()


def test_a_supporter_who_is_given_a_task_and_says_no_leaves_it_not_agreed() -> None:
    talk = supported()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday", "Sam", "nobody", "nothing", "no")
    while not talk.asked.startswith("agree:"):
        talk.say("no")
    talk.say("yes", "yes")
    assert talk.prompt == "Sam, this is something you would do. Do you agree to this?"
    talk.say("no")
    assert talk.asked == "wf-change"
    assert talk.turn is not None
    assert talk.turn.name == "Jo"


def test_nobody_in_support_is_asked_about_what_is_not_theirs() -> None:
    talk = supported()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday", "Jo", "Kai", "nothing", "no")
    while not talk.asked.startswith("agree:"):
        talk.say("no")
    assert talk.say("yes", "yes").asked == "review"


def test_who_is_next_can_be_asked_while_a_supporter_is() -> None:
    talk = supported()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("ring the school on Friday", "Jo", "Sam", "nothing", "no")
    while talk.asked != "agree:Sam":
        talk.say("yes" if talk.asked.startswith("agree:") else "no")
    assert talk.say("who is next").prompt.startswith("After this, Jo is next.")


def test_wherever_it_is_cut_short_those_who_are_not_in_are_asked_for_again() -> None:
    whole = supported().say("it was on Tuesday")
    for many in range(len(whole.facts) + 1):
        again = Conversation.begin(ROLES, people=(), facts=whole.facts[:many], agreed=False)
        held = folded(again)
        expected = "who" if not held.people_settled else "wh-today"
        assert again.asked.startswith(("prepare-", expected)), many
        if again.asked == "who":
            again.take(Utterance("who", "Robin"))
            again.say("yes", "pass", "yes")
            assert folded(again).people[-1].name == "Robin"
