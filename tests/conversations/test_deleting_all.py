"""Deleting everything: asked twice in different words, and nothing changes without two clear yeses."""

from __future__ import annotations

import json

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_taking_out import every_paper, told_of_tuesday
from tests.conversations.test_ways_forward import at_the_list
from tests.unit.record.test_papers import papers_of
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind
from voice_guide.record import sheet, transcript


def test_two_yeses_take_everything_out_and_end_the_talk() -> None:
    talk = told_of_tuesday().say("delete everything")
    assert talk.asked == "delete-all"
    first = talk.prompt
    talk.say("yes")
    assert talk.asked == "delete-all"
    assert talk.prompt != first
    talk.say("yes")
    assert talk.finished is not None
    assert talk.finished.closed
    assert talk.said[0] == "Everything is taken out. No paper will show any words."
    assert talk.said[-1] == "Goodbye."
    assert talk.kinds()[-2:] == [FactKind.ANSWER_TAKEN_OUT, FactKind.CLOSED]
    assert Progress.fold(talk.facts).all_taken_out


def test_papers_show_that_all_was_taken_out_and_nothing_else() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass", "no", "yes")
    talk.say("delete everything", "yes", "yes")
    papers = every_paper(talk)
    for words in ("what I think", "a meal", "my brother", "Friday", "Jo"):
        assert words not in papers, words
    for form in (transcript.as_markdown, transcript.as_text, sheet.as_markdown):
        assert "Everything that was said was taken out." in form(papers_of(talk))
    data = json.loads(transcript.as_json(papers_of(talk)))
    assert data["all_taken_out"] is True
    assert data["people"] == data["categories"] == data["ways_forward"] == data["left_out"] == []
    assert data["review"] is None


def test_erasing_for_good_is_said_as_it_is() -> None:
    locked = Conversation.begin(locked=True).say("it was Tuesday", "delete everything", "yes", "yes")
    assert locked.said[1].startswith("Erasing it for good needs the passphrase.")
    plain = told_of_tuesday().say("delete everything", "yes", "yes")
    assert "passphrase" not in " ".join(plain.said)


@pytest.mark.parametrize("unclear", ["no", "not sure", "hmm", "pass", "no well yes", "carry on"])
@pytest.mark.parametrize("before", [(), ("yes",)])
def test_anything_but_two_clear_yeses_changes_nothing(before: tuple[str, ...], unclear: str) -> None:
    talk = told_of_tuesday().say("delete everything", *before, unclear)
    assert talk.asked == "tf-feeling"
    assert talk.prompt.startswith("Everything stays as it was.")
    assert FactKind.ANSWER_TAKEN_OUT not in talk.kinds()
    assert "it was Tuesday" in every_paper(talk)


def test_saying_it_again_is_no_yes() -> None:
    talk = told_of_tuesday().say("delete everything")
    first = talk.prompt
    talk.say("yes delete everything", "delete everything")
    assert talk.prompt == first
    talk.say("yes")
    assert talk.finished is None


def test_a_yes_over_the_question_does_not_count() -> None:
    talk = told_of_tuesday().say("delete everything").say_over("yes").say_over("yes")
    assert talk.asked == "delete-all"
    talk.say("yes").say_over("yes")
    assert talk.finished is None


def test_two_keys_do_it() -> None:
    talk = told_of_tuesday().press("delete all").press("yes").press("yes")
    assert talk.finished is not None
    assert Progress.fold(talk.facts).all_taken_out


def test_before_anything_was_said_there_is_nothing_to_delete() -> None:
    talk = Conversation.begin().say("delete everything")
    assert talk.asked == "wh-today"
    assert talk.prompt.startswith("There are no words of yours for that yet.")


def test_a_stop_in_between_changes_nothing() -> None:
    talk = told_of_tuesday().say("delete everything", "yes", "stop").resumed()
    assert talk.asked == "tf-feeling"
    assert "it was Tuesday" in every_paper(talk)
