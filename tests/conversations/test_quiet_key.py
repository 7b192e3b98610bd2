"""The quiet key: nothing more until it comes again, then one plain question, and no probes any more."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_ways_forward import at_the_list
from voice_guide.dialogue.machine import Phase
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind

SHALL_WE = "We can carry on when you are ready. Shall we?"
TODAY = "What has brought us to where we are today?"


def quietened(guide: str = "short") -> Conversation:
    return Conversation.begin(guide).press("quiet")


def test_one_press_is_silence_and_the_next_asks_whether_to_go_on() -> None:
    talk = quietened()
    assert talk.turn is not None
    assert talk.turn.quiet
    assert talk.said == []
    assert not talk.turn.recorded
    talk.press("quiet")
    assert talk.said == [SHALL_WE]
    talk.say("yes")
    assert talk.said == [TODAY]
    assert talk.asked == "wh-today"


def test_the_question_whether_to_go_on_is_weighty() -> None:
    talk = quietened().press("quiet")
    assert talk.turn is not None
    assert (talk.turn.kind, talk.turn.patience_seconds, talk.turn.recorded) == ("weighty", 2.0, True)


@pytest.mark.parametrize("key", ["pass", "stop", "yes", "pause", "carry on", "help", "repeat", "numbers", "louder"])
def test_while_it_is_quiet_no_other_key_does_anything(key: str) -> None:
    talk = quietened()
    before = len(talk.facts)
    talk.press(key)
    assert talk.asked == "quiet"
    assert talk.said == []
    assert talk.finished is None
    assert (len(talk.facts), talk.pages) == (before, 0)


def test_time_and_noise_do_nothing_either() -> None:
    talk = quietened().say("", "").mumble()
    assert talk.asked == "quiet"
    assert talk.said == []
    assert FactKind.SILENCE not in talk.kinds()


@pytest.mark.parametrize(
    "said", ["no", "not sure", "hmm", "he hit me", "carry on", "go on", "", "not yet", "no well yes", "help numbers"]
)
def test_anything_but_a_clear_yes_goes_on_waiting_and_keeps_nothing(said: str) -> None:
    talk = quietened().press("quiet")
    before = len(talk.facts)
    talk.say(said)
    assert talk.asked == "quiet-over"
    assert talk.said == []
    assert len(talk.facts) == before
    talk.say("yes")
    assert talk.said == [TODAY]


@pytest.mark.parametrize("key", ["no", "unsure", "pass", "pause", "carry on", "back", "help"])
def test_no_key_but_yes_goes_on(key: str) -> None:
    talk = quietened().press("quiet").press(key)
    assert talk.asked == "quiet-over"
    assert talk.said == []
    assert talk.press("yes").said == [TODAY]


def test_a_yes_over_the_question_is_asked_again() -> None:
    talk = quietened().press("quiet").say_over("yes")
    assert talk.said == ["I want to be sure. " + SHALL_WE]
    talk.say_over("yes")
    assert talk.said == ["I want to be sure. " + SHALL_WE]
    assert talk.say("yes").said == [TODAY]


def test_a_yes_that_goes_on_is_asked_again() -> None:
    talk = quietened().press("quiet").say("yes").speak_on("quiet-over")
    assert talk.said == ["I want to be sure. " + SHALL_WE]
    assert talk.dialogue.phase is Phase.PAUSED
    talk.say("no")
    assert talk.asked == "quiet-over"
    assert talk.say("yes").said == [TODAY]


def test_stop_is_still_stop_when_it_asks_whether_to_go_on() -> None:
    for talk in (quietened().press("quiet").say("stop"), quietened().press("quiet").press("stop")):
        assert talk.finished is not None
        assert talk.kinds()[-1] == FactKind.STOPPED


def test_it_can_be_made_quiet_again_instead_of_an_answer() -> None:
    talk = quietened().press("quiet").press("quiet")
    assert talk.asked == "quiet"
    assert talk.said == []
    assert talk.press("quiet").say("yes").said == [TODAY]


def test_probes_stay_off_also_after_a_resume() -> None:
    plain = Conversation.begin("restorative").say("it was Tuesday")
    assert plain.asked == "wh-next"
    talk = quietened("restorative").press("quiet").say("yes", "it was Tuesday")
    assert talk.asked == "wh-before"
    assert Progress.fold(talk.facts).no_probes
    again = talk.resumed(guide="restorative")
    assert again.asked == "wh-before"


def test_a_probe_that_is_being_asked_is_left() -> None:
    talk = Conversation.begin("restorative").say("it was Tuesday")
    assert talk.asked == "wh-next"
    talk.press("quiet").press("quiet").say("yes")
    assert talk.asked == "wh-before"
    assert talk.said == [talk.prompt]


def test_no_probe_is_asked_in_a_whole_long_talk_after_it() -> None:
    talk = quietened("restorative").press("quiet").say("yes")
    asked = set()
    while talk.finished is None:
        asked.add(talk.asked)
        talk.say("no" if talk.asked.startswith("wf-a") else "it was Tuesday")
    probes = {
        "wh-next",
        "wh-going-on",
        "tf-thoughts",
        "tf-else",
        "tf-point",
        "tf-next",
        "im-about",
        "ne-else",
        "wf-look",
    }
    assert not asked & probes
    assert {"wh-before", "tf-feeling", "ne-need"} <= asked


def test_where_it_was_and_what_was_said_are_not_told() -> None:
    talk = Conversation.begin().say("it was the knife", "I was scared", "cold", "nothing much", "my sister heard")
    assert talk.asked == "im-hardest"
    talk.press("quiet").press("quiet").say("yes")
    assert talk.said == ["What has been the hardest thing for you?"]


def test_a_category_is_not_introduced_after_it() -> None:
    talk = Conversation.begin().say("it was Tuesday").press("quiet").press("quiet").say("yes")
    assert talk.asked == "tf-thinking"
    assert talk.said == ["What were you thinking?"]


def test_words_that_were_being_asked_about_are_kept_and_it_goes_on_after_them() -> None:
    talk = Conversation.begin().say("rotten. Go back.")
    assert talk.asked == "check"
    talk.press("quiet")
    assert FactKind.ANSWER_KEPT in talk.kinds()
    assert talk.press("quiet").say("yes").asked == "tf-thinking"


def test_what_was_to_be_taken_out_stays_when_the_key_comes_instead_of_a_yes() -> None:
    talk = Conversation.begin().say("it was Tuesday", "take that out").press("quiet").press("quiet").say("yes")
    assert talk.asked == "tf-thinking"
    assert FactKind.ANSWER_TAKEN_OUT not in talk.kinds()


def test_from_a_pause_it_goes_on_too() -> None:
    talk = Conversation.begin().say("pause").press("quiet").press("quiet").say("yes")
    assert talk.said == [TODAY]


def test_nobody_agrees_to_a_notice_or_a_list_that_may_not_have_been_heard() -> None:
    talk = Conversation.begin(agreed=False).press("quiet").press("quiet").say("yes")
    assert talk.said == [ENGLISH.notice(), "Jo, is it OK to save your words? You can join in either way."]
    talk = at_the_list().say("Dan will ring the school on Friday")
    while not talk.asked.startswith("agree:"):
        talk.say("no" if talk.asked == "wf-another" else "his mother")
    talk.press("quiet").press("quiet").say("yes")
    assert talk.asked.startswith("agree:")
    assert talk.said[0] == "Here is your list."


def test_where_nobody_is_to_be_heard_keys_alone_answer() -> None:
    talk = Conversation.begin(agreed=False).say("no").press("quiet").press("quiet")
    assert talk.turn is not None
    assert not talk.turn.recorded
    assert talk.press("yes").asked == "wh-today"


def test_an_answer_from_before_is_not_opened_again_over_a_quiet() -> None:
    talk = Conversation.begin().say("it was Tuesday").press("quiet").press("quiet").say("yes").speak_on("wh-today")
    assert FactKind.ANSWER_REOPENED not in talk.kinds()


def test_ctrl_c_in_the_quiet_stops_and_it_can_be_carried_on() -> None:
    talk = quietened("restorative").leave()
    assert talk.finished is not None
    assert not talk.finished.closed
    again = talk.resumed(guide="restorative")
    assert again.asked == "wh-today"
    assert again.say("it was Tuesday").asked == "wh-before"


def test_the_key_is_in_no_words_that_are_said_or_shown() -> None:
    assert "F12" not in str(ENGLISH.prompts)
