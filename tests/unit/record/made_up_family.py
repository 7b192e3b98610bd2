"""One made-up family's conversation, for every paper's tests: two people, two ways forward, one agreed and one not."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conversations.scripted import Conversation
from tests.unit.record.test_papers import papers_of
from voice_guide.record.document import Papers

WHATS = ("a meal all at one table", "knock on my door first")
LINES: Mapping[str, str] = {
    "wf-when": "every Friday",
    "wf-check": "my sister",
    "wf-if": "we talk again",
    "review": "in two weeks",
}


def family(people: tuple[str, ...] = ("Jo", "Kai"), whats: tuple[str, ...] = WHATS, **lines: str) -> Conversation:
    """Their conversation to its end: everyone says yes to the first way forward; to the others the last person says no."""
    talk = Conversation.begin(people=people)
    given = {**LINES, **{name.replace("_", "-"): words for name, words in lines.items()}}
    left, asked = list(whats), 0
    while talk.finished is None:
        kind = talk.asked.partition(":")[0]
        if kind == "wf-what":
            talk.say(left.pop(0) if left else "nothing")
        elif kind == "wf-another":
            talk.say("yes" if left else "no")
        elif kind == "agree":
            asked += 1
            talk.say("no" if asked > len(people) and asked % len(people) == 0 else "yes")
        else:
            talk.say({"wf-who": "me"}.get(kind, given.get(kind, f"what I say to {kind}")))
    return talk


def family_papers() -> Papers:
    """Their papers."""
    return papers_of(family())
