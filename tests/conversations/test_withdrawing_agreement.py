"""Agreement to record can be taken back at any time: nothing more is kept, and what was said before may go too."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_taking_out import every_paper
from tests.conversations.test_ways_forward import at_the_list
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind

TAKES_BACK = "please stop saving my words"


def two_who_talk() -> Conversation:
    """Jo and Kai have told of the first question; it is Jo's turn."""
    return Conversation.begin(people=("Jo", "Kai")).say("it was Tuesday", "I came in late")


def test_it_is_asked_about_and_a_yes_counts_at_once() -> None:
    talk = two_who_talk().say(TAKES_BACK)
    assert talk.asked == "stop-saving"
    assert talk.prompt == "Jo, shall I stop saving your words from now on?"
    talk.say("yes")
    assert talk.kinds()[-1] == FactKind.WITHDREW
    assert talk.prompt == "I have stopped. Shall I take out what you said before, too?"
    assert talk.turn is not None
    assert talk.turn.recorded  # this answer may be spoken; nothing of it is kept


def test_what_was_said_before_stays_unless_they_want_it_out() -> None:
    talk = two_who_talk().say(TAKES_BACK, "yes", "no")
    assert talk.said[0] == "What you said before stays."
    assert (talk.asked, talk.turn and talk.turn.name, talk.turn and talk.turn.recorded) == ("tf-thinking", "Jo", False)
    talk.say("I want nobody to know of the river")
    assert "river" not in talk.words_kept()
    assert "it was Tuesday" in every_paper(talk)


def test_with_a_second_yes_everything_of_theirs_is_out_and_their_name() -> None:
    talk = two_who_talk().say(TAKES_BACK, "yes", "yes")
    assert "It is taken out. No paper will show it." in talk.said
    papers = every_paper(talk)
    assert "it was Tuesday" not in papers
    assert "Jo" not in papers
    assert "Guest 1" in papers
    assert "I came in late" in papers
    assert (talk.asked, talk.turn and talk.turn.name) == ("tf-thinking", "Jo")  # still called by name here
    again = talk.resumed()
    assert (again.turn and again.turn.name, again.turn and again.turn.recorded) == ("Guest 1", False)


@pytest.mark.parametrize("unclear", ["no", "not sure", "hmm", "pass", "he shouted at me", "no well yes", "go back"])
def test_without_a_clear_yes_saving_goes_on(unclear: str) -> None:
    talk = two_who_talk().say(TAKES_BACK, unclear)
    assert talk.asked == "tf-thinking"
    assert talk.prompt.startswith("I go on saving your words.")
    assert FactKind.WITHDREW not in talk.kinds()
    talk.say("I thought of him")
    assert "I thought of him" in talk.words_kept()


@pytest.mark.parametrize("unclear", ["no", "not sure", "hmm", "pass", "he shouted at me", "go back", TAKES_BACK, ""])
def test_whatever_follows_the_first_yes_nothing_more_is_kept(unclear: str) -> None:
    talk = two_who_talk().say(TAKES_BACK, "yes", unclear)
    if talk.asked == "stop-saving":
        talk.say("no")
    assert talk.turn is not None
    assert not talk.turn.recorded
    talk.say("I thought of the river")
    assert "river" not in talk.words_kept()
    assert "shouted" not in talk.words_kept()
    assert "it was Tuesday" in every_paper(talk)


def test_saying_it_again_is_a_yes() -> None:
    talk = two_who_talk().say(TAKES_BACK, "yes stop saving my words")
    assert FactKind.WITHDREW in talk.kinds()


def test_a_yes_over_the_question_or_that_goes_on_is_asked_again() -> None:
    talk = two_who_talk().say(TAKES_BACK).say_over("yes")
    assert talk.prompt.startswith("I want to be sure.")
    assert FactKind.WITHDREW not in talk.kinds()
    talk.say("yes").speak_on("stop-saving").say("no")
    progress = Progress.fold(talk.facts)
    assert [person.recorded for person in progress.people] == [True, True]
    talk.say("I thought of him")
    assert "I thought of him" in talk.words_kept()


def test_a_key_does_it_too() -> None:
    talk = two_who_talk().press("withdraw").press("yes").press("no")
    assert [person.recorded for person in Progress.fold(talk.facts).people] == [False, True]


def test_a_pause_or_a_stop_in_between_keeps_it_taken_back() -> None:
    talk = two_who_talk().say(TAKES_BACK, "yes", "pause", "carry on")
    assert talk.turn is not None
    assert not talk.turn.recorded
    again = two_who_talk().say(TAKES_BACK, "yes", "stop").resumed()
    assert (again.asked, again.turn and again.turn.recorded) == ("tf-thinking", False)


def test_someone_whose_words_are_not_saved_is_told_so() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("no", "yes").press("withdraw")
    assert talk.prompt.startswith("Your words are not being saved.")
    talk.press("pass").say("it was Tuesday")
    assert FactKind.WITHDREW not in talk.kinds()


def test_before_anything_was_said_there_is_nothing_to_ask_about() -> None:
    talk = Conversation.begin(people=("Jo", "Kai")).say(TAKES_BACK, "yes")
    assert talk.said[0] == "That's all right. You can join in without your words being saved."
    assert (talk.asked, talk.turn and talk.turn.recorded) == ("wh-today", False)


def test_the_rest_of_their_way_forward_is_asked_of_somebody_else() -> None:
    talk = at_the_list(("Jo", "Kai")).say("a walk", "me", TAKES_BACK, "yes", "no")
    assert (talk.asked, talk.turn and talk.turn.name) == ("wf-when", "Kai")
    talk.say("on Friday", "pass", "pass")
    assert (talk.asked, talk.turn and talk.turn.name) == ("wf-what", "Kai")


def test_when_everyone_has_taken_it_back_the_talk_still_comes_to_its_end() -> None:
    talk = at_the_list().say("a walk", "me", "on Friday", "pass", "pass", "no")
    assert talk.asked == "agree:Jo"
    talk.say(TAKES_BACK, "yes", "no", "yes")
    while talk.finished is None:
        talk.press("pass")
    assert talk.finished.closed
    assert "Your words are saved on this computer." in talk.said  # those from before


@pytest.mark.parametrize(
    "story",
    [
        "I told him to stop saving my words in that book of his",
        "she said don't save my words any more and walked off",
        "he stopped saving for the holiday",
        "my mum writes down what I say",
        "stop saying that's what I said",
        "I don't agree any more",
    ],
)
def test_a_story_is_no_taking_back(story: str) -> None:
    talk = two_who_talk().say(story)
    assert FactKind.WITHDREW not in talk.kinds()
    assert talk.asked != "stop-saving"
    assert story in talk.words_kept()
