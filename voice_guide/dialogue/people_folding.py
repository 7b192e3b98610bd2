"""How people are folded into the progress who came late, or were taken off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue.parts import MISSED
from voice_guide.facts import FactKind

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress


def miss(progress: Progress, participant: str, payload: dict[str, Any]) -> None:
    """Fold: these questions were asked before this person came, and are not asked of them."""
    for question in payload.get("missed", ()):
        if (question, participant) not in progress.settled:
            progress.settled[question, participant] = MISSED
            progress.times_settled[question] = progress.times_settled.get(question, 0) + 1


def _removed(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """Taken off: nothing more is asked of them, and what they said stays. ``back``: they are asked again."""
    person = progress.person(participant)
    here = progress.people if person.answers else progress.supporters
    before, after, by = (progress.removed, here, 1) if payload.get("back") else (here, progress.removed, -1)
    if person not in before:
        return
    before.remove(person)
    after.append(person)
    for question, who in list(progress.settled):
        if who == participant:
            progress.times_settled[question] = progress.times_settled.get(question, 0) + by
    progress.whole.clear()
    if progress.changing is not None and progress.changing[1] == participant:
        progress.changing = None
    if progress.back_to is not None and progress.back_to[1] == participant:
        progress.back_to = None


PEOPLE: dict[str, Callable[[Progress, str, str, dict[str, Any]], None]] = {
    FactKind.PARTICIPANT_REMOVED: _removed,
}
