"""Papers are projections of what was said: word for word, marked as a computer's, and nothing made up."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from voice_guide.cli.wiring import load_named_guide, plan_for
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.record import sheet, transcript
from voice_guide.record.document import Papers

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MADE_BY = "This was written by a computer. It may have heard words wrong."
HOSTILE = [
    "# not a heading",
    "1. not a list and - neither",
    "*stars* _lines_ **more** `code` ~~gone~~",
    "<b>not bold</b> <script>x</script>",
    "[a](http://b) ![c](d) | e | f |",
    "back\\slash \\* and &lt; &#42; & co &",
    "> quoted {braces} \\",
]


def papers_of(talk: Conversation, *, rehearsed: bool = False) -> Papers:
    """The papers of a conversation, as the journal would have kept it."""
    guide = load_named_guide(ENGLISH, "short")
    begun = {"guide": guide.id, "guide_title": guide.title, "guide_hash": guide.hash, "language": "en"}
    facts = [Fact(FactKind.SESSION_STARTED, payload=begun | {"rehearsed": rehearsed}), *talk.facts]
    recorded = [
        RecordedFact(number, BEGAN + timedelta(seconds=number), "cd234", fact) for number, fact in enumerate(facts, 1)
    ]
    return Papers(
        session_view(recorded), guide, plan_for(guide, ENGLISH), ENGLISH, say_day=MEANING.say_day, zone=lambda at: at
    )


def whole(people: tuple[str, ...] = ("Jo",)) -> Conversation:
    """A conversation to its end, with one way forward that everyone agrees to."""
    talk = Conversation.begin(people=people)
    lines = {"wf-what": "a meal all at one table", "wf-who": "me", "wf-when": "on Friday", "wf-check": "my sister"}
    lines |= {"wf-if": "we talk again", "wf-another": "no", "review": "in two weeks"}
    named = False
    while talk.finished is None:
        kind = talk.asked.partition(":")[0]
        if kind == "wf-what" and named:
            talk.say("nothing")
            continue
        named = named or kind == "wf-what"
        talk.say(lines.get(kind, "yes" if kind == "agree" else f"what I say to {kind}"))
    return talk


def shown(markdown: str) -> str:
    """What a reader of rendered Markdown sees of a line's signs: escapes taken away, named signs read."""
    parts = re.split(r"\\([!-/:-@\[-`{-~])", markdown)
    return "".join(part if number % 2 else html.unescape(part) for number, part in enumerate(parts))


def test_every_paper_says_that_a_computer_made_it() -> None:
    papers = papers_of(whole())
    assert transcript.as_markdown(papers).splitlines()[2] == MADE_BY
    assert MADE_BY in transcript.as_text(papers).splitlines()
    assert json.loads(transcript.as_json(papers))["made_by"] == MADE_BY
    assert "A computer wrote them down. It may have heard words wrong." in sheet.as_markdown(papers)


def test_each_answer_stands_under_its_question_in_every_form() -> None:
    papers = papers_of(whole())
    markdown, text = transcript.as_markdown(papers), transcript.as_text(papers)
    data = json.loads(transcript.as_json(papers))
    questions = [question for part in data["categories"] for question in part["questions"]]
    assert len(questions) == 9
    for question in questions:
        (answer,) = question["answers"]
        assert answer["text"] == f"what I say to {question['id']}"
        assert f"### {question['text']}\n\n**Jo:** {answer['text']}\n" in markdown
        assert f"{question['text']}\n  Jo: {answer['text']}\n" in text
    assert markdown.count("what I say to") == text.count("what I say to") == 9


def test_the_way_forward_is_in_their_words_with_the_day_in_full_and_each_persons_own_yes() -> None:
    papers = papers_of(whole(("Jo", "Kai")))
    page = sheet.as_markdown(papers)
    assert "## 1. a meal all at one table" in page
    assert "- **Who:** me (Jo)" in page
    assert "Friday the 27th of November (“on Friday”)" in page
    assert "- Jo: yes\n- Kai: yes\n" in page
    assert "Agreed by everyone who was here." in page
    assert "We will look at this again: " in page
    assert "what I say to" not in page
    way = json.loads(transcript.as_json(papers))["ways_forward"][0]
    assert (way["what"], way["when"], way["day"], way["agreed"]) == (
        "a meal all at one table",
        "on Friday",
        "2026-11-27",
        True,
    )


