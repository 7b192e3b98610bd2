"""Commands, silence, and being sure."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from voice_guide.facts import FactKind


def test_repeat_says_the_question_again_and_keeps_nothing() -> None:
    talk = Conversation.begin()
    talk.say("could you repeat that please")
    assert talk.asked == "wh-today"
    assert talk.said == ["What has brought us to where we are today?"]
    assert FactKind.ANSWER_KEPT not in talk.kinds()


def test_explain_gives_the_plainer_wording() -> None:
    talk = Conversation.begin().say("what does that mean")
    assert talk.asked == "wh-today"
    assert talk.prompt != "What has brought us to where we are today?"
    assert talk.turn is not None
    assert talk.turn.question == "wh-today"


def test_what_a_part_is_for_is_read_from_the_page() -> None:
    talk = Conversation.begin().say("what is this part for")
    assert "Everyone has their own unique perspective" in talk.prompt
    assert talk.asked == "wh-today"


def test_pass_is_taken_without_comment() -> None:
    talk = Conversation.begin().say("pass")
    assert talk.asked == "tf-thinking"
    assert talk.said[0] == "OK."
    assert FactKind.PASSED in talk.kinds()


def test_back_asks_the_question_before_again_and_loses_nothing() -> None:
    talk = Conversation.begin().say("it was Tuesday", "go back")
    assert talk.asked == "wh-today"
    talk.say("it was Monday")
    assert talk.asked == "tf-thinking"
    assert "it was Tuesday" in talk.words_kept()
    assert "it was Monday" in talk.words_kept()


def test_back_from_a_question_that_only_followed_from_the_last_answer() -> None:
    talk = Conversation.begin("restorative").say("skip to needs", "to be asked", "to be asked first")
    assert talk.asked == "ne-else"
    talk.say("I can't do it on my own")
    assert talk.asked == "ne-cant"
    talk.say("go back")
    assert talk.asked == "ne-else"
    assert talk.say("nothing").asked == "ne-cant"


def test_back_at_the_first_question_says_so() -> None:
    talk = Conversation.begin().say("go back")
    assert talk.asked == "wh-today"
    assert "This is the first question." in talk.prompt


def test_back_inside_a_way_forward_asks_its_last_part_again() -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("a meal all at one table", "me", "go back")
    assert talk.asked == "wf-who"
    talk.say("Kai")
    assert talk.asked == "wf-when"


def test_pause_waits_for_carry_on_and_keeps_nothing_said_meanwhile() -> None:
    talk = Conversation.begin().say("pause")
    assert talk.asked == "paused"
    talk.say("shall we put the kettle on", "")
    assert talk.asked == "paused"
    assert "kettle" not in talk.words_kept()
    talk.say("carry on")
    assert talk.asked == "wh-today"
    assert talk.kinds("paused", "resumed") == ["paused", "resumed"]


def test_stop_stops_at_once_and_can_be_carried_on() -> None:
    talk = Conversation.begin().say("it was Tuesday", "stop")
    assert talk.finished is not None
    assert not talk.finished.closed
    again = talk.resumed()
    assert again.asked == "tf-thinking"
    assert again.said[0].startswith("Hello again")


def test_help_gives_three_things_at_a_time() -> None:
    talk = Conversation.begin().say("what can I say")
    first = talk.said[0]
    talk.say("help")
    assert talk.said[0] != first
    assert talk.asked == "wh-today"


@pytest.mark.parametrize(
    "story",
    [
        "I told him stop, that's all, then he left",
        "they had to cancel my visit",
        "he told me to stop and I didn't stop",
        "I wanted to go back to how it was",
        "I said pass me the phone and he said no",
        "she helps me when I need help",
        "there was a long pause and then he shouted",
    ],
)
def test_a_story_is_never_taken_for_a_command(story: str) -> None:
    talk = Conversation.begin().say(story)
    assert talk.asked == "tf-thinking"
    assert story in talk.words_kept()


def test_silence_gets_one_offer_in_a_session_and_the_same_question() -> None:
    talk = Conversation.begin().say("")
    assert talk.said == ["Take all the time you need. You can say pass, or say repeat."]
    for _ in range(15):
        talk.say("")
        assert talk.said == []
        assert talk.asked == "wh-today"


def test_speech_without_words_is_asked_for_again_once() -> None:
    talk = Conversation.begin()
    talk.mumble()
    assert talk.said == ["I did not catch that. Please say it again, when you are ready."]
    talk.mumble()
    assert talk.said == []
    assert talk.asked == "wh-today"


def test_no_then_well_yes_is_asked_again() -> None:
    talk = Conversation.begin(agreed=False).say("no well yes")
    assert talk.asked == "record:Jo"
    assert "I want to be sure." in talk.prompt
    talk.say("yes")
    assert talk.asked == "wh-today"


@pytest.mark.parametrize("unclear", ["mm-hmm", "what do you mean by that", "yeah, no", "I don't agree"])
def test_agreement_to_record_is_never_inferred(unclear: str) -> None:
    talk = Conversation.begin(agreed=False).say(unclear, "hmm")
    assert FactKind.AGREED_TO_RECORD not in talk.kinds()


def test_rate_and_volume_ask_the_question_again() -> None:
    talk = Conversation.begin()
    for line in ("slower please", "a bit louder", "can you speak faster", "quieter"):
        talk.say(line)
        assert talk.asked == "wh-today"
        assert "What has brought us to where we are today?" in talk.prompt


def test_yes_by_key_does_not_answer_an_open_question() -> None:
    talk = Conversation.begin().press("yes")
    assert talk.asked == "wh-today"
    assert FactKind.ANSWER_KEPT not in talk.kinds()


def test_the_end_of_input_is_kept_as_a_stop_that_can_be_carried_on() -> None:
    talk = Conversation.begin().say("it was Tuesday").leave()
    assert talk.finished is not None
    assert not talk.finished.closed
    assert talk.resumed().asked == "tf-thinking"


def test_going_on_at_a_check_is_part_of_the_answer() -> None:
    talk = Conversation.begin().say("peas. Go back.", "that is what he said and then he hit me")
    assert talk.asked == "tf-thinking"
    assert "peas. Go back. that is what he said and then he hit me" in talk.words_kept()


def test_another_command_at_a_check_is_done() -> None:
    talk = Conversation.begin().say("rotten. Go back.")
    assert talk.asked == "check"
    talk.say("stop")
    assert talk.finished is not None
    assert "rotten. Go back." in talk.words_kept()
