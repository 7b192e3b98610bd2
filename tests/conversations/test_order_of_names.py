"""In which order people are asked: put right by voice or typed line while the names are said back, and never later."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from voice_guide.events import SpokeOn

SAID_BACK = "Is that right?"


def said_back(names: str = "Jo, Kai, Dan and Mum") -> Conversation:
    """The names were given, and are said back."""
    talk = Conversation.begin("circle", people=()).say(names)
    assert talk.asked == "who-check"
    return talk


def names(talk: Conversation) -> str:
    assert talk.asked == "who-check"
    return talk.prompt.removesuffix(f" {SAID_BACK}").removesuffix(".")


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("Mum after Jo", "Jo, Mum, Kai, and Dan"),
        ("Mum goes after Jo please", "Jo, Mum, Kai, and Dan"),
        ("no, Mum before Jo", "Mum, Jo, Kai, and Dan"),
        ("Dan first", "Dan, Jo, Kai, and Mum"),
        ("can you put Dan first", "Dan, Jo, Kai, and Mum"),
        ("let's start with Kai", "Kai, Jo, Dan, and Mum"),
        ("Jo last", "Kai, Dan, Mum, and Jo"),
        ("Jo wants to go last", "Kai, Dan, Mum, and Jo"),
        ("swap Jo and Dan", "Dan, Kai, Jo, and Mum"),
        ("Kai then Mum", "Jo, Kai, Mum, and Dan"),
        ("Kai and Dan the other way round", "Jo, Dan, Kai, and Mum"),
        ("Jo first", "Jo, Kai, Dan, and Mum"),
    ],
)
def test_it_is_put_right_and_said_back_again(words: str, order: str) -> None:
    talk = said_back().say(words)
    assert names(talk) == order


def test_people_are_asked_in_that_order_and_have_their_numbers_by_it() -> None:
    talk = said_back().say("Mum first", "Kai last", "yes")
    recorded = []
    while talk.asked.startswith("record:"):
        recorded.append(talk.asked.partition(":")[2])
        talk.say("yes")
    assert recorded == ["Mum", "Jo", "Dan", "Kai"]
    assert talk.turn is not None
    assert [(seat.number, seat.name) for seat in talk.turn.seats] == [(1, "Mum"), (2, "Jo"), (3, "Dan"), (4, "Kai")]
    asked = []
    while talk.asked == "ci-rules":
        asked.append(talk.turn.name)
        talk.say("no shouting")
    assert asked == recorded


@pytest.mark.parametrize(
    "words",
    [
        "Sam first",
        "Mum after Sam",
        "Mum after Mum",
        "first",
        "Dan was first to hit me",
        "it was Mum after the party",
        "after",
    ],
)
def test_what_is_not_about_the_order_of_those_here_moves_nobody(words: str) -> None:
    talk = said_back().say(words)
    assert "Jo, Kai, Dan, and Mum" in talk.prompt


def test_whoever_speaks_on_has_not_moved_anybody_yet() -> None:
    talk = said_back().say("Dan first")
    talk.take(SpokeOn("who-check"))
    talk.say("Dan first, no, Dan last")
    assert "Jo, Kai, Dan, and Mum" in talk.prompt


def test_a_kill_asks_for_the_names_again_and_keeps_none() -> None:
    talk = said_back().say("Dan first")
    assert "Dan" not in talk.words_kept()
    assert talk.resumed(guide="circle").asked == "who"


def test_it_is_so_in_every_guide_and_in_none_is_it_a_command_later() -> None:
    talk = Conversation.begin("short", people=()).say("Jo and Kai", "Kai first")
    assert names(talk) == "Kai, and Jo"
    talk.say("yes", "yes", "yes")
    assert talk.turn is not None
    assert (talk.asked, talk.turn.name) == ("wh-today", "Kai")
    talk.say("Jo first")
    assert (talk.asked, talk.turn.name) == ("wh-today", "Jo")
    assert "Jo first" in talk.words_kept()
