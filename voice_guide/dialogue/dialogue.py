"""The dialogue: an event and the day go in, actions come out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.asking import Asking, enter
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.machine import Phase, Phases
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.spoken_commands import Place, SpokenCommands
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskChange,
    AskQuestion,
    AskReview,
    AskSlot,
    AskWho,
    Close,
    Step,
    next_step,
)
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import (
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
    Outcome,
    Prompt,
    Say,
    Started,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

_YES_NO_KEYS = ("yes", "no", "unsure")


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
    ) -> None:
        self._guide = guide
        self._plan = plan
        self._language = language
        self._understanding = understanding
        self._options = options
        self.progress = progress
        self._phases = Phases()
        self._turns = TurnMaker(language, plan, options)
        self._answers = Answers(language, plan, understanding)
        self._gathering = Gathering(language, self._turns, understanding, options.people)
        self._answers.called = self._gathering.called
        self._asking = Asking(language, self._turns, understanding, self._gathering)
        self._commands = SpokenCommands(language, guide, plan, self._answers)
        self._step: Step = AskWho()
        self._turn: Turn | None = None  # the step's turn as first asked
        self._asked: Turn | None = None  # the turn being listened to: as first asked, reworded, or a check
        self._again = False
        self._no_match_told = False
        self._checking: tuple[str, Utterance] | None = None
        self._listing: Utterance | None = None
        self._last_words: str | None = None

    @property
    def phase(self) -> Phase:
        """Where the conversation is."""
        return self._phases.phase

    def handle(self, event: Event, *, today: date) -> list[Action]:
        """What to do about one event. Facts come before what follows from them."""
        match event:
            case Started():
                return self._start(today)
            case InputEnded():
                return self._finish(Reply("ended", facts=[Fact(FactKind.STOPPED, payload={"reason": event.reason})]))
            case _ if self._turn is None or self._asked is None:
                return []
            case NoInput():
                return self._no_input(self._asked, event)
            case NoMatch():
                return self._no_match(self._asked)
            case KeyCommand():
                return self._act(self._key(self._asked, event, today), today)
            case Utterance():
                return self._act(self._hear(self._asked, event, today), today)

    def upcoming(self) -> list[str]:
        """Texts that are likely to be said next, so that they can be rendered ahead."""
        if self._turn is None:
            return []
        step, progress = self._step, deepcopy(self.progress)
        texts = [self._language.prompt("answer.passed").text, self._language.prompt("answer.no-match").text]
        if isinstance(step, AskQuestion):
            kept = Fact(FactKind.ANSWER_KEPT, step.person.id, step.question.id, {})
        elif isinstance(step, AskSlot) and step.way is not None:
            kept = Fact(FactKind.WAY_FORWARD_CHANGED, payload={"way": step.way.number, "slots": {step.slot: {}}})
        elif isinstance(step, AskAgreement):
            kept = self._answers.answered(step, "yes", None)
        else:
            return texts
        progress.apply(kept)
        after = next_step(self._guide, self._plan, progress, page_order=self._options.page_order)
        turn, lead = self._asking.turn_for(after, progress)
        return [*(prompt.text for prompt in lead), *([turn.prompt.text] if turn and turn.prompt else []), *texts]

    # Beginning and end

    def _start(self, today: date) -> list[Action]:
        fresh = not self.progress.people
        self._phases.go("greet")
        greeting = ["welcome.hello", "welcome.how"] if fresh else ["welcome.again"]
        lead = [self._language.prompt(key) for key in greeting]
        facts = [Fact(FactKind.RESUMED)] if self.progress.paused else []
        return self._act(Reply("", facts=facts, lead=lead), today, announce=False)

    def _finish(self, reply: Reply) -> list[Action]:
        """Stop at once: everything is saved, and it can be carried on."""
        self._phases.go("end")
        self._turn = self._asked = None
        actions: list[Action] = [self._keep(reply.facts)] if reply.facts else []
        if reply.then is Then.STOP:
            actions.append(Say((self._language.prompt("commands.stopped"),)))
        return [*actions, Finish(closed=False)]

    def _close(self, lead: list[Prompt]) -> list[Action]:
        self._phases.go("close")
        said = ["closing.thanks"]
        if any(person.recorded for person in self.progress.people):
            said.append("closing.locked" if self._options.locked else "closing.saved")
        else:
            said.append("closing.not-saved")
        prompts = [*lead, *(self._language.prompt(key) for key in (*said, "closing.goodbye"))]
        closed = self._keep([Fact(FactKind.CLOSED)])
        self._phases.go("end")
        self._turn = self._asked = None
        return [closed, Say(tuple(prompts)), Finish(closed=True)]

    # Hearing

    def _key(self, turn: Turn, event: KeyCommand, today: date) -> Reply:
        """A key is never misheard: it is the command or the answer itself."""
        if event.name in _YES_NO_KEYS:
            if turn.kind is TurnKind.OPEN or self.progress.paused:
                return Reply("no-match", then=Then.LISTEN_ON)
            words = self._language.prompts["keys"][event.name]
            return self._hear(turn, Utterance(turn.id, words, engine="key"), today)
        if event.name == "carry on" and self.progress.paused:
            return self._carry_on()
        return self._command(event.name, None)

    def _hear(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        if isinstance(self._step, AskChange) and self._understanding.choice(heard.text, "change"):
            return self._hear_answer(turn, heard, today)  # "change it" is an answer here
        match = self._understanding.command(heard.text)
        if self.progress.paused:
            return self._carry_on() if match.command == "carry on" else Reply("no-input", then=Then.LISTEN_ON)
        if self._checking is not None:
            return self._hear_check(heard, today)
        if match.command not in ("answer", "carry on"):
            return self._command(match.command, match.about)
        if match.ask is not None and isinstance(self._step, AskQuestion) and turn.recorded:
            self._checking = (match.ask, heard)
            return Reply("answer", then=Then.ASK_AGAIN, ask=self._turns.check(match.ask, turn))
        return self._hear_answer(turn, heard, today)

    def _hear_check(self, heard: Utterance, today: date) -> Reply:
        """Was it a command? Only a clear yes, or the command itself, says so; otherwise it is part of the answer."""
        assert self._checking is not None
        assert self._turn is not None
        command, words = self._checking
        self._checking = None
        meant = self._understanding.command(heard.text).command
        if meant == command or self._understanding.yes_no(heard.text) is Answer.YES:
            reply = self._command(command, None)
            reply.facts[:0] = self._answers.heard(self._turn, words)
            return reply
        return self._hear_answer(self._turn, words, today)

    def _hear_answer(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        step, again = self._step, self._again
        if self._listing is not None:
            return self._hear_listing(turn, heard, today)
        match step:
            case AskWho():
                return self._gathering.hear(turn, heard, self.progress)
            case AskQuestion():
                reply = self._answers.question(step, turn, heard, self.progress)
                self._last_words = heard.text if turn.recorded else self._last_words
                if self._answers.may_be_listed(step, heard, today):
                    self._listing = heard
                    reply.then, reply.ask = Then.ASK_AGAIN, self._turns.listed(step.person, self.progress, self._called)
                return reply
            case AskSlot():
                return self._answers.slot(step, turn, heard, self.progress, today, again=again)
            case AskAnother():
                if turn.id != self._plan.another.id:
                    what = AskSlot(self._guide.categories[-1], str(self._plan.slots[0].slot), step.person, None)
                    return self._answers.slot(what, turn, heard, self.progress, today, again=again)
                return self._answers.another(step, turn, heard, self.progress, today, again=again)
            case AskAgreement():
                return self._answers.agreement(step, turn, heard, again=again)
            case AskChange():
                return self._answers.change(step, turn, heard, again=again)
            case AskReview():
                return self._answers.review(step, turn, heard, today, again=again)
            case Close():
                return Reply("")

    def _hear_listing(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        """Should what was said go on the list? Only on a yes, in the words that were used."""
        assert self._listing is not None
        words, self._listing = self._listing, None
        facts = self._answers.heard(turn, heard)
        read = self._understanding.yes_no(heard.text)
        if read is Answer.YES and turn.participant is not None:
            facts += self._answers.draft(turn.participant, turn, words, self.progress, today)
        outcome = {Answer.YES: "yes", Answer.NO: "no", Answer.UNSURE: "unsure"}.get(read, "no-match")
        return Reply(outcome, facts=facts)

    def _command(self, name: str, about: str | None) -> Reply:
        assert self._turn is not None
        if self._checking is not None:
            # A key pressed at the check: what was said stands as the answer, and the command is done after it.
            self._checking = None
        if self._listing is not None:
            self._listing = None
            if name in ("pass", "finished", "back"):
                return Reply(f"command:{name}")
        if isinstance(self._step, AskWho) and name in ("pass", "finished"):
            return self._gathering.decline(self._turn, self.progress)
        place = Place(self._step, self._turn, self.progress, self._last_words, self._next_name())
        return self._commands.reply(name, about, place)

    def _carry_on(self) -> Reply:
        self._phases.go("carry_on")
        asked = self._turn.prompt.text if self._turn and self._turn.prompt else ""
        prompt = self._language.prompt("commands.carry-on", question=asked)
        ask = replace(self._turn, prompt=prompt) if self._turn else None
        return Reply("command:carry on", then=Then.ASK_AGAIN, facts=[Fact(FactKind.RESUMED)], ask=ask)

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
        if self._no_match_told or self.progress.paused:
            return [outcome, Listen(turn, ask=False)]
        self._no_match_told = True
        return [outcome, Say((self._language.prompt("answer.no-match"),)), Listen(turn, ask=False)]

    # Acting

    def _act(self, reply: Reply, today: date, *, announce: bool = True) -> list[Action]:
        """Keep what was learned, then go on."""
        del today
        actions: list[Action] = []
        if announce and self._asked is not None:
            actions.append(Outcome(self._asked.id, reply.outcome))
        if self._phases.phase is Phase.LISTENING:
            self._phases.go("hear")
        if reply.adjust is not None:
            actions.append(reply.adjust)
        if reply.then is Then.STOP:
            stopped = Fact(FactKind.STOPPED, payload={"reason": "command"})
            return actions + self._finish(replace(reply, facts=[*reply.facts, stopped]))
        if reply.then is Then.PAUSE:
            return actions + self._pause(reply)
        if reply.facts:
            actions.append(self._keep(reply.facts))
        if reply.then is Then.NEXT:
            return actions + self._advance(reply.lead)
        return actions + self._listen_again(reply)

    def _pause(self, reply: Reply) -> list[Action]:
        self._phases.go("pause")
        self._asked = self._turns.paused()
        return [self._keep([*reply.facts, Fact(FactKind.PAUSED)]), Listen(self._asked)]

    def _listen_again(self, reply: Reply) -> list[Action]:
        """The same step: asked again, perhaps in other words, or only listened to."""
        assert self._turn is not None
        if reply.then is Then.LISTEN_ON:
            return [Listen(self._asked or self._turn, ask=False)]
        turn = reply.ask or self._turn
        self._again = self._again or reply.outcome == "no-match"
        self._asked = turn
        enter(self._phases, self._step, self._asked)
        return [*([Say(tuple(reply.lead))] if reply.lead else []), Listen(turn)]

    def _advance(self, lead: list[Prompt]) -> list[Action]:
        """Choose the next step and ask it."""
        step = next_step(self._guide, self._plan, self.progress, page_order=self._options.page_order)
        self._step, self._checking, self._listing = step, None, None
        self._again = self._no_match_told = False
        turn, before = self._asking.turn_for(step, self.progress)
        lead = [*lead, *before]
        if turn is None:
            return self._close(lead)
        self._turn = self._asked = turn
        enter(self._phases, step, self._asked)
        actions: list[Action] = []
        if turn.participant is not None:
            payload: dict[str, object] = {"turn": turn.id}
            if isinstance(step, (AskQuestion, AskSlot)) and step.introduce:
                payload["category"] = step.category.id
            actions.append(self._keep([Fact(FactKind.QUESTION_ASKED, turn.participant, turn.question, payload)]))
        return [*actions, *([Say(tuple(lead))] if lead else []), Listen(turn)]

    @property
    def _called(self) -> dict[str, str]:
        return self._gathering.called

    def _next_name(self) -> str | None:
        """Who comes after the person whose turn it is."""
        people = self.progress.people
        if self._turn is None or self._turn.participant is None or len(people) < 2:
            return None
        here = next(n for n, person in enumerate(people) if person.id == self._turn.participant)
        return self._turns.name(people[(here + 1) % len(people)], self._called)

    def _keep(self, facts: list[Fact]) -> Keep:
        for fact in facts:
            self.progress.apply(fact)
        return Keep(tuple(facts))
