"""A group's ground rules, in its own words: read back, and each person's own yes, no or unsure to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.parts import LATER, NO, UNSURE, YES
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.events import Fact, Prompt, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress


@dataclass
class GroundRules:
    """``given``: the numbers of the utterances that hold them; ``answers``: each person's own answer to all of them."""

    given: set[int] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)

    def copy(self) -> GroundRules:
        """The same, to be changed apart."""
        return GroundRules(set(self.given), dict(self.answers))

    def give(self, utterance: int) -> None:
        """There is one more, so everyone is asked about all of them anew."""
        self.given.add(utterance)
        self.answers.clear()


def answered(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    """Fold: what one person says to the ground rules."""
    progress.ground_rules.answers[participant] = str(payload["answer"])


def standing_rules(progress: Progress) -> set[int]:
    """The utterances whose words are ground rules now."""
    return progress.ground_rules.given - progress.taken_out - progress.replaced


class RuleBook:
    """Says the ground rules, and reads what people say to them."""

    def __init__(self, language: Language, meaning: Meaning, guide: Guide) -> None:
        self._language = language
        self._meaning = meaning
        self.here = any(category.ground_rules for category in guide.categories)

    def read(self, progress: Progress) -> list[Prompt]:
        """The ground rules as they stand, each in the words in which it was given."""
        wanted, number, found = standing_rules(progress), 0, []
        for fact in progress.facts:
            if FactKind.UTTERANCE_HEARD in (fact.kind, fact.payload.get("kind")):
                number += 1
                if number in wanted and fact.payload.get("text"):
                    found.append(self._language.prompt("rules.one", words=fact.payload["text"]))
        return [self._language.prompt("rules.these" if found else "rules.none"), *found]

    def hear(self, turn: Turn, heard: Utterance, *, again: bool) -> Reply:
        """One person's yes, no or unsure. Unclear is asked once more, and is never a yes."""
        read = self._meaning.answer(heard)
        if read is Answer.OTHER and not again:
            prompt = self._language.prompt("rules.agree-again", name=turn.name)
            return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=prompt))
        answer = {Answer.YES: YES, Answer.NO: NO}.get(read, UNSURE)
        return Reply(answer, facts=[self.fact(turn, answer, heard.text if turn.recorded else None)])

    def later(self, turn: Turn) -> Fact:
        """A pass: they may say it later."""
        return self.fact(turn, LATER, None)

    @staticmethod
    def fact(turn: Turn, answer: str, words: str | None) -> Fact:
        """What one person says to the ground rules, as it is kept."""
        return Fact(FactKind.GROUND_RULES_ANSWERED_BY, turn.participant, None, {"answer": answer, "words": words})
