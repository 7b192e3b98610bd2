"""Facts as rows of the database, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from voice_guide.events import Fact
from voice_guide.journal.sessions import SessionSummary

Row = tuple[str, str, str, str | None, str | None, str]
COLUMNS = "at, session, kind, participant, question, payload"


@dataclass(frozen=True)
class RecordedFact:
    """A fact as it is kept. ``seq`` orders all facts of a vault; ``at`` is UTC and may go back when the clock did."""

    seq: int
    at: datetime
    session: str
    fact: Fact


def summary(session: str, started: str, payload: str, last: str, closed: int) -> SessionSummary:
    """A session in a list, from its first fact and its last. Raises ValueError, LookupError where that was never written so."""
    told = json.loads(payload)
    return SessionSummary(
        id=session,
        started=datetime.fromisoformat(started),
        last=datetime.fromisoformat(last),
        guide_id=told["guide"],
        guide_title=told["guide_title"],
        guide_hash=told["guide_hash"],
        notice_hash=told["notice_hash"],
        language=told["language"],
        rehearsed=told["rehearsed"],
        closed=bool(closed),
        reviews=told.get("reviews"),
    )


def numbered_row(recorded: RecordedFact) -> tuple[int, str, str, str, str | None, str | None, str]:
    """A fact as it stands in the database, with its number."""
    return recorded.seq, *as_row(recorded.session, recorded.at.isoformat(), recorded.fact)


def as_row(session: str, at: str, fact: Fact) -> Row:
    """A fact as it goes into the database. Raises ValueError where no JSON has a form for it."""
    payload = json.dumps(fact.payload, ensure_ascii=False, allow_nan=False)
    participant, question = (storable(each) if each is not None else None for each in (fact.participant, fact.question))
    return at, session, str(fact.kind), participant, question, storable(payload)


def recorded(
    seq: int, at: str, session: str, kind: str, participant: str | None, question: str | None, payload: str
) -> RecordedFact:
    """The fact in one row of the table. Raises ValueError where the row was never written so."""
    told, when = json.loads(payload), datetime.fromisoformat(at)
    if not isinstance(told, dict) or when.tzinfo is None:
        raise ValueError("payload or time")
    return RecordedFact(seq, when, session, Fact(kind, participant=participant, question=question, payload=told))


def storable(text: str) -> str:
    """A text that the database takes.

    Half characters come from input that was not UTF-8. They become the replacement sign: the rest must not be lost.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
