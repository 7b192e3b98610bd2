"""Every end is provisional: whoever speaks on goes on with the same answer."""

from __future__ import annotations

from tests.conversations.scripted import THURSDAY, Conversation
from tests.conversations.test_ways_forward import at_the_list
from tests.conversations.walking import viewed
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Keep, Listen, SpokeOn, Utterance
from voice_guide.facts import FactKind


def test_an_open_answer_goes_on_and_its_words_are_joined() -> None:
    talk = Conversation.begin().say("it was Tuesday")
    assert talk.asked == "tf-thinking"
    talk.speak_on("wh-today")
    assert talk.asked == "wh-today"
    assert talk.said == []
    talk.say("it was Tuesday and he came in late")
    assert talk.asked == "tf-thinking"
    progress = Progress.fold(talk.facts)
    assert progress.utterances == 1
    assert FactKind.ANSWER_REOPENED in talk.kinds()


def test_killed_while_an_answer_goes_on_what_was_taken_of_it_stands() -> None:
    talk = Conversation.begin().say("it was Tuesday").speak_on("wh-today").resumed()
    assert talk.asked == "tf-thinking"
    assert [answer.text for answer in viewed(talk.facts).answers] == ["it was Tuesday"]


def test_the_longer_answer_takes_its_place_in_one_write() -> None:
    talk = Conversation.begin().say("it was Tuesday").speak_on("wh-today")
    (kept,) = (
        action
        for action in talk.dialogue.handle(Utterance("wh-today", "it was Tuesday, late"), today=THURSDAY)
        if isinstance(action, Keep) and FactKind.ANSWER_REOPENED in [fact.kind for fact in action.facts]
    )
    assert FactKind.ANSWER_KEPT in [fact.kind for fact in kept.facts]


def test_a_key_instead_of_the_rest_leaves_what_was_taken() -> None:
    for key in ("pass", "quiet", "stop"):
        talk = Conversation.begin().say("it was Tuesday").speak_on("wh-today").press(key)
        assert [answer.text for answer in viewed(talk.facts).answers if answer.text] == ["it was Tuesday"], key


def test_who_goes_on_about_when_is_put_on_the_list_with_all_of_it() -> None:
    talk = at_the_list().say("Jo will ring the school")
    assert talk.asked == "wf-when"
    talk.say("every time he is late").speak_on("wf-when").say("every time he is late or he shouts")
    assert talk.asked == "wf-check"
    assert Progress.fold(talk.facts).ways[0].words("when") == "every time he is late or he shouts"


def test_words_of_ones_own_after_a_command_are_asked_about_and_kept() -> None:
    talk = Conversation.begin().say("faster").speak_on("wh-today")
    talk.say("faster I can't do it on my own")
    assert talk.asked == "check"
    talk.say("no")
    assert [answer.text for answer in viewed(talk.facts).answers] == ["faster I can't do it on my own"]
    talk = Conversation.begin().say("can you").speak_on("wh-today").say("can you say that again please")
    assert talk.outcomes[-1] == "command:repeat"


def test_a_yes_or_no_that_goes_on_is_asked_again() -> None:
    talk = Conversation.begin(agreed=False).say("no")
    assert talk.asked == "wh-today"
    talk.speak_on("record:Jo")
    assert talk.asked == "record:Jo"
    assert talk.prompt.startswith("I want to be sure.")
    assert Progress.fold(talk.facts).people == []
    talk.say("yes")
    assert [person.recorded for person in Progress.fold(talk.facts).people] == [True]


def test_only_the_last_answer_can_go_on() -> None:
    talk = Conversation.begin().say("it was Tuesday", "I thought of him")
    talk.speak_on("wh-today")
    assert talk.asked == "tf-feeling"


def test_whoever_goes_on_at_a_turn_of_somebody_else_is_asked_what_stands_here() -> None:
    talk = Conversation.begin()
    assert talk.turn is not None
    assert talk.dialogue.handle(SpokeOn("guide"), today=THURSDAY) == [Listen(talk.turn)]


def test_a_command_that_was_part_of_the_story_is_taken_back() -> None:
    talk = Conversation.begin().say("pass")
    talk.speak_on("wh-today").say("pass me the phone he said and I would not")
    assert talk.asked == "tf-thinking"
    assert FactKind.PASSED not in [fact.kind for fact in Progress.fold(talk.facts).facts]


def test_words_that_are_being_asked_about_are_not_lost_when_the_input_ends() -> None:
    talk = Conversation.begin().say("rotten. Go back.")
    assert talk.asked == "check"
    talk.leave()
    assert talk.resumed().asked == "tf-thinking"
    assert "rotten. Go back." in talk.words_kept()


def test_unclear_is_part_of_the_answer() -> None:
    talk = Conversation.begin().say("rotten. Go back.", "hmm")
    assert talk.asked == "tf-thinking"
    assert "rotten. Go back." in talk.words_kept()


def test_the_command_itself_says_that_it_was_meant() -> None:
    talk = Conversation.begin().say("it was Tuesday", "rotten. Go back.", "go back")
    assert talk.asked == "wh-today"


def test_a_yes_begun_over_its_question_is_asked_again() -> None:
    talk = Conversation.begin(agreed=False).say_over("yes")
    assert talk.asked == "record:Jo"
    assert talk.prompt.startswith("I want to be sure.")
    talk.say("yes")
    assert talk.asked == "wh-today"


def test_a_command_over_a_prompt_is_done() -> None:
    talk = Conversation.begin(agreed=False).say_over("stop")
    assert talk.finished is not None


def test_an_open_answer_begun_over_its_question_is_kept() -> None:
    talk = Conversation.begin().say_over("it was Tuesday")
    assert talk.asked == "tf-thinking"
    assert "it was Tuesday" in talk.words_kept()


def test_a_key_beside_an_answer_that_goes_on_in_a_pause_does_nothing() -> None:
    talk = Conversation.begin().say("it was Tuesday").press("pause").speak_on("wh-today")
    assert talk.asked == "wh-today"
    talk.press("no")
    assert (talk.asked, talk.said) == ("wh-today", [])
    assert talk.press("carry on").asked == "tf-thinking"
