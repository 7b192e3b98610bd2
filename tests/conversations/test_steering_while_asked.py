"""Commands in the middle of something that is being asked about, and in a pause that is spoken over."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from voice_guide.dialogue.machine import Phase

AFTER = "tf-thinking"  # what is asked once the first question is answered


def asked_to_take_out() -> Conversation:
    """An answer that ended in a command: it is kept, and asked about."""
    talk = Conversation.begin().say("I felt sick. Take that out.", "yes")
    assert talk.asked == "take-out"
    return talk


@pytest.mark.parametrize(
    "command", ["louder", "slower please", "help", "what does that mean", "how far are we", "repeat that"]
)
def test_what_is_asked_about_stays_to_be_asked(command: str) -> None:
    talk = asked_to_take_out().say(command)
    assert talk.asked == "take-out"
    talk.say("no")
    assert talk.asked == AFTER
    assert talk.said[0].strip() == "It stays as it was."


def test_hold_only_listens_on() -> None:
    talk = asked_to_take_out().say("hold on")
    assert (talk.asked, talk.aloud) == ("take-out", False)


def test_a_key_stays_there_too() -> None:
    assert asked_to_take_out().press("help").asked == "take-out"


def test_an_answer_that_is_kept_is_not_asked_for_again_after_a_pause() -> None:
    talk = asked_to_take_out().say("pause", "carry on")
    assert talk.asked == AFTER


def test_asking_to_delete_everything_instead_keeps_the_answer_and_goes_on() -> None:
    talk = asked_to_take_out().say("delete everything", "no")
    assert talk.asked == AFTER
    assert "I felt sick" in talk.words_kept()


def test_who_speaks_on_after_pause_is_listened_to() -> None:
    talk = Conversation.begin().say("pause")
    assert talk.asked == "paused"
    talk.speak_on("wh-today").say("pause the film I said and he did")
    assert talk.asked == AFTER
    assert talk.dialogue.phase is Phase.LISTENING


def test_who_speaks_on_after_carry_on_is_still_in_the_pause() -> None:
    talk = Conversation.begin().say("pause", "carry on")
    assert talk.asked == "wh-today"
    talk.speak_on("paused")
    assert (talk.asked, talk.dialogue.phase) == ("paused", Phase.PAUSED)
    talk.say("carry on")
    assert talk.asked == "wh-today"
