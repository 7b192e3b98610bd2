"""Someone who does not agree to be recorded can stay, and not one of their words is kept."""

from __future__ import annotations

from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind


def test_their_name_and_words_are_nowhere() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "no thank you")
    assert talk.asked == "wh-today"
    talk.say("it was Tuesday")
    assert talk.turn is not None
    assert talk.turn.name == "Kai"
    assert not talk.turn.recorded
    talk.say("I do not want anybody to know about the river")
    kept = talk.words_kept()
    assert "river" not in kept
    assert "Kai" not in kept
    assert "it was Tuesday" in kept


def test_they_answer_agreements_for_themselves() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "no")
    while talk.asked != "wf-what":
        talk.say("I have said what I think")
    talk.say("we could eat together", "Jo", "on Friday", "nobody", "nothing", "no")
    assert talk.asked == "agree:Jo"
    talk.say("yes")
    assert talk.asked == "agree:Kai"
    talk.press("no")
    assert talk.asked == "wf-change"
    answers = [fact.payload["answer"] for fact in talk.facts if fact.kind == FactKind.WAY_FORWARD_ANSWERED_BY]
    assert answers == ["yes", "no"]
    assert "Kai" not in talk.words_kept()


def test_nothing_is_saved_where_nobody_agrees() -> None:
    talk = Conversation.begin(agreed=False).say("no")
    while talk.finished is None:
        talk.press("finished")
    assert talk.finished.closed
    assert "None of your words were saved." in talk.said
    assert FactKind.UTTERANCE_HEARD not in talk.kinds() or "text" not in talk.words_kept()


def test_an_unsure_answer_is_not_pressed() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "don't know")
    assert talk.asked == "wh-today"
    assert any("without your words being saved" in line for line in talk.said)


def test_a_resume_among_the_names_asks_only_for_those_not_asked_yet() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("no").leave()
    again = talk.resumed()
    assert again.asked == "who"
    assert again.prompt.startswith("Some people have not been asked yet.")
    again.say("Kai", "yes", "yes")
    assert again.asked == "wh-today"
    assert [person.recorded for person in Progress.fold(again.facts).people] == [False, True]
