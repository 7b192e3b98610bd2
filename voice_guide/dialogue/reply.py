"""What the dialogue makes of one utterance: facts to keep, words to say first, and where to go."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from voice_guide.events import Adjust, Fact, Prompt, Turn
from voice_guide.understanding.yes_no import Answer

OUTCOMES = {Answer.YES: "yes", Answer.NO: "no", Answer.UNSURE: "unsure"}  # of what was said to a yes-or-no question


class Then(StrEnum):
    """Where the conversation goes after a reply."""

    NEXT = "next"  # choose the next step
    ASK_AGAIN = "ask-again"  # the same turn, asked by ``ask`` or as it stands
    LISTEN_ON = "listen-on"  # the same turn, nothing said
    STOP = "stop"
    PAUSE = "pause"
    TAKEN_OUT = "taken-out"  # everything was taken out: the end
    CARRY_ON = "carry-on"  # the pause is over: the same turn again
    GO_ON = "go-on"  # the quiet is over: the current question, plainly


@dataclass
class Reply:
    """``lead`` is said before what comes next; ``ask``, if given, is the turn to ask in place of the present one.

    ``numbers``: the page of help numbers is shown.
    """

    outcome: str
    then: Then = Then.NEXT
    facts: list[Fact] = field(default_factory=list)
    lead: list[Prompt] = field(default_factory=list)
    ask: Turn | None = None
    adjust: Adjust | None = None
    numbers: bool = False
