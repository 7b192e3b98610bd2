"""What an answer means at each step, once it is known not to be a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.given import Given, standing
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.parts import NO, UNSURE, YES, WayForward
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.slots import WHAT, WHEN, Company, Filled, Slots
from voice_guide.dialogue.steps import AskAgreement, AskAnother, AskChange, AskQuestion, AskReview, AskSlot
from voice_guide.events import Fact, Prompt, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Role
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer


class Answers:
    """Reads answers. Holds content only; the progress and the day are arguments."""

    def __init__(self, language: Language, plan: PlanQuestions, understanding: Meaning) -> None:
        self._language = language
        self._plan = plan
        self._understanding = understanding
        self._slots = Slots(understanding)
        self.called: dict[str, str] = {}  # what people whose names are not kept are called, for this run only

    def question(self, step: AskQuestion, turn: Turn, heard: Utterance, progress: Progress) -> Reply:
        """An open answer: kept word for word, or, for someone who is not recorded, only that they have answered."""
        facts = self._heard(turn, heard)
        if progress.changing == (step.question.id, step.person.id) and step.person.recorded:
            replaced = [each.utterance for each in standing(progress) if _answers(each, step)]
            facts.append(Fact(FactKind.ANSWER_CHANGED, step.person.id, step.question.id, {"replaces": replaced}))
        payload: dict[str, object] = {"utterance": progress.utterances + 1, "kept": step.person.recorded}
        if step.person.recorded and step.question.strength:
            payload["strength"] = True
        elif step.person.recorded and step.category.ground_rules:
            payload["ground_rule"] = True
        elif step.person.recorded and self._understanding.says_cannot(heard.text):
            payload["cannot"] = True
        facts.append(Fact(FactKind.ANSWER_KEPT, step.person.id, step.question.id, payload))
        return Reply("answer", facts=facts)

    def may_be_listed(self, step: AskQuestion, heard: Utterance, today: date) -> bool:
        """Whether an answer in ways forward names something for someone to do, so that it can be offered to the list."""
        if not step.category.ways_forward or step.question.role is not Role.CORE or not step.person.recorded:
            return False
        return self._understanding.names_an_action(heard.text, today)

    def draft(
        self, person_id: str, turn: Turn, heard: Utterance, progress: Progress, today: date, *, before: int = 0
    ) -> list[Fact]:
        """A new way forward from one utterance, with all that is in it; ``before``: so many utterances ago."""
        number = max((way.number for way in progress.ways), default=0) + 1
        slots = self._slots.whole(heard.text, today, self._company(progress, person_id))
        payload: dict[str, object] = {"way": number, "turn": turn.id, "slots": slots}
        payload["utterance"] = progress.utterances + 1 - before
        return [Fact(FactKind.WAY_FORWARD_DRAFTED, person_id, None, payload)]

    def slot(
        self, step: AskSlot, turn: Turn, heard: Utterance, progress: Progress, today: date, *, again: bool
    ) -> Reply:
        """The answer to one of a way forward's questions. A bare yes says nothing: it is asked once more."""
        if not step.person.recorded:
            return Reply("answer", facts=self._heard(turn, heard) + self.no_slot(step))
        bare = self._understanding.choice(heard.text, "bare")
        if not again and (bare == YES or self._understanding.is_only_yes(heard.text)):
            return self._say_more(step, turn)
        facts = self._heard(turn, heard)
        if bare is not None or self._understanding.is_nothing(heard.text):
            return Reply("answer", facts=facts + self.no_slot(step))
        if step.way is None:
            return Reply("answer", facts=facts + self.draft(step.person.id, turn, heard, progress, today))
        asked = (
            step.slot == WHEN and WHEN in step.way.slots
        )  # whether there is a day: what was said before stands, unless this is one
        if asked and self._understanding.day(heard.text, today) is None:
            return Reply("answer", facts=facts + self.no_slot(step))
        slots = self.filled(step.slot, heard.text, today, progress, step.person.id)
        payload: dict[str, object] = {"way": step.way.number, "slots": slots}
        if step.slot == WHEN and not asked and self._understanding.may_have_a_day(heard.text, today):
            kept = Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)
            ask = replace(turn, prompt=self._language.prompt("plan.is-there-a-day"))
            return Reply("answer", then=Then.ASK_AGAIN, facts=[*facts, kept], ask=ask)
        lead = [self._language.prompt("plan.day", day=day)] if (day := self._slots.day_said(slots)) else []
        return Reply(
            "answer", facts=[*facts, Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)], lead=lead
        )

    def filled(self, slot: str, words: str, today: date, progress: Progress, speaker: str) -> Filled:
        """A slot filled with some words of a speaker's, and another that is in them too."""
        return self._slots.one(slot, words, today, self._company(progress, speaker))

    def no_slot(self, step: AskSlot) -> list[Fact]:
        """Nothing to say here: the question is settled without words. Nothing at "what" ends this person's list."""
        if step.way is None:
            return [Fact(FactKind.WAYS_FORWARD_NAMED, step.person.id)]
        if step.slot == WHEN and WHEN in step.way.slots:
            return _no_day(step)  # what was said of when stands
        if step.way.reopened == step.slot or (step.slot == WHAT and step.way.before is not None):
            # A change that was begun and not wanted after all.
            payload: dict[str, object] = {"way": step.way.number, "restore": True}
            return [Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)]
        if step.slot == WHAT:
            return [Fact(FactKind.WAY_FORWARD_DROPPED, step.person.id, None, {"way": step.way.number})]
        payload = {"way": step.way.number, "slots": {step.slot: {"words": None}}}
        return [Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)]

    def another(
        self, step: AskAnother, turn: Turn, heard: Utterance, progress: Progress, today: date, *, again: bool
    ) -> Reply:
        """Yes asks what it is; anything said that is more than yes or no is taken as the thing itself."""
        read = self._understanding.answer(heard)
        if read is Answer.YES:
            ask = replace(
                turn, id=self._plan.slots[0].id, prompt=Prompt(self._plan.slots[0].id, self._plan.slots[0].text)
            )
            return Reply("yes", then=Then.ASK_AGAIN, ask=ask)
        if read is Answer.OTHER and self._understanding.names_an_action(heard.text, today):
            facts = self._heard(turn, heard) + self.draft(step.person.id, turn, heard, progress, today)
            return Reply("answer", facts=facts)
        said = self._heard(turn, heard) if read is Answer.OTHER else []
        if read is Answer.OTHER and not again:
            lead = [self._language.prompt("plan.say-another")]
            return Reply("no-match", then=Then.ASK_AGAIN, facts=said, lead=lead)
        return Reply(_outcome(read), facts=[*said, Fact(FactKind.WAYS_FORWARD_NAMED, step.person.id)])

    def agreement(self, step: AskAgreement, turn: Turn, heard: Utterance, *, again: bool) -> Reply:
        """Each person's own yes, no or unsure, with the words used. Unclear is asked once more, and is never a yes."""
        read = self._understanding.answer(heard)
        if read is Answer.OTHER and not again:
            prompt = self._language.prompt("list.agree-again", name=turn.name)
            return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=prompt))
        answer = {Answer.YES: YES, Answer.NO: NO}.get(read, UNSURE)
        words = heard.text if step.person.recorded else None
        return Reply(answer, facts=[self.answered(step, answer, words)])

    def answered(self, step: AskAgreement, answer: str, words: str | None) -> Fact:
        """One person's answer to one way forward."""
        payload: dict[str, object] = {"way": step.way.number, "answer": answer, "words": words}
        return Fact(FactKind.WAY_FORWARD_ANSWERED_BY, step.person.id, None, payload)

    def change(self, step: AskChange, turn: Turn, heard: Utterance, *, again: bool) -> Reply:
        """Change it, leave it out, or keep it: anything unclear is asked once more, then it stays as it is."""
        way = step.way.number
        choice = self._understanding.choice(heard.text, "change")
        if choice is None and not again:
            key = "list.change-explain" if step.may_drop else "list.change-several-explain"
            return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=self._language.prompt(key)))
        if choice == "change":
            fact = Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, {"way": way, "again": True, "slots": {}})
            return Reply("answer", facts=[fact], lead=[self._language.prompt("list.changing")])
        if choice == "drop" and step.may_drop:
            fact = Fact(FactKind.WAY_FORWARD_DROPPED, step.person.id, None, {"way": way})
            return Reply("answer", facts=[fact], lead=[self._language.prompt("list.dropped")])
        return Reply("answer", facts=[self.keep_as_it_is(step)], lead=[self._language.prompt("list.kept")])

    def keep_as_it_is(self, step: AskChange) -> Fact:
        """A change was offered and not wanted."""
        return Fact(FactKind.WAY_FORWARD_CHANGE_OFFERED, step.person.id, None, {"way": step.way.number})

    def review(self, step: AskReview, turn: Turn, heard: Utterance, today: date, *, again: bool) -> Reply:
        """The day on which the plan is looked at again, in their words."""
        bare = self._understanding.choice(heard.text, "bare")
        if not again and (bare == YES or self._understanding.is_only_yes(heard.text)):
            ask = replace(turn, prompt=self._language.prompt("plan.say-more", question=self._plan.review.wording))
            return Reply("no-match", then=Then.ASK_AGAIN, ask=ask)
        if bare is not None or self._understanding.is_nothing(heard.text):
            return Reply("answer", facts=[*self._heard(turn, heard), self.no_review(step)])
        slot = self._slots.one(WHEN, heard.text, today, Company((), step.person.id))
        fact = Fact(FactKind.REVIEW_DAY_SET, step.person.id, None, dict(slot[WHEN]))
        lead = [self._language.prompt("plan.day", day=day)] if (day := self._slots.day_said(slot)) else []
        return Reply("answer", facts=[*self._heard(turn, heard), fact], lead=lead)

    def no_review(self, step: AskReview) -> Fact:
        """No day was named for looking at the plan again."""
        return Fact(FactKind.REVIEW_DAY_SET, step.person.id, None, {"words": None})

    def heard(self, turn: Turn, heard: Utterance) -> list[Fact]:
        """The utterance as a fact, for a person who agreed to be recorded; nothing for anybody else."""
        return self._heard(turn, heard)

    def _heard(self, turn: Turn, heard: Utterance) -> list[Fact]:
        if turn.participant is None or not turn.recorded:
            # Still counted, so that utterance numbers stay in step; not one word of it is kept.
            return (
                []
                if turn.participant is None
                else [Fact(FactKind.UTTERANCE_HEARD, turn.participant, turn.question, {})]
            )
        payload: dict[str, object] = {"turn": turn.id, "text": heard.text, "engine": heard.engine}
        if heard.words:
            payload["words"] = [
                [w.text, round(w.start, 2), round(w.end, 2), round(w.confidence, 2)] for w in heard.words
            ]
        if heard.over_prompt:
            payload["over_prompt"] = True
        if heard.seconds is not None:
            payload["seconds"] = round(heard.seconds, 2)
        return [Fact(FactKind.UTTERANCE_HEARD, turn.participant, turn.question, payload)]

    def _company(self, progress: Progress, speaker: str) -> Company:
        here = (*progress.people, *progress.supporters)
        names = [(person.id, person.name or self.called.get(person.id, "")) for person in here]
        return Company([(person_id, name) for person_id, name in names if name], speaker)

    def _say_more(self, step: AskSlot, turn: Turn) -> Reply:
        if step.slot == WHAT:
            prompt = self._language.prompt("plan.say-what")
        else:
            question = next(q for q in self._plan.slots if q.slot == step.slot)
            prompt = self._language.prompt("plan.say-more", question=question.wording)
        return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=prompt))


