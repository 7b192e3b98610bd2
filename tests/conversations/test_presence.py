"""People step out, leave early, come back or arrive late; whoever is not here is asked nothing, and agrees to nothing."""

from __future__ import annotations

import json

import pytest

from tests.conversations.groups import FAMILY, SMALL, answered, circle, papers, place, resumed
from tests.conversations.scripted import Conversation
from tests.conversations.test_taking_out import every_paper
from tests.unit.record.test_review_and_strengths import papers_of
from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact, KeyCommand
from voice_guide.facts import FactKind
from voice_guide.record import transcript


def until(talk: Conversation, question: str, name: str) -> Conversation:
    """Answer what is asked until this is asked of this person."""
    while place(talk) != (question, name):
        talk.say("I saw it too")
    return talk


def asked_of(talk: Conversation, question: str) -> list[str]:
    """Whom this question has been put to, in order."""
    progress = Progress.fold(talk.facts)
    asked = [f for f in talk.facts if f.kind == FactKind.QUESTION_ASKED and f.question == question]
    return [str(progress.person(str(fact.participant)).name) for fact in asked]


@pytest.mark.parametrize(
    "words",
    ["I'm stepping out for a bit", "Can I go outside for a minute?", "I need to step out", "Jo is popping out"],
)
def test_whoever_steps_out_is_asked_first_and_the_round_goes_on(words: str) -> None:
    talk = circle().say(words)
    assert (talk.asked, talk.prompt) == ("check", "Is Jo stepping out, or is that part of your answer?")
    talk.say("yes")
    assert talk.said == ["All right, Jo. You can come back at any time.", "Kai, what happened?"]
    assert words not in papers(talk)


@pytest.mark.parametrize("answer", ["no", "it's part of my answer", "hmm", "not sure"])
def test_in_doubt_it_is_part_of_the_answer_and_they_stay(answer: str) -> None:
    talk = circle().say("I have to go", answer)
    assert FactKind.PARTICIPANT_LEFT not in talk.kinds()
    assert "I have to go" in papers(talk)
    assert place(talk) == ("next", "Jo")


def test_killed_while_it_is_asked_the_words_are_kept_and_nobody_has_left() -> None:
    again = resumed(circle().say("I have to go"))
    assert "I have to go" in papers(again)
    assert Progress.fold(again.facts).here == Progress.fold(again.facts).people


@pytest.mark.parametrize(
    "story",
    [
        "he stepped out and I cried",
        "I had to go to the school",
        "I went outside for a bit",
        "Dan left",
        "Dan has left us alone with it",
        "Sam is stepping out",
        "Dan is back",
        "I want to go home",
    ],
)
def test_a_story_about_going_is_an_answer(story: str) -> None:
    talk = circle().say(story)
    assert place(talk) == ("next", "Jo")
    assert story in papers(talk)


def test_where_nothing_goes_round_nobody_is_asked_whether_they_leave() -> None:
    talk = Conversation.begin("short", people=FAMILY).say("Jo is stepping out")
    assert talk.turn is not None
    assert (talk.asked, talk.turn.name) == ("wh-today", "Kai")
    assert "Jo is stepping out" in every_paper(talk)
    talk.press("step out")
    assert (talk.asked, talk.aloud) == ("wh-today", False)


def test_the_person_whose_turn_it_is_steps_out_by_key() -> None:
    talk = circle().say("I saw it", "pass").press("step out")
    assert (talk.outcomes[-1], place(talk)) == ("command:step out", ("happened", "Dan"))
    assert talk.facts[-2] == Fact(FactKind.PARTICIPANT_LEFT, "p2", None, {"out": True})


def test_who_is_back_in_the_same_round_has_their_turn_in_it() -> None:
    talk = circle().press("step out").say("I saw it", "pass", "Jo is back")
    assert talk.prompt == "Is Jo back with us, or is that part of your answer?"
    talk.say("yes")
    assert talk.said == ["Welcome back, Jo.", "Dan, what happened?"]
    until(talk, "need", "Jo")
    assert asked_of(talk, "happened") == ["Jo", "Kai", "Dan", "Dan", "Mum", "Jo"]


def test_who_is_back_later_joins_at_the_question_that_is_going_round() -> None:
    talk = until(circle().press("step out"), "need", "Dan")
    talk.take(KeyCommand("speaker", 1))
    assert talk.outcomes[-1] == "command:come back"
    assert place(talk) == ("need", "Dan")
    talk.say("some sleep", "some sleep")
    assert place(talk) == ("need", "Jo")
    talk.say("to be asked first")
    assert place(talk) == ("wf-what", "Jo")
    assert asked_of(talk, "happened").count("Jo") == 1
    assert place(resumed(talk)) == place(talk)


def test_im_back_is_whoever_is_out_where_that_is_one() -> None:
    talk = circle().press("step out").say("I'm back")
    assert talk.prompt == "Is Jo back with us, or is that part of your answer?"
    both = circle().press("step out").press("step out").say("I'm back")
    assert (place(both), both.aloud) == (("happened", "Dan"), False)


def test_the_talking_piece_goes_to_nobody_who_is_out() -> None:
    talk = circle().press("step out").say("over to Jo")
    assert talk.prompt == "Jo is not here now. Kai, what happened?"
    assert place(talk) == ("happened", "Kai")


