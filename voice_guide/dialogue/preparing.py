"""Before a joint conversation: the worker's list, question by question. Only a yes confirms; a no waits, and blames nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import WEIGHTY_PATIENCE_SECONDS
from voice_guide.dialogue.reply import OUTCOMES, Reply, Then
from voice_guide.dialogue.steps import AskPreparation, Step
from voice_guide.events import Fact, Prompt, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.preparation import PreparationItem, list_hash
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

LATER_TURN = "prepare-later"


class Preparing:
    """Asks the worker, and reads the answers. Of what they say only yes, no or unsure is kept."""

    def __init__(self, language: Language, meaning: Meaning) -> None:
        self._language = language
        self._meaning = meaning

    def turn(self, step: AskPreparation) -> Turn:
        """One question of the list."""
        prompt = Prompt(f"preparation.{step.item.id}", step.item.text)
        return self._turn(f"prepare-{step.number}", TurnKind.WEIGHTY, prompt)

    def before(self, step: AskPreparation, last: Step) -> list[Prompt]:
        """What is said before the first question that is asked in this run."""
        if isinstance(last, AskPreparation):
            return []
        return [self._language.prompt("prepare.intro-one" if step.left == 1 else "prepare.intro", count=step.left)]

    def hear(self, step: AskPreparation, turn: Turn, heard: Utterance, items: Sequence[PreparationItem]) -> Reply:
        """The worker's answer: kept with the question's text and the list's hash, and none of their words."""
        if turn.id == LATER_TURN:
            return self._hear_later(heard)
        read = self._meaning.answer(heard)
        if read is Answer.OTHER:
            asked = self._language.prompt("answer.sure", question=step.item.text)
            return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=asked))
        payload: dict[str, object] = {"item": step.item.id, "text": step.item.text, "answer": OUTCOMES[read]}
        fact = Fact(FactKind.PREPARATION_ANSWERED, payload=payload | {"list": list_hash(items)})
        if read is Answer.YES:
            return Reply("yes", facts=[fact])
        lead = [Prompt(f"preparation.{step.item.id}.no", step.item.no)]
        later = self._turn(LATER_TURN, TurnKind.CHOICE, self._language.prompt("prepare.later"))
        return Reply(OUTCOMES[read], then=Then.ASK_AGAIN, facts=[fact], lead=lead, ask=later)

    def _hear_later(self, heard: Utterance) -> Reply:
        """Carrying on asks the same question again; what is neither that nor stop goes on waiting."""
        goes_on = self._meaning.command(heard.text).command == "carry on"
        if goes_on or self._meaning.answer(heard) is Answer.YES:
            return Reply("command:carry on")
        return Reply("no-match", then=Then.LISTEN_ON)

    def _turn(self, turn_id: str, kind: TurnKind, prompt: Prompt) -> Turn:
        worker = self._language.prompt("prepare.worker").text
        return Turn(turn_id, kind, worker, prompt=prompt, patience_seconds=WEIGHTY_PATIENCE_SECONDS)
