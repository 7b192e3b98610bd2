"""Whose words stand in each part of a way forward: an amended line may hold the words of two people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from voice_guide.dialogue.out_of_turn import DROPPED, MOVED_TO, is_heard, utterances_in
from voice_guide.dialogue.progress import NO_STEPS
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact

WHAT = "what"
Part = tuple[int, str]  # the way forward's number and the slot

_FILLS = (FactKind.WAY_FORWARD_DRAFTED, FactKind.WAY_FORWARD_CHANGED)


class Whose:
    """Follows the facts in order, and knows after each one who has said what stands in each part."""

    def __init__(self) -> None:
        self._people: dict[Part, frozenset[str]] = {}

    @classmethod
    def after(cls, facts: Iterable[Fact]) -> Whose:
        """As it is after these facts."""
        whose = cls()
        for fact in facts:
            whose.take(fact)
        return whose

    def take(self, fact: Fact) -> None:
        """Take in one fact."""
        for slot, kept in parts_of(fact).items():
            if kept.get("words") is not None:
                part = (way_of(fact), slot)
                # Where a line was put right, the words around the new ones are those of whoever said the line.
                before = self.people(part) if fact.payload.get("amended") and slot == WHAT else frozenset()
                self._people[part] = before | {fact.participant or ""}

    def people(self, part: Part) -> frozenset[str]:
        """Whose words stand there; nobody's where there are none."""
        return self._people.get(part, frozenset())


def parts_of(fact: Fact) -> dict[str, dict[str, Any]]:
    """The parts of a way forward that a fact fills; none for facts of other kinds."""
    slots = fact.payload.get("slots") if fact.kind in _FILLS else None
    return dict(slots) if isinstance(slots, dict) else {}


def way_of(fact: Fact) -> int:
    """The number of the way forward that a fact is about."""
    return int(str(fact.payload["way"]))


def moved_words(facts: Iterable[RecordedFact]) -> dict[int, str | None]:
    """Utterances, and second texts, that stand under the name of somebody whose words they were not: whose they are.

    By their numbers in the vault; None: to be dropped. With them what had been taken down of the same answer before.
    """
    found: dict[int, str | None] = {}
    holds: list[Fact] = []
    number = 0
    taken: dict[tuple[int, str | None], list[int]] = {}
    for recorded in facts:
        fact = recorded.fact
        if fact.kind == FactKind.SECOND_TEXT:
            taken.setdefault((int(str(fact.payload.get("utterance"))), fact.participant), []).append(recorded.seq)
        elif fact.kind == FactKind.ANSWER_REOPENED:
            del holds[int(str(fact.payload["back_to"])) :]
            number = utterances_in(holds)
            if MOVED_TO in fact.payload or DROPPED in fact.payload:
                whose = None if DROPPED in fact.payload else str(fact.payload[MOVED_TO])
                found |= dict.fromkeys(taken.get((number + 1, fact.participant), ()), whose)
        elif fact.kind not in NO_STEPS:
            holds.append(fact)
            if is_heard(fact):
                number += 1
                taken.setdefault((number, fact.participant), []).append(recorded.seq)
    return found
