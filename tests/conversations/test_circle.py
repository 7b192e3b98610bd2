"""A circle: ground rules in the group's own words, a round to begin, the questions, a plan, a round to finish."""

from __future__ import annotations

import json

import pytest

from tests.conversations.groups import CIRCLE, answered, papers, place
from tests.conversations.scripted import Conversation
from tests.unit.record.test_review_and_strengths import papers_of
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact, KeyCommand
from voice_guide.facts import FactKind
from voice_guide.journal.redaction import without_person
from voice_guide.journal.rows import RecordedFact
from voice_guide.record import transcript


def circle(people: tuple[str, ...] = ("Jo", "Kai", "Dan")) -> Conversation:
    return Conversation.begin("circle", people=people)


def with_rules() -> Conversation:
    """Jo and Dan have given a ground rule, Kai has passed twice; Jo is asked whether they are all right for her."""
    return circle().say("no shouting", "pass", "phones off please", "pass")


def answers(talk: Conversation) -> dict[str, str]:
    return Progress.fold(talk.facts).ground_rules.answers


def test_it_begins_with_one_voice_at_a_time_said_kindly() -> None:
    talk = circle()
    assert talk.said[:1] == ["Thank you, Dan."]
    assert "One voice at a time, so that each of you is heard." in " ".join(talk.said)
    assert talk.prompt == "Jo, what do you need from the others, so that you can speak here?"


def test_the_ground_rules_are_read_back_in_the_words_in_which_they_were_given() -> None:
    talk = with_rules()
    assert talk.said[1:] == [
        "These are your ground rules.",
        "“no shouting”",
        "“phones off please”",
        "Jo, is that all right for you?",
    ]
    assert place(talk) == ("rules:Jo", "Jo")


def test_each_says_yes_no_or_unsure_for_themselves_and_nobody_is_persuaded() -> None:
    talk = with_rules().say("yes")
    assert talk.said == ["Kai, is that all right for you?"]
    talk.say("no", "not sure")
    assert answers(talk) == {"p1": "yes", "p2": "no", "p3": "unsure"}
    assert place(talk) == ("ci-in", "Jo")


@pytest.mark.parametrize("unclear", ["well it depends", "he said yes", "hmm", "no well yes"])
def test_what_is_unclear_is_asked_once_more_and_is_no_yes(unclear: str) -> None:
    talk = with_rules().say(unclear)
    if place(talk) == ("rules:Jo", "Jo"):
        assert talk.prompt == "I want to be sure. Jo, is that a yes, a no, or not sure?"
        talk.say(unclear)
    assert answers(talk)["p1"] != "yes"
    assert place(talk) == ("rules:Kai", "Kai")


def test_a_pass_may_be_said_later_and_is_no_yes() -> None:
    assert answers(with_rules().say("pass")) == {"p1": "later"}


def test_they_stand_in_the_transcript_with_what_each_person_said() -> None:
    talk = with_rules().say("yes", "no", "pass")
    assert "Is that all right for each of you?\n  Jo: yes\n  Kai: no\n  Dan: still to be asked" in papers(talk, CIRCLE)
    data = json.loads(transcript.as_json(papers_of(talk, CIRCLE)))
    assert [(each["name"], each["answer"]) for each in data["ground_rules"]] == [
        ("Jo", "yes"),
        ("Kai", "no"),
        ("Dan", "later"),
    ]


@pytest.mark.parametrize("words", ["what are our ground rules", "say the ground rules again please", "ground rules"])
def test_they_are_said_again_whenever_somebody_asks(words: str) -> None:
    talk = with_rules().say("yes", "yes", "yes", words)
    assert talk.said == [
        "These are your ground rules.",
        "“no shouting”",
        "“phones off please”",
        "Jo, how are you, as we begin?",
    ]
    assert words not in papers(talk, CIRCLE)
    assert talk.press("ground rules").said[1] == "“no shouting”"


def test_a_story_about_rules_is_an_answer() -> None:
    talk = with_rules().say("yes", "yes", "yes", "he broke the ground rules again")
    assert "he broke the ground rules again" in papers(talk, CIRCLE)


