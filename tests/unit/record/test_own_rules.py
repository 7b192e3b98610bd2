"""One person's copy tells what they said to the group's ground rules, and nothing of what the others said to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.conversations.groups import CIRCLE
from tests.conversations.scripted import Conversation
from tests.unit.record.test_review_and_strengths import papers_of
from voice_guide.dialogue.parts import Person
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.redaction import without_person
from voice_guide.journal.rows import RecordedFact
from voice_guide.record.own_copy import OwnCopy
from voice_guide.record.own_copy_forms import as_json, as_markdown, as_text

HEADING = "What they said to the ground rules"
BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def asked() -> Conversation:
    """Jo has given a ground rule, Kai has passed twice; Jo is asked whether it is all right for her."""
    return Conversation.begin("circle", people=("Jo", "Kai")).say("no shouting", "pass", "pass")


def recorded(talk: Conversation) -> list[RecordedFact]:
    facts = [Fact(FactKind.SESSION_STARTED, payload={"guide": "circle"}), *talk.facts]
    return [RecordedFact(n, BEGAN + timedelta(seconds=n), "s", fact) for n, fact in enumerate(facts, 1)]


def copy_of(talk: Conversation, number: int) -> OwnCopy:
    papers = papers_of(talk, CIRCLE)
    person: Person = papers.view.people[number - 1]
    return OwnCopy(papers, recorded(talk), person, {})


def rules(talk: Conversation, number: int) -> Any:
    return json.loads(as_json(copy_of(talk, number)))["ground_rules"]


def test_each_copy_has_that_persons_own_answer_alone() -> None:
    talk = asked().say("yes that is fine", "no not for me")
    of_jo, of_kai = copy_of(talk, 1), copy_of(talk, 2)
    assert f"## {HEADING}\n\n- Jo: yes\n- In their words: “yes that is fine”\n" in as_markdown(of_jo)
    assert f"{HEADING}\n{'=' * len(HEADING)}\n\n  Kai: no\n  In their words: “no not for me”\n" in as_text(of_kai)
    for form in (as_markdown, as_text, as_json):
        assert "not for me" not in form(of_jo)
        assert "Kai" not in form(of_jo)
        assert "that is fine" not in form(of_kai)
    assert rules(talk, 1) == {"answer": "yes", "words": "yes that is fine"}
    assert rules(talk, 2) == {"answer": "no", "words": "no not for me"}


def test_who_was_not_asked_has_nothing_of_it() -> None:
    talk = asked()
    assert rules(talk, 1) is None
    assert HEADING not in as_markdown(copy_of(talk, 1)) + as_text(copy_of(talk, 1))


def test_an_answer_by_key_of_somebody_who_is_not_recorded_has_no_words() -> None:
    talk = Conversation.begin("circle", people=("Jo", "Kai"), agreed=False).say(
        "yes", "no", "no shouting", "pass", "pass"
    )
    talk.say("yes").press("no")
    assert rules(talk, 2) == {"answer": "no", "words": None}
    assert "Guest 2: no" in as_text(copy_of(talk, 2))


def test_a_rule_that_is_given_later_leaves_them_to_be_asked_again() -> None:
    talk = asked().say("yes that is fine", "yes", "go back", "phones off please")
    assert talk.asked == "rules:Jo"
    assert rules(talk, 1) == {"answer": "later", "words": None}
    assert "that is fine" not in as_json(copy_of(talk, 1))


def test_what_was_taken_out_or_erased_is_not_in_it() -> None:
    talk = asked().say("yes quizzaciously", "yes").press("withdraw").say("yes", "yes")
    assert talk.words_kept().count("quizzaciously") == 1
    assert rules(talk, 1) == {"answer": "yes", "words": None}
    told = asked().say("yes quizzaciously", "yes")
    told.facts = [each.fact for each in without_person(recorded(told), "p1")][1:]
    assert rules(told, 1) == {"answer": "erased", "words": None}
    assert "Guest 1: erased" in as_text(copy_of(told, 1))


def test_the_words_of_a_yes_to_a_way_forward_go_with_the_name_too() -> None:
    talk = asked().say("yes", "yes", "skip to ways forward")
    while talk.asked != "agree:Jo":
        of_kai = talk.asked == "wf-what" and talk.turn is not None and talk.turn.participant == "p2"
        talk.say("Jo will ring the school on Friday" if of_kai else "no" if talk.asked == "wf-another" else "pass")
    talk.say("yes quizzaciously", "yes")
    assert "quizzaciously" in as_json(copy_of(talk, 1))
    while talk.turn is None or talk.turn.participant != "p1":
        talk.say("pass")
    talk.press("withdraw").say("yes", "yes")
    data = json.loads(as_json(copy_of(talk, 1)))
    assert [(way["answer"], way["words"]) for way in data["ways_forward"]] == [("yes", None)]
