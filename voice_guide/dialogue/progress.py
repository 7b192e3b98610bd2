"""How far a session has come: a fold of the recorded facts.

The dialogue applies each fact it keeps, and a resume applies the journal's facts, so both stand at the same place.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from voice_guide.dialogue.folding import HANDLERS
from voice_guide.dialogue.ground_rules import GroundRules
from voice_guide.dialogue.parts import Person, Slot, WayForward
from voice_guide.dialogue.rounds import Rounds
from voice_guide.events import Fact
from voice_guide.facts import FactKind

_Item = TypeVar("_Item")

# Kinds that are no step of the conversation: not counted among the facts that an answer opened again takes back.
NO_STEPS = (
    FactKind.SESSION_STARTED,
    FactKind.SECOND_TEXT,
    FactKind.EXPORTED,
    FactKind.ERASED,
    FactKind.SERVICE_VIEW,
    FactKind.PAPERS_WISHED,
)

# What grows with every answer.
_GROWING = ("settled", "answered", "order", "facts")


@dataclass
class Progress:
    """The state that the next step is chosen from. Changed by ``apply`` alone.

    ``at_ways_forward``: who has been asked something there. ``strengths``: what each person said is good here, and the
    number of that utterance; ``heard`` is the last one's text. ``facts`` are those that hold: an answer that was opened
    again takes back what came of it. ``taken_out`` and ``replaced`` are the numbers of utterances that are not shown any
    more; ``changing`` is the question, and whose, that is being asked again so that its new answer replaces the old;
    ``back_to`` the one that someone has gone back to.
    """

    people: list[Person] = field(default_factory=list)  # those who are asked
    supporters: list[Person] = field(default_factory=list)  # those who are here beside them, and are asked nothing
    removed: list[Person] = field(default_factory=list)  # those who were taken off
    joined: int = 0  # how many have come in, whatever they are now
    prepared: dict[str, str] = field(default_factory=dict)  # a worker's newest answer to each question, by its text
    expected_people: int = 0
    introduced: set[str] = field(default_factory=set)
    at_ways_forward: set[str] = field(default_factory=set)
    strengths: dict[str, tuple[int, str]] = field(default_factory=dict)
    heard: str = ""
    skipped: set[str] = field(default_factory=set)
    settled: MutableMapping[tuple[str, str], str] = field(default_factory=dict)
    answered: MutableMapping[tuple[str, str], None] = field(default_factory=dict)
    order: dict[tuple[str, str], None] = field(default_factory=dict)  # of the settled ones, the last one last
    times_settled: dict[str, int] = field(default_factory=dict)  # by how many people each question is
    whole: set[str] = field(default_factory=set)  # categories that everyone has settled, where that was noticed
    cannot: set[tuple[str, str]] = field(default_factory=set)
    taken_out: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    changing: tuple[str, str] | None = None
    back_to: tuple[str, str] | None = None
    private_minutes: int | None = None  # while the family is alone: for how long it chose to be
    private_settled: bool = False  # the family was alone, or wanted no such time
    all_taken_out: bool = False
    ways: list[WayForward] = field(default_factory=list)
    ways_named: set[str] = field(default_factory=set)
    review: Slot | None = None
    review_before: Slot | None = None  # while the day is asked for again
    utterances: int = 0
    offered: bool = False
    paused: bool = False
    no_probes: bool = False  # the quiet key was pressed: nothing more is asked than must be
    closed: bool = False
    lost: int = 0  # facts that a damaged disk lost
    rounds: Rounds = field(default_factory=Rounds)
    talk_time: dict[str, str] = field(default_factory=dict)  # each person's own answer to its being measured
    ground_rules: GroundRules = field(default_factory=GroundRules)
    facts: list[Fact] = field(default_factory=list, repr=False)

    @classmethod
    def fold(cls, facts: Iterable[Fact]) -> Progress:
        """The progress after these facts."""
        progress = cls()
        for fact in facts:
            progress.apply(fact)
        return progress

    def ahead(self, facts: Iterable[Fact]) -> Progress:
        """The progress as it would be after a plain answer, kept as these facts. Only to look at: its facts are not there.

        What grows with the session is looked through, not copied, so that looking ahead costs the same late on.
        """
        parts = {name: _copied(part) for name, part in self.__dict__.items() if name not in _GROWING}
        progress = Progress(**parts, settled=ChainMap({}, self.settled), answered=ChainMap({}, self.answered))
        for fact in facts:
            progress.apply(fact)
        return progress

    @property
    def people_settled(self) -> bool:
        """True when each person who is here has been asked about recording."""
        return bool(self.people) and self.joined >= self.expected_people

    @property
    def here(self) -> list[Person]:
        """Those who are here now."""
        return [person for person in self.people if person.here]

    @property
    def ways_kept(self) -> list[WayForward]:
        """The ways forward that were not dropped."""
        return [way for way in self.ways if not way.dropped]

    @property
    def everyone(self) -> list[Person]:
        """Everyone who has been in, in the order in which they came."""
        found = [*self.people, *self.supporters, *self.removed]
        return sorted(found, key=lambda person: int(person.id.removeprefix("p")))

    def person(self, person_id: str) -> Person:
        """The participant with this id. Raises KeyError."""
        for person in (*self.people, *self.supporters, *self.removed):
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def way(self, number: int) -> WayForward:
        """The way forward with this number. Raises KeyError."""
        for way in self.ways:
            if way.number == number:
                return way
        raise KeyError(number)

    def apply(self, fact: Fact) -> None:
        """Take in one fact. Kinds that change nothing here are passed over."""
        if fact.kind in NO_STEPS:
            return
        if fact.kind == FactKind.ANSWER_REOPENED:
            self.__dict__.update(Progress.fold(effective([*self.facts, fact])).__dict__)
            return
        self.facts.append(fact)
        handler = HANDLERS.get(fact.kind)
        if handler is not None:
            handler(self, fact.participant or "", fact.question or "", fact.payload)


def _copied(part: Any) -> Any:
    """A part of the progress that may be changed apart from the first."""
    if isinstance(part, list):
        return [_copied(each) for each in part]
    if isinstance(part, WayForward):
        return replace(part, slots=dict(part.slots), answers=dict(part.answers))
    return part.copy() if isinstance(part, (dict, set, Rounds, GroundRules)) else part


def effective(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that hold: from a reopened answer back to where it was taken, nothing does (it stays in the journal)."""
    return effective_by(facts, lambda fact: fact)


def effective_by(items: Iterable[_Item], fact_of: Callable[[_Item], Fact]) -> list[_Item]:
    """As ``effective``, for things that each carry a fact."""
    kept: list[_Item] = []
    for item in items:
        fact = fact_of(item)
        if fact.kind in NO_STEPS:
            continue
        if fact.kind == FactKind.ANSWER_REOPENED:
            del kept[int(str(fact.payload["back_to"])) :]
        else:
            kept.append(item)
    return kept
