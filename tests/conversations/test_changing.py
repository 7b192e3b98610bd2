"""Changing an answer: the question is asked again, and only a new answer takes the old one's place."""

from __future__ import annotations

import json

from tests.conversations.scripted import Conversation
from tests.conversations.test_taking_out import every_paper, told_of_tuesday
from tests.conversations.test_ways_forward import at_the_list
from tests.unit.record.test_papers import papers_of
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind
from voice_guide.record import transcript


def test_the_last_answer_is_asked_for_again_and_replaced() -> None:
    talk = told_of_tuesday().say("that's not what I said")
    assert talk.said == ["Please say it again, in your own words.", "What were you thinking?"]
    talk.say("I thought of Mum")
    assert talk.asked == "tf-feeling"
    papers = every_paper(talk)
    assert "I thought of him" not in papers
    assert "I thought of Mum" in papers
    assert "(Changed later. What was said before is not shown.)" in papers
    assert "I thought of him" in talk.words_kept()  # the history stays
    assert FactKind.ANSWER_CHANGED in talk.kinds()


def test_json_holds_the_new_answer_alone_and_says_that_it_was_changed() -> None:
    talk = told_of_tuesday().say("change what I said about Tuesday", "it was Monday")
    data = json.loads(transcript.as_json(papers_of(talk)))
    answers = [answer for part in data["categories"] for asked in part["questions"] for answer in asked["answers"]]
    assert [(answer["text"], answer["changed"]) for answer in answers] == [
        ("it was Monday", True),
        ("I thought of him", False),
    ]


def test_an_earlier_answer_is_named_and_the_talk_goes_on_where_it_was() -> None:
    for about in ("what happened", "Tuesday"):
        talk = told_of_tuesday().say(f"change what I said about {about}")
        assert talk.asked == "wh-today", about
        talk.say("it was on a Monday")
        assert talk.asked == "tf-feeling"
        assert "it was Tuesday" not in every_paper(talk)


def test_a_part_that_was_left_behind_can_still_be_changed() -> None:
    talk = told_of_tuesday().say("skip to needs", "change what I said about thinking")
    assert talk.asked == "tf-thinking"
    talk.say("I thought of Mum")
    assert talk.asked == "ne-need"


def test_a_pass_or_going_back_leaves_the_answer_as_it_was() -> None:
    for line in ("pass", "go back"):
        talk = told_of_tuesday().say("change what I said about Tuesday", line)
        assert talk.asked == "tf-feeling"
        assert "it was Tuesday" in every_paper(talk)


def test_a_resume_in_a_change_asks_the_same_question() -> None:
    talk = told_of_tuesday().say("change what I said about Tuesday", "stop").resumed()
    assert talk.asked == "wh-today"
    assert "it was Tuesday" in every_paper(talk)
    talk.say("it was Monday")
    assert "it was Tuesday" not in every_paper(talk)


def test_nobody_changes_anothers_words() -> None:
    talk = Conversation.begin(people=("Jo", "Kai")).say("it was Tuesday", "I came in late")
    talk.say("change what I said about late")
    assert talk.asked == "wh-today"
    assert talk.turn is not None
    assert talk.turn.participant == "p1"


def test_a_new_answer_can_be_taken_out_and_the_old_one_stays_away() -> None:
    talk = told_of_tuesday().say("change what I said about Tuesday", "it was Monday", "take that out", "yes")
    papers = every_paper(talk)
    assert "it was Monday" not in papers
    assert "it was Tuesday" not in papers


def test_a_key_changes_the_last_answer() -> None:
    assert told_of_tuesday().press("change").asked == "tf-thinking"


def test_with_nothing_said_there_is_nothing_to_change() -> None:
    talk = Conversation.begin().say("change my answer")
    assert talk.asked == "wh-today"
    assert talk.prompt.startswith("There are no words of yours for that yet.")


def test_a_command_at_the_end_of_an_answer_loses_nothing() -> None:
    talk = told_of_tuesday().say("rotten. Change that.", "yes")
    assert talk.asked == "tf-feeling"
    talk.say("pass")
    assert "rotten. Change that." in every_paper(talk)


def test_a_part_of_a_way_forward_is_asked_again_and_then_everyone() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass", "no", "yes")
    talk.say("change what I said about my brother")
    assert talk.asked == "wf-who"
    talk.say("my sister")
    assert talk.asked == "agree:Jo"
    assert Progress.fold(talk.facts).ways[0].words("who") == "my sister"
    assert "my brother" not in every_paper(talk)


def test_a_way_forward_that_is_not_changed_after_all_stays_agreed() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass", "no", "yes")
    talk.say("change what I said about my brother", "pass")
    assert talk.asked == "review"
    way = Progress.fold(talk.facts).ways[0]
    assert way.words("who") == "my brother"
    assert way.answers == {"p1": "yes"}


def test_a_day_is_put_right_in_one_breath_and_the_rest_of_the_answer_stays() -> None:
    talk = Conversation.begin().say(
        "well it was Tuesday and Kai came in late", "change what I said about Tuesday, it was Monday"
    )
    assert talk.prompt == "You said: “it was Tuesday”. Shall I keep “it was Monday” in its place?"
    talk.say("yeah")
    assert talk.asked == "tf-thinking"
    papers = every_paper(talk)
    assert "well it was Monday and Kai came in late" in papers
    assert "Tuesday" not in papers
    assert "well it was Tuesday and Kai came in late" in talk.words_kept()


def test_without_a_clear_yes_the_day_stays() -> None:
    for line in ("no", "not sure", "it was hard", "pass"):
        talk = Conversation.begin().say("it was Tuesday", "change what I said about Tuesday it was Monday", line)
        assert talk.asked == "tf-thinking", line
        assert "it was Tuesday" in every_paper(talk)
        assert "it was Monday" not in every_paper(talk)


def test_what_cant_be_put_right_by_itself_is_asked_for_again() -> None:
    talk = Conversation.begin().say("the bus came late", "change what I said about the bus it was on Monday")
    assert talk.asked == "wh-today"


def test_the_day_to_look_again_stays_where_no_new_one_is_named() -> None:
    talk = at_the_list().say("a meal all at one table", "me", "on Friday", "pass", "pass", "no", "yes", "in two weeks")
    assert talk.asked == "wf-add"
    talk.say("that's not what I said")
    assert talk.asked == "review"
    talk.say("pass")
    assert "in two weeks" in every_paper(talk)
