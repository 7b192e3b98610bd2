"""Requests are told from what their words do, wherever those stand; what has no place in them makes an answer."""

from __future__ import annotations

import pytest

from voice_guide.errors import GuideError
from voice_guide.understanding.commands import Commands
from voice_guide.understanding.phrase_net import PhraseNet
from voice_guide.understanding.phrases import read


@pytest.mark.parametrize(
    "said",
    [
        "you'll have to speak up",
        "you'll have to speak up i'm a bit deaf",
        "i'm a bit deaf you'll have to speak up",
        "because i'm half asleep could you speak up",
        "you'll um you'll have to er speak up like love",
        "can you can you speak up you know my hearing's not great",
        "Could you speak up, pal? I can't hear you over here.",
    ],
)
def test_reasons_false_starts_and_courtesies_change_nothing(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command == "louder"


@pytest.mark.parametrize(
    "said",
    [
        "you'll have to speak up he said",
        "i'll have to speak up",
        "speak up in the meetings",
        "he's a bit deaf you have to speak up",
        "i'm scared to go back",
        "i can't just carry on",
    ],
)
def test_a_word_without_a_place_makes_an_answer(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command == "answer"


@pytest.mark.parametrize(
    "said",
    ["delete it all because i hate it here", "stop because i can't breathe", "i'm fed up with it all delete it all"],
)
def test_no_reason_of_ones_own_beside_what_can_not_be_taken_lightly(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command == "answer"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("could you go over the question again I got distracted", "repeat"),
        ("my phone buzzed can you ask me again", "repeat"),
        ("could you go back one I got distracted there", "back"),
    ],
)
def test_any_clause_of_ones_own_may_stand_beside_a_question_to_the_program(
    commands: Commands, said: str, meant: str
) -> None:
    assert commands.recognise(said).command == meant


@pytest.mark.parametrize(
    "said",
    [
        "my dad came in can you ask me again",
        "I was like can you say that again",
        "he got in the car can you slow down",
        "can you pass me my glasses Jade",
        "I got distracted stop there for today",
    ],
)
def test_but_no_story_and_nothing_that_can_not_be_taken_lightly(commands: Commands, said: str) -> None:
    assert commands.known(said).command == "answer"


@pytest.mark.parametrize(
    "said",
    ["say sorry again", "I want to start again", "I've nothing left", "could you take me off", "why did you do it"],
)
def test_what_one_says_to_people_is_an_answer(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command == "answer"


def test_a_way_to_begin_does_not_open_a_command_that_has_its_own_ways(commands: Commands) -> None:
    assert commands.recognise("help").command == "help"
    assert commands.recognise("i want to help").command == "answer"


def test_what_it_is_about_is_the_fewest_words(commands: Commands) -> None:
    assert commands.recognise("er what i said about our nan can i change it please").about == "our nan"


def test_many_phrases_are_walked_at_once() -> None:
    net = PhraseNet({"wish": [read("(can|could) you [please]")], "again": [read("again"), read("once more")]})
    row = ["could", "you", "please", "say", "it", "once", "more"]
    assert set(net.walk(row, 0)) == {(2, "wish"), (3, "wish")}
    assert list(net.walk(row, 5)) == [(7, "again")]
    assert not list(net.walk(row, 3))


def test_a_phrase_with_a_gap_can_not_be_walked() -> None:
    with pytest.raises(GuideError, match="understanding_phrase_wrong"):
        PhraseNet({"about": [read("about {thing}")]})
