"""Going round with a talking piece: who holds it, who comes next, and who passed and is come back to once.

Only questions in a category with ``rounds`` go round so. A round is one question, with what follows from its answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue.parts import PASSED, Person
from voice_guide.guide.model import Category, Question, Role

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress

Place = tuple[str, str]  # a question, and who answers it

AT_ONCE = "cannot"  # a conditional that follows from an answer, as a probe does


@dataclass
class Rounds:
    """``holder``: who was asked last, and which question. ``handed``: to whom the talking piece was handed, who has it next.

    ``lent``: to whom it was handed for what they say now; afterwards the round goes on where it was.
    ``passes`` counts how often somebody passed a question or handed it on without a word: twice is enough, and ``once``
    holds those who are to be come back to when they have passed.
    ``first``: who was offered the first word at a question, and took it.
    """

    holder: Place | None = None
    handed: Place | None = None
    lent: Place | None = None
    passes: dict[Place, int] = field(default_factory=dict)
    once: set[Place] = field(default_factory=set)
    first: dict[str, str | None] = field(default_factory=dict)

    def copy(self) -> Rounds:
        """The same, to be changed apart."""
        return Rounds(self.holder, self.handed, self.lent, dict(self.passes), set(self.once), dict(self.first))

    def asked(self, place: Place) -> None:
        """This person has been asked this question: the talking piece is theirs."""
        if self.lent is None or self.lent[1] != place[1]:
            self.holder, self.lent = place, None

    def is_at(self, question: str) -> bool:
        """Whether somebody has been asked this question, or handed the talking piece at it."""
        return question in {place[0] for place in (self.holder, self.handed, self.lent) if place is not None}

    def passed(self, place: Place) -> None:
        """This person passed here."""
        self.passes[place] = self.passes.get(place, 0) + 1
        (self.once.add if self.passes[place] == 1 else self.once.discard)(place)

    def answered(self, place: Place) -> None:
        """This person has said something here, and is not come back to."""
        self.passes.pop(place, None)
        self.once.discard(place)

    def gone(self, person: str) -> None:
        """This person is not here any more."""
        self.handed = None if self.handed and self.handed[1] == person else self.handed
        self.lent = None if self.lent and self.lent[1] == person else self.lent

    def settled(self, place: Place) -> None:
        """This person has answered here, or passed."""
        self.handed = None if self.handed == place else self.handed


def hand_on(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    """Fold: the talking piece is handed on. Whoever had not spoken has their turn later in the round."""
    rounds = progress.rounds
    rounds.handed = (question, str(payload["to"]))
    rounds.lent = rounds.handed if payload.get("lent") else None
    if (question, participant) not in progress.settled and rounds.lent is None:
        rounds.passed((question, participant))


def leads(question: Question) -> bool:
    """Whether a question begins a round, rather than following from somebody's answer."""
    return question.role is not Role.PROBE and question.when != AT_ONCE


def in_turn(block: Sequence[Question], progress: Progress) -> list[Person]:
    """The people in the order in which they are asked these questions: from whoever holds the talking piece on."""
    people, holder = progress.people, progress.rounds.holder
    begins = holder[1] if holder is not None and any(question.id == holder[0] for question in block) else None
    begins = begins or progress.rounds.first.get(block[0].id)
    if begins is None:
        return progress.here
    first = next((at for at, person in enumerate(people) if person.id == begins), 0)
    return [person for person in (*people[first:], *people[:first]) if person.here]


def handed_to(question: Question, progress: Progress) -> Person | None:
    """Who was handed the talking piece at this question, whether or not they have spoken to it before."""
    return _of(progress.rounds.handed, question, progress)


def lent_to(question: Question, progress: Progress) -> Person | None:
    """Who speaks in between at this question, and is asked what follows from it before the round goes on where it was."""
    return _of(progress.rounds.lent, question, progress)


def _of(place: Place | None, question: Question, progress: Progress) -> Person | None:
    if place is None or place[0] != question.id:
        return None
    return next((person for person in progress.here if person.id == place[1]), None)


def passed_once(question: Question, progress: Progress) -> list[Person]:
    """Those who passed this question once, and said nothing to it: they are come back to."""
    return [person for person in progress.here if _passed_once((question.id, person.id), progress)]


def is_open(place: Place, progress: Progress) -> bool:
    """Whether somebody who has had their turn is asked once more."""
    return progress.rounds.handed == place or _passed_once(place, progress)


def is_over(category: Category, progress: Progress) -> bool:
    """Whether nobody is to be asked once more in this category."""
    if not category.rounds:
        return True
    ids = {question.id for question in category.questions}
    handed = progress.rounds.handed
    here = {person.id for person in progress.here}
    once = progress.rounds.once
    waits = any(place[0] in ids and place[1] in here and _passed_once(place, progress) for place in once)
    return not waits and (handed is None or handed[0] not in ids)


def _passed_once(place: Place, progress: Progress) -> bool:
    return place in progress.rounds.once and progress.settled.get(place) == PASSED
