"""A question goes round with a talking piece: by name, handed on by voice or key, and a pass is come back to once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversations.groups import FAMILY, SMALL, answered, circle, papers, place, resumed
from tests.conversations.scripted import MEANING, Conversation
from tests.conversations.test_taking_out import every_paper
from voice_guide.facts import FactKind
from voice_guide.guide.model import Introduction, PrivateTime


def test_each_question_goes_round_by_name_in_the_groups_order() -> None:
    talk = circle()
    asked = []
    while place(talk)[0] != "need":
        asked.append(place(talk))
        talk.say("I saw it too")
    assert asked == [(question, name) for name in FAMILY for question in ("happened", "next")]
    assert talk.prompt == "Jo, what do you need?"


@pytest.mark.parametrize(
    "words",
    [
        "passing to Dan",
        "pass it to Dan",
        "Dan's turn",
        "over to Dan",
        "okay, over to you Dan",
        "Passing it over to Dan, please.",
    ],
)
def test_the_talking_piece_is_handed_to_somebody_by_voice(words: str) -> None:
    talk = circle().say(words)
    assert place(talk) == ("happened", "Dan")
    assert words not in talk.words_kept()
    talk.say("I saw it", "he went home")
    assert place(talk) == ("happened", "Mum")


def test_whoever_handed_it_on_without_a_word_has_their_turn_at_the_end_of_the_round() -> None:
    talk = circle(("Jo", "Kai", "Dan")).say("over to Kai", "it was Tuesday", "pass", "it rained", "pass")
    assert (place(talk), talk.prompt) == (("happened", "Jo"), "Jo, what happened?")
    talk.say("pass")
    assert place(talk) == ("need", "Jo")  # the second time it is a pass, and that stands


def test_after_somebody_was_handed_it_the_round_goes_on_from_them() -> None:
    talk = circle().say("over to Dan", "I saw it", "pass", "I was out", "pass", "I was up", "pass", "so was I", "pass")
    assert [name for name, text in answered(talk) if text] == ["Dan", "Mum", "Jo", "Kai"]
    assert place(talk) == ("need", "Jo")


def test_it_can_come_to_somebody_who_has_spoken_and_both_their_answers_stand() -> None:
    talk = circle(("Jo", "Kai")).say("I saw it", "pass", "over to Jo")
    assert place(talk) == ("happened", "Jo")
    talk.say("and I heard it", "I was out", "pass")
    assert answered(talk)[0] == ("Jo", "I saw it")
    assert ("Jo", "and I heard it") in answered(talk)
    assert ("Kai", "I was out") in answered(talk)
    assert place(talk) == ("need", "Jo")


@pytest.mark.parametrize(
    "story",
    [
        "I said pass it to Dan and he would not",
        "pass me the salt",
        "I passed it to Dan",
        "Dan's turn was over",
        "to Dan",
        "over to Sam",
        "I was giving it to Dan",
        "it's Dan's turn to wash up",
        "Dan",
    ],
)
def test_a_story_with_such_words_in_it_is_an_answer(story: str) -> None:
    talk = circle().say(story)
    assert place(talk) == ("next", "Jo")
    assert story in papers(talk)


def test_where_nothing_goes_round_the_words_are_an_answer() -> None:
    talk = Conversation.begin("short", people=FAMILY).say("pass it to Dan")
    assert "pass it to Dan" in every_paper(talk)
    assert talk.turn is not None
    assert (talk.turn.name, talk.turn.seats) == ("Kai", ())
    talk.press("talking piece")
    assert talk.turn.name == "Kai"


def test_the_key_hands_it_to_the_next_who_has_not_spoken() -> None:
    talk = circle(("Jo", "Kai", "Dan")).press("talking piece")
    assert place(talk) == ("happened", "Kai")
    talk.say("I saw it").press("talking piece")  # the follow-up question is left
    assert place(talk) == ("happened", "Dan")
    talk.say("so did I", "pass")
    assert place(talk) == ("happened", "Jo")
    talk.press("talking piece")
    assert place(talk) == ("need", "Jo")


def test_said_to_oneself_it_changes_nothing() -> None:
    talk = circle().say("it's Jo's turn")
    assert (place(talk), talk.aloud) == (("happened", "Jo"), False)
    assert FactKind.TALKING_PIECE not in talk.kinds()


def test_a_pass_is_come_back_to_once_at_the_end_of_the_round() -> None:
    talk = circle(("Jo", "Kai")).say("pass", "I saw it", "pass")
    assert talk.said == [
        "OK.",
        "The question was: “What happened?”",
        "Jo, you passed before. Is there something you would like to say now? Or pass.",
    ]
    talk.say("I was scared")
    assert answered(talk)[-1] == ("Jo", "I was scared")
    assert place(talk) == ("next", "Jo")


def test_the_second_pass_stands() -> None:
    talk = circle(("Jo", "Kai")).say("pass", "pass", "pass")
    assert (place(talk), talk.said[:1]) == (("happened", "Kai"), ["OK."])
    assert "The question was: “What happened?”" not in talk.said  # told to Jo just before
    talk.say("pass")
    assert place(talk) == ("need", "Jo")
    assert [text for _name, text in answered(talk)] == [None] * 4


def test_what_was_passed_is_explained_and_asked_slower_when_it_is_come_back_to() -> None:
    talk = circle(("Jo", "Kai")).say("pass", "I saw it", "pass", "what does that mean")
    assert (place(talk), talk.prompt) == (("happened", "Jo"), "What did you see?")
    talk.say("slower please")
    assert talk.prompt.startswith("I will speak slower.")
    talk.say("I was scared")
    assert answered(talk)[-1] == ("Jo", "I was scared")


def test_a_follow_up_question_that_was_passed_is_not_come_back_to() -> None:
    talk = circle(("Jo",)).say("I saw it", "pass")
    assert talk.asked == "need"


def test_elsewhere_a_pass_is_never_come_back_to() -> None:
    talk = Conversation.begin("short", people=("Jo", "Kai")).say("pass", "it was Tuesday")
    assert talk.asked == "tf-thinking"


@pytest.mark.parametrize("begun", range(1, 9))
def test_killed_anywhere_it_goes_on_from_whoever_held_it(begun: int) -> None:
    lines = ["over to Dan", "I saw it", "pass", "pass", "pass", "it was dark", "pass", "I was there", "and I cried"]
    talk = circle().say(*lines[:begun])
    again = resumed(talk)
    assert place(again) == place(talk)
    assert again.prompt == talk.prompt
    assert answered(again.say(*lines[begun:])) == answered(circle().say(*lines))


def test_who_holds_it_is_a_fact() -> None:
    talk = circle().say("over to Dan")
    handed = next(fact for fact in talk.facts if fact.kind == FactKind.TALKING_PIECE)
    assert (handed.participant, handed.question, handed.payload) == ("p1", "happened", {"to": "p3"})
    assert talk.dialogue.progress.rounds.holder == ("happened", "p3")


def test_someone_not_recorded_hands_it_on_by_key() -> None:
    talk = circle_with_kai_not_recorded().say("I saw it", "pass")
    assert (place(talk), talk.turn and talk.turn.recorded) == (("happened", "Kai"), False)
    talk.press("talking piece")
    assert place(talk) == ("happened", "Dan")


def circle_with_kai_not_recorded() -> Conversation:
    return Conversation.begin(SMALL, people=("Jo", "Kai", "Dan"), agreed=False).say("yes", "no", "yes")


def test_a_name_that_is_heard_as_a_word_like_it_is_asked_about() -> None:
    talk = circle(("Jo", "Helen", "Peter")).say("over to Hetland")
    assert (talk.asked, talk.prompt) == ("check", "Is it Helen's turn now, or is that part of your answer?")
    talk.say("yes")
    assert place(talk) == ("happened", "Helen")
    assert "Hetland" not in papers(talk)


def test_in_doubt_that_is_an_answer() -> None:
    talk = circle(("Jo", "Helen", "Peter")).say("over to Hetland", "no")
    assert (place(talk), answered(talk)) == (("next", "Jo"), [("Jo", "over to Hetland")])
    assert FactKind.TALKING_PIECE not in talk.kinds()
    assert ("Jo", "over to Sam") in answered(circle().say("over to Sam"))


def test_it_goes_round_fourteen_people_too() -> None:
    names = ("Ann", "Ben", "Cal", "Dee", "Eve", "Fay", "Gus", "Hal", "Ivy", "Jan", "Kit", "Lou", "Max", "Ned")
    talk = circle(names)
    for name in names:
        assert place(talk) == ("happened", name)
        talk.say(f"I am {name} and I saw it", "pass")
    assert [name for name, text in answered(talk) if text] == list(names)
    talk.say("over to Lou")
    assert place(talk) == ("need", "Lou")
    assert talk.turn is not None
    assert [seat.number for seat in talk.turn.seats] == list(range(1, 15))


def test_what_hands_it_on_ends_the_turn_early_where_it_stands_by_itself() -> None:
    circle()
    assert MEANING.closes("over to Dan")
    assert MEANING.closes("passing it on")
    assert not MEANING.closes("I passed it to Dan")
    Conversation.begin("short")
    assert not MEANING.closes("over to Dan")


def test_who_is_next_is_who_has_not_spoken() -> None:
    talk = circle().say("over to Mum", "I saw it", "pass", "who is next")
    assert talk.prompt == "After this, Kai is next. Jo, what happened?"
    talk.say("I saw it", "pass", "so did I", "pass", "who's next")
    assert (place(talk), talk.prompt.split(".")[0]) == (("happened", "Dan"), "After this, Jo is next")


def test_in_private_family_time_no_key_of_the_groups_means_anything() -> None:
    private = PrivateTime("plan", 30, Introduction("Now you are alone.", "added"), 180)
    talk = Conversation.begin(replace(SMALL, private_time=private), people=("Jo", "Kai"))
    while talk.turn is not None and talk.turn.alone is None:
        talk.say("twenty minutes" if talk.turn.question is None else "I saw it")
    assert talk.turn is not None
    assert talk.turn.seats == ()
