"""Turns: for each step, what is asked, of whom, and how long an answer may pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.dialogue.options import (
    LIGHT_PATIENCE_SECONDS,
    OPEN_PATIENCE_SECONDS,
    WEIGHTY_PATIENCE_SECONDS,
    DialogueOptions,
)
from voice_guide.dialogue.parts import Person
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskChange,
    AskFirstWord,
    AskGroundRules,
    AskQuestion,
    AskReview,
    AskSlot,
    AskTalkTime,
)
from voice_guide.events import Prompt, Turn, TurnKind
from voice_guide.guide.model import Question
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language

PAUSED_TURN = "paused"


class TurnMaker:
    """Builds turns from steps. Holds only content and settings."""

    def __init__(self, language: Language, plan: PlanQuestions, options: DialogueOptions) -> None:
        self._language = language
        self._plan = plan
        self._options = options

    def name(self, person: Person, names: dict[str, str]) -> str:
        """What a person is called now: their name, or a guest's number where no name is kept."""
        if person.name is not None:
            return person.name
        number = int(person.id.removeprefix("p"))
        return names.get(person.id) or self._language.prompt("who.guest", number=number).text

    def join_names(self, names: Sequence[str]) -> str:
        """Names as they are said: ``Jo, and Kai``."""
        if len(names) < 2:
            return "".join(names)
        return ", ".join(names[:-1]) + "," + self._language.prompt("who.and").text + names[-1]

    def who(self, *, rest: bool) -> Turn:
        """Who is here? Short names, so a weighty turn's patience. ``rest``: some have been asked before."""
        prompt = self._language.prompt("who.rest" if rest else "who.ask")
        return self._turn("who", TurnKind.WEIGHTY, self._everyone(), prompt)

    def who_check(self, names: Sequence[str]) -> Turn:
        """Are these the names?"""
        prompt = self._language.prompt("who.check", names=self.join_names(names))
        return self._turn("who-check", TurnKind.LIGHT, self._everyone(), prompt)

    def record(self, name: str) -> Turn:
        """May this person's words be saved?"""
        return self._turn(f"record:{name}", TurnKind.WEIGHTY, name, self._language.prompt("record.ask", name=name))

    def question(self, step: AskQuestion, progress: Progress, names: dict[str, str]) -> Turn:
        """One of the guide's questions."""
        prompt = Prompt(step.question.id, step.question.text)
        if step.comes_back:
            prompt = self._language.prompt("rounds.come-back")
        return self._open(step.question.id, prompt, step.person, progress, names, question=step.question)

    def ground_rules(self, step: AskGroundRules, names: dict[str, str]) -> Turn:
        """Are the group's ground rules all right for this person?"""
        name = self.name(step.person, names)
        prompt = self._language.prompt("rules.agree", name=name)
        return self._turn(f"rules:{name}", TurnKind.WEIGHTY, name, prompt, person=step.person)

    def talk_time(self, step: AskTalkTime, names: dict[str, str]) -> Turn:
        """May how long each one speaks be measured?"""
        name = self.name(step.person, names)
        prompt = self._language.prompt("talk-time.ask", name=name)
        return self._turn(f"talk-time:{name}", TurnKind.LIGHT, name, prompt, person=step.person)

    def first_word(self, step: AskFirstWord, names: dict[str, str]) -> Turn:
        """Would this person like to speak first?"""
        name = self.name(step.person, names)
        prompt = self._language.prompt("talk-time.first", name=name)
        return self._turn(f"first:{name}", TurnKind.LIGHT, name, prompt, person=step.person)

    def slot(self, step: AskSlot, progress: Progress, names: dict[str, str]) -> Turn:
        """One of a way forward's questions."""
        asked = next(question for question in self._plan.slots if question.slot == step.slot)
        prompt = Prompt(asked.id, asked.text)
        if step.way is not None and step.slot in step.way.slots:  # said already, but for the day
            prompt = self._language.prompt("plan.is-there-a-day")
        return self._open(asked.id, prompt, step.person, progress, names)

    def another(self, step: AskAnother, progress: Progress, names: dict[str, str]) -> Turn:
        """Is there another way forward?"""
        prompt = Prompt(self._plan.another.id, self._plan.another.text)
        return self._yes_no(self._plan.another.id, TurnKind.LIGHT, prompt, step.person, progress, names)

    def listed(self, person: Person, progress: Progress, names: dict[str, str]) -> Turn:
        """Is what was just said something for the list?"""
        prompt = self._language.prompt("plan.listed")
        return self._yes_no("wf-list", TurnKind.LIGHT, prompt, person, progress, names)

    def agree(self, step: AskAgreement, names: dict[str, str]) -> Turn:
        """Does this person agree to this way forward? Whoever is to do it is told so."""
        name, who = self.name(step.person, names), step.way.slots.get("who")
        theirs = who is not None and step.person.id in who.people
        key = "list.agree-doer" if theirs else "list.agree" if step.person.answers else "list.agree-checker"
        prompt = self._language.prompt(key, name=name)
        asked = self._turn(f"agree:{name}", TurnKind.WEIGHTY, name, prompt, person=step.person)
        # A supporter whose name may be kept is heard here: their yes or no is kept, and no word of it.
        return replace(asked, recorded=asked.recorded or (not step.person.answers and step.person.name is not None))

    def change(self, step: AskChange, progress: Progress, names: dict[str, str]) -> Turn:
        """Change it, leave it out, or keep it?"""
        key = "list.change" if step.may_drop else "list.change-several"
        prompt = self.addressed(self._language.prompt(key), step.person, progress, names)
        return self._turn("wf-change", TurnKind.CHOICE, self.name(step.person, names), prompt, person=step.person)

    def review(self, step: AskReview, progress: Progress, names: dict[str, str]) -> Turn:
        """When is the plan looked at again?"""
        prompt = Prompt(self._plan.review.id, self._plan.review.text)
        return self._open(self._plan.review.id, prompt, step.person, progress, names)

    def who_back(self) -> Turn:
        """Nobody is here: who is back?"""
        return self._turn("who-back", TurnKind.WEIGHTY, self._everyone(), self._language.prompt("presence.who-back"))

    def check(self, command: str, turn: Turn, **names: str) -> Turn:
        """Was that a command, or part of the answer? ``names``: whom of the group it is about."""
        if names:
            prompt = self._language.prompt(f"group-check.{command}", **names)
        else:
            called = self._language.prompts["command-names"][command]
            prompt = self._language.prompt("commands.check", command=called)
        asked = self._turn("check", TurnKind.LIGHT, turn.name, prompt, participant=turn.participant)
        return replace(asked, joins=True)  # what is said may be more of the answer

    def surely(self, turn: Turn, first: Turn | None = None) -> Turn:
        """The turn with "I want to be sure" before its question: as it was ``first`` asked, where that is the same turn."""
        first = first if first is not None and first.id == turn.id else turn
        asked = first.prompt.text if first.prompt else ""
        return replace(turn, prompt=self._language.prompt("answer.sure", question=asked))

    def sure(self, turn_id: str, turn: Turn, prompt: Prompt) -> Turn:
        """A weighty yes or no, put to the person whose turn it is."""
        asked = self._turn(turn_id, TurnKind.WEIGHTY, turn.name, prompt, participant=turn.participant)
        return replace(asked, recorded=turn.recorded)

    def paused(self) -> Turn:
        """Wait, for days if need be, until someone says carry on."""
        prompt = self._language.prompt("commands.paused")
        return self._turn(PAUSED_TURN, TurnKind.CHOICE, self._everyone(), prompt)

    def _everyone(self) -> str:
        return self._language.prompt("who.everyone").text

    def addressed(self, prompt: Prompt, person: Person, progress: Progress, names: dict[str, str]) -> Prompt:
        """In company a question begins with the name of the person it is for."""
        if len(progress.people) < 2:
            return prompt
        name = self.name(person, names)
        question = uncapitalised(prompt.text, self._language.prompts["address"]["keep-capital"])
        text = self._language.prompt("address.several", name=name, question=question).text
        return Prompt(prompt.key, text)

    def _open(
        self,
        turn_id: str,
        prompt: Prompt,
        person: Person,
        progress: Progress,
        names: dict[str, str],
        *,
        question: Question | None = None,
    ) -> Turn:
        own = question.patience_seconds if question else None
        patience = self._options.patience_seconds or own or OPEN_PATIENCE_SECONDS
        return Turn(
            id=turn_id,
            kind=TurnKind.OPEN,
            name=self.name(person, names),
            question=question.id if question else None,
            participant=person.id,
            prompt=self.addressed(prompt, person, progress, names),
            patience_seconds=patience,
            recorded=person.recorded,
            hold=self._options.hold,
        )

    def _yes_no(
        self,
        turn_id: str,
        kind: TurnKind,
        prompt: Prompt,
        person: Person,
        progress: Progress,
        names: dict[str, str],
    ) -> Turn:
        addressed = self.addressed(prompt, person, progress, names)
        return self._turn(turn_id, kind, self.name(person, names), addressed, person=person)

    def _turn(
        self,
        turn_id: str,
        kind: TurnKind,
        name: str,
        prompt: Prompt,
        *,
        person: Person | None = None,
        participant: str | None = None,
    ) -> Turn:
        patience = WEIGHTY_PATIENCE_SECONDS if kind is TurnKind.WEIGHTY else LIGHT_PATIENCE_SECONDS
        return Turn(
            id=turn_id,
            kind=kind,
            name=name,
            participant=person.id if person else participant,
            prompt=prompt,
            patience_seconds=patience,
            recorded=person.recorded if person else True,
        )


def uncapitalised(text: str, keep: Sequence[str]) -> str:
    """The text with a small first letter, unless its first word is one of ``keep`` or has more capitals inside."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if first in keep or first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]
