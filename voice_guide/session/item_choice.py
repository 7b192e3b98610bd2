"""Which item of an answers file a turn gets: the ways forward reach from their first question to the review."""

from __future__ import annotations

from voice_guide.events import Turn
from voice_guide.guide.model import Guide, Role
from voice_guide.session.answer_file import AnswerFile, Item


class ItemChoice:
    """Hands out items turn by turn."""

    def __init__(self, answers: AnswerFile, guide: Guide) -> None:
        self._answers = answers
        self._ways = {
            question.id
            for category in guide.categories
            if category.ways_forward
            for question in category.questions
            if question.role is not Role.CLOSER
        }
        at = next((at for at, category in enumerate(guide.categories) if category.ways_forward), len(guide.categories))
        closers = {q.id for category in guide.categories for q in category.questions if q.role is Role.CLOSER}
        self._closers = closers | {q.id for category in guide.categories[at + 1 :] for q in category.questions}
        self._in_ways_forward = False
        self._before = (answers, False)

    def take_back(self) -> None:
        """Be as before the last item was handed out."""
        self._answers, self._in_ways_forward = self._before

    def item(self, turn: Turn) -> Item:
        """The item for this turn to listen."""
        self._before = (self._answers.copy(), self._in_ways_forward)
        if turn.question in self._ways:
            self._in_ways_forward = True
        elif turn.question in self._closers:
            self._in_ways_forward = False
        item = self._answers.item(turn, in_ways_forward=self._in_ways_forward, another=turn.id == "wf-another")
        if turn.id == "review":
            self._in_ways_forward = False
        return item