def way_line(
    language: Language, understanding: Meaning, way: WayForward, number: int, called: Callable[[str], str]
) -> str:
    """One way forward as it is read aloud: their words, with the day in full and the name where "I" was said."""
    lines = [language.prompt("list.item", number=number, what=way.words(WHAT) or "").text]
    for slot in ("who", "when", "check", "if"):
        kept = way.slots.get(slot)
        if kept is None or kept.words is None:
            continue
        more = understanding.say_day(kept.day) if kept.day else None
        names = [called(person_id) for person_id in kept.people]
        if any(name.casefold() not in kept.words.casefold() for name in names):
            more = ", ".join(names)
        said = language.prompt("list.with", words=kept.words, more=more).text if more else kept.words
        lines.append(language.prompt(f"list.{slot}", **{slot: said}).text)
    return " ".join(lines)


def _answers(given: Given, step: AskQuestion) -> bool:
    return given.question == step.question.id and given.person == step.person.id


def _outcome(read: Answer) -> str:
    return {Answer.YES: "yes", Answer.NO: "no", Answer.UNSURE: "unsure"}.get(read, "no-match")


def _no_day(step: AskSlot) -> list[Fact]:
    """That there is no day is settled, where it was asked because the day was said with the thing to do."""
    kept = step.way.slots[WHEN] if step.way is not None else None
    if step.way is None or kept is None or kept.day_asked_for:
        return []
    payload: dict[str, object] = {"way": step.way.number, "slots": {WHEN: {"words": kept.words, "day": None}}}
    return [Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)]
