"""A small guide for groups, and whose turn it is in a conversation with it."""

from __future__ import annotations

from tests.conversations.scripted import ENGLISH, Conversation
from tests.unit.record.test_review_and_strengths import papers_of
from voice_guide.cli.wiring import load_named_guide
from voice_guide.guide.loader import parse_guide
from voice_guide.guide.model import Guide
from voice_guide.record import sheet, transcript

CIRCLE = load_named_guide(ENGLISH, "circle")
FAMILY = ("Jo", "Kai", "Dan", "Mum")

SMALL = parse_guide(
    """
schema = 1
id = "small-circle"
title = "A small circle"

[[category]]
id = "round"
title = "Going round"
reason = "Each person is heard."
introduction = { text = "Each question goes round.", source = "added" }
rounds = true

[[category.question]]
id = "happened"
role = "core"
text = "What happened?"
wording = "What did you see?"
source = "added"

[[category.question]]
id = "next"
role = "probe"
after = "happened"
text = "What happened next?"
wording = "And then?"
source = "added"

[[category.question]]
id = "need"
role = "core"
text = "What do you need?"
wording = "What would help you?"
source = "added"

[[category]]
id = "plan"
title = "Ways forward"
reason = "The plan is theirs."
introduction = { text = "Now the plan.", source = "added" }
ways_forward = true

[[category.question]]
id = "add"
role = "closer"
text = "Is there more to say?"
wording = "What else?"
source = "added"
""",
    file="small-circle.toml",
)


def circle(people: tuple[str, ...] = FAMILY) -> Conversation:
    """These people have agreed to be recorded; the first one is asked the first question."""
    return Conversation.begin(SMALL, people=people)


def place(talk: Conversation) -> tuple[str, str]:
    """What is asked, and of whom."""
    assert talk.turn is not None
    return talk.asked, talk.turn.name


def resumed(talk: Conversation) -> Conversation:
    """The same circle, carried on from its facts alone."""
    return talk.resumed(guide=SMALL)


def papers(talk: Conversation, guide: Guide = SMALL) -> str:
    """Every paper of it, as one text."""
    made = papers_of(talk, guide)
    forms = (transcript.as_markdown, transcript.as_text, transcript.as_json, sheet.as_markdown)
    return "\n".join(form(made) for form in forms)


def answered(talk: Conversation, guide: Guide = SMALL) -> list[tuple[str, str | None]]:
    """Whose answers stand, and what they said; None for a pass."""
    view = papers_of(talk, guide).view
    return [(view.progress.person(each.participant).name or "", each.text) for each in view.answers]
