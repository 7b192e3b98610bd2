"""Handing the talking piece on: to somebody, to the next, or, for as long as one answer, to whoever is speaking."""

from __future__ import annotations

from voice_guide.dialogue.cursor import passes
from voice_guide.dialogue.parts import Person
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.rounds import leads
from voice_guide.dialogue.steps import AskQuestion
from voice_guide.events import Fact
from voice_guide.facts import FactKind


def handed(step: AskQuestion, to: Person | None, progress: Progress) -> list[Fact]:
    """The piece is handed on, and whoever had not spoken has their turn once more; the second time they have passed."""
    person, question = step.person.id, step.question
    place = (question.id, person)
    facts: list[Fact] = []
    again = progress.rounds.passes.get(place, 0) > 0
    if place not in progress.settled or step.comes_back:
        if not leads(question):
            facts.append(Fact(FactKind.PASSED, person, question.id))
        elif again or to is None:
            facts.append(Fact(FactKind.PASSED, person, question.id, {"round": True}))
    if to is not None:
        facts.append(Fact(FactKind.TALKING_PIECE, person, round_of(step), {"to": to.id}))
    return facts


def lent(whose: str, question: str, to: str) -> Fact:
    """Somebody speaks in between: the question is theirs, and then the round goes on where it was."""
    return Fact(FactKind.TALKING_PIECE, whose, question, {"to": to, "lent": True})


def round_of(step: AskQuestion) -> str:
    """The question that began the round which this one belongs to."""
    before, after = passes(step.category, page_order=False)
    return next(block[0].id for block in [*before, *after] if step.question in block)


def next_of(step: AskQuestion, progress: Progress) -> Person | None:
    """Who comes after this person and has not had their turn; None where everyone has."""
    people, head = progress.people, round_of(step)
    here = next((at for at, person in enumerate(people) if person.id == step.person.id), -1)
    after = [person for person in (*people[here + 1 :], *people[:here]) if person.here]
    return next((person for person in after if (head, person.id) not in progress.settled), None)
