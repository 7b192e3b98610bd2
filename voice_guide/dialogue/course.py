"""The course of a conversation: what is known is kept, the next step is asked, or it ends."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.dialogue import talk_time
from voice_guide.dialogue.asking import Asking, enter
from voice_guide.dialogue.cursor import gone_by
from voice_guide.dialogue.endings import Endings
from voice_guide.dialogue.machine import Phase, Phases
from voice_guide.dialogue.next_step import next_of_those_here, next_step
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.quiet import needed_before
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.rounds import is_open, leads
from voice_guide.dialogue.standing import ASIDES, Standing
from voice_guide.dialogue.steps import (
    AskBack,
    AskFirstWord,
    AskGroundRules,
    AskPreparation,
    AskQuestion,
    AskSlot,
    AskTalkTime,
    AskWho,
    Close,
    LeaveAlone,
    OfferPrivateTime,
    Step,
)
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Action, Fact, Finish, Keep, Listen, Prompt, Say, ShowTalkTime, Turn
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.plan_questions import PlanQuestions


class Course:
    """Moves the phases and the standing, and the progress with each fact that is kept."""

    def __init__(
        self,
        *,
        guide: Guide,
        plan: PlanQuestions,
        turns: TurnMaker,
        asking: Asking,
        endings: Endings,
        progress: Progress,
        standing: Standing,
        page_order: bool,
        measures: bool,
    ) -> None:
        self._guide = guide
        self._plan = plan
        self._turns = turns
        self._asking = asking
        self._endings = endings
        self._progress = progress
        self._standing = standing
        self._page_order = page_order
        self._measures = measures and guide.goes_round
        self._unwritten: tuple[Fact, ...] = ()
        self.phases = Phases()

    def next(self, progress: Progress) -> tuple[Step, Turn | None, list[Prompt]]:
        """The step after this progress, its turn, and what is said before it."""
        step: Step = AskWho()  # whoever comes in the middle is asked before it goes on
        if not self._asking.gathers:
            step = next_step(self._guide, self._plan, progress, page_order=self._page_order)
            step = self._of_talk_time(step, progress)
        return step, *self._asking.turn_for(step, progress, last=self._standing.step)

    def _of_talk_time(self, step: Step, progress: Progress) -> Step:
        """The step, or what comes before it: each one's yes to talk time, or the first word for who has spoken little."""
        others = AskPreparation | AskWho | AskBack | OfferPrivateTime | LeaveAlone | Close
        if not self._measures or isinstance(step, others) or progress.changing or progress.back_to:
            return step
        asked = (person for person in progress.here if person.id not in progress.talk_time)
        if not talk_time.is_refused(progress) and (person := next(asked, None)) is not None:
            return AskTalkTime(person)
        goes_round = isinstance(step, AskQuestion) and step.category.rounds and leads(step.question)
        if not isinstance(step, AskQuestion) or not goes_round or step.comes_back:
            return step
        quiet = talk_time.first_to_offer(step.question, progress)
        return step if quiet is None else AskFirstWord(step.question, quiet)

    def _times(self, step: Step) -> list[Action]:
        """How long each has spoken, for the worker's screen, where a round begins and all have agreed."""
        at = self._progress.rounds.is_at
        begins = isinstance(step, AskQuestion) and step.category.rounds and not at(step.question.id)
        if not self._measures or not begins or not talk_time.is_measured(self._progress):
            return []
        times = talk_time.seconds(self._progress)
        return [ShowTalkTime(tuple(self._asking.times(times, self._progress)))] if any(times.values()) else []

    def gone_by(self) -> list[str]:
        """The questions that whoever joins now was not here for: they join at the one that is going round."""
        guide, progress = self._guide, self._progress
        step = next_of_those_here(guide, self._plan, progress, page_order=self._page_order)
        if isinstance(step, AskBack) and progress.rounds.holder is not None:
            category, question = guide.find(progress.rounds.holder[0])
            return gone_by(guide, category, question, page_order=self._page_order)
        if not progress.settled or isinstance(step, AskBack | Close):
            return []
        if isinstance(step, AskQuestion):
            return gone_by(guide, step.category, step.question, page_order=self._page_order)
        if isinstance(step, AskGroundRules):
            return gone_by(guide, step.category, None, page_order=self._page_order)
        if isinstance(step, OfferPrivateTime | LeaveAlone):
            category = next(category for category in guide.categories if category.id == step.private.before)
            return gone_by(guide, category, category.questions[0], page_order=self._page_order)
        plan = next(category for category in guide.categories if category.ways_forward)
        return gone_by(guide, plan, None, page_order=self._page_order)

    def apply(self, facts: tuple[Fact, ...]) -> None:
        """Let these hold now. They are written with the next facts that are kept, all or none."""
        for fact in facts:
            self._progress.apply(fact)
        self._unwritten += facts

    def keep(self, facts: Sequence[Fact]) -> list[Action]:
        """Let these hold, and write them; nothing where there are none."""
        self.apply(tuple(facts))
        written, self._unwritten = self._unwritten, ()
        return [Keep(written)] if written else []

    def advance(self, lead: list[Prompt], *, plainly: bool = False) -> list[Action]:
        """Choose the next step and ask it; ``plainly``: only with what must be heard before it."""
        step, turn, before = self.next(self._progress)
        self._standing.begin(step, turn)
        lead = [*lead, *(needed_before(step, before) if plainly else before)]
        if turn is None:
            return self.end([], [*lead, *self._endings.farewell(self._progress)])
        enter(self.phases, step, turn)
        actions: list[Action] = self._times(step)
        if turn.participant is not None:
            # "agree:Jo" has a name in it, which is kept only of those who are recorded.
            payload: dict[str, object] = {"turn": turn.id if turn.recorded else turn.id.partition(":")[0]}
            if isinstance(step, (AskQuestion, AskSlot)):
                payload |= {"category": step.category.id} if step.introduce else {}
                payload |= {"ways_forward": True} if step.category.ways_forward else {}
                payload |= {"round": True} if isinstance(step, AskQuestion) and step.category.rounds else {}
            actions += self.keep([Fact(FactKind.QUESTION_ASKED, turn.participant, turn.question, payload)])
        return [*actions, *([Say(tuple(lead))] if lead else []), Listen(turn)]

    def listen_again(self, reply: Reply) -> list[Action]:
        """The same step: asked again, perhaps in other words, or only listened to."""
        standing = self._standing
        assert standing.turn is not None
        if reply.then is not Then.LISTEN_ON:
            if reply.ask is not None and reply.ask.id not in (standing.turn.id, *ASIDES):
                standing.turn = reply.ask  # a question of its own: what is repeated and explained from now on
            standing.asked = reply.ask or standing.turn
            standing.again = standing.again or reply.outcome == "no-match"
        asked = standing.asked or standing.turn
        if self._is_answered(asked) and self.phases.phase is not Phase.PAUSED:
            return self.advance(reply.lead)
        if self.phases.phase is not Phase.PAUSED:
            enter(self.phases, standing.step, asked)
        lead: list[Action] = [Say(tuple(reply.lead))] if reply.lead else []
        return [*lead, Listen(asked, ask=reply.then is not Then.LISTEN_ON)]

    def pause(self, reply: Reply) -> list[Action]:
        """Wait until it is to go on; asked, or in the quiet turn that the reply brings."""
        self.phases.go("pause")
        asked = self._standing.asked = reply.ask or self._turns.paused()
        paused = Fact(FactKind.PAUSED, payload={"quiet": True} if asked.quiet else {})
        return [*self.keep([*reply.facts, paused]), Listen(asked)]

    def finish(self, reply: Reply) -> list[Action]:
        """Stop at once: everything is saved, and it can be carried on."""
        self.phases.go("end")
        self._standing.turn = self._standing.asked = None
        return [*self.keep(reply.facts), *([Say(tuple(reply.lead))] if reply.lead else []), Finish(closed=False)]

    def end(self, facts: list[Fact], prompts: list[Prompt]) -> list[Action]:
        """The end, after which nothing is left to carry on."""
        kept = self.keep([*facts, Fact(FactKind.CLOSED)])
        self.phases.go("close")
        self.phases.go("end")
        self._standing.turn = self._standing.asked = None
        return [*kept, Say(tuple(prompts)), Finish(closed=True)]

    def _is_answered(self, turn: Turn) -> bool:
        """Whether this asks a question whose answer is kept already, and is not being changed: it is not asked twice."""
        place = (turn.question or "", turn.participant or "")
        if place == self._progress.changing or is_open(place, self._progress):
            return False
        return place in self._progress.settled and turn.id not in ASIDES
