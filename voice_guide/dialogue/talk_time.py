"""Talk time: how long each person has spoken. Only where every one of the group has said yes to its being measured.

It is worked out anew from the turns whenever it is shown or needed, and is kept nowhere: no fact holds it, and with the end of
the conversation it is gone. It is for the worker's eyes alone, and for who is offered the first word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue.parts import YES, Person
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.guide.model import Question

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress

LITTLE = 0.5  # of what the others have spoken on average: whoever has spoken less has spoken little


def answered(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """Fold: whether somebody agrees to its being measured."""
    progress.talk_time[participant] = str(payload["answer"])


def offered(progress: Progress, _participant: str, question: str, payload: dict[str, Any]) -> None:
    """Fold: somebody was offered the first word, and has taken it or not."""
    progress.rounds.first[question] = str(payload["to"]) if payload["answer"] == YES else None


def is_refused(progress: Progress) -> bool:
    """Whether somebody has not agreed: then nobody else need be asked."""
    return any(answer != YES for answer in progress.talk_time.values())


def is_measured(progress: Progress) -> bool:
    """Whether everyone in the group has agreed, also those who have stepped out."""
    return bool(progress.people) and all(progress.talk_time.get(person.id) == YES for person in progress.people)


def seconds(progress: Progress) -> dict[str, float]:
    """How long each person who is here and recorded has spoken, since all had agreed."""
    found = {person.id: 0.0 for person in progress.here if person.recorded}
    measured = False
    for fact in progress.facts:
        measured = measured or fact.kind == FactKind.TALK_TIME_ANSWERED
        if measured and fact.kind == FactKind.UTTERANCE_HEARD and fact.participant in found:
            spoken = fact.payload.get("seconds")
            found[fact.participant] += float(spoken) if isinstance(spoken, int | float) else 0.0
    return found


def quietest(times: Mapping[str, float], progress: Progress) -> Person | None:
    """Who has spoken little beside the others, and least; None where nobody has, or nobody has spoken yet."""
    if len(times) < 2:
        return None
    least = min(times, key=lambda person: times[person])
    others = [spoken for person, spoken in times.items() if person != least]
    return progress.person(least) if times[least] < LITTLE * sum(others) / len(others) else None


def first_to_offer(question: Question, progress: Progress) -> Person | None:
    """Who is to be offered the first word at this question, whose round begins now; None where nobody is."""
    if not is_measured(progress) or question.id in progress.rounds.first:
        return None
    if progress.times_settled.get(question.id) or progress.rounds.is_at(question.id):
        return None  # it is going round already
    person = quietest(seconds(progress), progress)
    return None if person is None or person is progress.here[0] else person


def agreeing(person: str, answer: str) -> Fact:
    """What one person says to being measured."""
    return Fact(FactKind.TALK_TIME_ANSWERED, person, None, {"answer": answer})


def offering(person: str, question: str, answer: str) -> Fact:
    """What somebody says to being offered the first word. The fact is the group's, and holds no time."""
    return Fact(FactKind.FIRST_WORD_OFFERED, person, question, {"to": person, "answer": answer})
