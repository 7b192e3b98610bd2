"""Opening an answer again: what came of it is taken back, and what was kept before holds again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_guide.dialogue.gathering import Remembered
from voice_guide.dialogue.standing import Standing
from voice_guide.events import Fact, Turn
from voice_guide.facts import FactKind


@dataclass(frozen=True)
class Before:
    """Everything as it was when an utterance came, so that its answer can be opened again."""

    facts: tuple[Fact, ...]
    standing: Standing
    gathering: Remembered


def parted(now: Sequence[Fact], before: Sequence[Fact]) -> int:
    """How many facts, from the first on, are the same ones."""
    pairs = zip(now, before, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one is not other), min(len(now), len(before)))


def reopened(now: Sequence[Fact], before: Sequence[Fact], asked: Turn | None) -> list[Fact]:
    """What is to be kept so that of the facts that hold ``now`` those of ``before`` hold: back to where they part, and on."""
    same = parted(now, before)
    participant, question = (asked.participant, asked.question) if asked else (None, None)
    return [Fact(FactKind.ANSWER_REOPENED, participant, question, {"back_to": same}), *before[same:]]


def has_words(facts: Sequence[Fact]) -> bool:
    """Whether somebody's words are in these."""
    return any(fact.kind == FactKind.UTTERANCE_HEARD and "text" in fact.payload for fact in facts)
