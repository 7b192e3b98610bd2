"""Taking out one's own words: asked first, and then they are shown nowhere any more."""

from __future__ import annotations

import json

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_ways_forward import at_the_list
from tests.unit.record.test_papers import papers_of
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.record import sheet, transcript


def every_paper(talk: Conversation) -> str:
    papers = papers_of(talk)
    forms = (transcript.as_markdown, transcript.as_text, transcript.as_json, sheet.as_markdown)
    return "\n".join(form(papers) for form in forms)


def told_of_tuesday() -> Conversation:
    return Conversation.begin().say("it was Tuesday", "I thought of him")


def test_the_last_answer_is_asked_about_and_taken_out() -> None:
    talk = told_of_tuesday().say("take that out")
    assert talk.asked == "take-out"
    assert talk.prompt == "Jo, this is about your answer to “What were you thinking?” Shall I take it out?"
    talk.say("yes")
    assert talk.asked == "tf-feeling"
    assert talk.said[0] == "It is taken out. No paper will show it."
    papers = every_paper(talk)
    assert "I thought of him" not in papers
    assert "it was Tuesday" in papers
    assert "Something was taken out here." in papers
    assert "I thought of him" in talk.words_kept()  # the history is in the vault until it is erased


def test_what_is_taken_out_is_null_in_json_with_its_second_text() -> None:
    talk = told_of_tuesday()
    talk.facts.append(
        Fact(FactKind.SECOND_TEXT, "p1", None, {"utterance": 2, "text": "I thought of Tim", "engine": "b"})
    )
    talk.say("take that out", "yes")
    data = json.loads(transcript.as_json(papers_of(talk)))
    answers = [answer for part in data["categories"] for asked in part["questions"] for answer in asked["answers"]]
    assert [answer["taken_out"] for answer in answers] == [False, True]
    assert answers[1]["text"] is answers[1]["second_text"] is None
    assert answers[1]["words"] == []
    assert "Tim" not in every_paper(talk)


@pytest.mark.parametrize("unclear", ["no", "not sure", "hmm", "pass", "he shouted at me", "no well yes", "go back"])
def test_without_a_clear_yes_nothing_changes(unclear: str) -> None:
    talk = told_of_tuesday().say("take that out", unclear)
    assert talk.asked == "tf-feeling"
    assert talk.prompt.startswith("It stays as it was.")
    assert FactKind.ANSWER_TAKEN_OUT not in talk.kinds()
    assert "I thought of him" in every_paper(talk)


def test_silence_at_the_question_takes_nothing_out() -> None:
    talk = told_of_tuesday().say("take that out", "", "")
    assert talk.asked == "take-out"
    talk.leave()
    again = talk.resumed()
    assert again.asked == "tf-feeling"
    assert FactKind.ANSWER_TAKEN_OUT not in again.kinds()


def test_a_yes_begun_over_the_question_is_asked_again() -> None:
    talk = told_of_tuesday().say("take that out").say_over("yes")
    assert talk.asked == "take-out"
    assert talk.prompt.startswith("I want to be sure.")
    talk.say("yes")
    assert "I thought of him" not in every_paper(talk)


def test_a_yes_that_goes_on_takes_nothing_out() -> None:
    talk = told_of_tuesday().say("take that out", "yes").speak_on("take-out")
    assert talk.asked == "take-out"
    talk.say("no")
    assert "I thought of him" in every_paper(talk)


def test_keys_do_it_too() -> None:
    talk = told_of_tuesday().press("take out")
    assert talk.asked == "take-out"
    talk.press("yes")
    assert "I thought of him" not in every_paper(talk)


def test_saying_it_again_is_a_yes_and_stop_stops() -> None:
    assert "I thought of him" not in every_paper(told_of_tuesday().say("take that out", "yes take it out"))
    talk = told_of_tuesday().say("take that out", "stop")
    assert talk.finished is not None
    assert "I thought of him" in every_paper(talk)


def test_an_answer_can_be_named_by_its_part_its_question_or_its_words() -> None:
    for about in ("what happened", "Tuesday", "brought us today"):
        talk = told_of_tuesday().say(f"take out what I said about {about}")
        assert "“What has brought us to where we are today?”" in talk.prompt, about
        talk.say("yes")
        assert "it was Tuesday" not in every_paper(talk)
        assert "I thought of him" in every_paper(talk)


def test_all_answers_of_a_part_are_asked_about_together() -> None:
    talk = told_of_tuesday().say("rotten", "take out what I said about feelings")
    assert talk.prompt == "Jo, this is about all your answers in “Thoughts/feelings”. Shall I take them out?"
    talk.say("yes")
    assert "I thought of him" not in every_paper(talk)
    assert "rotten" not in every_paper(talk)


def test_nobody_takes_out_anothers_words() -> None:
    talk = Conversation.begin(people=("Jo", "Kai")).say("it was Tuesday", "I came in late")
    assert talk.asked == "tf-thinking"
    talk.say("take out what I said about late")
    assert "Jo, this is about your answer" in talk.prompt
    talk.say("yes")
    assert "I came in late" in every_paper(talk)
    assert "it was Tuesday" not in every_paper(talk)


def test_with_nothing_said_there_is_nothing_to_take_out() -> None:
    talk = Conversation.begin().say("take that out")
    assert talk.asked == "wh-today"
    assert talk.prompt.startswith("There are no words of yours for that yet.")


def test_taking_out_twice_takes_the_one_before() -> None:
    talk = told_of_tuesday().say("take that out", "yes", "take that out")
    assert "“What has brought us to where we are today?”" in talk.prompt
    talk.say("yes")
    assert every_paper(talk).count("Something was taken out here.") == 4  # two answers, as Markdown and as text


def test_it_is_not_read_back() -> None:
    talk = told_of_tuesday().say("take that out", "yes", "read that back")
    assert "I thought of him" not in talk.prompt


def test_a_command_at_the_end_of_an_answer_loses_nothing() -> None:
    talk = told_of_tuesday().say("rotten. Take that out.")
    assert talk.asked == "check"
    talk.say("yes")
    assert "“How do you feel about it now?”" in talk.prompt or "feel" in talk.prompt
    talk.say("no")
    assert talk.asked == "tf-now"
    assert "rotten. Take that out." in every_paper(talk)


def test_a_way_forward_drafted_from_the_words_goes_with_them() -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say("Mum will ring the school on Friday", "yes")
    assert talk.asked == "wf-check"
    talk.say("take that out", "yes")
    assert Progress.fold(talk.facts).ways_kept == []
    papers = every_paper(talk)
    assert "ring the school" not in papers
    assert "Something was taken out of the list." in papers


def test_words_for_the_list_can_be_taken_out_before_they_are_on_it() -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say("Mum will ring the school on Friday", "take that out", "no")
    assert talk.asked == "wf-list"
    talk.say("take that out", "yes")
    assert talk.asked == "wf-what"
    assert "ring the school" not in every_paper(talk)


def test_a_part_of_a_way_forward_is_taken_out_and_everyone_is_asked_again() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass", "no", "yes")
    assert talk.asked == "review"
    talk.say("take out what I said about my brother")
    assert "“Who will do this?”" in talk.prompt
    talk.say("yes")
    assert talk.asked == "agree:Jo"
    assert "my brother" not in every_paper(talk)
    assert "my brother" not in " ".join(talk.said)


def test_a_resume_shows_no_more_than_before() -> None:
    talk = told_of_tuesday().say("take that out", "yes", "stop")
    again = talk.resumed()
    assert again.asked == "tf-feeling"
    assert "I thought of him" not in every_paper(again)
