"""What an utterance or a key means where the dialogue stands: a command, an answer, or something to be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.amending import Amending
from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.slots import WHEN
from voice_guide.dialogue.spoken_commands import Place, SpokenCommands
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskChange,
    AskQuestion,
    AskReview,
    AskSlot,
    AskWho,
    Close,
)
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.dialogue.withdrawing import CHANGE, COMMANDS, TAKE_OUT, Confirming, Withdrawing
from voice_guide.events import Fact, KeyCommand, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import HelpNumber, read_aloud
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language
from voice_guide.understanding.commands import CommandMatch
from voice_guide.understanding.yes_no import Answer

_YES_NO_KEYS = ("yes", "no", "unsure")
_NO_ANSWERS = ("pass", "finished", "back", "carry on")  # where a yes was asked for, these are none
# These are about how something is asked, so what is being asked about stays to be asked.
_ASKED_ON = ("repeat", "explain", "slower", "faster", "louder", "quieter", "help", "progress", "who next", "read back")
_OUTCOMES = {Answer.YES: "yes", Answer.NO: "no", Answer.UNSURE: "unsure"}


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
        progress: Progress,
        standing: Standing,
        locked: bool,
        numbers: Sequence[HelpNumber],
    ) -> None:
        self._language = language
        self._guide = guide
        self._plan = plan
        self._understanding = meaning
        self._turns = turns
        self._gathering = gathering
        self._progress = progress
        self._standing = standing
        self._numbers = numbers
        self._answers = Answers(language, plan, meaning)
        self._answers.called = gathering.called
        self._amending = Amending(language, meaning, self._answers)
        self._commands = SpokenCommands(language, guide, plan, self._answers)
        self._withdrawing = Withdrawing(language, guide, plan, turns, locked=locked)

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
        return self._command(event.name, None)

    def hear(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        """What an utterance means for the turn that was listened to."""
        if isinstance(self._standing.step, AskChange) and self._understanding.choice(heard.text, "change"):
            return self._hear_answer(turn, heard, today)  # "change it" is an answer here
        match = self._steering(turn, heard, today)
        if (match.command, match.about) == ("help", "numbers"):
            return self._help_numbers(turn)
        if self._progress.paused:
            return self._hear_in_pause(match.command)
        if self._standing.confirming is not None:
            return self._hear_confirmed(turn, heard, match.command, match.about)
        if self._standing.checking is not None:
            return self._hear_check(heard, today)
        if match.command == "carry on" and turn.kind is TurnKind.OPEN:
            return Reply("command:carry on", then=Then.LISTEN_ON)  # nothing is paused: go on listening
        if match.command == CHANGE and match.new and (reply := self._put_right(match.about, match.new, today)):
            return reply
        if match.command not in ("answer", "carry on"):
            return self._command(match.command, match.about)
        if match.ask is not None and isinstance(self._standing.step, AskQuestion) and turn.recorded:
            self._standing.checking = (match.ask, heard)
            return Reply("answer", then=Then.ASK_AGAIN, ask=self._turns.check(match.ask, turn))
        if heard.over_prompt and turn.kind is not TurnKind.OPEN:
            # Whoever spoke before the question was over may have meant something else.
            return Reply("no-match", then=Then.ASK_AGAIN, ask=self.surely(turn))
        return self._hear_answer(turn, heard, today)

    def _steering(self, turn: Turn, heard: Utterance, today: date) -> CommandMatch:
        """The command that an utterance is, unless it answers what was asked: a yes or a no, or a day for when."""
        match = self._understanding.steering(heard)
        if isinstance(self._standing.step, AskQuestion) and self._understanding.is_answer_too(match, heard.text):
            answers = turn.recorded
        elif turn.kind in (TurnKind.LIGHT, TurnKind.WEIGHTY):
            answers = self._understanding.yes_no(heard.text) in (Answer.YES, Answer.NO)
        else:
            answers = match.command == "pause" and turn.id in (self._plan.slot(WHEN).id, self._plan.review.id)
            answers = answers and self._understanding.day(heard.text, today) is not None
        return CommandMatch("answer") if answers else match

    def surely(self, turn: Turn) -> Turn:
        """The turn with "I want to be sure" before its question as it was first asked."""
        first = self._standing.turn if self._standing.turn and self._standing.turn.id == turn.id else turn
        asked = first.prompt.text if first.prompt else ""
        return replace(turn, prompt=self._language.prompt("answer.sure", question=asked))

    def _help_numbers(self, turn: Turn) -> Reply:
        """Shown, and said to be there; asked for once more at the same step, read aloud. No fact tells of it."""
        shown, self._standing.numbers_shown = self._standing.numbers_shown, True
        lead = read_aloud(self._language, self._numbers) if shown else [self._language.prompt("numbers.shown")]
        then = Then.ASK_AGAIN if shown and not self._progress.paused else Then.LISTEN_ON
        return Reply("command:help", then=then, lead=lead, ask=turn, numbers=True)

    def _hear_confirmed(self, turn: Turn, heard: Utterance, command: str, about: str | None) -> Reply:
        """Is it to be taken out? Only a clear yes changes anything, and none that began over the question."""
        confirming = self._standing.confirming
        assert confirming is not None
        assert self._standing.turn is not None
        if command == "repeat" or (command == confirming.command and command != TAKE_OUT):
            return Reply(f"command:{command}", then=Then.ASK_AGAIN, ask=confirming.turn)
        if heard.over_prompt and command == "answer":
            return Reply("no-match", then=Then.ASK_AGAIN, ask=self.surely(confirming.turn))
        if command not in ("answer", confirming.command, *_NO_ANSWERS):
            return self._command(command, about)
        read = self._understanding.answer(heard) if command == "answer" else Answer.OTHER
        if read is Answer.YES or command == confirming.command:
            reply, self._standing.confirming = self._withdrawing.yes(confirming, self._place(self._progress))
            if self._standing.confirming is None:
                self._standing.last_words = None
            return reply
        self._standing.confirming = None
        return self._withdrawing.stays(confirming, self._standing.turn, _OUTCOMES.get(read, "no-match"))

    def _hear_in_pause(self, command: str) -> Reply:
        """Only "carry on" and "stop" are meant for the program now; nothing else is kept."""
        if command == "stop":
            return self._command(command, None)
        return self._carry_on() if command == "carry on" else Reply("no-input", then=Then.LISTEN_ON)

    def _hear_check(self, heard: Utterance, today: date) -> Reply:
        """Was it a command? Only a clear yes, or the command itself, says so; otherwise it is part of the answer."""
        assert self._standing.checking is not None
        assert self._standing.turn is not None
        command, words = self._standing.checking
        meant = self._understanding.command(heard.text)
        if meant.command not in ("answer", "carry on", command):
            return self._command(meant.command, meant.about)
        wanted = meant.command == command or self._understanding.answer(heard) is Answer.YES
        if wanted and command not in ("finished", "pass"):
            return self._command(command, None)
        self._standing.checking = None
        if not wanted and self._understanding.choice(heard.text, "bare") is None:
            words = replace(words, text=f"{words.text} {heard.text}", words=())  # they went on with the answer itself
        return self._hear_answer(self._standing.turn, words, today)

    def unchecked(self) -> list[Fact]:
        """The words that are being asked about, kept as the answer they may be: a command that follows loses nothing."""
        if (
            self._standing.checking is None
            or not isinstance(self._standing.step, AskQuestion)
            or self._standing.turn is None
        ):
            return []
        words, self._standing.checking = self._standing.checking[1], None
        return self._answers.question(self._standing.step, self._standing.turn, words, self._progress).facts

    def _hear_answer(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        step, again = self._standing.step, self._standing.again
        if self._standing.listing is not None:
            return self._hear_listing(turn, heard, today)
        match step:
            case AskWho():
                return self._gathering.hear(turn, heard, self._progress)
            case AskQuestion():
                reply = self._answers.question(step, turn, heard, self._progress)
                self._standing.last_words = heard.text if turn.recorded else self._standing.last_words
                if self._answers.may_be_listed(step, heard, today):
                    self._standing.listing = heard
                    reply.then = Then.ASK_AGAIN
                    reply.ask = self._turns.listed(step.person, self._progress, self._gathering.called)
                return reply
            case AskSlot():
                return self._answers.slot(step, turn, heard, self._progress, today, again=again)
            case AskAnother():
                if turn.id != self._plan.another.id:
                    what = AskSlot(self._guide.categories[-1], str(self._plan.slots[0].slot), step.person, None)
                    return self._answers.slot(what, turn, heard, self._progress, today, again=again)
                return self._answers.another(step, turn, heard, self._progress, today, again=again)
            case AskAgreement():
                amended = self._amending.reply(step, turn, heard, self._progress, today)
                return amended or self._answers.agreement(step, turn, heard, again=again)
            case AskChange():
                return self._answers.change(step, turn, heard, again=again)
            case AskReview():
                return self._answers.review(step, turn, heard, today, again=again)
            case Close():
                return Reply("")

    def _hear_listing(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        """Should what was said go on the list? Only on a yes, in the words that were used."""
        assert self._standing.listing is not None
        read = self._understanding.answer(heard)
        told = read is Answer.OTHER and self._understanding.names_an_action(heard.text, today)
        if read is Answer.OTHER and not told and not self._standing.again:
            ask = replace(turn, prompt=self._language.prompt("plan.say-listed"))
            return Reply("no-match", then=Then.ASK_AGAIN, ask=ask)
        words, self._standing.listing = self._standing.listing, None
        facts = self._answers.heard(turn, heard)
        if told and turn.participant is not None:  # instead of yes or no they say what it is
            facts += self._answers.draft(turn.participant, turn, heard, self._progress, today)
            return Reply("answer", facts=facts)
        if read is Answer.YES and turn.participant is not None:
            facts += self._answers.draft(turn.participant, turn, words, self._progress, today, before=1)
        return Reply(_OUTCOMES.get(read, "no-match"), facts=facts)

    def _command(self, name: str, about: str | None) -> Reply:
        assert self._standing.turn is not None
        confirming, self._standing.confirming = self._standing.confirming, None
        if confirming is not None and name in _NO_ANSWERS:
            return self._withdrawing.stays(confirming, self._standing.turn, f"command:{name}")
        if confirming is not None and name in (*_ASKED_ON, "hold"):
            self._standing.confirming = confirming
            return self._asked_on(name, about, confirming)
        if self._standing.checking is not None:
            return self._command_after_check(name, about)
        if name in COMMANDS:
            return self._withdraw(name, about, [], onward=confirming is not None and confirming.onward)
        if self._standing.listing is not None:
            self._standing.listing = None
            if name in ("pass", "finished", "back"):
                return Reply(f"command:{name}")
        if isinstance(self._standing.step, AskWho) and name in ("pass", "finished"):
            return self._gathering.decline(self._standing.turn, self._progress)
        return self._commands.reply(name, about, self._place(self._progress))

    def _put_right(self, about: str | None, new: str, today: date) -> Reply | None:
        """One day in an earlier answer changed for another, said in one breath."""

        def is_day(words: str) -> bool:
            return self._understanding.day(words, today) is not None

        found = self._withdrawing.put_right(about, new, self._place(self._progress), is_day)
        if found is None:
            return None
        reply, self._standing.confirming = found
        return reply

    def _place(self, progress: Progress) -> Place:
        assert self._standing.turn is not None
        return Place(self._standing.step, self._standing.turn, progress, self._standing.last_words, self._next_name())

    def _asked_on(self, name: str, about: str | None, confirming: Confirming) -> Reply:
        """A command in the middle of "shall I take it out?": done, and then that is asked again."""
        if name == "hold":
            return Reply(f"command:{name}", then=Then.LISTEN_ON)
        place = replace(self._place(self._progress), turn=confirming.turn)
        reply = self._commands.reply("repeat" if name == "explain" else name, about, place)
        return replace(reply, outcome=f"command:{name}", ask=reply.ask or confirming.turn)

    def _withdraw(self, name: str, about: str | None, kept: list[Fact], *, onward: bool = False) -> Reply:
        """``kept``: the answer that was being given, which loses nothing by the command."""
        progress = Progress.fold([*self._progress.facts, *kept]) if kept else self._progress
        reply, confirming = self._withdrawing.command(name, about, self._place(progress))
        self._standing.confirming = replace(confirming, onward=onward or bool(kept)) if confirming else None
        reply.facts[:0] = kept
        return reply

    def _command_after_check(self, name: str, about: str | None) -> Reply:
        """Leaving the question keeps what was said there; asking the same one again leaves room to say it anew."""
        assert self._standing.turn is not None
        assert self._standing.checking is not None
        if name in COMMANDS:
            return self._withdraw(name, about, self.unchecked())
        leaves = name in ("stop", "pause", "skip to", "finished", "pass")
        facts = self.unchecked() if leaves else self._answers.heard(self._standing.turn, self._standing.checking[1])
        self._standing.checking = None
        if name in ("finished", "pass"):
            return Reply("answer", facts=facts)
        reply = self._command(name, about)
        reply.facts[:0] = facts
        return reply

    def _carry_on(self) -> Reply:
        asked = self._standing.turn.prompt.text if self._standing.turn and self._standing.turn.prompt else ""
        prompt = self._language.prompt("commands.carry-on", question=asked)
        ask = replace(self._standing.turn, prompt=prompt) if self._standing.turn else None
        return Reply("command:carry on", then=Then.CARRY_ON, facts=[Fact(FactKind.RESUMED)], ask=ask)

    def _next_name(self) -> str | None:
        """Who comes after the person whose turn it is."""
        people = self._progress.people
        if self._standing.turn is None or self._standing.turn.participant is None or len(people) < 2:
            return None
        here = next(n for n, person in enumerate(people) if person.id == self._standing.turn.participant)
        return self._turns.name(people[(here + 1) % len(people)], self._gathering.called)
