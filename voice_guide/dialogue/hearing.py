"""What an utterance or a key means where the dialogue stands: a command, an answer, or something to be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.checking import Checks
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.group import BY_KEY, Group
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.private_time import PrivateTimes
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.slots import CHECK, WHEN, WHO
from voice_guide.dialogue.spoken_commands import SpokenCommands
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.steering import SOMEBODY, Steering
from voice_guide.dialogue.steps import AskChange, AskQuestion, AskSlot, AskWho, OfferPrivateTime
from voice_guide.dialogue.taking import Taking
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.dialogue.withdrawing import CHANGE, Withdrawing
from voice_guide.events import Fact, KeyCommand, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import HelpNumber, read_aloud
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language
from voice_guide.understanding.commands import CommandMatch
from voice_guide.understanding.yes_no import Answer

_YES_NO_KEYS = ("yes", "no", "unsure")


class Hearing:
    """Turns what was heard into a reply. In doubt it is part of the answer, and in doubt it is not a yes."""

    def __init__(
        self,
        *,
        language: Language,
        guide: Guide,
        plan: PlanQuestions,
        meaning: Meaning,
        turns: TurnMaker,
        gathering: Gathering,
        group: Group,
        progress: Progress,
        standing: Standing,
        locked: bool,
        numbers: Sequence[HelpNumber],
    ) -> None:
        self._language = language
        self._plan = plan
        self._understanding = meaning
        self._turns = turns
        self._progress = progress
        self._standing = standing
        self._numbers = numbers
        self._gathering = gathering
        self._joint = guide.joint or guide.goes_round
        self._group = group
        answers = Answers(language, plan, meaning)
        answers.called = gathering.called
        private = PrivateTimes(language, meaning)
        self._taking = Taking(
            language=language,
            guide=guide,
            plan=plan,
            meaning=meaning,
            turns=turns,
            gathering=gathering,
            answers=answers,
            group=group,
            private=private,
            progress=progress,
            standing=standing,
        )
        group.answers = answers
        self._steering = Steering(
            meaning=meaning,
            turns=turns,
            gathering=gathering,
            commands=SpokenCommands(language, guide, plan, answers),
            withdrawing=Withdrawing(language, guide, plan, turns, locked=locked),
            private=private,
            progress=progress,
            standing=standing,
        )
        self._checks = Checks(
            turns=turns,
            meaning=meaning,
            taking=self._taking,
            group=group,
            steering=self._steering,
            progress=progress,
            standing=standing,
        )

    def key(self, turn: Turn, event: KeyCommand, today: date) -> Reply:
        """A key is never misheard: it is the command or the answer itself."""
        if event.name in _YES_NO_KEYS:
            if turn.kind is TurnKind.OPEN or self._progress.paused:
                return Reply("no-match", then=Then.LISTEN_ON)
            words = self._language.prompts["keys"][event.name]
            return self.hear(turn, Utterance(turn.id, words, engine="key"), today)
        if event.name == "numbers":
            return Reply("command:help", then=Then.LISTEN_ON, numbers=True)
        if self._progress.paused and event.name != "stop":
            carries_on = event.name in ("carry on", "pause")  # one key for both
            return self._carry_on() if carries_on else Reply("no-input", then=Then.LISTEN_ON)
        if event.name in SOMEBODY and not (self._joint and self._progress.people_settled):
            return Reply(f"command:{event.name}", then=Then.LISTEN_ON)
        if event.name in BY_KEY:
            return self._group_key(turn, event)
        if self._standing.checking is not None:
            return self._checks.command(self._standing.checking, event.name, None, today)
        return self._steering.command(event.name, None)

    def _group_key(self, turn: Turn, event: KeyCommand) -> Reply:
        """A key about the group, where it means something; elsewhere what is asked goes on being listened to."""
        asked_beside = self._standing.checking or self._standing.confirming or self._standing.listing
        reply = None if asked_beside else self._group.key(event, turn)
        return reply or Reply(f"command:{event.name}", then=Then.LISTEN_ON)

    def hear(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        """What an utterance means for the turn that was listened to."""
        if isinstance(self._standing.step, AskChange) and self._understanding.choice(heard.text, "change"):
            return self._taking.answer(turn, heard, today)  # "change it" is an answer here
        if (reply := self._about_people(turn, heard)) is not None:
            return reply
        match = self._command_in(turn, heard, today)
        spoke_on, self._standing.spoke_on = self._standing.spoke_on, False
        if spoke_on and match.beside and isinstance(self._standing.step, AskQuestion):
            match = CommandMatch("answer", ask=match.command)  # "faster", and then "I can't do it on my own"
        if (match.command, match.about) == ("help", "numbers"):
            return self._help_numbers(turn)
        if self._progress.paused:
            return self._hear_in_pause(match.command)
        if self._standing.confirming is not None:
            return self._steering.confirmed(self._standing.confirming, heard, match.command, match.about)
        if self._standing.checking is not None:
            return self._checks.hear(self._standing.checking, heard, today)
        if (said := self._group.read(turn, heard)) is not None:  # "I have to go" is no stop for everybody here
            asked_about = isinstance(self._standing.step, AskQuestion) and turn.recorded
            if said.person is not None and said.asks and asked_about and heard.seat is None:
                return self._checks.ask(said.command, turn, heard, said.person)
            return self._group.said(said, turn)
        if match.command == "carry on" and turn.kind is TurnKind.OPEN:
            return Reply("command:carry on", then=Then.LISTEN_ON)  # nothing is paused: go on listening
        if match.command == CHANGE and match.new and (reply := self._steering.put_right(match.about, match.new, today)):
            return reply
        if match.command not in ("answer", "carry on"):
            return self._steering.command(match.command, match.about)
        if heard.seat is not None and (kept := self._group.spoken_by(turn, heard)) is not None:
            return kept
        if match.ask is not None and isinstance(self._standing.step, AskQuestion) and turn.recorded:
            return self._checks.ask(match.ask, turn, heard)
        if heard.over_prompt and turn.kind is not TurnKind.OPEN:
            # Whoever spoke before the question was over may have meant something else.
            return Reply("no-match", then=Then.ASK_AGAIN, ask=self._turns.surely(turn, self._standing.turn))
        return self._taking.answer(turn, heard, today)

    def _about_people(self, turn: Turn, heard: Utterance) -> Reply | None:
        """Names where they are asked for, and, in a joint conversation, somebody who comes or is taken off in the middle."""
        standing, progress = self._standing, self._progress
        if progress.paused or standing.confirming is not None or standing.checking is not None or heard.over_prompt:
            return None
        if isinstance(standing.step, AskWho):
            return self._gathering.first(turn, heard, progress)
        asks_openly = turn.kind is TurnKind.OPEN and turn.recorded
        if not self._joint or turn.participant is None or (asks_openly and not isinstance(standing.step, AskQuestion)):
            return None
        meant = self._gathering.is_somebody(heard.text, progress)
        if meant is None:
            return None
        command, sure = meant
        if asks_openly and not sure:  # it may be part of a story: kept, and asked about
            return self._checks.ask(command, turn, heard, about=heard.text)
        standing.listing = None
        return self._steering.command(command, heard.text)

    def _command_in(self, turn: Turn, heard: Utterance, today: date) -> CommandMatch:
        """The command that an utterance is, unless it answers what was asked: a yes or a no, a name, or a day for when."""
        match = self._understanding.steering(heard)
        step = self._standing.step
        if isinstance(step, AskQuestion) and self._understanding.is_answer_too(match, heard.text):
            answers = turn.recorded
        elif isinstance(step, OfferPrivateTime) and self._understanding.minutes(heard.text):
            answers = True  # "one minute" is a length there
        elif isinstance(step, AskSlot) and step.slot in (WHO, CHECK):  # somebody may be called as a command is
            answers = self._gathering.is_called(heard.text, self._progress)
        elif turn.kind in (TurnKind.LIGHT, TurnKind.WEIGHTY):
            read = self._understanding.yes_no if match.learnt else self._understanding.known_yes_no
            answers = read(heard.text) in (Answer.YES, Answer.NO)
        else:
            answers = match.command == "pause" and turn.id in (self._plan.slot(WHEN).id, self._plan.review.id)
            answers = answers and self._understanding.day(heard.text, today) is not None
        return CommandMatch("answer") if answers else match

    def _help_numbers(self, turn: Turn) -> Reply:
        """Shown, and said to be there; asked for once more at the same step, read aloud. No fact tells of it."""
        shown, self._standing.numbers_shown = self._standing.numbers_shown, True
        lead = read_aloud(self._language, self._numbers) if shown else [self._language.prompt("numbers.shown")]
        then = Then.ASK_AGAIN if shown and not self._progress.paused else Then.LISTEN_ON
        return Reply("command:help", then=then, lead=lead, ask=turn, numbers=True)

    def _hear_in_pause(self, command: str) -> Reply:
        """Only "carry on" and "stop" are meant for the program now; nothing else is kept."""
        if command == "stop":
            return self._steering.command(command, None)
        return self._carry_on() if command == "carry on" else Reply("no-input", then=Then.LISTEN_ON)

    def _carry_on(self) -> Reply:
        asked = self._standing.turn.prompt.text if self._standing.turn and self._standing.turn.prompt else ""
        prompt = self._language.prompt("commands.carry-on", question=asked)
        ask = replace(self._standing.turn, prompt=prompt) if self._standing.turn else None
        return Reply("command:carry on", then=Then.CARRY_ON, facts=[Fact(FactKind.RESUMED)], ask=ask)
