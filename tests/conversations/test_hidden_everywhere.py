"""What was taken out is hidden everywhere at once: every paper, what is read aloud, the next meeting, one's own copy."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from tests.conversations.test_strengths import at_the_question
from tests.conversations.test_taking_out import every_paper
from tests.conversations.test_ways_forward import at_the_list
from tests.unit.record.test_papers import papers_of
from voice_guide.cli.wiring import review_guide_of
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.guide.writer import guide_text
from voice_guide.journal.rows import RecordedFact
from voice_guide.record.own_copy import OwnCopy
from voice_guide.record.own_copy_forms import as_json, as_markdown, as_text

WORD = "quizzaciously"


def shown_anywhere(talk: Conversation) -> list[str]:
    """Where the word is shown or would be said."""
    papers = papers_of(talk)
    progress = Progress.fold(talk.facts)
    found = {"papers": every_paper(talk), "prompts": " ".join(talk.said)}
    found["review"] = guide_text(review_guide_of(progress, "a day", ENGLISH, MEANING))
    for person in progress.people:
        copy = OwnCopy(papers, recorded(talk), person, {})
        found[f"copy of {person.id}"] = as_markdown(copy) + as_text(copy) + as_json(copy)
    while talk.finished is None:
        talk.say("read that back")
        found["read back"] = found.get("read back", "") + " ".join(talk.said)
        talk.say("yes" if talk.asked.startswith("agree") else "pass")
        found["later"] = found.get("later", "") + " ".join(talk.said)
    return [place for place, text in found.items() if WORD in text]


def recorded(talk: Conversation) -> list[RecordedFact]:
    view = papers_of(talk).view
    begun = Fact(FactKind.SESSION_STARTED, payload={"guide": view.guide_id, "guide_hash": view.guide_hash})
    return [RecordedFact(n, view.started, "s", fact) for n, fact in enumerate([begun, *talk.facts])]


def with_second_text(talk: Conversation) -> Conversation:
    said = [fact for fact in talk.facts if fact.kind == FactKind.UTTERANCE_HEARD]
    number = next(n for n, fact in enumerate(said, 1) if WORD in str(fact.payload))
    talk.facts.append(Fact(FactKind.SECOND_TEXT, "p1", None, {"utterance": number, "text": WORD, "engine": "b"}))
    return talk


def test_an_answer_with_its_second_text_and_its_confidences() -> None:
    talk = with_second_text(Conversation.begin().say(f"it was {WORD} loud"))
    assert len(shown_anywhere(talk.resumed())) >= 2  # the search would find it
    talk = with_second_text(Conversation.begin().say(f"it was {WORD} loud")).say("take that out", "yes")
    assert shown_anywhere(talk) == []


def test_what_is_good_here() -> None:
    talk = at_the_question().say(f"we {WORD} together")
    assert any(WORD in line for line in talk.said)  # said again at the ways forward
    talk.say("take that out", "yes")
    assert shown_anywhere(talk) == []


@pytest.mark.parametrize(
    ("lines", "about"),
    [
        ((f"{WORD} the shed", "me", "on Friday", "Sam", "we talk"), "shed"),
        (("ring the school", f"my {WORD} aunt", "on Friday", "Sam", "we talk"), "aunt"),
        (("ring the school", "me", f"when we feel {WORD}", "no", "Sam", "we talk"), WORD),
        (("ring the school", "me", "on Friday", f"{WORD} Sam", "we talk"), "Sam"),
        (("ring the school", "me", "on Friday", "Sam", f"we go {WORD}"), WORD),
    ],
)
def test_each_part_of_a_way_forward(lines: tuple[str, ...], about: str) -> None:
    talk = at_the_list().say(*lines, "no")
    assert talk.asked == "agree:Jo"
    talk.say(f"take out what I said about {about}", "yes")
    assert shown_anywhere(talk) == []


def test_the_day_for_looking_again() -> None:
    talk = at_the_list().say("ring the school", "me", "on Friday", "Sam", "we talk", "no", "yes", f"when it is {WORD}")
    assert WORD in every_paper(talk)
    talk.say("take that out", "yes")
    assert shown_anywhere(talk) == []


def test_a_way_forward_that_was_left_out_before() -> None:
    talk = at_the_list().say("a walk", "me", "on Friday", "pass", "pass", "yes")
    talk.say(f"{WORD} the shed", "me", "soon", "pass", "pass", "pass", "no", "yes", "no", "leave it out")
    assert WORD in every_paper(talk)  # "left out again"
    talk.say(f"take out what I said about {WORD}", "yes")
    assert shown_anywhere(talk) == []


def test_an_answer_whose_way_forward_was_left_out() -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say(f"Mum will {WORD} the school on Friday", "yes", "pass", "pass", "no", "no", "leave it out")
    assert every_paper(talk).count("Left out again") == 2  # as Markdown and as text
    talk.say(f"take out what I said about {WORD}", "yes")
    assert shown_anywhere(talk) == []
