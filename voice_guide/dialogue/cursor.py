"""The place in the guide: which of a category's questions are due, in which order. Data in, no state."""

from __future__ import annotations

from voice_guide.dialogue.parts import ANSWERED, PASSED
from voice_guide.dialogue.progress import Progress
from voice_guide.guide.model import Category, Guide, Question, Role

EACH_WAY_FORWARD = "each-way-forward"
CANNOT = "cannot"


def passes(category: Category, *, page_order: bool) -> tuple[list[list[Question]], list[list[Question]]]:
    """The category's questions in blocks: those before the plan is made, and the closers, which come last.

    A block is a question with what follows from its answer (probes, and "if you can't do that"): it goes to one person
    whole before the next person is asked.
    Questions asked for each way forward belong to the plan and are left out.
    """
    asked = [q for q in _in_order(category, page_order=page_order) if q.when != EACH_WAY_FORWARD]
    blocks: list[list[Question]] = []
    for question in asked:
        home = next((b for b in blocks if any(q.id == question.after for q in b)), None)
        if question.when == CANNOT and blocks:
            home = blocks[-1]
        if question.role in (Role.PROBE, Role.CONDITIONAL) and home is not None:
            home.append(question)
        else:
            blocks.append([question])
    closers = [block for block in blocks if block[0].role is Role.CLOSER]
    return [block for block in blocks if block[0].role is not Role.CLOSER], closers


def _in_order(category: Category, *, page_order: bool) -> list[Question]:
    if page_order or not category.ask_order:
        # A probe can't stand before the question it follows, so the page's order holds for all but those.
        order = list(category.questions)
        return [q for q in order if q.after is None] + [q for q in order if q.after is not None]
    return [category.question(question_id) for question_id in category.ask_order]


def is_finished(question: Question, person_id: str, progress: Progress) -> bool:
    """True when this person has answered or passed this question."""
    return (question.id, person_id) in progress.settled


def is_due(category: Category, question: Question, person_id: str, progress: Progress) -> bool:
    """Whether it applies to this person now: conditionals when their condition holds, probes after an answer.

    After a quiet no probe does.
    """
    if question.role is Role.PROBE and progress.no_probes:
        return False
    if question.role is Role.PROBE and question.after is not None:
        return progress.settled.get((question.after, person_id)) == ANSWERED
    if question.role is Role.CONDITIONAL:
        return _condition_holds(category, question.when or "", person_id, progress)
    return True


def _condition_holds(category: Category, when: str, person_id: str, progress: Progress) -> bool:
    if when.startswith("passed:"):
        return progress.settled.get((when.removeprefix("passed:"), person_id)) == PASSED
    if when == CANNOT:
        return any((question.id, person_id) in progress.cannot for question in category.questions)
    if when == "ideas":
        core = {question.id for question in category.questions if question.role is Role.CORE}
        return any(question in core for question, _person in progress.answered)
    return False


def gone_by(guide: Guide, category: Category, question: Question | None, *, page_order: bool) -> list[str]:
    """The questions that were asked before this one; with none, before the plan in this category is made."""
    found: list[str] = []
    for each in guide.categories:
        before, after = passes(each, page_order=page_order)
        if each is not category:
            found += [asked.id for block in [*before, *after] for asked in block]
            continue
        for block in [*before, *after]:
            if question in block or (question is None and block in after):
                break
            found += [asked.id for asked in block]
        break
    return found
