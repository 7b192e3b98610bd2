"""Steering: what a command does where the dialogue stands, and where something is being asked about meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.private_time import PrivateTimes
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import OUTCOMES, Reply, Then
from voice_guide.dialogue.spoken_commands import Place, SpokenCommands
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.steps import AskPreparation, AskQuestion, AskWho, OfferPrivateTime
from voice_guide.dialogue.talking_piece import next_of
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.dialogue.withdrawing import COMMANDS, SAID_AGAIN_IS_YES, Confirming, Withdrawing
from voice_guide.events import Fact, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.understanding.yes_no import Answer

SOMEBODY = ("add", "remove")  # in the middle of a joint conversation
_NO_ANSWERS = ("pass", "finished", "back", "carry on")  # where a yes was asked for, these are none
# These are about how something is asked, so what is being asked about stays to be asked.
ASKED_ON = ("repeat", "explain", "slower", "faster", "louder", "quieter", "help", "progress", "who next", "read back")


class Steering:
    """Does commands, and asks whether something is to be taken out. Its memory is the standing alone."""

    def __init__(
        self,
        *,
        meaning: Meaning,
        turns: TurnMaker,
        gathering: Gathering,
        commands: SpokenCommands,
        withdrawing: Withdrawing,
        private: PrivateTimes,
        progress: Progress,
        standing: Standing,
    ) -> None:
        self._meaning = meaning
        self._turns = turns
        self._gathering = gathering
        self._commands = commands
        self._withdrawing = withdrawing
        self._private = private
        self._progress = progress
        self._standing = standing

    def command(self, name: str, about: str | None, progress: Progress | None = None) -> Reply:
        """What a command does here; ``progress``: as it will be, where something is taken back first."""
        place = self._place(progress or self._progress)
        confirming, self._standing.confirming = self._standing.confirming, None
        if confirming is not None and name in _NO_ANSWERS:
            return self._withdrawing.stays(confirming, place.turn, f"command:{name}")
        if confirming is not None and name in (*ASKED_ON, "hold"):
            self._standing.confirming = confirming
            if name == "hold":
                return Reply(f"command:{name}", then=Then.LISTEN_ON)
            return self.asked_on(name, about, confirming.turn)
        if name in COMMANDS and not isinstance(place.step, OfferPrivateTime):  # there it is nobody's own turn
            return self.withdraw(name, about, onward=confirming is not None and confirming.onward)
        if self._standing.listing is not None and name in ("pass", "finished", "back"):
            self._standing.listing = None
            return Reply(f"command:{name}")
        if isinstance(place.step, AskPreparation) and name in ("pass", "finished"):
            return Reply(f"command:{name}", then=Then.ASK_AGAIN)  # only a yes confirms it
        if name in SOMEBODY:
            return self.somebody(name, about, place)
        if isinstance(place.step, AskWho) and name in ("pass", "finished"):
            return self._gathering.decline(place.turn, place.progress)
        if isinstance(place.step, OfferPrivateTime) and name in ("pass", "finished"):
            return replace(self._private.usual(place.step), outcome=f"command:{name}")
        return self._commands.reply(name, about, place)

    def somebody(self, name: str, about: str | None, place: Place) -> Reply:
        """Somebody comes, or is to be taken off; ``about``: the words of it, None where a key was pressed."""
        reply = self._gathering.somebody(about, place.progress, place.turn.question)
        if reply is None:
            return Reply(f"command:{name}", then=Then.LISTEN_ON)
        note = Fact(FactKind.COMMAND, place.turn.participant, place.turn.question, {"name": name})
        return replace(reply, facts=[note])

    def asked_on(self, name: str, about: str | None, asked: Turn, *, last_words: str | None = None) -> Reply:
        """A command in the middle of a question beside the step's own: done, and then that is asked again."""
        if name in ("repeat", "explain"):
            return Reply(f"command:{name}", then=Then.ASK_AGAIN, ask=asked)
        place = replace(self._place(self._progress), turn=asked)
        reply = self._commands.reply(name, about, replace(place, last_words=last_words or place.last_words))
        return replace(reply, outcome=f"command:{name}", ask=reply.ask or asked)

    def withdraw(self, name: str, about: str | None, *, onward: bool = False) -> Reply:
        """Take out, change, delete everything; ``onward``: what was being answered is kept, so it goes on after that."""
        reply, confirming = self._withdrawing.command(name, about, self._place(self._progress))
        self._standing.confirming = replace(confirming, onward=onward) if confirming else None
        return reply

    def confirmed(self, confirming: Confirming, heard: Utterance, command: str, about: str | None) -> Reply:
        """Is it to be taken out? Only a clear yes changes anything, and none that began over the question."""
        place = self._place(self._progress)
        if command == "repeat" or (command == confirming.command and not _is_a_yes(confirming)):
            return Reply(f"command:{command}", then=Then.ASK_AGAIN, ask=confirming.turn)
        if heard.over_prompt and command == "answer":
            return Reply("no-match", then=Then.ASK_AGAIN, ask=self._turns.surely(confirming.turn))
        if command not in ("answer", confirming.command, *_NO_ANSWERS):
            return self.command(command, about)
        read = self._meaning.answer(heard) if command == "answer" else Answer.OTHER
        if read is Answer.YES or command == confirming.command:
            reply, self._standing.confirming = self._withdrawing.yes(confirming, place)
            if self._standing.confirming is None:
                self._standing.last_words = None
            self._note_withdrawal(reply.facts)
            return reply
        self._standing.confirming = None
        return self._withdrawing.stays(confirming, place.turn, OUTCOMES.get(read, "no-match"))

    def _note_withdrawal(self, facts: Sequence[Fact]) -> None:
        """Whoever is not recorded any more is called by their name in this run alone, and their turn is not captured."""
        standing = self._standing
        for fact in facts:
            if fact.kind == FactKind.WITHDREW and fact.participant is not None and standing.turn is not None:
                name = self._progress.person(fact.participant).name
                self._gathering.called |= {fact.participant: name} if name else {}
                standing.turn = replace(standing.turn, recorded=False)

    def put_right(self, about: str | None, new: str, today: date) -> Reply | None:
        """One day in an earlier answer changed for another, said in one breath."""

        def is_day(words: str) -> bool:
            return self._meaning.day(words, today) is not None

        found = self._withdrawing.put_right(about, new, self._place(self._progress), is_day)
        if found is None:
            return None
        reply, self._standing.confirming = found
        return reply

    def _place(self, progress: Progress) -> Place:
        standing = self._standing
        assert standing.turn is not None
        return Place(standing.step, standing.turn, progress, standing.last_words, self._next_name(standing.turn))

    def _next_name(self, turn: Turn) -> str | None:
        """Who comes after the person whose turn it is."""
        people = self._progress.here
        if len(people) < 2 or (turn.participant is not None and not self._progress.person(turn.participant).here):
            return None
        if turn.participant is None:  # everybody was asked, and then it begins with the first
            return self._turns.name(people[0], self._gathering.called)
        step = self._standing.step
        if isinstance(step, AskQuestion) and step.category.rounds:
            follows = next_of(step, self._progress) or next(each for each in people if each.id != turn.participant)
            return self._turns.name(follows, self._gathering.called)
        here = next((n for n, person in enumerate(people) if person.id == turn.participant), -1)
        return self._turns.name(people[(here + 1) % len(people)], self._gathering.called)


def _is_a_yes(confirming: Confirming) -> bool:
    """Whether saying the command again answers the question about it."""
    return confirming.command in SAID_AGAIN_IS_YES and not confirming.second
