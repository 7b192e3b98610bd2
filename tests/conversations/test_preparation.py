"""Before a joint conversation the worker confirms a short list; a no waits, and blames nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import ENGLISH, Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind
from voice_guide.guide.preparation import list_hash, load_preparation

JOINT = joint()
LIST = load_preparation(ENGLISH.preparation_file)


def begun() -> Conversation:
    return Conversation.begin(JOINT, agreed=False)


def answers(talk: Conversation) -> list[tuple[object, object]]:
    kept = [fact.payload for fact in talk.facts if fact.kind == FactKind.PREPARATION_ANSWERED]
    return [(payload["item"], payload["answer"]) for payload in kept]


def test_each_question_is_confirmed_before_anybody_is_welcomed() -> None:
    talk = begun()
    assert (talk.asked, talk.prompt) == ("prepare-1", LIST[0].text)
    assert talk.turn is not None
    assert talk.turn.name == "worker"
    assert talk.said == ["Before we begin, there are 4 questions for the worker.", LIST[0].text]
    talk.say("yes", "yes we have")
    assert talk.asked == "prepare-3"
    talk.press("yes").say("yes they do")
    assert talk.asked == "record:Jo"
    assert talk.said[0].startswith("Hello, and welcome.")
    assert answers(talk) == [("prepared", "yes"), ("safe", "yes"), ("order", "yes"), ("children", "yes")]


def test_what_was_asked_is_kept_and_no_word_of_the_answer() -> None:
    talk = begun().say("yes, I rang his nan last week, yes")
    assert "nan" not in talk.words_kept()
    talk = begun().say("yes")
    kept = talk.facts[-1]
    assert kept.payload == {"item": "prepared", "text": LIST[0].text, "answer": "yes", "list": list_hash(LIST)}
    assert kept.participant is None
    assert FactKind.UTTERANCE_HEARD not in talk.kinds()


def test_a_no_says_what_it_means_and_waits() -> None:
    talk = begun().say("no")
    assert talk.said == [LIST[0].no, "Say carry on when it is done, or say stop."]
    assert talk.asked == "prepare-later"
    talk.say("we are just ringing his nan", "")
    assert talk.asked == "prepare-later"
    talk.say("carry on")
    assert (talk.asked, talk.prompt) == ("prepare-1", LIST[0].text)
    talk.say("yes")
    assert talk.asked == "prepare-2"
    assert answers(talk) == [("prepared", "no"), ("prepared", "yes")]
    assert Progress.fold(talk.facts).prepared == {LIST[0].text: "yes"}


def test_after_a_no_the_worker_may_stop_and_go_on_another_day() -> None:
    talk = begun().say("yes", "no", "stop")
    assert talk.finished is not None
    assert not talk.finished.closed
    another_day = talk.resumed(guide=JOINT)
    assert another_day.asked == "prepare-2"  # the first is confirmed, the second is not
    assert another_day.said[0] == "Before we begin, there are 3 questions for the worker."
    another_day.say("yes", "yes", "yes")
    assert another_day.asked == "who"


def test_a_doubt_is_no_yes_and_what_is_unclear_is_asked_again() -> None:
    talk = begun().say("well the thing with that")
    assert (talk.asked, talk.prompt) == ("prepare-1", f"I want to be sure. {LIST[0].text}")
    talk.say("I'm not sure")
    assert talk.asked == "prepare-later"
    assert answers(talk) == [("prepared", "unsure")]
    talk.press("yes")
    assert talk.asked == "prepare-1"


def test_keys_answer_and_a_pass_confirms_nothing() -> None:
    talk = begun().press("pass")
    assert (talk.asked, answers(talk)) == ("prepare-1", [])
    talk.press("no")
    assert talk.asked == "prepare-later"
    talk.press("stop")
    assert talk.finished is not None


def test_it_can_be_said_in_plainer_words_and_again() -> None:
    talk = begun().say("what does that mean")
    assert talk.prompt == LIST[0].wording
    talk.say("say that again")
    assert talk.prompt == LIST[0].text


def test_help_says_what_can_be_said_here() -> None:
    talk = begun().say("help")
    assert talk.said == [
        "Say yes when it is done, or say no. You can say repeat, explain, pause, or stop.",
        LIST[0].text,
    ]
    talk.say("no", "help")
    assert talk.said[0].startswith("Say yes when it is done")
    assert talk.asked == "prepare-later"


@pytest.mark.parametrize("words", ["skip to needs", "how far are we"])
def test_no_part_is_skipped_or_told_of_before_anybody_is_asked(words: str) -> None:
    talk = begun().say(words)
    assert talk.prompt == f"I can't do that here. Your words are safe. {LIST[0].text}"
    assert FactKind.CATEGORY_SKIPPED not in talk.kinds()


def test_a_yes_over_the_question_is_asked_again() -> None:
    talk = begun().say_over("yes")
    assert (talk.asked, answers(talk)) == ("prepare-1", [])


def test_it_is_not_asked_again_once_somebody_is_in() -> None:
    talk = begun().say("yes", "yes", "yes", "yes", "yes", "it was on Tuesday").leave()
    again = talk.resumed(guide=JOINT)
    assert again.asked == "tf-thinking"
    longer = replace(LIST[0], text="Is there a new question?")
    changed = Conversation.begin(
        replace(JOINT, joint=False, preparation=(longer,)), people=(), facts=talk.facts, agreed=False
    )
    assert changed.asked == "tf-thinking"


def test_wherever_it_is_cut_short_it_goes_on_from_there() -> None:
    whole = begun().say("yes", "no", "carry on", "yes", "unsure", "yes", "yes", "yes")
    for many in range(len(whole.facts) + 1):
        again = Conversation.begin(JOINT, people=(), facts=whole.facts[:many], agreed=False)
        confirmed = Progress.fold(whole.facts[:many]).prepared
        left = [n for n, item in enumerate(LIST, 1) if confirmed.get(item.text) != "yes"]
        assert again.asked == (f"prepare-{left[0]}" if left else "who")


def test_a_guide_that_is_not_joint_asks_nothing_of_this() -> None:
    assert Conversation.begin("short", agreed=False).asked == "record:Jo"
    assert Conversation.begin("restorative", people=(), agreed=False).asked == "who"
