"""Whether the service supports the plan as safe, in its own words: given after the plan, apart from the family.

It is a fact like any other, so that there are no secret notes; no fold of the conversation knows of it, so it changes
nothing that the family agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from voice_guide.dialogue.parts import ERASED
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact

YES, NO, NOT_YET = "yes", "no", "not-yet"


@dataclass(frozen=True)
class ServiceView:
    """One view. ``support``: ``yes``, ``no`` or ``not-yet``; ``why`` in the service's own words, or None.

    ``on_sheet``: it was chosen that the family's sheet has it too. ``erased``: it was, for good, so nothing of it is here.
    """

    at: datetime
    support: str
    why: str | None
    on_sheet: bool
    erased: bool = False


def given(support: str, why: str | None, *, on_sheet: bool) -> Fact:
    """The fact that the service gave its view."""
    return Fact(FactKind.SERVICE_VIEW, payload={"support": support, "why": why, "on_sheet": on_sheet})


def service_views(facts: Iterable[RecordedFact]) -> tuple[ServiceView, ...]:
    """Every view that these facts tell of, the newest last."""
    return tuple(_view(recorded) for recorded in facts if recorded.fact.kind == FactKind.SERVICE_VIEW)


def without_service_views(facts: Sequence[RecordedFact]) -> list[RecordedFact]:
    """One session's facts without what the service wrote: that it wrote something stays, and when."""
    return [
        replace(recorded, fact=replace(recorded.fact, payload={ERASED: True}))
        if recorded.fact.kind == FactKind.SERVICE_VIEW
        else recorded
        for recorded in facts
    ]


def _view(recorded: RecordedFact) -> ServiceView:
    told = recorded.fact.payload
    if told.get(ERASED):
        return ServiceView(recorded.at, "", None, on_sheet=False, erased=True)
    why = told.get("why")
    return ServiceView(recorded.at, str(told["support"]), str(why) if why else None, bool(told.get("on_sheet")))
