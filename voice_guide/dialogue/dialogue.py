"""The dialogue: an event and the day go in, actions come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from voice_guide.dialogue.asking import Asking, enter, likely_facts
from voice_guide.dialogue.endings import Endings
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.hearing import Hearing
from voice_guide.dialogue.machine import Phase, Phases
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.quiet import GO_ON_TURN, QuietKey, needed_before
from voice_guide.dialogue.reopening import Before, has_words, parted, reopened
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.standing import ASIDES, Standing
from voice_guide.dialogue.steps import (
    AskQuestion,
    AskSlot,
    AskWho,
    as_it_is,
    next_step,
)
from voice_guide.dialogue.strengths import Strengths
from voice_guide.dialogue.turns import PAUSED_TURN, TurnMaker
from voice_guide.events import (
    QUIET,
    Action,
    Event,
    Fact,
    Finish,
    InputEnded,
    Keep,
    KeyCommand,
    Listen,
    NoInput,
    NoMatch,
    NothingHeard,
    Outcome,
    Prompt,
    Say,
    ShowNumbers,
    SpokeOn,
    Started,
    Turn,
    Utterance,
)
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import HelpNumber
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language


class Dialogue:
    """One conversation. Knows no device, file, clock or engine; ``progress`` may come from an earlier run's facts."""

    def __init__(
        self,
        *,
        guide: Guide,
        plan: PlanQuestions,
        language: Language,
        understanding: Meaning,
        options: DialogueOptions,
        progress: Progress,
        numbers: Sequence[HelpNumber] = (),
    ) -> None:
        self._guide = guide
        self._plan = plan
        self._language = language
        self._understanding = understanding
        self._options = options
        self.progress = progress
        self._phases = Phases()
        self._turns = TurnMaker(language, plan, options)
        self._gathering = Gathering(language, self._turns, understanding, options.people)
        self._asking = Asking(language, self._turns, understanding, self._gathering, Strengths(understanding))
        self._quiet = QuietKey(language, understanding)
        self._endings = Endings(language, locked=options.locked)
        self._standing = Standing()
        self._before: Before | None = None  # as it was when the last utterance came
        self._unwritten: tuple[Fact, ...] = ()  # applied, and to be kept with the next facts
        self._hearing = Hearing(
            language=language,
            guide=guide,
            plan=plan,
            meaning=understanding,
            turns=self._turns,
            gathering=self._gathering,
            progress=progress,
            standing=self._standing,
            locked=options.locked,
            numbers=numbers,
        )

    @property
    def phase(self) -> Phase:
        """Where the conversation is."""
        return self._phases.phase

    def handle(self, event: Event, *, today: date) -> list[Action]:
        """What to do about one event. Facts come before what follows from them."""
        asked = self._standing.asked
        match event:
            case Started():
                return self._start()
            case InputEnded():
                return self._finish(self._endings.ended(event.reason))
            case _ if asked is None:
                return []
            case KeyCommand(name=QUIET.name):
                return self._quiet_pressed(asked)
            case _ if asked.quiet:
                return [Listen(asked)]
            case NoInput():
                return self._no_input(asked, event)
            case NoMatch():
                return self._no_match(asked)
            case NothingHeard():
                return [Say((self._language.prompt("answer.nothing-heard"),)), Listen(asked, ask=False)]
            case SpokeOn():
                return self._reopen(event)
            case KeyCommand() if asked.id == GO_ON_TURN:
                return self._act(self._quiet.hear(asked, event))
            case KeyCommand():
                self._standing.goes_on = ()  # instead of the rest: the answer stands as it was taken
                return self._act(self._hearing.key(asked, event, today))
            case Utterance():
                self._take_back()
                self._before = Before(tuple(self.progress.facts), self._standing.copy(), self._gathering.remember())
                if asked.id == GO_ON_TURN:
                    return self._act(self._quiet.hear(asked, event))
                return self._act(self._hearing.hear(asked, event, today))

    def upcoming(self) -> list[str]:
        """Texts that are likely to be said next, so that they can be rendered ahead."""
        if self._standing.turn is None:
            return []
        if self._standing.asked is not None and self._standing.asked.quiet:
            return [self._language.prompt("quiet.over").text]
        texts = [self._language.prompt(key).text for key in ("answer.passed", "answer.no-match")]
        likely = likely_facts(self._standing.step) or self._gathering.likely_facts(self.progress)
        if not likely:
            return texts
        if isinstance(self._standing.step, AskWho):
            texts.insert(0, self._language.prompt("record.yes", name=self._standing.turn.name).text)
        progress = self.progress.ahead(likely)
        after = next_step(self._guide, self._plan, progress, page_order=self._options.page_order)
        turn, lead = self._asking.turn_for(after, progress, last=self._standing.step)
        return [*(prompt.text for prompt in lead), *([turn.prompt.text] if turn and turn.prompt else []), *texts]

    # Beginning and end

    def _start(self) -> list[Action]:
        fresh = not self.progress.people
        self._phases.go("greet")
        greeting = ["welcome.hello", "welcome.how"] if fresh else ["welcome.again"]
        lead = [self._language.prompt(key) for key in greeting]
        facts = [Fact(FactKind.RESUMED)] if self.progress.paused else []
        return self._act(Reply("", facts=facts, lead=lead), announce=False)

    def _finish(self, reply: Reply) -> list[Action]:
        """Stop at once: everything is saved, and it can be carried on."""
        self._phases.go("end")
        self._standing.turn = self._standing.asked = None
        actions: list[Action] = [self._keep(reply.facts)] if reply.facts else []
        return [*actions, *([Say(tuple(reply.lead))] if reply.lead else []), Finish(closed=False)]

    def _end(self, facts: list[Fact], prompts: list[Prompt]) -> list[Action]:
        """The end, after which nothing is left to carry on."""
        closed = self._keep([*facts, Fact(FactKind.CLOSED)])
        self._phases.go("close")
        self._phases.go("end")
        self._standing.turn = self._standing.asked = None
        return [closed, Say(tuple(prompts)), Finish(closed=True)]

    # Hearing again

    def _reopen(self, event: SpokeOn) -> list[Action]:
        """Go back to the last utterance and listen on; a yes or no is asked again in full.

        An answer that goes on is taken back only when its longer one is there to be kept: nothing is lost if it never comes.
        """
        before = self._before
        asked = before.standing.asked if before else None
        if before is None or asked is None or asked.id != event.turn_id:
            return []
        self._before = None
        facts = reopened(self.progress.facts, before.facts, asked)
        waits = asked.goes_on and has_words(self.progress.facts[parted(self.progress.facts, before.facts) :])
        kept: list[Action] = [] if waits else [self._keep(facts)]
        self._standing.go_back_to(before.standing, by=facts if waits else ())
        self._standing.step = as_it_is(self._standing.step, self.progress)
        self._gathering.recall(before.gathering)
        if self._phases.phase is Phase.PAUSED:
            self._phases.go("carry_on")
        if self.progress.paused:
            self._phases.go("pause")
        else:
            enter(self._phases, self._standing.step, asked)
        if asked.goes_on or asked.id == PAUSED_TURN:
            return [*kept, Listen(asked, ask=False)]
        self._standing.asked = self._hearing.surely(asked)
        return [*kept, Listen(self._standing.asked)]

    def _take_back(self) -> None:
        """Whoever goes on with an answer says it whole: what it was before is written off with what takes its place."""
        if not self._standing.goes_on:
            return
        for fact in self._standing.goes_on:
            self.progress.apply(fact)
        self._unwritten, self._standing.goes_on = self._standing.goes_on, ()
        self._standing.step = as_it_is(self._standing.step, self.progress)

    # Silence and noise

    def _no_input(self, turn: Turn, event: NoInput) -> list[Action]:
        """Silence is respected: one spoken offer a session, then the program waits, for ever if need be."""
        outcome = Outcome(turn.id, "no-input")
        if self.progress.offered or self.progress.paused:
            return [outcome, Listen(turn, ask=False)]
        fact = Fact(FactKind.SILENCE, turn.participant, turn.question, {"quiet_seconds": round(event.quiet_seconds)})
        return [outcome, self._keep([fact]), Say((self._language.prompt("answer.offer"),)), Listen(turn, ask=False)]

    def _no_match(self, turn: Turn) -> list[Action]:
        """There was speech and no words were made of it: say so once, then listen on."""
        outcome = Outcome(turn.id, "no-match")
        if self._standing.no_match_told or self.progress.paused:
            return [outcome, Listen(turn, ask=False)]
        self._standing.no_match_told = True
        return [outcome, Say((self._language.prompt("answer.no-match"),)), Listen(turn, ask=False)]

    # Acting

    def _act(self, reply: Reply, *, announce: bool = True) -> list[Action]:
        """Keep what was learned, then go on."""
        actions: list[Action] = []
        if announce and self._standing.asked is not None:
            actions.append(Outcome(self._standing.asked.id, reply.outcome))
        if self._phases.phase is Phase.LISTENING:
            self._phases.go("hear")
        if reply.adjust is not None:
            actions.append(reply.adjust)
        if reply.numbers:
            actions.append(ShowNumbers())
        if reply.then is Then.STOP:
            return actions + self._finish(self._endings.stopped(reply))
        if reply.then is Then.TAKEN_OUT:
            return actions + self._end(reply.facts, reply.lead)
        if reply.then is Then.PAUSE:
            return actions + self._pause(reply)
        if reply.then in (Then.CARRY_ON, Then.GO_ON):
            self._phases.go("carry_on")
        if reply.facts or self._unwritten:
            actions.append(self._keep(reply.facts))
        if reply.then is Then.NEXT:
            return actions + self._advance(reply.lead)
        if reply.then is Then.GO_ON:
            return actions + self._advance([], plainly=True)
        return actions + self._listen_again(reply)

    def _pause(self, reply: Reply) -> list[Action]:
        self._phases.go("pause")
        asked = self._standing.asked = reply.ask or self._turns.paused()
        paused = Fact(FactKind.PAUSED, payload={"quiet": True} if asked.quiet else {})
        return [self._keep([*reply.facts, paused]), Listen(asked)]

    def _quiet_pressed(self, asked: Turn) -> list[Action]:
        """Nothing is opened again over a quiet, and what was being asked about is left."""
        self._before = None
        self._standing.leave()
        return self._act(self._quiet.pressed(asked, self.progress))

    def _listen_again(self, reply: Reply) -> list[Action]:
        """The same step: asked again, perhaps in other words, or only listened to."""
        standing = self._standing
        assert standing.turn is not None
        if reply.then is not Then.LISTEN_ON:
            if reply.ask is not None and reply.ask.id not in (standing.turn.id, *ASIDES):
                standing.turn = reply.ask  # a question of its own: what is repeated and explained from now on
            standing.asked = reply.ask or standing.turn
            standing.again = standing.again or reply.outcome == "no-match"
        asked = standing.asked or standing.turn
        if self._is_answered(asked):
            return self._advance(reply.lead)
        if self._phases.phase is not Phase.PAUSED:
            enter(self._phases, standing.step, asked)
        lead: list[Action] = [Say(tuple(reply.lead))] if reply.lead else []
        return [*lead, Listen(asked, ask=reply.then is not Then.LISTEN_ON)]

    def _is_answered(self, turn: Turn) -> bool:
        """Whether this asks a question whose answer is kept already, and is not being changed: it is not asked twice."""
        place = (turn.question or "", turn.participant or "")
        return place in self.progress.settled and place != self.progress.changing and turn.id not in ASIDES

    def _advance(self, lead: list[Prompt], *, plainly: bool = False) -> list[Action]:
        """Choose the next step and ask it; ``plainly``: only with what must be heard before it."""
        step = next_step(self._guide, self._plan, self.progress, page_order=self._options.page_order)
        turn, before = self._asking.turn_for(step, self.progress, last=self._standing.step)
        self._standing.begin(step, turn)
        lead = [*lead, *(needed_before(step, before) if plainly else before)]
        if turn is None:
            return self._end([], [*lead, *self._endings.farewell(self.progress)])
        enter(self._phases, step, turn)
        actions: list[Action] = []
        if turn.participant is not None:
            payload: dict[str, object] = {"turn": turn.id}
            if isinstance(step, (AskQuestion, AskSlot)):
                payload |= {"category": step.category.id} if step.introduce else {}
                payload |= {"ways_forward": True} if step.category.ways_forward else {}
            actions.append(self._keep([Fact(FactKind.QUESTION_ASKED, turn.participant, turn.question, payload)]))
        return [*actions, *([Say(tuple(lead))] if lead else []), Listen(turn)]

    def _keep(self, facts: list[Fact]) -> Keep:
        for fact in facts:
            self.progress.apply(fact)
        before, self._unwritten = self._unwritten, ()
        return Keep((*before, *facts))
