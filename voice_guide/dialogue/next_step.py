"""The next step of a conversation, chosen from the guide and the progress alone.

Nothing is remembered between two calls but which categories are done: after a resume the same facts give the same step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voice_guide.dialogue.cursor import is_due, is_finished, passes
from voice_guide.dialogue.ground_rules import standing_rules
from voice_guide.dialogue.parts import NO, YES, Person, WayForward
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.rounds import handed_to, in_turn, is_over, lent_to, passed_once
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskBack,
    AskChange,
    AskGroundRules,
    AskPreparation,
    AskQuestion,
    AskReview,
    AskSlot,
    AskWho,
    Close,
    LeaveAlone,
    OfferPrivateTime,
    Step,
)
from voice_guide.guide.model import Category, Guide, Question
from voice_guide.guide.plan_questions import PlanQuestions


def next_step(guide: Guide, plan: PlanQuestions, progress: Progress, *, page_order: bool = False) -> Step:
    """The first thing that has not been done yet. While the family is alone, nothing else is asked."""
    private = guide.private_time
    if private is not None and progress.private_minutes is not None:
        return LeaveAlone(private)
    if not progress.people:  # once somebody is in, the worker has had their say
        left = [each for each in enumerate(guide.preparation, 1) if progress.prepared.get(each[1].text) != YES]
        for number, item in left:
            return AskPreparation(item, number, len(left))
    if not progress.people_settled:
        return AskWho()
    return next_of_those_here(guide, plan, progress, page_order=page_order)


def next_of_those_here(guide: Guide, plan: PlanQuestions, progress: Progress, *, page_order: bool = False) -> Step:
    """As ``next_step``, whoever may still have to be asked who they are."""
    private = guide.private_time
    if not progress.here:
        return AskBack()
    if progress.changing is not None:
        question_id, person_id = progress.changing
        return AskQuestion(*guide.find(question_id), progress.person(person_id), introduce=False)
    if progress.back_to is not None:
        question_id, person_id = progress.back_to
        category, question = guide.find(question_id)
        if category.id not in progress.skipped and is_due(category, question, person_id, progress):
            return AskQuestion(category, question, progress.person(person_id), introduce=False)
    for category in guide.categories:
        if category.id in progress.skipped:
            continue
        if private is not None and private.before == category.id and not progress.private_settled:
            return OfferPrivateTime(private)
        if _is_settled(category, progress):
            continue
        for step in _category_steps(category, plan, progress, page_order=page_order):
            return step
    return Close()


def as_it_is(step: Step, progress: Progress) -> Step:
    """The same step, with its way forward as the progress has it now."""
    if isinstance(step, AskSlot | AskAgreement | AskChange) and step.way is not None:
        return replace(step, way=progress.way(step.way.number))
    return step


def _is_settled(category: Category, progress: Progress) -> bool:
    """True when everybody has settled each of its questions. That is noted, so that what is long done costs no time."""
    more = category.ways_forward or category.ground_rules  # there is more to it than its questions
    if category.id not in progress.whole and not more and _is_settled_by_all(category, progress):
        progress.whole.add(category.id)
    return category.id in progress.whole and is_over(category, progress)


def _is_settled_by_all(category: Category, progress: Progress) -> bool:
    here, people = progress.here, len(progress.people)
    if len(here) == people:
        return all(progress.times_settled.get(question.id) == people for question in category.questions)
    return all((question.id, person.id) in progress.settled for question in category.questions for person in here)


def _category_steps(category: Category, plan: PlanQuestions, progress: Progress, *, page_order: bool) -> Iterator[Step]:
    before, after = passes(category, page_order=page_order)
    yield from _question_steps(category, before, progress)
    if category.ways_forward:
        yield from _plan_steps(category, plan, progress)
    yield from _question_steps(category, after, progress)
    if category.ground_rules and standing_rules(progress):
        yield from (AskGroundRules(category, person) for person in progress.here if _is_to_answer(person, progress))


def _is_to_answer(person: Person, progress: Progress) -> bool:
    return person.id not in progress.ground_rules.answers


def _question_steps(category: Category, blocks: list[list[Question]], progress: Progress) -> Iterator[Step]:
    for block in blocks:
        if category.rounds:
            yield from _round_steps(category, block, progress)
            continue
        for person in progress.here:
            yield from _due_of(person, category, block, progress)


def _round_steps(category: Category, block: list[Question], progress: Progress) -> Iterator[Step]:
    """First whoever was handed the talking piece, then each in turn, last whoever passed."""
    if (handed := handed_to(block[0], progress)) is not None:
        yield AskQuestion(category, block[0], handed, introduce=False)
    if (between := lent_to(block[0], progress)) is not None:
        yield from _due_of(between, category, block, progress)
    for person in in_turn(block, progress):
        yield from _due_of(person, category, block, progress)
    for person in passed_once(block[0], progress):
        yield AskQuestion(category, block[0], person, introduce=False, comes_back=True)


def _due_of(person: Person, category: Category, block: list[Question], progress: Progress) -> Iterator[Step]:
    for question in block:
        if not is_finished(question, person.id, progress) and is_due(category, question, person.id, progress):
            yield AskQuestion(category, question, person, category.id not in progress.introduced)


def _plan_steps(category: Category, plan: PlanQuestions, progress: Progress) -> Iterator[Step]:
    introduce = category.id not in progress.introduced
    slots = [str(question.slot) for question in plan.slots]
    for way in progress.ways_kept:
        for slot in slots:
            open_still = slot not in way.slots or not way.slots[slot].day_asked_for
            if open_still and (person := _who_can_say(way, progress)) is not None:
                yield AskSlot(category, slot, person, way)
    for person in progress.here:
        if person.id in progress.ways_named or not person.recorded:
            continue
        if any(way.proposer == person.id for way in progress.ways):
            yield AskAnother(person)
        yield AskSlot(category, slots[0], person, None, introduce)
    yield from _agreement_steps(progress)
    first = next((person for person in progress.here if person.recorded), None)
    if first is not None and any(is_wanted(way, progress) for way in progress.ways_kept) and progress.review is None:
        yield AskReview(first)


def _who_can_say(way: WayForward, progress: Progress) -> Person | None:
    """Who is asked about a way forward: whoever named it; somebody else, where they are not here, or not recorded any more."""
    proposer = progress.person(way.proposer)
    if proposer in progress.here and proposer.recorded:
        return proposer
    return next((person for person in progress.here if person.recorded), None)


def _agreement_steps(progress: Progress) -> Iterator[Step]:
    nobody_asked = not any(way.answers for way in progress.ways_kept)
    for way in progress.ways_kept:
        for person in concerned(way, progress):
            if person.id not in way.answers:
                yield AskAgreement(way, person, nobody_asked)
        against = [person for person in concerned(way, progress) if way.answers.get(person.id) == NO]
        if against and not way.change_offered:
            asked = against[0] if against[0].answers else progress.here[0]
            yield AskChange(way, asked, YES not in way.answers.values())


def concerned(way: WayForward, progress: Progress) -> list[Person]:
    """Whose own yes it needs: everyone who answers, and whoever is here beside them and is to do it, or to check it."""
    named = {person_id for slot in ("who", "check") if slot in way.slots for person_id in way.slots[slot].people}
    return [*progress.here, *(person for person in progress.supporters if person.id in named)]


def is_wanted(way: WayForward, progress: Progress) -> bool:
    """True when each who is concerned and here has said yes for themselves, and nobody who has left said anything else."""
    asked = [
        *(person.id for person in concerned(way, progress)),
        *(person.id for person in progress.people if not person.here),
    ]
    said = [way.answers.get(person) for person in asked if person in way.answers or progress.person(person).here]
    return not way.dropped and bool(said) and all(answer == YES for answer in said)


def is_agreed(way: WayForward, progress: Progress) -> bool:
    """True when it is wanted by everyone here, and nobody who has left, or is to do it, is still to be asked."""
    everyone = all(person.id in way.answers for person in progress.people)
    return is_wanted(way, progress) and everyone and not way.absent("who")
