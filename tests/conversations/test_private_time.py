"""Private family time: how long it is, what ends it, and that nothing but a key is taken in it."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from voice_guide.dialogue.machine import Phase
from voice_guide.dialogue.progress import Progress
from voice_guide.events import ALONE_TOO_LONG, InputEnded, TimeOver, Utterance
from voice_guide.facts import FactKind

HOW_LONG = "How long would you like? You can end it sooner, by a key."
DEAF = "From now on I hear nothing. When you are done, press space."
IS_IT_OVER = "Is your private time over? Press Enter for yes, or N to go on. After a yes I can hear you again."
IT_IS_OVER = "Your private time is over. After the tones I can hear you again."
OF_PRIVATE_TIME = (FactKind.PRIVATE_TIME_BEGAN, FactKind.PRIVATE_TIME_ENDED, FactKind.PRIVATE_TIME_LEFT_OUT)


def at_private_time(*, locked: bool = False) -> Conversation:
    """Ann and Ben have said what they know, what worries them and what goes well."""
    talk = Conversation.begin("family-meeting", people=("Ann", "Ben"), locked=locked)
    while talk.asked != "private-length":
        talk.say("we all want to help")
    return talk


def alone(minutes: str = "twenty minutes") -> Conversation:
    return at_private_time().say(minutes)


def minutes(talk: Conversation) -> int | None:
    return Progress.fold(talk.facts).private_minutes


def test_a_family_meeting_from_what_is_known_to_each_ones_own_yes() -> None:
    talk = Conversation.begin("family-meeting", people=("Ann", "Ben"))
    asked = []
    while talk.asked != "private-length":
        asked.append(talk.asked)
        talk.say("we all want to help")
    assert asked == [name for name in ("wh-today", "fm-know", "fm-worry", "ne-need", "fm-well") for _ in range(2)]
    assert talk.said == [
        "Now comes private family time. Everybody else leaves the room, and I hear nothing.",
        HOW_LONG,
    ]
    talk.say("about twenty minutes, please")
    assert talk.said == ["You have 20 minutes.", DEAF]
    talk.press("finished")
    assert talk.said == [IS_IT_OVER]
    talk.press("yes")
    assert talk.said[:2] == [IT_IS_OVER, "Now, your plan. The ideas are yours, and you choose."]
    assert talk.asked == "wf-help"
    talk.say("pass", "pass", "Ben will ring the school on Friday", "Gran", "we meet again", "no", "nothing")
    assert talk.asked == "agree:Ann"
    talk.say("yes", "yes", "in two weeks", "pass", "pass")
    assert talk.finished is not None
    assert talk.finished.closed
    assert talk.kinds(*OF_PRIVATE_TIME) == [FactKind.PRIVATE_TIME_BEGAN, FactKind.PRIVATE_TIME_ENDED]


def test_while_it_lasts_the_microphone_is_closed_whatever_is_asked() -> None:
    talk = alone()
    for key in ("", "finished", "no", "pause", "pause", "quiet", "quiet", "yes", "finished", "help"):
        if key:
            talk.press(key)
        assert talk.turn is not None
        assert not talk.turn.recorded, key
        assert talk.turn.quiet or talk.turn.alone is not None, key
    assert talk.press("yes").turn is not None
    assert talk.turn is not None
    assert talk.turn.recorded


@pytest.mark.parametrize(
    ("said", "given"),
    [("half an hour", 30), ("an hour and a half", 90), ("45", 45), ("one minute", 1), ("4 hours", 180), ("pass", 30)],
)
def test_the_family_says_how_long(said: str, given: int) -> None:
    talk = alone(said)
    assert minutes(talk) == given
    assert talk.turn is not None
    assert talk.turn.alone is not None
    assert talk.turn.alone.seconds == given * 60


def test_the_longest_time_is_told_where_they_wish_for_more() -> None:
    assert alone("ten hours").said == ["You have 180 minutes.", "That is the longest there is.", DEAF]


def test_no_length_that_is_heard_is_asked_once_more_and_then_the_usual_one() -> None:
    talk = alone("until we are done I suppose")
    assert talk.said == ["Please say how many minutes. Or say pass, for the usual time."]
    assert talk.say("as long as it takes").said == ["You have 30 minutes.", DEAF]


def test_what_is_said_of_how_long_is_not_kept() -> None:
    assert "wombat" not in alone("as long as wombats sleep").say("and wombats sleep long").words_kept()


def test_a_no_is_asked_about_before_the_private_time_is_left_out() -> None:
    talk = alone("no thank you")
    assert talk.said == ["Shall I leave out the private family time? Please say yes or no."]
    talk.say("no")
    assert talk.said == [HOW_LONG]
    talk.say("none", "yes")
    assert talk.said[0] == "OK. It is left out."
    assert talk.asked == "wf-help"
    assert talk.kinds(*OF_PRIVATE_TIME) == [FactKind.PRIVATE_TIME_LEFT_OUT]


@pytest.mark.parametrize("key", ["finished", "pass"])
def test_a_key_at_how_long_gives_the_usual_time(key: str) -> None:
    assert minutes(at_private_time().press(key)) == 30


@pytest.mark.parametrize("key", ["yes", "no", "unsure", "pass", "back", "hold", "louder", "withdraw", "carry on"])
def test_no_other_key_does_anything_in_it(key: str) -> None:
    talk = alone()
    before = len(talk.facts)
    talk.press(key)
    assert (talk.asked, talk.said, talk.finished) == ("private-time", [], None)
    assert len(talk.facts) == before


def test_words_that_are_heard_after_all_are_nothing_and_are_not_kept() -> None:
    talk = alone()
    for turn_id in ("private-time", "private-over"):
        for words in ("stop", "yes", "I'm finished", "he hit me"):
            talk.take(Utterance(turn_id, words, engine="whisper"))
            assert (talk.asked, talk.said, talk.finished) == (turn_id, [], None)
        talk.press("finished")
    assert "hit" not in talk.words_kept()


def test_a_line_that_is_typed_ends_it_as_a_key_does_and_is_not_kept() -> None:
    talk = alone().say("we think that Gran should do it")
    assert (talk.asked, talk.said) == ("private-time", [])
    talk.say("we're finished")
    assert talk.asked == "private-over"
    assert talk.say("yes").asked == "wf-help"
    assert "Gran" not in talk.words_kept()


def test_a_key_pressed_by_chance_ends_nothing() -> None:
    for answer in ("no", "time"):
        talk = alone().press("finished")
        talk.press("no") if answer == "no" else talk.take(TimeOver("private-over"))
        assert (talk.asked, talk.said) == ("private-time", [DEAF])
        assert minutes(talk) == 20


def test_when_the_chosen_time_is_over_it_is_said_once_and_it_goes_on() -> None:
    talk = alone()
    talk.take(TimeOver("private-time"))
    assert talk.said == ["This was the time you chose. I still hear nothing. When you are done, press space."]
    assert talk.asked == "private-time"
    assert minutes(talk) == 20


def test_private_time_that_nobody_ends_stops_saved_and_comes_back_closed() -> None:
    talk = alone()
    talk.take(InputEnded(ALONE_TOO_LONG))
    assert talk.said == ["The private time has lasted very long, so I stop here. It can be carried on."]
    assert talk.finished is not None
    assert not talk.finished.closed
    again = talk.resumed(guide="family-meeting")
    assert again.asked == "private-over"
    assert again.said[1].startswith("Your private time was not over. Is it over now?")
    assert again.turn is not None
    assert not again.turn.recorded
    assert again.press("no").said == [DEAF]
    assert again.press("finished").press("yes").asked == "wf-help"


def test_with_a_passphrase_it_is_locked_then() -> None:
    talk = at_private_time(locked=True).say("an hour")
    talk.take(InputEnded(ALONE_TOO_LONG))
    assert talk.kinds()[-2:] == [FactKind.LOCKED, FactKind.STOPPED]


def test_a_pause_in_it_is_deaf_and_comes_back_to_it() -> None:
    talk = alone().press("pause")
    assert talk.said == ["We have paused, and I hear nothing. To carry on, press full stop."]
    assert talk.asked == "paused"
    talk.press("pause")
    assert talk.asked == "private-time"
    assert talk.said == ["Carrying on. " + DEAF]
    assert talk.dialogue.phase is Phase.PRIVATE_TIME


def test_a_pause_in_it_that_is_resumed_another_day_asks_whether_it_is_over() -> None:
    again = alone().press("pause").leave().resumed(guide="family-meeting")
    assert again.asked == "private-over"
    assert again.press("yes").asked == "wf-help"


def test_stop_in_it_stops_and_a_resume_comes_back_to_it() -> None:
    for talk in (alone().press("stop"), alone().press("finished").press("stop"), alone().leave()):
        assert talk.finished is not None
        again = talk.resumed(guide="family-meeting")
        assert again.asked == "private-over"
        assert again.press("yes").said[0] == IT_IS_OVER


def test_the_quiet_key_in_it_comes_back_to_it_by_a_key_alone() -> None:
    talk = alone().press("quiet")
    assert talk.said == []
    talk.press("quiet")
    assert talk.said == ["We can carry on when you are ready. Shall we?"]
    assert talk.turn is not None
    assert not talk.turn.recorded
    assert talk.press("yes").said == [DEAF]


def test_help_says_how_to_end_it_and_the_help_numbers_are_shown() -> None:
    talk = alone().press("help")
    assert talk.said == ["I hear nothing now. To end your private time, press space. To stop for today, press S."]
    assert talk.press("numbers").pages == 1
    assert (talk.asked, talk.said) == ("private-time", [])


def test_nothing_said_before_it_is_opened_again_over_it() -> None:
    talk = alone()
    for asked in ("private-length", "fm-well"):
        talk.speak_on(asked)
        assert (talk.asked, talk.said) == ("private-time", [])
    assert FactKind.ANSWER_REOPENED not in talk.kinds()


def test_it_comes_once_also_where_people_go_back_or_skip() -> None:
    talk = Conversation.begin("family-meeting", people=("Ann",)).say("skip to ways forward")
    assert talk.asked == "private-length"
    talk.say("ten minutes").press("finished").press("yes")
    assert talk.asked == "wf-help"
    talk.say("go back")
    assert "private" not in talk.asked


def test_where_nobody_is_recorded_keys_alone_say_how_long() -> None:
    talk = Conversation.begin("family-meeting", people=("Ann",), agreed=False).say("no")
    while talk.asked != "private-length":
        talk.press("finished")
    assert talk.turn is not None
    assert not talk.turn.recorded
    assert talk.press("yes").press("yes").asked == "private-time"


@pytest.mark.parametrize("said", ["take that out", "stop saving my words", "delete everything", "go back"])
def test_what_is_for_ones_own_turn_waits_for_it(said: str) -> None:
    talk = at_private_time().say(said)
    assert talk.said == [f"I can't do that here. Your words are safe. {HOW_LONG}"]
    assert talk.say("ten minutes").asked == "private-time"


def test_who_is_next_after_it_is_who_is_asked_first() -> None:
    assert at_private_time().say("who is next").said == [f"After this, Ann is next. {HOW_LONG}"]


def test_no_other_guide_has_it_unless_its_file_says_so() -> None:
    for guide in ("short", "school"):
        talk = Conversation.begin(guide)
        asked = []
        while talk.finished is None:
            asked.append(talk.asked)
            talk.say("pass")
        assert not [name for name in asked if name.startswith("private")]


def test_what_is_said_in_it_is_rendered_before_it_is_needed() -> None:
    assert IS_IT_OVER in alone().dialogue.upcoming()
    assert DEAF in at_private_time().dialogue.upcoming()
    assert ENGLISH.prompt("private.given", count=30).text not in at_private_time().dialogue.upcoming()
