"""What was said and is not to stand: how answers that were taken out or changed are folded into the progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from voice_guide.facts import FactKind

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress


def _taken_out(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """The words are shown nowhere any more, and nothing that was drafted from them is; what was asked stays asked."""
    if payload.get("all"):
        progress.all_taken_out = True
        return
    if payload.get("name"):
        progress.person(participant).name = progress.person(participant).role = None
    progress.taken_out.update(payload["utterances"])
    for question in payload.get("questions", []):
        progress.cannot.discard((question, participant))
    for number in payload.get("ways", []):
        way = progress.way(number)
        way.dropped = way.taken_out = True
        way.before = None
        way.slots.clear()
        way.answers.clear()
    for number, slot in payload.get("slots", []):
        way = progress.way(number)
        way.slots[slot].without_words()
        way.before, way.change_offered = None, False
        way.answers.clear()
    if payload.get("review") and progress.review is not None:
        progress.review.without_words()
        progress.review_before = None


def _changed(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    progress.replaced.update(payload["replaces"])
    progress.cannot.discard((question, participant))


def _withdrew(progress: Progress, participant: str, _question: str, _payload: dict[str, Any]) -> None:
    """From now on nothing of theirs is captured; what was said before stays, until they have it taken out."""
    person = progress.person(participant)
    person.recorded, person.withdrew = False, True
    progress.changing = None if progress.changing and progress.changing[1] == participant else progress.changing


SECOND_THOUGHTS: dict[str, Callable[[Progress, str, str, dict[str, Any]], None]] = {
    FactKind.ANSWER_TAKEN_OUT: _taken_out,
    FactKind.ANSWER_CHANGED: _changed,
    FactKind.WITHDREW: _withdrew,
}
