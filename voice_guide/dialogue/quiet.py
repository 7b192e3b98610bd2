"""The quiet key: when it is pressed, when it may go on, and what is asked first then."""

from __future__ import annotations

from dataclasses import replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import WEIGHTY_PATIENCE_SECONDS
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.steps import AskAgreement, AskWho, Close, Step
from voice_guide.events import QUIET, Alone, Event, Fact, KeyCommand, Prompt, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

QUIET_TURN, GO_ON_TURN = "quiet", "quiet-over"
_OUTCOMES = {Answer.NO: "no", Answer.UNSURE: "unsure"}


class QuietKey:
    """What the key does. ``meaning`` reads the answer to whether it may go on."""

    def __init__(self, language: Language, meaning: Meaning) -> None:
        self._language = language
        self._meaning = meaning

    def quiet(self) -> Turn:
        """Wait, for as long as it takes, without a word."""
        everyone = self._language.prompt("who.everyone").text
        return Turn(QUIET_TURN, TurnKind.CHOICE, everyone, recorded=False, quiet=True)

    def go_on(self, *, heard: bool = True, alone: bool = False) -> Turn:
        """Shall we carry on? ``heard`` False: nobody here is to be heard, so keys alone answer; so they do in private time."""
        everyone = self._language.prompt("who.everyone").text
        prompt = self._language.prompt("quiet.over")
        return Turn(
            GO_ON_TURN,
            TurnKind.WEIGHTY,
            everyone,
            prompt=prompt,
            patience_seconds=WEIGHTY_PATIENCE_SECONDS,
            recorded=heard and not alone,
            alone=Alone() if alone else None,
        )

    def pressed(self, asked: Turn, progress: Progress) -> Reply:
        """The key: quiet now, or, where it is quiet, the question whether to go on."""
        outcome = f"command:{QUIET.name}"
        if asked.quiet:
            heard = not progress.people or any(person.recorded for person in progress.people)
            alone = progress.private_minutes is not None
            return Reply(outcome, then=Then.ASK_AGAIN, ask=self.go_on(heard=heard, alone=alone))
        return Reply(outcome, then=Then.PAUSE, ask=self.quiet())

    def hear(self, asked: Turn, event: Event) -> Reply:
        """The answer to whether to go on: a clear yes; stop; or else it goes on waiting, and keeps nothing."""
        if isinstance(event, Utterance) and event.over_prompt:
            again = self._language.prompt("answer.sure", question=self._language.prompt("quiet.over").text)
            return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(asked, prompt=again))
        stop = KeyCommand("stop")
        if event == stop or (isinstance(event, Utterance) and self._meaning.command(event.text).command == stop.name):
            note = Fact(FactKind.COMMAND, payload={"name": stop.name})
            return Reply(f"command:{stop.name}", then=Then.STOP, facts=[note])
        if self.is_yes(event):
            return Reply("yes", then=Then.GO_ON, facts=[Fact(FactKind.RESUMED)])
        read = self._meaning.answer(event) if isinstance(event, Utterance) else None
        return Reply(_OUTCOMES.get(read, "no-match") if read else "no-match", then=Then.LISTEN_ON)

    def is_yes(self, event: Event) -> bool:
        """Whether this is a yes to going on that the rules know: what is only like one may be said to somebody else."""
        if isinstance(event, KeyCommand):
            return event.name == "yes"
        if not isinstance(event, Utterance) or event.over_prompt:
            return False
        return Answer.YES == self._meaning.answer(event) == self._meaning.known_yes_no(event.text)


def needed_before(step: Step, prompts: list[Prompt]) -> list[Prompt]:
    """What is still said before the current question, after a quiet: not where it was, nor any words of before.

    But nobody is asked to agree to a notice or a list that they may not have heard to its end.
    """
    return prompts if isinstance(step, AskWho | AskAgreement | Close) else []
