"""The dialogue: an event and the day go in, actions come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.asking import Asking, likely_facts, welcome
from voice_guide.dialogue.course import Course
from voice_guide.dialogue.endings import Endings
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.ground_rules import RuleBook
from voice_guide.dialogue.group import Group
from voice_guide.dialogue.hearing import Hearing
from voice_guide.dialogue.machine import Phase
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.presence import arriving
from voice_guide.dialogue.private_time import ALONE_TURN, OVER_TURN, PrivateTimes
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.quiet import GO_ON_TURN, QuietKey
from voice_guide.dialogue.reopening import Reopening
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.steps import AskPreparation, AskWho, LeaveAlone, OfferPrivateTime
from voice_guide.dialogue.strengths import Strengths
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import (
    QUIET,
    Action,
    Event,
    Fact,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NoMatch,
    NothingHeard,
    Outcome,
    Say,
    ShowNumbers,
    SpokeOn,
    Started,
    TimeOver,
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
        self._language = language
        self.progress = progress
        turns = TurnMaker(language, plan, options)
        notice = options.notice or language.notice()
        self._gathering = Gathering(
            language,
            turns,
            understanding,
            options.people,
            notice=notice,
            asked_before=progress.joined,
            supporters=options.supporters,
            roles=guide.roles,
        )
        self._quiet = QuietKey(language, understanding)
        self._private = PrivateTimes(language, understanding)
        self._endings = Endings(language, locked=options.locked, service_view=guide.service_view)
        self._standing = Standing()
        rules = RuleBook(language, understanding, guide)
        self._course = Course(
            guide=guide,
            plan=plan,
            turns=turns,
            asking=Asking(
                language, turns, understanding, self._gathering, Strengths(understanding), rules, self._private
            ),
            endings=self._endings,
            progress=progress,
            standing=self._standing,
            page_order=options.page_order,
            measures=options.talk_time,
        )
        self._reopening = Reopening(
            course=self._course,
            turns=turns,
            gathering=self._gathering,
            progress=progress,
            standing=self._standing,
        )
        self._group = Group(
            language=language,
            guide=guide,
            meaning=understanding,
            turns=turns,
            gathering=self._gathering,
            progress=progress,
            standing=self._standing,
            rules=rules,
            gone_by=self._course.gone_by,
        )
        self._hearing = Hearing(
            group=self._group,
            language=language,
            guide=guide,
            plan=plan,
            meaning=understanding,
            turns=turns,
            gathering=self._gathering,
            progress=progress,
            standing=self._standing,
            locked=options.locked,
            numbers=numbers,
        )

    @property
    def phase(self) -> Phase:
        """Where the conversation is."""
        return self._course.phases.phase

    def handle(self, event: Event, *, today: date) -> list[Action]:
        """What to do about one event. Facts come before what follows from them."""
        return [self._with_seats(action) for action in self._handled(event, today)]

    def _handled(self, event: Event, today: date) -> list[Action]:
        asked = self._standing.asked
        match event:
            case Started():
                return self._start()
            case InputEnded():
                return self._course.finish(self._endings.ended(event.reason))
            case _ if asked is None:
                return []
            case KeyCommand(name=QUIET.name):
                return self._quiet_pressed(asked)
            case _ if asked.quiet:
                return [Listen(asked)]
            case _ if asked.id in (ALONE_TURN, OVER_TURN) and isinstance(self._standing.step, LeaveAlone):
                self._reopening.forget()
                return self._act(self._private.hear(self._standing.step, asked, event, self.progress))
            case TimeOver():
                return [Listen(asked, ask=False)]
            case NoInput():
                return self._no_input(asked, event)
            case NoMatch():
                return self._no_match(asked)
            case NothingHeard():
                return [Say((self._language.prompt("answer.nothing-heard"),)), Listen(asked, ask=False)]
            case SpokeOn():
                # Somebody went on at a turn that is none of ours, such as which guide: what stands here is asked again.
                return self._reopening.reopen(event) or [Listen(asked)]
            case KeyCommand() if asked.id == GO_ON_TURN:
                return self._act(self._quiet.hear(asked, event))
            case KeyCommand():
                self._standing.goes_on = ()  # instead of the rest: the answer stands as it was taken
                return self._act(self._hearing.key(asked, event, today))
            case Utterance():
                self._reopening.remember()
                if asked.id == GO_ON_TURN:
                    return self._act(self._quiet.hear(asked, event))
                return self._act(self._hearing.hear(asked, event, today))

    def upcoming(self) -> list[str]:
        """Texts that are likely to be said next, so that they can be rendered ahead."""
        if self._standing.turn is None:
            return []
        if self._standing.asked is not None and self._standing.asked.quiet:
            return [self._language.prompt("quiet.over").text]
        if self._standing.asked is not None and self._standing.asked.alone is not None:
            return self._private.upcoming()
        texts = [self._language.prompt(key).text for key in ("answer.passed", "answer.no-match")]
        step = self._standing.step
        known = self._private.likely_facts(step) if isinstance(step, OfferPrivateTime) else likely_facts(step)
        likely = known or self._gathering.likely_facts(self.progress)
        if not likely:
            return texts
        if isinstance(self._standing.step, AskWho):
            texts.insert(0, self._language.prompt("record.yes", name=self._standing.turn.name).text)
        progress = self.progress.ahead(likely)
        _, turn, lead = self._course.next(progress)
        return [*(prompt.text for prompt in lead), *([turn.prompt.text] if turn and turn.prompt else []), *texts]

    def _with_seats(self, action: Action) -> Action:
        """In a group each turn to listen knows who is in it, for the keys that are about them."""
        together = isinstance(action, Listen) and not action.turn.quiet and action.turn.alone is None
        seats = self._group.seats() if together else ()
        return (
            replace(action, turn=replace(action.turn, seats=seats)) if isinstance(action, Listen) and seats else action
        )

    def _start(self) -> list[Action]:
        fresh = not self.progress.people
        self._course.phases.go("greet")
        lead = welcome(self._language) if fresh else [self._language.prompt("welcome.again")]
        lead = [] if isinstance(self._course.next(self.progress)[0], AskPreparation) else lead
        facts = [Fact(FactKind.RESUMED)] if self.progress.paused else []
        return self._act(Reply("", facts=facts, lead=lead), announce=False)

    def _no_input(self, turn: Turn, event: NoInput) -> list[Action]:
        """Silence is respected: one spoken offer a session, then the program waits, for ever if need be."""
        outcome = Outcome(turn.id, "no-input")
        if self.progress.offered or self.progress.paused:
            return [outcome, Listen(turn, ask=False)]
        fact = Fact(FactKind.SILENCE, turn.participant, turn.question, {"quiet_seconds": round(event.quiet_seconds)})
        offer = Say((self._language.prompt("answer.offer"),))
        return [outcome, *self._course.keep([fact]), offer, Listen(turn, ask=False)]

    def _no_match(self, turn: Turn) -> list[Action]:
        """There was speech and no words were made of it: say so once, then listen on."""
        outcome = Outcome(turn.id, "no-match")
        if self._standing.no_match_told or self.progress.paused:
            return [outcome, Listen(turn, ask=False)]
        self._standing.no_match_told = True
        return [outcome, Say((self._language.prompt("answer.no-match"),)), Listen(turn, ask=False)]

    def _act(self, reply: Reply, *, announce: bool = True) -> list[Action]:
        """Keep what was learned, then go on."""
        joins = FactKind.PARTICIPANT_JOINED
        if any(fact.kind == joins for fact in reply.facts):
            gone, now = self._course.gone_by(), self.progress
            reply.facts = [arriving(fact, gone, now) if fact.kind == joins else fact for fact in reply.facts]
        actions: list[Action] = []
        if announce and self._standing.asked is not None:
            actions.append(Outcome(self._standing.asked.id, reply.outcome))
        self._course.phases.answered()
        if reply.adjust is not None:
            actions.append(reply.adjust)
        if reply.numbers:
            actions.append(ShowNumbers())
        if reply.then is Then.STOP:
            return actions + self._course.finish(self._endings.stopped(reply))
        if reply.then is Then.TAKEN_OUT:
            return actions + self._course.end(reply.facts, reply.lead)
        if reply.then is Then.PAUSE:
            return actions + self._course.pause(reply)
        if reply.then in (Then.CARRY_ON, Then.GO_ON):
            self._course.phases.go("carry_on")
        actions += self._course.keep(reply.facts)
        if reply.then is Then.NEXT:
            return actions + self._course.advance(reply.lead)
        if reply.then is Then.GO_ON:
            return actions + self._course.advance([], plainly=True)
        return actions + self._course.listen_again(reply)

    def _quiet_pressed(self, asked: Turn) -> list[Action]:
        """Nothing is opened again over a quiet, and what was being asked about is left."""
        self._reopening.forget()
        self._standing.leave()
        return self._act(self._quiet.pressed(asked, self.progress))
