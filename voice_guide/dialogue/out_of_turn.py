"""Words said out of turn: the last answer that was kept is somebody else's, and moves to them; or, where that person is not
recorded, it is nobody's, and its words are to be dropped wholly.

There are no voiceprints: only what a person says ("that was Dan") or a key of the worker's tells whose words they were.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue.parts import Person
from voice_guide.events import Fact
from voice_guide.facts import FactKind

MOVED_TO, DROPPED = "moved_to", "dropped"  # of an ``answer reopened``: whose the words are; which utterance is dropped


@dataclass(frozen=True)
class LastWords:
    """The last answer with words: the number of its utterance, who is down for it, and the question."""

    utterance: int
    person: str
    question: str


def last_words(facts: Sequence[Fact], hidden: Container[int] = ()) -> LastWords | None:
    """The last answer with words among these facts, which all hold.

    None where words of it are on the list already, or it is one of the ``hidden`` ones, which were taken out or changed.
    """
    for fact in reversed(facts):
        if fact.kind == FactKind.WAY_FORWARD_DRAFTED:
            return None
        number = fact.payload.get("utterance")
        if fact.kind == FactKind.ANSWER_KEPT and fact.payload.get("kept") and isinstance(number, int):
            if number in hidden:
                return None
            return LastWords(number, str(fact.participant), str(fact.question))
    return None


def moved(facts: Sequence[Fact], last: LastWords, to: Person) -> list[Fact]:
    """What is to be kept so that the last words are that person's. The history stays, unless they are not recorded."""
    anew, first = _with_words_of(facts, last, to)
    payload: dict[str, object] = {"back_to": first, MOVED_TO: to.id}
    if not to.recorded:
        payload[DROPPED] = last.utterance
    return [Fact(FactKind.ANSWER_REOPENED, last.person, last.question, payload), *anew[first:]]


def is_heard(fact: Fact) -> bool:
    """Whether somebody said something here, also where a damaged disk lost it: both are counted."""
    return FactKind.UTTERANCE_HEARD in (fact.kind, fact.payload.get("kind"))


def utterances_in(facts: Sequence[Fact]) -> int:
    """How many utterances there are in these facts, which all hold."""
    return sum(is_heard(fact) for fact in facts)


def _with_words_of(facts: Sequence[Fact], last: LastWords, to: Person) -> tuple[list[Fact], int]:
    """The facts with the last words as that person's, and the place of the first that differs."""
    found: list[Fact] = []
    number, first = 0, len(facts)
    for at, fact in enumerate(facts):
        if is_heard(fact):
            number += 1
            if number == last.utterance:
                first = at
                found.append(replace(fact, participant=to.id, payload=dict(fact.payload) if to.recorded else {}))
                continue
        if number == last.utterance and fact.participant == last.person:
            if fact.kind == FactKind.ANSWER_CHANGED:
                continue  # what they said before stands, after all
            if fact.kind == FactKind.ANSWER_KEPT and fact.payload.get("utterance") == last.utterance:
                kept = fact.payload | {"out_of_turn": True}
                found += [replace(fact, participant=to.id, payload=kept)] if to.recorded else []
                continue
        found.append(fact)
    return found, first
