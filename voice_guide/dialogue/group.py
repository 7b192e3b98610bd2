"""Steering a group: the talking piece handed on, by voice or by key."""

from __future__ import annotations

from voice_guide.dialogue.cursor import passes
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.parts import Person
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.rounds import leads
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.steps import AskQuestion
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, KeyCommand, Seat, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.understanding.group_words import GroupWord, GroupWords
from voice_guide.understanding.shared import shared

PIECE, PIECE_ON = "talking piece", "talking piece on"
BY_KEY = (PIECE,)


class Group:
    """Does what is about the group, and is no answer. Its memory is the facts and the standing alone."""

    def __init__(
        self, language: Language, turns: TurnMaker, gathering: Gathering, progress: Progress, standing: Standing
    ) -> None:
        self._language = language
        self._turns = turns
        self._gathering = gathering
        self._words = shared(GroupWords, language)
        self._progress = progress
        self._standing = standing

    def seats(self) -> tuple[Seat, ...]:
        """Everyone in the group, by the number of their key."""
        return tuple(
            Seat(number, self._called(person), person.recorded)
            for number, person in enumerate(self._progress.people, start=1)
        )

    def hear(self, turn: Turn, heard: Utterance) -> Reply | None:
        """What a whole utterance does here, where a talking piece goes round; None where it is an answer."""
        step = self._standing.step
        if not isinstance(step, AskQuestion) or not step.category.rounds or turn.id != step.question.id:
            return None
        said = self._words.read(heard.text, [self._called(person) for person in self._progress.people])
        return None if said is None else self._said(step, turn, said)

    def key(self, event: KeyCommand) -> Reply | None:
        """What a key of the group's does here; None where it does nothing here."""
        step, turn = self._standing.step, self._standing.turn
        if event.name != PIECE or not isinstance(step, AskQuestion) or not step.category.rounds or turn is None:
            return None
        return self._said(step, turn, GroupWord(PIECE_ON))

    def _said(self, step: AskQuestion, turn: Turn, said: GroupWord) -> Reply:
        to = self._next_of(step) if said.name is None else self._named(said.name)
        outcome = f"command:{PIECE}"
        if to is step.person:
            return Reply(outcome, then=Then.LISTEN_ON)  # it is theirs already
        return Reply(outcome, facts=self._handed(step, to))

    def _handed(self, step: AskQuestion, to: Person | None) -> list[Fact]:
        """The piece is handed on, and whoever had not spoken has their turn once more; the second time they have passed."""
        person, question = step.person.id, step.question
        head = self._round_of(step)
        place = (question.id, person)
        facts: list[Fact] = []
        again = self._progress.rounds.passes.get(place, 0) > 0
        if place not in self._progress.settled or step.comes_back:
            if not leads(question):
                facts.append(Fact(FactKind.PASSED, person, question.id))
            elif again or to is None:
                facts.append(Fact(FactKind.PASSED, person, question.id, {"round": True}))
        if to is not None:
            facts.append(Fact(FactKind.TALKING_PIECE, person, head, {"to": to.id}))
        return facts

    def _round_of(self, step: AskQuestion) -> str:
        """The question that began the round which this one belongs to."""
        before, after = passes(step.category, page_order=False)
        return next(block[0].id for block in [*before, *after] if step.question in block)

    def _next_of(self, step: AskQuestion) -> Person | None:
        """Who comes after this person and has not had their turn; None where everyone has."""
        people, head = self._progress.people, self._round_of(step)
        here = people.index(step.person)
        after = [*people[here + 1 :], *people[:here]]
        return next((person for person in after if (head, person.id) not in self._progress.settled), None)

    def _named(self, name: str) -> Person:
        return next(person for person in self._progress.people if self._called(person) == name)

    def _called(self, person: Person) -> str:
        return self._turns.name(person, self._gathering.called)
