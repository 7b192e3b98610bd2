"""How each step is asked: its turn, what is said before it, and the phase it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from voice_guide.dialogue.answers import way_line
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.ground_rules import RuleBook
from voice_guide.dialogue.machine import Phases
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.next_step import is_agreed, is_wanted
from voice_guide.dialogue.parts import YES
from voice_guide.dialogue.preparing import Preparing
from voice_guide.dialogue.private_time import PrivateTimes
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskBack,
    AskChange,
    AskFirstWord,
    AskGroundRules,
    AskPreparation,
    AskQuestion,
    AskReview,
    AskSlot,
    AskTalkTime,
    AskWho,
    Close,
    LeaveAlone,
    OfferPrivateTime,
    Step,
)
from voice_guide.dialogue.strengths import Strengths
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, Prompt, Turn
from voice_guide.facts import FactKind
from voice_guide.languages import Language


class Asking:
    """Turns a step into a turn and the prompts that lead to it."""

    def __init__(
        self,
        language: Language,
        turns: TurnMaker,
        meaning: Meaning,
        gathering: Gathering,
        strengths: Strengths,
        rules: RuleBook,
        private: PrivateTimes,
    ) -> None:
        self._language = language
        self._turns = turns
        self._meaning = meaning
        self._gathering = gathering
        self._preparing = Preparing(language, meaning)
        self._strengths = strengths
        self._rules = rules
        self._private = private

    @property
    def gathers(self) -> bool:
        """Whether somebody comes, or may be taken off, in the middle of the conversation."""
        return self._gathering.busy

    def turn_for(self, step: Step, progress: Progress, *, last: Step) -> tuple[Turn | None, list[Prompt]]:
        """The step's turn, and what is said before it; ``last`` is the step that was asked before it."""
        turns, called = self._turns, self._gathering.called
        match step:
            case AskPreparation():
                return self._preparing.turn(step), self._preparing.before(step, last)
            case AskWho():
                # Whoever came for the conversation is welcomed when the worker has had their say.
                hello = welcome(self._language) if isinstance(last, AskPreparation) else []
                notice = [Prompt("notice", self._gathering.notice)] if self._gathering.reads_notice(progress) else []
                return self._gathering.turn(progress), [*hello, *notice]
            case AskBack():
                return turns.who_back(), []
            case AskQuestion():
                reading = reading_of(step) if not _goes_round(step, last) else []
                before = [*self._before(step, progress), *reading, *self._come_back(step, last)]
                return turns.question(step, progress, called), before
            case AskGroundRules():
                reads = not isinstance(last, AskGroundRules) or last.person.id == step.person.id
                return turns.ground_rules(step, called), self._rules.read(progress) if reads else []
            case AskTalkTime():
                told = isinstance(last, AskTalkTime)
                return turns.talk_time(step, called), [] if told else [self._language.prompt("talk-time.what")]
            case AskFirstWord():
                return turns.first_word(step, called), []
            case AskSlot():
                return turns.slot(step, progress, called), self._before(step, progress)
            case AskAnother():
                return turns.another(step, progress, called), []
            case AskAgreement():
                return turns.agree(step, called), self._list_prompts(step, progress)
            case AskChange():
                return turns.change(step, progress, called), []
            case AskReview():
                return turns.review(step, progress, called), [self._agreed_prompt(progress)]
            case OfferPrivateTime():
                return self._private.offer(progress), self._private.before(step)
            case LeaveAlone():
                return self._private.turn(step, progress, last=last), []
            case Close():
                asked = any(way.answers for way in progress.ways) or bool(progress.ways_named)
                wanted = any(is_wanted(way, progress) for way in progress.ways)
                return None, [self._agreed_prompt(progress)] if asked and not wanted else []

    def _before(self, step: AskQuestion | AskSlot, progress: Progress) -> list[Prompt]:
        """The category's introduction where it begins, and what this person said is good here."""
        lead: list[Prompt] = []
        if step.introduce:
            lead.append(Prompt(f"{step.category.id}.introduction", step.category.introduction.text))
        if (words := self._strengths.before(step, progress)) is not None:
            prompt = self._language.prompt("strengths.before", words=words)
            lead.append(self._turns.addressed(prompt, step.person, progress, self._gathering.called))
        return lead

    def times(self, seconds: Mapping[str, float], progress: Progress) -> list[str]:
        """How long each has spoken, as the worker's screen shows it."""
        lines = [self._language.message("talk_time")]
        for person, spoken in seconds.items():
            name, time = self._turns.name(progress.person(person), self._gathering.called), round(spoken)
            lines.append(self._language.message("talk_time_of", name=name, time=f"{time // 60}:{time % 60:02}"))
        return lines

    def _come_back(self, step: AskQuestion, last: Step) -> list[Prompt]:
        """The question once more, before the first who passed it is come back to."""
        told = isinstance(last, AskQuestion) and last.comes_back and last.question.id == step.question.id
        return [] if told or not step.comes_back else [self._language.prompt("rounds.was", question=step.question.text)]

    def _list_prompts(self, step: AskAgreement, progress: Progress) -> list[Prompt]:
        """The whole list before the first agreement; where there are several, each again before its own."""
        ways = progress.ways_kept

        def called(person_id: str) -> str:
            return self._turns.name(progress.person(person_id), self._gathering.called)

        lines = {
            way.number: Prompt("list.item", way_line(self._language, self._meaning, way, number, called))
            for number, way in enumerate(ways, 1)
        }
        if not step.first:
            return [lines[step.way.number]] if not step.way.answers else []
        key = "list.intro-one" if len(ways) == 1 else "list.intro-many"
        whole = [self._language.prompt(key, count=len(ways)), *lines.values()]
        return whole if len(ways) == 1 else [*whole, lines[step.way.number]]

    def _agreed_prompt(self, progress: Progress) -> Prompt:
        count = sum(is_agreed(way, progress) for way in progress.ways)
        nothing = "list.to-ask" if any(is_wanted(way, progress) for way in progress.ways) else "list.agreed-none"
        key = {0: nothing, 1: "list.agreed-one"}.get(count, "list.agreed-many")
        return self._language.prompt(key, count=count)


