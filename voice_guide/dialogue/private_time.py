"""Time for the family alone: how long it is, what ends it, and what is asked around it.

The microphone is closed from its first word to its last, so nothing but a key, or a typed line, says anything here; and no
key alone opens it again: whoever ends it is asked whether it is over, and told that they can be heard after a yes.
"""

from __future__ import annotations

from dataclasses import replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import WEIGHTY_PATIENCE_SECONDS
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.steps import LeaveAlone, OfferPrivateTime, Step
from voice_guide.dialogue.turns import PAUSED_TURN
from voice_guide.events import Alone, Event, Fact, KeyCommand, Prompt, TimeOver, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

LENGTH_TURN, NONE_TURN, ALONE_TURN, OVER_TURN = "private-length", "private-none", "private-time", "private-over"
OVER_SECONDS = 60.0  # a key that nobody follows up was pressed by chance: the time goes on
TYPED = "keyboard"  # the engine of a typed line
_SECONDS_IN_A_MINUTE = 60


class PrivateTimes:
    """What is asked and done. Holds content only."""

    def __init__(self, language: Language, meaning: Meaning) -> None:
        self._language = language
        self._meaning = meaning
        self._everyone = language.prompt("who.everyone").text

    # What is asked

    def offer(self, progress: Progress) -> Turn:
        """How long would you like? Where nobody here is to be heard, keys alone answer."""
        heard = any(person.recorded for person in progress.people)
        prompt = self._language.prompt("private.length")
        return self._turn(LENGTH_TURN, TurnKind.WEIGHTY, prompt, recorded=heard)

    def before(self, step: OfferPrivateTime) -> list[Prompt]:
        """What is said before it is asked."""
        return [Prompt("private_time.introduction", step.private.introduction.text)]

    def turn(self, step: LeaveAlone, progress: Progress, *, last: Step) -> Turn:
        """The time itself; after a resume first whether it is over by now."""
        if isinstance(last, (OfferPrivateTime, LeaveAlone)):
            return self.alone(step, progress)
        return self._over("private.was-on")

    def alone(self, step: LeaveAlone, progress: Progress) -> Turn:
        """Nothing is said or heard, until a key comes or the time is over."""
        seconds = (progress.private_minutes or 0) * _SECONDS_IN_A_MINUTE
        longest = max(seconds, step.private.longest_minutes * _SECONDS_IN_A_MINUTE)
        alone = Alone(seconds, longest, counts=True)
        return self._turn(ALONE_TURN, TurnKind.CHOICE, self._language.prompt("private.begins"), alone=alone)

    def paused(self) -> Turn:
        """A pause in it: as deaf as the time itself."""
        return self._turn(PAUSED_TURN, TurnKind.CHOICE, self._language.prompt("private.paused"), alone=Alone())

    def likely_facts(self, step: OfferPrivateTime) -> list[Fact]:
        """The facts of the usual answer, to look ahead with."""
        return [_began(step.private.minutes)]

    def upcoming(self) -> list[str]:
        """What is likely to be said while the family is alone."""
        return [self._language.prompt(f"private.{key}").text for key in ("over", "time", "ended", "begins")]

    # What comes of it

    def length(self, step: OfferPrivateTime, turn: Turn, heard: Utterance, *, again: bool) -> Reply:
        """A length, or none at all, which is asked about. Unclear is asked once more; then it is the usual length."""
        read = self._meaning.answer(heard)
        if turn.id == NONE_TURN:
            if read is Answer.YES:
                left_out = Fact(FactKind.PRIVATE_TIME_LEFT_OUT)
                return Reply("yes", facts=[left_out], lead=[self._language.prompt("private.left-out")])
            return Reply("no", then=Then.ASK_AGAIN, ask=self._in_place_of(turn, LENGTH_TURN, "private.length"))
        minutes = self._meaning.minutes(heard.text)
        if minutes:
            return self._begin(min(minutes, step.private.longest_minutes), cut=minutes > step.private.longest_minutes)
        if read is Answer.NO or minutes == 0 or self._meaning.is_nothing(heard.text):
            return Reply("no", then=Then.ASK_AGAIN, ask=self._in_place_of(turn, NONE_TURN, "private.none-check"))
        if not again:
            ask = self._in_place_of(turn, LENGTH_TURN, "private.length-explain")
            return Reply("no-match", then=Then.ASK_AGAIN, ask=ask)
        return self._begin(step.private.minutes)

    def usual(self, step: OfferPrivateTime) -> Reply:
        """Nobody names a length: it is the guide's."""
        return self._begin(step.private.minutes)

    def hear(self, step: LeaveAlone, asked: Turn, event: Event, progress: Progress) -> Reply:
        """A key, a typed line, or the end of the time. Nothing that is typed here is kept."""
        name = self._name(event)
        if name == "stop":
            return Reply("command:stop", then=Then.STOP, facts=[Fact(FactKind.COMMAND, payload={"name": name})])
        if name == "pause":
            note = Fact(FactKind.COMMAND, payload={"name": name})
            return Reply("command:pause", then=Then.PAUSE, facts=[note], ask=self.paused())
        if name == "numbers":
            return Reply("command:help", then=Then.LISTEN_ON, numbers=True)
        if asked.id == OVER_TURN:
            return self._hear_over(step, asked, name, event, progress)
        if name == "finished":
            return Reply("command:finished", then=Then.ASK_AGAIN, ask=self._over("private.over"))
        if isinstance(event, TimeOver):
            return Reply("no-input", then=Then.LISTEN_ON, lead=[self._language.prompt("private.time")])
        if name in ("help", "repeat", "explain"):
            return Reply(f"command:{name}", then=Then.LISTEN_ON, lead=[self._language.prompt("private.help")])
        return Reply("no-input", then=Then.LISTEN_ON)

    def _hear_over(self, step: LeaveAlone, asked: Turn, name: str, event: Event, progress: Progress) -> Reply:
        if name == "yes":
            ended = Fact(FactKind.PRIVATE_TIME_ENDED)
            return Reply("yes", facts=[ended], lead=[self._language.prompt("private.ended")])
        if name in ("repeat", "help"):
            return Reply(f"command:{name}", then=Then.ASK_AGAIN, ask=asked)
        if name == "no" or isinstance(event, TimeOver):
            return Reply("no" if name else "no-input", then=Then.ASK_AGAIN, ask=self.alone(step, progress))
        return Reply("no-match", then=Then.LISTEN_ON)

    def _name(self, event: Event) -> str:
        """What a key or a typed line means here; empty where it means nothing. What was spoken is never heard."""
        if isinstance(event, KeyCommand):
            return event.name
        if not isinstance(event, Utterance) or event.engine != TYPED:
            return ""
        command = self._meaning.command(event.text)
        if command.command == "help" and command.about == "numbers":
            return "numbers"
        if command.command != "answer":
            return command.command
        return {Answer.YES: "yes", Answer.NO: "no"}.get(self._meaning.yes_no(event.text), "")

    def _begin(self, minutes: int, *, cut: bool = False) -> Reply:
        key = "private.given-one" if minutes == 1 else "private.given"
        lead = [self._language.prompt(key, count=minutes)]
        lead += [self._language.prompt("private.longest")] if cut else []
        return Reply("answer", facts=[_began(minutes)], lead=lead)

    def _over(self, key: str) -> Turn:
        return self._turn(OVER_TURN, TurnKind.CHOICE, self._language.prompt(key), alone=Alone(OVER_SECONDS))

    def _in_place_of(self, turn: Turn, turn_id: str, key: str) -> Turn:
        return replace(turn, id=turn_id, prompt=self._language.prompt(key))

    def _turn(
        self, turn_id: str, kind: TurnKind, prompt: Prompt, *, recorded: bool = False, alone: Alone | None = None
    ) -> Turn:
        patience = WEIGHTY_PATIENCE_SECONDS
        return Turn(
            turn_id, kind, self._everyone, prompt=prompt, patience_seconds=patience, recorded=recorded, alone=alone
        )


def _began(minutes: int) -> Fact:
    return Fact(FactKind.PRIVATE_TIME_BEGAN, payload={"minutes": minutes})
