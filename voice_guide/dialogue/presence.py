"""Who is here: people step out, leave early, come back, or arrive late, and join at the question that is going round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue.parts import LEFT, MISSED, OUT
from voice_guide.events import Fact
from voice_guide.facts import FactKind

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress


def leave(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """Fold: somebody steps out, or leaves for the day. Nothing is asked of them until they are back."""
    progress.person(participant).away = OUT if payload.get("out") else LEFT
    progress.whole.clear()
    progress.rounds.gone(participant)
    progress.changing = None if progress.changing and progress.changing[1] == participant else progress.changing
    progress.back_to = None if progress.back_to and progress.back_to[1] == participant else progress.back_to


def come_back(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """Fold: somebody is here again."""
    progress.person(participant).away = None
    progress.whole.clear()
    miss(progress, participant, payload)


def miss(progress: Progress, participant: str, payload: dict[str, Any]) -> None:
    """Fold: these questions were asked of the others while this person was not here, and are not asked of them."""
    for question in payload.get("missed", ()):
        if (question, participant) not in progress.settled:
            progress.settled[question, participant] = MISSED
            progress.times_settled[question] = progress.times_settled.get(question, 0) + 1
    if payload.get("named"):
        progress.ways_named.add(participant)


def returned(person_id: str, gone: Sequence[str], progress: Progress) -> Fact:
    """The fact that somebody is back; what has ``gone`` by meanwhile is not asked of them."""
    missed = [question for question in gone if (question, person_id) not in progress.settled]
    return Fact(FactKind.PARTICIPANT_RETURNED, person_id, None, _missing(missed, progress))


def arriving(fact: Fact, gone: Sequence[str], progress: Progress) -> Fact:
    """The fact that somebody joined, with what they were not here for; as it is where nothing has been asked yet."""
    return replace(fact, payload=fact.payload | _missing(list(gone), progress))


def _missing(missed: list[str], progress: Progress) -> dict[str, object]:
    """What is not asked of somebody any more; ``named``: what to put on the list, where the others are agreeing to it."""
    payload: dict[str, object] = {"missed": missed} if missed else {}
    return payload | ({"named": True} if any(way.answers for way in progress.ways_kept) else {})