def test_whoever_passed_and_has_left_is_not_come_back_to() -> None:
    talk = circle(("Jo", "Kai")).say("pass").say("Jo has left", "yes").say("I saw it", "pass")
    assert place(talk) == ("need", "Kai")


def test_when_everyone_has_left_it_stops_and_can_be_carried_on() -> None:
    talk = circle(("Jo", "Kai")).say("I saw it", "pass", "I have to leave now", "yes")
    assert place(talk) == ("need", "Jo")
    talk.say("Jo must go now", "yes")
    assert talk.finished is not None
    assert not talk.finished.closed
    assert talk.said[:2] == ["Goodbye, Jo. Thank you for being here.", "Everyone has left."]
    again = resumed(talk)
    assert (again.asked, again.prompt) == ("who-back", "When somebody is back, please say your name.")
    again.say("hmm")
    assert again.asked == "who-back"
    again.say("it's Kai and Jo")
    assert again.said == ["Welcome back, Jo, and Kai.", "Jo, what do you need?"]


def test_when_everyone_has_stepped_out_it_waits_for_the_first_who_is_back() -> None:
    talk = circle(("Jo", "Kai")).press("step out").press("step out")
    assert talk.asked == "who-back"
    talk.say("Kai is back")
    assert place(talk) == ("happened", "Kai")


def with_a_walk_on_the_list() -> Conversation:
    """Jo and Kai have put a walk on the list, and Dan has left; Jo is asked whether she agrees."""
    talk = circle(("Jo", "Kai", "Dan")).say("Dan has to go now", "yes")
    while talk.asked != "wf-what":
        talk.say("pass")
    talk.say("a walk", "me", "on Friday", "nobody", "nothing", "no", "nothing")
    assert talk.asked == "agree:Jo"
    return talk


def test_whoever_has_left_is_still_to_be_asked_and_nothing_is_called_agreed() -> None:
    talk = with_a_walk_on_the_list().say("yes", "yes")
    assert "It is on your list. Someone is still to be asked." in talk.said
    assert talk.asked == "review"
    while talk.finished is None:
        talk.say("pass")
    (way,) = json.loads(transcript.as_json(papers_of(talk, SMALL)))["ways_forward"]
    assert way["agreed"] is False
    assert [(each["name"], each["answer"]) for each in way["answers"]][-1] == ("Dan", "later")
    assert "Dan left before the end." in papers(talk)


def test_back_at_the_list_they_answer_for_themselves() -> None:
    talk = with_a_walk_on_the_list().say("yes")
    talk.say("Dan is back")  # a yes is asked for, so this is no story
    assert talk.asked == "agree:Kai"
    talk.say("yes", "no")
    answers = {fact.participant: fact.payload["answer"] for fact in talk.facts if "answer" in fact.payload}
    assert answers == {"p1": "yes", "p2": "yes", "p3": "no"}


def test_whoever_arrives_late_joins_at_the_question_that_is_going_round() -> None:
    talk = until(circle(("Jo", "Kai")), "need", "Kai")
    arrives(talk, "Sam").say("yes")
    assert place(talk) == ("need", "Kai")
    talk.say("some sleep")
    assert (place(talk), talk.prompt) == (("need", "Sam"), "Sam, what do you need?")
    assert asked_of(talk, "happened") == ["Jo", "Kai"]
    assert ("Sam", None) not in answered(talk)
    assert place(resumed(talk)) == place(talk)


def test_a_late_arrival_who_is_not_recorded_leaves_no_word_and_no_name() -> None:
    talk = until(circle(("Jo", "Kai")), "need", "Kai")
    arrives(talk, "Sam").say("no", "some sleep", "I hid by the river")
    assert "Sam" not in talk.words_kept()
    assert "river" not in talk.words_kept()


def arrives(talk: Conversation, name: str) -> Conversation:
    """The worker carries the session on with one more person."""
    expected = Fact(FactKind.PARTICIPANT_JOINED, "p2", None, {})
    facts = [
        Fact(fact.kind, fact.participant, fact.question, fact.payload | {"of": 3})
        if (fact.kind, fact.participant) == (expected.kind, expected.participant)
        else fact
        for fact in talk.facts
    ]
    talk.facts[:] = facts
    again = resumed(talk)
    talk.dialogue, talk.facts, talk.turn = again.dialogue, again.facts, again.turn
    assert isinstance(talk.dialogue, Dialogue)
    assert talk.asked == "who"
    return talk.say(name, "yes")


@pytest.mark.parametrize("begun", range(1, 8))
def test_killed_anywhere_the_same_people_are_here(begun: int) -> None:
    lines = ["over to Dan", "I have to leave now", "yes", "I saw it", "pass", "Dan is back", "yes", "I hid"]
    talk = circle().say(*lines[:begun])
    again = resumed(talk)
    assert [p.away for p in Progress.fold(again.facts).people] == [p.away for p in talk.dialogue.progress.people]
    assert talk.asked == "check" or place(again) == place(talk)


def test_for_the_last_one_here_it_is_a_stop() -> None:
    talk = circle(("Jo", "Kai")).press("step out").say("I have to go now")
    assert talk.outcomes[-1] == "command:stop"
    assert Progress.fold(talk.facts).person("p2").here