def welcome(language: Language) -> list[Prompt]:
    """What is said to people when a conversation begins."""
    return [language.prompt(key) for key in ("welcome.hello", "welcome.how")]


def reading_of(step: Step) -> list[Prompt]:
    """What is read aloud before a question, where it has something to be read."""
    if not isinstance(step, AskQuestion) or step.question.read is None:
        return []
    return [Prompt(f"{step.question.id}.read", step.question.read)]


def _goes_round(step: AskQuestion, last: Step) -> bool:
    """Whether the same question has just been asked of somebody else, who heard what is read before it."""
    return isinstance(last, AskQuestion) and last.question.id == step.question.id and last.person.id != step.person.id


def enter(phases: Phases, step: Step, asked: Turn | None) -> None:
    """Move the phases to where this step is asked, and on to listening."""
    phases.answered()
    match step:
        case AskPreparation():
            phases.go("prepare")
        case AskWho():
            phases.go("ask_to_record" if asked is not None and asked.id.startswith(("record:", "name:")) else "ask_who")
        case AskBack():
            phases.go("ask_who")
        case AskTalkTime() | AskFirstWord():
            phases.go("ask")
        case AskGroundRules():
            phases.go("read_list")
            phases.go("ask_agreement")
        case AskQuestion() | AskSlot():
            if step.introduce:
                phases.go("introduce")
            phases.go("ask" if isinstance(step, AskQuestion) else "plan")
        case AskAnother() | AskReview():
            phases.go("plan")
        case AskAgreement():
            if step.first:
                phases.go("read_list")
            phases.go("ask_agreement")
        case AskChange():
            phases.go("ask_agreement")
        case OfferPrivateTime():
            phases.go("ask")
        case LeaveAlone():
            phases.go("leave_alone")
            return
        case Close():
            return
    phases.go("listen")


def likely_facts(step: Step) -> list[Fact]:
    """The facts that a plain answer to this step would be, to look ahead with; none where too much depends on it."""
    match step:
        case AskQuestion():
            return [Fact(FactKind.ANSWER_KEPT, step.person.id, step.question.id, {})]
        case AskSlot() if step.way is not None:
            payload: dict[str, object] = {"way": step.way.number, "slots": {step.slot: {}}}
            return [Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)]
        case AskAgreement():
            payload = {"way": step.way.number, "answer": YES}
            return [Fact(FactKind.WAY_FORWARD_ANSWERED_BY, step.person.id, None, payload)]
        case AskGroundRules():
            return [Fact(FactKind.GROUND_RULES_ANSWERED_BY, step.person.id, None, {"answer": YES})]
        case _:
            return []
