"""Made-up answers for any guide: each of its questions gets one, so that as many as can be are heard in one rehearsal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle

from voice_guide.dialogue.cursor import CANNOT, EACH_WAY_FORWARD
from voice_guide.guide.model import Category, Guide, Question, Role
from voice_guide.session.answer_file import AnswerFile, Item

PASSED = (
    "passed"  # the item that is said where a question waits for another to be passed; CANNOT: for somebody who can't
)
PASS = Item(key="p")


def fitted(answers: AnswerFile, guide: Guide) -> AnswerFile:
    """These answers handed out to this guide's questions, in turn. Items that are kept for a turn stay kept for it."""
    given, planned = answers.questions or [], answers.ways_forward or []
    special = {item.question: item for item in given if item.question in (PASSED, CANNOT)}
    usual, in_plan = _in_turn(given), _in_turn(planned)
    passed, cannot = set(_to_pass(guide)), set(_cannot(guide))
    items = []
    for category in guide.categories:
        for question in _as_asked(category):
            if question.when == EACH_WAY_FORWARD:
                continue  # asked as a part of the plan, which has items of its own
            item = next(in_plan if category.ways_forward else usual)
            if question.id in passed:
                item = special.get(PASSED, item)
            elif question.id in cannot:
                item = special.get(CANNOT, item)
            items.append(replace(item, question=question.id))
    kept = [item for item in planned if item.question is not None]
    return AnswerFile(
        questions=list(items), ways_forward=items + kept, otherwise=answers.otherwise, usual=answers.usual
    )


def _in_turn(items: list[Item]) -> Iterator[Item]:
    """The items that are kept for no turn, over and over; "pass" where there are none."""
    return cycle([item for item in items if item.question is None] or [PASS])


def unasked(guide: Guide, settled: Iterable[str]) -> list[str]:
    """The ids of the questions that are not among these; the one for each way forward is part of the plan."""
    asked = set(settled)
    return [q.id for c in guide.categories for q in c.questions if q.id not in asked and q.when != EACH_WAY_FORWARD]


def _to_pass(guide: Guide) -> Iterator[str]:
    """Questions that another waits on to be passed, and that no probe follows: those need an answer."""
    followed = {question.after for category in guide.categories for question in category.questions}
    for category in guide.categories:
        for question in category.questions:
            name = (question.when or "").removeprefix("passed:")
            if name != question.when and name not in followed:
                yield name


def _cannot(guide: Guide) -> Iterator[str]:
    """The last core question before each that is asked of somebody who can't."""
    for category in guide.categories:
        last = None
        for question in _as_asked(category):
            if question.role is Role.CORE:
                last = question.id
            elif question.when == CANNOT and last is not None:
                yield last


def _as_asked(category: Category) -> Iterator[Question]:
    return (category.question(question_id) for question_id in category.ask_order)
