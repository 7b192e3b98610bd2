"""Words that may be a command: kept as an answer before anything is asked, and no answer only where that is clearly said."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_taking_out import every_paper
from tests.conversations.walking import viewed
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind

WORDS = "rotten. Go back."
TODAY, THINKING = "wh-today", "tf-thinking"


def at_the_check(words: str = WORDS) -> Conversation:
    """The second question, answered by words that may be a command."""
    talk = Conversation.begin().say("it was Tuesday", words)
    assert talk.asked == "check"
    return talk


def shown(talk: Conversation) -> list[str | None]:
    """What the papers show, in order."""
    return [answer.text for answer in viewed(talk.facts).answers]


def test_the_words_are_kept_before_it_is_asked() -> None:
    talk = at_the_check()
    assert talk.said == ["Did you want to go back, or is that part of your answer?"]
    assert shown(talk) == ["it was Tuesday", WORDS]


def test_killed_while_it_is_asked_the_session_goes_on_from_the_answer() -> None:
    talk = at_the_check().resumed()  # and no event told that it would end
    assert talk.asked == "tf-feeling"
    assert shown(talk) == ["it was Tuesday", WORDS]
    assert talk.say("go back").asked == THINKING


@pytest.mark.parametrize(
    "answer",
    ["no", "hmm", "not sure", "part of my answer", "yes, it's part of my answer", "No, that was part of the answer."],
)
def test_part_of_the_answer_is_shown_once_and_as_it_was_said(answer: str) -> None:
    talk = at_the_check().say(answer)
    assert talk.asked == "tf-feeling"
    assert shown(talk) == ["it was Tuesday", WORDS]
    assert talk.kinds(FactKind.UTTERANCE_HEARD, FactKind.ANSWER_KEPT) == ["utterance heard", "answer kept"] * 2


@pytest.mark.parametrize("answer", ["yes", "go back", "yes please"])
def test_a_clear_yes_goes_back_and_the_words_are_no_answer(answer: str) -> None:
    talk = at_the_check().say(answer)
    assert talk.asked == TODAY
    assert shown(talk) == ["it was Tuesday"]
    assert WORDS in talk.words_kept()  # the history has them
    assert talk.say("it was late on Tuesday").asked == THINKING


def test_at_the_very_first_question_there_is_nothing_to_go_back_to() -> None:
    talk = Conversation.begin().say(WORDS, "yes")
    assert (talk.asked, shown(talk)) == (TODAY, [])
    assert talk.prompt.startswith("This is the first question.")


def test_the_key_of_the_command_says_so_too() -> None:
    talk = at_the_check().press("back")
    assert (talk.asked, shown(talk)) == (TODAY, ["it was Tuesday"])


@pytest.mark.parametrize(("key", "asked"), [("yes", TODAY), ("no", "tf-feeling"), ("unsure", "tf-feeling")])
def test_keys_answer_it(key: str, asked: str) -> None:
    talk = at_the_check().press(key)
    assert talk.asked == asked
    assert (WORDS in shown(talk)) == (key != "yes")


def test_a_yes_that_began_over_it_is_asked_again() -> None:
    talk = at_the_check().say_over("yes")
    assert talk.said == ["I want to be sure. Did you want to go back, or is that part of your answer?"]
    assert shown(talk) == ["it was Tuesday", WORDS]
    assert talk.say("yes").asked == TODAY


def test_who_goes_on_with_the_answer_is_shown_once_with_all_of_it() -> None:
    talk = at_the_check().say("that is what he said and then he hit me")
    assert talk.asked == "tf-feeling"
    assert shown(talk) == ["it was Tuesday", f"{WORDS} that is what he said and then he hit me"]
    assert Progress.fold(talk.facts).utterances == 2


@pytest.mark.parametrize("aside", ["louder", "help", "pardon", "What?", "how far are we", "what does that mean"])
def test_a_command_about_how_it_is_asked_leaves_it_to_be_asked(aside: str) -> None:
    talk = at_the_check().say(aside)
    assert talk.asked == "check"
    assert "Did you want to go back" in talk.said[-1]
    assert shown(talk) == ["it was Tuesday", WORDS]
    assert talk.say("no").asked == "tf-feeling"


def test_it_can_be_read_back_and_waited_with() -> None:
    talk = at_the_check().say("read that back")
    assert WORDS in talk.prompt
    talk.say("hold on")
    assert (talk.asked, talk.aloud) == ("check", False)


@pytest.mark.parametrize("away", ["stop", "pause please", "skip to needs", "I'm finished", "pass", "carry on"])
def test_what_leads_away_leaves_the_words_as_they_are_kept(away: str) -> None:
    talk = at_the_check().say(away)
    assert shown(talk) == ["it was Tuesday", WORDS]
    if talk.finished is not None:
        talk = talk.resumed()
    if talk.asked == "paused":
        talk.say("carry on")
    assert talk.asked in ("tf-feeling", "ne-need")


def test_going_back_instead_of_another_command_asks_the_same_question_and_keeps_both() -> None:
    talk = at_the_check("I would not. Stop.").say("go back")
    assert talk.asked == THINKING
    talk.say("I thought of him")
    assert shown(talk) == ["it was Tuesday", "I would not. Stop.", "I thought of him"]


def test_a_stop_that_was_meant_keeps_them_too() -> None:
    talk = at_the_check("I want to end it all").say("yes")
    assert talk.finished is not None
    assert shown(talk) == ["it was Tuesday", "I want to end it all"]
    assert talk.resumed().asked == "tf-feeling"


def test_what_is_said_beside_a_yes_to_stop_is_kept_too() -> None:
    talk = at_the_check("I want to end it all").say("yes please, my head is banging")
    assert talk.finished is not None
    assert shown(talk) == ["it was Tuesday", "I want to end it all yes please, my head is banging"]


def test_a_changed_answer_takes_the_old_ones_place_only_if_it_is_one() -> None:
    talk = Conversation.begin().say("it was Tuesday", "change that", WORDS)
    assert shown(talk) == [WORDS]
    assert shown(talk.resumed()) == [WORDS]
    talk.say("yes")
    assert shown(talk) == ["it was Tuesday"]
    assert talk.asked == THINKING


def test_going_on_with_the_answer_that_is_asked_about_replaces_it_when_it_is_whole() -> None:
    talk = at_the_check().speak_on(THINKING)
    assert (talk.asked, talk.aloud) == (THINKING, False)
    assert shown(talk.resumed()) == ["it was Tuesday", WORDS]
    talk.say(f"{WORDS} That is what he said.")
    assert talk.asked == "tf-feeling"
    assert shown(talk) == ["it was Tuesday", f"{WORDS} That is what he said."]


def test_a_yes_that_goes_on_was_perhaps_none_and_the_words_are_an_answer_again() -> None:
    talk = at_the_check().say("yes").speak_on("check")
    assert (talk.asked, talk.aloud) == ("check", False)
    assert shown(talk) == ["it was Tuesday", WORDS]
    assert talk.resumed().asked == "tf-feeling"
    talk.say("yes he said go back and I went")
    assert shown(talk) == ["it was Tuesday", f"{WORDS} yes he said go back and I went"]


def test_more_of_the_answer_that_goes_on_is_never_without_its_beginning() -> None:
    talk = at_the_check().say("and then he hit me").speak_on("check")
    assert shown(talk.resumed()) == ["it was Tuesday", f"{WORDS} and then he hit me"]
    talk.say("and then he hit me and I left")
    assert shown(talk) == ["it was Tuesday", f"{WORDS} and then he hit me and I left"]


def test_nobody_who_is_not_recorded_is_asked_and_nothing_of_theirs_is_kept() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "no", "it was Tuesday", WORDS)
    assert talk.asked != "check"
    assert "rotten" not in talk.words_kept()


def asked_to_list() -> Conversation:
    talk = Conversation.begin()
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    return talk


def test_words_for_the_list_go_there_after_the_check() -> None:
    talk = asked_to_list().say("Mum will ring the school on Friday. Stop.")
    assert talk.asked == "check"
    talk.say("no")
    assert talk.asked == "wf-list"
    talk.say("yes")
    assert Progress.fold(talk.facts).ways[0].words("what") is not None
    talk.say("take that out", "yes")
    assert "ring the school" not in every_paper(talk)


def test_a_check_while_the_list_is_asked_about_comes_back_to_it() -> None:
    talk = asked_to_list().say("Mum will ring the school on Friday", WORDS)
    assert talk.asked == "check"
    assert shown(talk)[-2:] == ["Mum will ring the school on Friday", WORDS]
    talk.say("no")
    assert talk.asked == "wf-list"
    talk.say("louder")
    assert talk.asked == "wf-list"
    talk.say("yes")
    assert Progress.fold(talk.facts).ways[0].words("what") == "ring the school"


def test_papers_show_it_once() -> None:
    assert every_paper(at_the_check().say("no")).count(WORDS) == every_paper(at_the_check()).count(WORDS)


def test_what_was_kept_meanwhile_stays_kept() -> None:
    talk = at_the_check().say("", "yes")  # one offer into the silence, and no second one
    assert talk.say("").said == []


def test_what_was_said_before_a_command_that_takes_nobody_away_stays_the_answer() -> None:
    talk = Conversation.begin().say("it was Tuesday", "we sat there. How far are we?")
    assert talk.asked == "check"
    talk.say("yes")
    assert shown(talk) == ["it was Tuesday", "we sat there. How far are we?"]
    assert talk.asked == "tf-feeling"
