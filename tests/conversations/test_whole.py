"""Whole conversations, from the welcome to the closing."""

from __future__ import annotations

from tests.conversations.scripted import Conversation
from voice_guide.facts import FactKind

SHORT = ["wh-today", "tf-thinking", "tf-feeling", "tf-now", "im-others", "im-hardest", "ne-need"]


def test_short_from_the_first_question_to_saved_ways_forward() -> None:
    talk = Conversation.begin("short")
    for number, question in enumerate(SHORT):
        assert talk.asked == question
        talk.say(f"this is what I have to say about number {number}")
    assert talk.asked == "wf-help"
    talk.say("it would help if people listened")
    assert talk.asked == "wf-what"
    talk.say("a meal all at one table")
    assert talk.asked == "wf-who"
    talk.say("me")
    assert talk.asked == "wf-when"
    talk.say("on Friday")
    assert "Friday the 27th of November" in " ".join(talk.said)
    assert talk.asked == "wf-check"
    talk.say("my sister")
    assert talk.asked == "wf-if"
    talk.say("we talk again")
    assert talk.asked == "wf-another"
    talk.say("no")
    assert talk.asked == "agree:Jo"
    assert "“a meal all at one table”" in " ".join(talk.said)
    talk.say("yes")
    assert talk.asked == "review"
    assert "You have agreed one thing." in talk.said
    talk.say("in two weeks")
    assert talk.asked == "wf-add"
    talk.say("no thank you that was all I wanted to say")
    assert talk.finished is not None
    assert talk.finished.closed
    assert talk.kinds()[-1] == FactKind.CLOSED


def test_names_are_asked_said_back_and_each_person_is_asked_about_recording() -> None:
    talk = Conversation.begin(people=(), agreed=False)
    assert talk.asked == "who"
    talk.say("er I'm Jo and this is Kai")
    assert talk.asked == "who-check"
    assert talk.prompt == "Jo, and Kai. Is that right?"
    talk.say("yep")
    assert talk.asked == "record:Jo"
    assert "If you say yes, I save what you say" in " ".join(talk.said)
    talk.say("yes that's fine")
    assert talk.asked == "record:Kai"
    assert "Thank you, Jo." in talk.said
    talk.say("yeah go on then")
    assert talk.asked == "wh-today"
    assert talk.prompt == "Jo, what has brought us to where we are today?"


def test_wrong_names_are_asked_for_again() -> None:
    talk = Conversation.begin(people=(), agreed=False).say("Joe", "no")
    assert talk.asked == "who"
    talk.say("Jo", "yes")
    assert talk.asked == "record:Jo"


def test_the_opening_says_who_is_speaking_before_it_asks_anything() -> None:
    talk = Conversation.begin(people=(), agreed=False)
    assert talk.said[0].startswith("Hello, and welcome. I am a computer")
    assert talk.said[-1] == talk.prompt


def test_each_category_is_introduced_once() -> None:
    talk = Conversation.begin("short", people=("Jo", "Kai"))
    assert any(line.startswith("First, what happened") for line in talk.said)
    talk.say("it was Tuesday")
    assert talk.asked == "wh-today"
    assert not any(line.startswith("First, what happened") for line in talk.said)


def test_every_question_goes_round_in_company() -> None:
    talk = Conversation.begin("short", people=("Jo", "Kai"))
    asked = []
    for _ in range(6):
        asked.append((talk.asked, talk.turn.name if talk.turn else ""))
        talk.say("something or other happened then")
    assert asked == [
        ("wh-today", "Jo"),
        ("wh-today", "Kai"),
        ("tf-thinking", "Jo"),
        ("tf-thinking", "Kai"),
        ("tf-feeling", "Jo"),
        ("tf-feeling", "Kai"),
    ]


def test_passing_everything_ends_kindly_and_without_probes() -> None:
    talk = Conversation.begin("restorative")
    asked = []
    while talk.finished is None:
        asked.append(talk.asked)
        talk.say("pass")
    assert talk.finished.closed
    assert "wh-next" not in asked
    assert "tf-here" in asked  # asked because wh-today was passed
    assert "ne-cant" not in asked
    assert "wf-suggested" not in asked
    assert "Nothing has been agreed today. That is all right." in talk.said


def test_the_long_guide_asks_probes_after_answers_and_closers_last() -> None:
    talk = Conversation.begin("restorative")
    asked = []
    while talk.asked != "wf-help":
        asked.append(talk.asked)
        talk.say("that is how it was for me")
    assert asked[:4] == ["wh-today", "wh-next", "wh-going-on", "wh-before"]
    assert "tf-here" not in asked
    assert asked.index("im-add") > asked.index("im-about")
    assert len(asked) == len(set(asked))


def test_the_conditional_is_asked_when_someone_says_that_they_cannot() -> None:
    talk = Conversation.begin("restorative")
    while talk.asked != "ne-need":
        talk.say("that is how it was for me")
    talk.say("I need him to move out but I can't make that happen")
    assert talk.asked == "ne-cant"


def test_nothing_agreed_is_a_good_ending() -> None:
    talk = Conversation.begin("short")
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("nothing")
    assert talk.asked == "wf-add"
    talk.say("no thanks")
    assert talk.finished is not None
    assert talk.finished.closed
    assert "Nothing has been agreed today. That is all right." in talk.said
    assert "Thank you." in talk.said


def test_locked_is_said_only_where_there_is_a_passphrase() -> None:
    for locked, line in (
        (True, "Your words are saved and locked on this computer."),
        (False, "Your words are saved on this computer."),
    ):
        talk = Conversation.begin("short", locked=locked)
        while talk.finished is None:
            talk.say("pass")
        assert line in talk.said