def test_one_that_is_taken_out_is_read_no_more_and_one_that_is_changed_is_asked_about_anew() -> None:
    talk = with_rules().say("yes", "yes", "yes", "take out what I said about shouting", "yes", "ground rules")
    assert "“no shouting”" not in talk.said
    assert "“phones off please”" in talk.said
    changed = with_rules().say("yes", "change that")
    assert place(changed) == ("rules:Kai", "Kai") or changed.asked == "ci-rules"


def test_where_nobody_gives_one_nobody_is_asked() -> None:
    talk = circle(("Jo", "Kai")).say("pass", "pass", "pass", "pass")
    assert place(talk) == ("ci-in", "Jo")
    assert talk.press("ground rules").said[0] == "You have no ground rules yet."


def test_someone_who_arrives_late_hears_them_and_answers_for_themselves() -> None:
    talk = with_rules().say("yes", "yes", "yes", "well")
    while place(talk) != ("wh-today", "Jo"):
        talk.say("I am all right")
    joined: dict[str, object] = {"name": "Sam", "recorded": True, "number": 4, "of": 4, "missed": ["ci-rules", "ci-in"]}
    talk.facts.append(Fact(FactKind.PARTICIPANT_JOINED, "p4", None, joined))
    again = talk.resumed(guide=CIRCLE)
    assert place(again) == ("rules:Sam", "Sam")
    assert "“no shouting”" in again.said
    again.say("yes")
    assert place(again) == ("wh-today", "Jo")


def test_whoever_is_not_recorded_answers_by_key_and_gives_no_rule_that_is_kept() -> None:
    talk = Conversation.begin("circle", people=("Jo", "Kai"), agreed=False).say("yes", "no")
    talk.say("no shouting", "nothing about the river")
    assert "river" not in talk.words_kept()
    talk.say("yes").press("no")
    assert answers(talk) == {"p1": "yes", "p2": "no"}


def test_killed_anywhere_it_goes_on_from_there() -> None:
    lines = ["no shouting", "pass", "phones off", "pass", "yes", "no", "yes", "I'm fine"]
    for begun in range(1, len(lines)):
        talk = circle().say(*lines[:begun])
        again = talk.resumed(guide=CIRCLE)
        assert place(again) == place(talk)
        again.say(*lines[begun:])
        assert answers(again) == {"p1": "yes", "p2": "no", "p3": "yes"}


def test_it_ends_with_a_plan_and_a_round_to_finish() -> None:
    talk = circle(("Jo", "Kai"))
    asked = []
    said = {"wf-what": "a walk", "wf-who": "me", "wf-when": "on Friday", "wf-check": "Kai", "wf-if": "we talk again"}
    said |= {"wf-another": "no", "review": "in two weeks", "wf-list": "no"}
    while talk.turn is not None:
        asked.append(talk.asked)
        kind = talk.asked.partition(":")[0]
        planned = asked.count("wf-what") > 1 and kind == "wf-what"
        talk.say("nothing" if planned else said.get(kind, "yes" if ":" in talk.asked else "we keep at it"))
    assert asked[-2:] == ["ci-out", "ci-out"]
    assert asked.index("ci-rules") < asked.index("rules:Jo") < asked.index("ci-in") < asked.index("wf-what")
    assert talk.finished is not None
    assert talk.finished.closed
    assert ("Kai", "we keep at it") in answered(talk, CIRCLE)


def test_one_persons_erased_words_take_their_rule_and_their_answer_with_them() -> None:
    talk = with_rules().say("yes", "no", "yes")
    facts = [RecordedFact(at, None, "s", fact) for at, fact in enumerate(talk.facts)]  # type: ignore[arg-type]
    left = [recorded.fact for recorded in without_person(facts, "p1")]
    assert "no shouting" not in " ".join(str(fact.payload) for fact in left)
    talk.facts[:] = left
    again = talk.resumed(guide=CIRCLE)
    assert place(again) == ("ci-in", "Guest 1")
    assert again.press("ground rules").said[:2] == ["These are your ground rules.", "“phones off please”"]


def test_a_ground_rule_said_out_of_turn_is_its_own_speakers() -> None:
    talk = circle(("Jo", "Kai")).say("no shouting")
    talk.take(KeyCommand("that was", 2))
    assert place(talk) == ("ci-rules", "Jo")
    talk.say("pass", "phones off", "pass")
    assert talk.press("ground rules").said[:3] == ["These are your ground rules.", "“no shouting”", "“phones off”"]
    assert answered(talk, CIRCLE)[0] == ("Kai", "no shouting")
