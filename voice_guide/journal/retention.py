"""How long words are kept: what is due, what has been told of long enough, and what may be erased. Pure; time is given.

A session is due some days after the last thing that happened in it. It is erased when it is due, and not before
``NOTICE_DAYS`` have been seen to pass since it was told of. The clock of a computer may be moved, so time is believed
only as far as the journal has seen it pass: from one fact to the next at most a week counts, and of a longer gap than
``LONGEST_GAP`` nothing. Where the newest fact is later than now, or so long ago, nothing is erased at this start.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact

NOTICE_DAYS = 14
MOST_COUNTED = timedelta(days=7)  # of one gap: no single jump of the clock can make a notice old enough
LONGEST_GAP = timedelta(days=45)

_DAY = timedelta(days=1)
# What is done with a session's words does not keep them longer.
_NOT_USE = (FactKind.EXPORTED, FactKind.ERASED, FactKind.PAPERS_WISHED)
FOR_GOOD, USUAL = "for good", "usual"


@dataclass(frozen=True)
class Kept:
    """One session. ``until`` None: until it is erased by hand. ``own_days``: set for this session alone.

    ``days_left``: before it may be erased, counted up, where it was or now has to be told of; else None.
    """

    session: str
    last: datetime
    until: datetime | None
    own_days: bool
    days_left: int | None
    may_go: bool


@dataclass(frozen=True)
class Outlook:
    """Every session, oldest first. ``clock_doubted``: nothing is erased now, because the clock may be wrong."""

    sessions: tuple[Kept, ...]
    clock_doubted: bool

    @property
    def told_of(self) -> list[str]:
        """The sessions of which it has to be told now that they will be erased."""
        return [kept.session for kept in self.sessions if kept.days_left is not None]

    @property
    def due(self) -> list[str]:
        """The sessions that may be erased now."""
        return [kept.session for kept in self.sessions if kept.may_go]

    @property
    def days_left(self) -> int | None:
        """Until the first of them may be erased; None where there is nothing to tell."""
        return min((kept.days_left for kept in self.sessions if kept.days_left is not None), default=None)


def notice(outlook: Outlook) -> Fact:
    """The fact that it was told, of which sessions. It is about the vault, so no session is kept longer by it."""
    return Fact(FactKind.RETENTION_NOTICE, payload={"sessions": outlook.told_of})


def kept_for(session: str, days: int | str) -> Fact:
    """The fact that one session is kept for so many days, ``FOR_GOOD``, or as ``USUAL``."""
    return Fact(FactKind.RETENTION_SET, payload={"session": session, "days": days})


def is_set_for_one(facts: Sequence[RecordedFact]) -> bool:
    """Whether these facts set for any session how long it is kept."""
    return any(recorded.fact.kind == FactKind.RETENTION_SET for recorded in facts)


def look(facts: Sequence[RecordedFact], keep_days: int | None, now: datetime) -> Outlook:
    """How every session of the vault stands; ``facts`` are all of the vault, in order; ``keep_days`` the setting."""
    newest = facts[-1].at if facts else now
    doubted = newest > now or now - newest > LONGEST_GAP
    own = _own_days(facts)
    sessions = []
    for session, last in _last_used(facts, now).items():
        days = own.get(session, USUAL)
        usual = days == USUAL
        lasts = keep_days if usual else days
        until = last + lasts * _DAY if isinstance(lasts, int) else None
        left = _days_left(facts, session, until, now) if until is not None else None
        may_go = until is not None and until <= now and left == 0 and not doubted
        sessions.append(Kept(session, last, until, not usual, left, may_go))
    return Outlook(tuple(sessions), doubted)


def _own_days(facts: Sequence[RecordedFact]) -> dict[str, int | str]:
    set_ = [recorded.fact.payload for recorded in facts if recorded.fact.kind == FactKind.RETENTION_SET]
    return {str(told["session"]): days for told in set_ if isinstance(days := told["days"], int | str)}


def _last_used(facts: Sequence[RecordedFact], now: datetime) -> dict[str, datetime]:
    """When each session was last used. A time that lies before what was written earlier comes from a clock that was wrong.

    Then the earlier fact's time counts, unless that one lies ahead of now, and is the wrong one itself.
    """
    found: dict[str, datetime] = {}
    latest: datetime | None = None
    for recorded in facts:
        at = recorded.at
        if latest is not None and at < latest <= now:
            at = latest
        if recorded.fact.kind == FactKind.SESSION_STARTED or (
            recorded.session in found and recorded.fact.kind not in _NOT_USE
        ):
            found[recorded.session] = at
        latest = recorded.at if latest is None else max(latest, recorded.at)
    return found


def _days_left(facts: Sequence[RecordedFact], session: str, until: datetime, now: datetime) -> int | None:
    if until - NOTICE_DAYS * _DAY > now:
        return None
    told = _told_at(facts, session)
    seen = _time_seen([*(recorded.at for recorded in facts[told:]), now]) if told is not None else timedelta()
    left = max(until - now, NOTICE_DAYS * _DAY - seen, timedelta())
    return math.ceil(left / _DAY)


def _told_at(facts: Sequence[RecordedFact], session: str) -> int | None:
    """The place of the fact from which on every notice named this session."""
    place = None
    for at in range(len(facts) - 1, -1, -1):
        if facts[at].fact.kind == FactKind.RETENTION_NOTICE:
            if session not in facts[at].fact.payload.get("sessions", []):  # type: ignore[operator]
                break
            place = at
    return place


def _time_seen(times: Sequence[datetime]) -> timedelta:
    """How much time has passed for certain: steps back and long gaps count nothing, others at most so much each."""
    steps = (after - before for before, after in pairwise(times))
    return sum((min(step, MOST_COUNTED) for step in steps if timedelta() < step <= LONGEST_GAP), timedelta())
