"""The guides for a school, for one person and for a young child, each from its first question to its goodbye."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from voice_guide.cli.wiring import load_named_guide
from voice_guide.facts import FactKind

GUIDES = ("school", "one-to-one", "young-child")


def asked_of(talk: Conversation) -> tuple[str, str]:
    return talk.asked, talk.turn.name if talk.turn else ""


def test_a_pupil_and_a_teacher_come_to_a_plan_that_each_agrees_to() -> None:
    talk = Conversation.begin("school", people=("Kai", "Ms Lee"))
    assert talk.said[-2:] == [
        "First, what happened. Each of you saw it in your own way.",
        "Kai, what happened, as you saw it?",
    ]
    talk.say("he took my ball", "I saw a crowd by the gate")
    assert (talk.asked, talk.prompt) == ("tf-thinking", "Kai, what were you thinking?")
    talk.say("I wanted it back", "that somebody would get hurt", "angry", "worried")
    assert (talk.asked, talk.prompt) == ("sc-others", "Kai, who else has this changed things for?")
    talk.say("my mates", "the whole class")
    assert asked_of(talk) == ("sc-need", "Kai")
    talk.say("somewhere to play", "a quiet start to the lesson", "we are funny", "they look after each other")
    assert talk.said == [
        "Now, what could happen next. The ideas are yours, and you choose.",
        "Kai, before, you said: “we are funny”.",
        "Kai, what would help from here?",
    ]
    talk.say("a second ball", "a talk about the rules")
    assert asked_of(talk) == ("wf-what", "Kai")
    talk.say("bring a second ball")
    assert asked_of(talk) == ("wf-who", "Kai")
    talk.say("me")
    assert talk.asked == "wf-when"
    talk.say("on Monday")
    assert "Monday the 30th of November" in " ".join(talk.said)
    talk.say("Ms Lee", "we ask the caretaker", "no")
    assert asked_of(talk) == ("wf-what", "Ms Lee")
    talk.say("nothing")
    assert asked_of(talk) == ("agree:Kai", "Kai")
    assert "this is something you would do" in talk.prompt
    talk.say("yes")
    assert asked_of(talk) == ("agree:Ms Lee", "Ms Lee")
    talk.say("yes")
    assert talk.asked == "review"
    talk.say("in two weeks")
    assert (talk.asked, talk.prompt) == ("wf-add", "Kai, anything else to add?")
    talk.say("no thank you that was all", "thank you for coming everyone")
    assert talk.finished is not None
    assert talk.finished.closed
    assert talk.kinds()[-1] == FactKind.CLOSED


def test_one_person_finds_a_way_forward_of_their_own() -> None:
    talk = Conversation.begin("one-to-one")
    asked = []
    while talk.asked != "wf-what":
        asked.append(talk.asked)
        talk.say("that is how it is for me")
    assert asked == ["oo-here", "tf-now", "im-hardest", "ne-need", "oo-good", "wf-help"]
    talk.say("ring my sister", "me", "on Friday")
    assert "Friday the 27th of November" in " ".join(talk.said)
    talk.say("my friend", "I write to her", "no", "yes", "in two weeks")
    assert talk.asked == "wf-add"
    talk.say("that was all I wanted to say")
    assert talk.finished is not None
    assert talk.finished.closed


def test_a_young_child_is_asked_six_short_things_and_the_day_in_words_of_their_own_guide() -> None:
    talk = Conversation.begin("young-child", people=("Mia", "Gran"))
    asked = []
    while talk.asked != "yc-help":
        asked.append(talk.prompt)
        talk.say("we had the paints out")
    assert asked[::2] == [
        "Mia, what happened?",
        "Mia, how were you feeling?",
        "Mia, what was hard for you?",
        "Mia, what do you like about the people here?",
    ]
    assert "Mia, before, you said: “we had the paints out”." in talk.said
    talk.say("a table of my own", "two pots of paint")
    talk.say("put out two pots", "Gran")
    assert (talk.asked, talk.prompt) == ("wf-when", "Mia, what day will it be?")
    talk.say("what does that mean")
    assert "hich day do you think it will be?" in talk.said[-1]
    talk.say("on Saturday", "me", "we ask Gran", "no", "nothing")
    assert asked_of(talk) == ("agree:Mia", "Mia")
    talk.say("yes", "yes", "in two weeks")
    assert talk.prompt == "Mia, do you want to say more?"
    talk.say("I like blue", "no thank you")
    assert talk.finished is not None
    assert talk.finished.closed


@pytest.mark.parametrize("guide", GUIDES)
def test_passing_everything_ends_kindly(guide: str) -> None:
    talk = Conversation.begin(guide)
    asked = []
    while talk.finished is None:
        asked.append(talk.asked)
        talk.say("pass")
    assert talk.finished.closed
    assert len(asked) == len(set(asked))
    assert "Nothing has been agreed today. That is all right." in talk.said


@pytest.mark.parametrize("guide", GUIDES)
def test_each_question_has_plainer_words_when_somebody_asks_what_it_means(guide: str) -> None:
    talk = Conversation.begin(guide)
    wordings = {q.id: q.wording for c in load_named_guide(ENGLISH, guide).categories for q in c.questions}
    while talk.finished is None:
        if talk.asked in wordings:
            talk.say("what does that mean")
            assert talk.said[-1] == wordings.pop(talk.asked)
        talk.say("pass")
    assert set(wordings) <= {"yc-when"}  # asked for each thing on the plan, and here there is none


@pytest.mark.parametrize("guide", GUIDES)
def test_each_part_can_be_gone_to_by_its_heading(guide: str) -> None:
    for category in load_named_guide(ENGLISH, guide).categories[1:]:
        talk = Conversation.begin(guide).say(f"skip to {category.title.lower()}")
        assert talk.asked == category.ask_order[0]


def test_a_part_is_found_by_most_of_what_was_said() -> None:
    guide = load_named_guide(ENGLISH, "short")
    titles = {"impact": "What we felt", "needs": "What you need", "ways-forward": "What happens next"}
    parts = [replace(category, title=titles.get(category.id, category.title)) for category in guide.categories]
    talk = Conversation.begin(replace(guide, categories=tuple(parts))).say("skip to what happens")
    assert talk.asked == parts[-1].ask_order[0]


@pytest.mark.parametrize("guide", GUIDES)
def test_it_is_carried_on_where_it_stopped(guide: str) -> None:
    talk = Conversation.begin(guide).say("that is how it is for me")
    left = talk.asked
    assert talk.leave().resumed(guide=guide).asked == left