def test_a_no_stands_and_nothing_is_called_agreed() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"))
    while not talk.asked.startswith("agree"):
        talk.say({"wf-who": "me", "wf-another": "no"}.get(talk.asked, "so it is with me"))
    talk.say("yes", "no").leave()
    page = sheet.as_markdown(papers_of(talk))
    assert "- Jo: yes\n- Kai: no\n" in page
    assert "Not agreed by everyone yet." in page
    assert "Agreed by everyone." not in page
    assert "Nothing was agreed on this day. That is all right." in page


def test_nothing_agreed_is_a_page_too() -> None:
    talk = Conversation.begin()
    while talk.finished is None:
        talk.say("pass")
    papers = papers_of(talk)
    assert "Nothing was agreed on this day. That is all right." in sheet.as_markdown(papers)
    assert "Nothing was put on the list." in transcript.as_markdown(papers)
    assert json.loads(transcript.as_json(papers))["ways_forward"] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_markup_are_shown_as_they_were_said(words: str) -> None:
    talk = Conversation.begin(people=("J*o",)).say(words).leave()
    papers = papers_of(talk)
    line = next(line for line in transcript.as_markdown(papers).splitlines() if line.startswith("**J"))
    assert shown(line) == f"**J*o:** {words}"
    for sign in re.finditer(r"[`*_\[\]<>#|~]", line.removeprefix("**").partition(":** ")[2]):
        assert line.partition(":** ")[2][sign.start() - 1] == "\\" or sign.start() == 0
    assert f"  J*o: {words}\n" in transcript.as_text(papers)
    answers = [each for part in json.loads(transcript.as_json(papers))["categories"] for each in part["questions"]]
    assert answers[0]["answers"][0]["text"] == words


@pytest.mark.parametrize("words", HOSTILE)
def test_ways_forward_that_look_like_markup_are_shown_as_they_were_said(words: str) -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-what":
        talk.say("so it is with me")
    talk.say(words, *([words] if "wf-what" in talk.asked else [])).leave()
    kept = papers_of(talk).view.ways_forward[0].words("what")
    page = sheet.as_markdown(papers_of(talk))
    assert shown(next(line for line in page.splitlines() if line.startswith("## "))) == f"## 1. {kept}"


def test_passing_not_being_recorded_and_saying_more_are_told_apart() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "no")
    talk.say("pass").press("finished")
    talk.say("so I thought", "back", "and this too").leave()
    papers = papers_of(talk)
    text = transcript.as_text(papers)
    assert "  Jo: (Passed.)\n" in text
    assert "  Guest 2: (Answered. The words are not saved.)\n" in text or "  Guest 2: (Passed.)\n" in text
    assert "Kai" not in text + transcript.as_markdown(papers) + transcript.as_json(papers) + sheet.as_markdown(papers)
    data = json.loads(transcript.as_json(papers))
    assert [(person["name"], person["recorded"]) for person in data["people"]] == [("Jo", True), (None, False)]


def test_a_question_answered_again_keeps_both_answers_in_order() -> None:
    talk = Conversation.begin().say("it was Tuesday", "back", "and Wednesday").leave()
    papers = papers_of(talk)
    assert "  Jo: it was Tuesday\n  Said later: and Wednesday\n" in transcript.as_text(papers)
    assert "**Jo:** it was Tuesday\n\n*Said later:* and Wednesday\n" in transcript.as_markdown(papers)


def test_an_unfinished_and_a_rehearsed_conversation_say_so() -> None:
    open_one = papers_of(Conversation.begin().say("it was Tuesday").leave(), rehearsed=True)
    for paper in (transcript.as_markdown(open_one), transcript.as_text(open_one)):
        assert "This conversation is not finished. It can be carried on." in paper
        assert "This was a rehearsal with a made-up participant." in paper
    done = papers_of(whole())
    assert "not finished" not in transcript.as_text(done)
    assert "rehearsal" not in transcript.as_text(done) + sheet.as_markdown(done)
