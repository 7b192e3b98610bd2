"""When a family was alone in a session: a projection of its facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact


@dataclass(frozen=True)
class PrivateSpan:
    """From when to when, by the journal's times; ``ended`` is None where nobody has ended it yet."""

    began: datetime
    ended: datetime | None = None


def private_spans(facts: Iterable[RecordedFact]) -> tuple[PrivateSpan, ...]:
    """Every private time that these facts tell of, in order."""
    found: list[PrivateSpan] = []
    for recorded in facts:
        if recorded.fact.kind == FactKind.PRIVATE_TIME_BEGAN:
            found.append(PrivateSpan(recorded.at))
        elif recorded.fact.kind == FactKind.PRIVATE_TIME_ENDED and found and found[-1].ended is None:
            found[-1] = PrivateSpan(found[-1].began, recorded.at)
    return tuple(found)
