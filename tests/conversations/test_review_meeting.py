"""A review meeting: the last list word for word, what happened with each line, and the next list."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from tests.conversations.test_ways_forward import at_the_list
from voice_guide.cli.wiring import review_guide_of
from voice_guide.dialogue.next_step import is_agreed
from voice_guide.dialogue.progress import Progress
from voice_guide.guide.model import Guide
from voice_guide.guide.plan_questions import SLOTS

DAY = "Thursday the 26th of November"
FIRST = (
    "Number 1. “ring the school”. Who: Kai. When: on Friday, Friday the 27th of November. Who checks: Sam. "
    "If it does not work: we talk again."
)
ONWARD = "Now, what could happen next. The ideas are yours, and you choose."


def to_the_end(talk: Conversation) -> Conversation:
    while talk.finished is None:
        talk.say("pass")
    return talk


def review_of(talk: Conversation) -> Guide:
    """The guide of the meeting that reviews what this conversation came to."""
    return review_guide_of(Progress.fold(talk.facts), DAY, ENGLISH, MEANING)


def three_lines() -> Conversation:
    """Two things that everyone agreed to, and one that Kai did not."""
    talk = at_the_list(("Jo", "Kai"))
    talk.say("Kai will ring the school on Friday", "Sam", "we talk again", "yes")
    talk.say("a meal all at one table", "me", "every Sunday", "pass", "pass", "yes")
    talk.say("no shouting", "we both", "soon", "pass", "pass", "pass", "no", "nothing")
    return to_the_end(talk.say("yes", "yes", "yes", "yes", "yes", "no", "keep it"))


def meeting(last: Conversation, people: tuple[str, ...] = ("Jo", "Kai")) -> Conversation:
    return Conversation.begin(review_of(last), people=people)


def test_each_line_is_read_once_and_each_person_is_asked_what_happened_with_it() -> None:
    talk = meeting(three_lines())
    assert talk.said[1:] == [
        f"First, your list from {DAY}. I read it line by line.",
        f"{FIRST} This was agreed.",
        "Jo, what happened with this?",
    ]
    talk.say("he rang them")
    assert (talk.asked, talk.said) == ("rv-1", ["Kai, what happened with this?"])
    talk.say("they were kind")
    assert talk.said == [
        "Number 2. “a meal all at one table”. Who: me, Jo. When: every Sunday. This was agreed.",
        "Jo, what happened with this?",
    ]
    talk.say("pass", "we had two")
    assert talk.said[0] == (
        "Number 3. “no shouting”. Who: we both, Jo, Kai. When: soon. "
        "This was not agreed by everyone. Jo said yes. Kai said no."
    )
    talk.say("pass", "it got quiet")
    assert (talk.asked, talk.said[0]) == ("wf-help", ONWARD)
    assert "they were kind" in talk.words_kept()


def test_the_next_list_is_made_read_and_agreed() -> None:
    talk = meeting(three_lines()).say(*["it went well enough"] * 6, "time", "pass")
    talk.say("Kai will ring Gran on Friday", "Sam", "pass", "no", "nothing")
    assert talk.asked == "agree:Jo"
    talk.say("yes", "yes")
    assert talk.asked == "review"
    to_the_end(talk.say("in two weeks"))
    progress = Progress.fold(talk.facts)
    assert [(way.words("what"), is_agreed(way, progress)) for way in progress.ways] == [("ring Gran", True)]
    assert talk.finished is not None
    assert talk.finished.closed


def test_a_line_can_be_heard_again() -> None:
    talk = meeting(three_lines()).say("repeat")
    assert talk.said[0].startswith("Number 1. “ring the school”.")
    assert talk.said[-1] == "Jo, what happened with this?"
    talk.say("what does that mean")
    assert talk.said == ["How did this go, as you saw it?"]


def test_a_meeting_that_is_carried_on_reads_the_line_again() -> None:
    last = three_lines()
    talk = meeting(last).say("he rang them").leave().resumed(guide=review_of(last))
    assert talk.asked == "rv-1"
    assert talk.said[-2].startswith("Number 1. “ring the school”.")
    assert talk.said[-1] == "Kai, what happened with this?"


def test_who_is_here_and_whether_words_may_be_saved_is_asked_again() -> None:
    talk = Conversation.begin(review_of(three_lines()), people=(), agreed=False)
    assert talk.asked == "who"
    talk.say("Jo", "yes")
    assert talk.asked == "record:Jo"
    assert not any("ring the school" in line for line in talk.said)


def test_an_answer_is_found_by_the_line_it_was_about() -> None:
    talk = meeting(three_lines(), ("Jo",)).say("he rang them", "we had two")
    talk.say("take out what I said about the school")
    assert talk.asked == "take-out"
    talk.say("yes")
    assert Progress.fold(talk.facts).taken_out == {1}


def test_where_nothing_was_agreed_that_is_said_and_the_lines_are_read() -> None:
    last = at_the_list(("Jo", "Kai")).say("a walk", "Dad", "on Friday", "pass", "pass", "no", "nothing")
    talk = meeting(to_the_end(last.say("yes", "not sure")))
    assert talk.said[1] == (
        f"First, what you spoke of on {DAY}. Nothing was agreed by everyone then. That is all right."
    )
    assert talk.said[2].endswith("Jo said yes. Kai was not sure. Dad was still to be asked.")


def test_where_nothing_was_on_the_list_that_is_said_kindly_and_the_ways_forward_begin() -> None:
    talk = meeting(to_the_end(Conversation.begin("short")), ("Jo",))
    assert talk.asked == "wf-help"
    assert talk.said[1:-1] == [f"On {DAY} nothing was put on a list. That is all right. {ONWARD}"]


def test_what_was_left_out_or_taken_out_is_not_read() -> None:
    last = at_the_list().say("a walk", "me", "on Friday", "pass", "pass", "yes")
    last.say("a meal all at one table", "me", "soon", "pass", "pass", "pass", "no")
    assert last.asked == "agree:Jo"
    to_the_end(last.say("no", "leave it out", "yes"))
    read = [question.read for question in review_of(last).categories[0].questions]
    assert len(read) == 1
    assert "a meal all at one table" in str(read[0])
    last = at_the_list().say(
        "a walk", "me", "on Friday", "pass", "pass", "no", "take out what I said about walk", "yes"
    )
    assert review_of(to_the_end(last)).categories[0].ways_forward


def test_a_person_without_a_saved_name_is_a_guest() -> None:
    last = Conversation.begin("short", people=("Jo", "Kai"), agreed=False).say("yes", "no")
    while last.finished is None:
        line = {"wf-what": "a walk", "wf-another": "no", "agree:Jo": "yes"}.get(last.asked, "pass")
        if last.turn is not None and not last.turn.recorded:
            last.press("no" if last.asked.startswith("agree") else "pass")
        else:
            last.say(line)
    read = str(review_of(last).categories[0].questions[0].read)
    assert "Jo said yes. Guest 2 said no." in read
    assert "Kai" not in read


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize(
    "words",
    [
        '" """ \\ \n[[category]]\nid = "x"',
        "{name} {question} {then}",
        "<b>*bold*</b> # [a](b)",
        "é 李 \ue000",
        "word " * 2000,
    ],
)
def test_whatever_signs_stand_in_peoples_words_they_are_read_as_they_are(slot: str, words: str) -> None:
    last = at_the_list().say("a walk", "me", "on Friday", "Sam", "we talk", "no")
    progress = Progress.fold(last.facts)
    progress.ways[0].slots[slot].words = words
    guide = review_guide_of(progress, DAY, ENGLISH, MEANING)
    assert [category.id for category in guide.categories] == ["last-list", "ways-forward"]
    talk = Conversation.begin(guide)
    assert words in talk.said[2]
    assert words in talk.say("repeat").said[0]
