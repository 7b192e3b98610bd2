"""What papers show of a review meeting, and of what people said is good here."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from voice_guide.cli.wiring import load_named_guide, plan_for, review_guide_of
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.strengths import Strengths
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.record import sheet, transcript
from voice_guide.record.document import Papers

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
LONG = load_named_guide(ENGLISH, "restorative")


def papers_of(talk: Conversation, guide: Guide, *, reviews: str | None = None) -> Papers:
    begun: dict[str, object] = {"guide": guide.id, "guide_title": guide.title, "guide_hash": guide.hash}
    begun |= {"reviews": reviews} if reviews else {}
    recorded = [
        RecordedFact(number, BEGAN + timedelta(seconds=number), "cd234", fact)
        for number, fact in enumerate([Fact(FactKind.SESSION_STARTED, payload=begun), *talk.facts], 1)
    ]
    return Papers(
        session_view(recorded),
        guide,
        plan_for(guide, ENGLISH),
        ENGLISH,
        say_day=MEANING.say_day,
        strength=Strengths(MEANING).of,
        zone=lambda at: at,
    )


def good_here(*lines: str) -> Papers:
    """The papers of a long talk in which Jo, Kai and Sam answer what is good here so."""
    talk = Conversation.begin("restorative", people=("Jo", "Kai", "Sam"))
    while talk.asked != "st-strengths":
        talk.say("pass")
    return papers_of(talk.say(*lines).leave(), LONG)


def test_the_sheet_has_what_is_good_here_in_their_words_with_their_names() -> None:
    papers = good_here("we laugh a lot", "nothing", "*Jo* cooks <well>")
    page = sheet.as_markdown(papers)
    assert "## What is good here\n\n- Jo: “we laugh a lot”\n- Sam: “\\*Jo\\* cooks \\<well\\>”\n\n" in page
    assert "Kai" not in page
    assert "  Kai: nothing\n" in transcript.as_text(papers)


def test_a_long_answer_stands_on_the_sheet_whole() -> None:
    words = " ".join(["we laugh"] * 40)
    assert f"- Jo: “{words}”" in sheet.as_markdown(good_here(words, "pass", "pass"))


def test_where_nobody_named_anything_the_sheet_has_no_such_heading() -> None:
    assert "What is good here" not in sheet.as_markdown(good_here("pass", "no", "I don't know"))


def test_what_was_taken_out_is_not_on_the_sheet_and_what_was_changed_is_there_as_it_stands() -> None:
    out = good_here("we laugh a lot", "go back", "take that out", "yes", "pass", "pass", "pass")
    assert "laugh" not in sheet.as_markdown(out)
    changed = good_here("we laugh a lot", "go back", "change that", "we sing a lot", "pass", "pass")
    page = sheet.as_markdown(changed)
    assert "- Jo: “we sing a lot”" in page
    assert "laugh" not in page


def test_it_is_an_answer_like_any_other_in_the_transcript() -> None:
    papers = good_here("we laugh a lot", "pass", "pass")
    data = json.loads(transcript.as_json(papers))
    questions = [question for part in data["categories"] for question in part["questions"] if question["strength"]]
    assert [(each["source"], each["answers"][0]["text"]) for each in questions] == [("added", "we laugh a lot")]
    assert "**Jo:** we laugh a lot" in transcript.as_markdown(papers)


def test_a_reviews_transcript_names_the_session_and_shows_each_line_above_what_happened() -> None:
    last = Conversation.begin("short")
    while last.asked != "wf-what":
        last.say("that is how it was")
    last.say("a *meal* <b>", "me", "on Friday", "pass", "pass", "no", "yes")
    guide = review_guide_of(Progress.fold(last.facts), "Monday the 2nd of November", ENGLISH, MEANING)
    papers = papers_of(Conversation.begin(guide).say("we had it").leave(), guide, reviews="ab234")

    line = "Number 1. “a *meal* <b>”. Who: me, Jo. When: on Friday, Friday the 27th of November. This was agreed."
    text, markdown = transcript.as_text(papers), transcript.as_markdown(papers)
    assert "the list of session ab234 was looked at again" in text
    assert f"What happened with this?\n{line}\n" in text
    assert "  Jo: we had it\n" in text
    shown = line.replace("*", "\\*").replace("<", "\\<").replace(">", "\\>")
    assert f"### What happened with this?\n\n> {shown}\n" in markdown
    data = json.loads(transcript.as_json(papers))
    assert data["reviews"] == "ab234"
    assert data["categories"][0]["questions"][0]["read"] == line
    assert "What is good here" not in sheet.as_markdown(papers)
