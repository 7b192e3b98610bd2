"""What each person wants to take with them: the plan on paper, on their phone, or nothing. Asked privately; no words of theirs.

The newest wish counts. Whoever takes back their agreement, is taken off, or has everything taken out, has none any more.
"""

from __future__ import annotations

from collections.abc import Iterable

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact

PAPER, PHONE, NOTHING = "paper", "phone", "nothing"
WISHES = (PAPER, PHONE, NOTHING)
# What has to be read in order to know.
KINDS = (FactKind.PAPERS_WISHED, FactKind.WITHDREW, FactKind.PARTICIPANT_REMOVED, FactKind.ANSWER_TAKEN_OUT)


def wished(person: str, wish: str) -> Fact:
    """The fact that this participant wants one of ``WISHES``."""
    return Fact(FactKind.PAPERS_WISHED, person, payload={"wish": wish})


def wishes(facts: Iterable[RecordedFact]) -> dict[str, str]:
    """What each participant wants, of those who said so, by their number in the session."""
    found: dict[str, str] = {}
    for recorded in facts:
        fact = recorded.fact
        match fact.kind:
            case FactKind.PAPERS_WISHED if fact.participant is not None:
                found.pop(fact.participant, None)
                if fact.payload.get("wish") in WISHES:  # it is not there where it was erased
                    found[fact.participant] = str(fact.payload["wish"])
            case FactKind.WITHDREW | FactKind.PARTICIPANT_REMOVED:
                found.pop(fact.participant or "", None)
            case FactKind.ANSWER_TAKEN_OUT if fact.payload.get("all"):
                found.clear()
    return found
