"""How far a session has come: a fold of the recorded facts.

The dialogue applies each fact it keeps, and a resume applies the journal's facts, so both stand at the same place.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from voice_guide.dialogue.second_thoughts import SECOND_THOUGHTS
from voice_guide.events import Fact
from voice_guide.facts import FactKind

_Item = TypeVar("_Item")

# Kinds that are no step of the conversation: not counted among the facts that an answer opened again takes back.
_NO_STEPS = (FactKind.SESSION_STARTED, FactKind.SECOND_TEXT)

# What grows with every answer.
_GROWING = ("settled", "answered", "order", "facts")

ANSWERED = "answered"
PASSED = "passed"
YES, NO, UNSURE, LATER = "yes", "no", "unsure", "later"


@dataclass
class Person:
    """A participant. ``name`` is None in the journal for someone who is not recorded."""

    id: str
    name: str | None
    recorded: bool


@dataclass
class Slot:
    """What was said to one of a way forward's questions: the person's words, and the day worked out from them."""

    words: str | None
    day: str | None = None
    people: tuple[str, ...] = ()  # ids of the participants whom the words of "who" name
    absent: tuple[str, ...] = ()  # those of its words that name nobody who is here

    def without_words(self) -> None:
        """Nothing was said here, so far as anybody is shown."""
        self.words, self.day, self.people, self.absent = None, None, (), ()


@dataclass
class WayForward:
    """One thing that someone will do, as far as it has been said."""

    number: int
    proposer: str
    slots: dict[str, Slot] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False
    change_offered: bool = False
    taken_out: bool = False  # by whoever said it: none of its words are shown any more
    reopened: str | None = None  # the slot that is being asked again
    before: tuple[dict[str, Slot], dict[str, str]] | None = None  # slots and answers while it is being changed

    def words(self, slot: str) -> str | None:
        """The words kept in a slot, or None."""
        kept = self.slots.get(slot)
        return kept.words if kept else None


@dataclass
class Progress:
    """The state that the next step is chosen from. Changed by ``apply`` alone.

    ``at_ways_forward``: who has been asked something there. ``strengths``: what each person said is good here, and the
    number of that utterance; ``heard`` is the last one's text. ``facts`` are those that hold: an answer that was opened
    again takes back what came of it. ``taken_out`` and ``replaced`` are the numbers of utterances that are not shown any
    more; ``changing`` is the question, and whose, that is being asked again so that its new answer replaces the old.
    """

    people: list[Person] = field(default_factory=list)
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
        return bool(self.people) and len(self.people) >= self.expected_people

    @property
    def ways_kept(self) -> list[WayForward]:
        """The ways forward that were not dropped."""
        return [way for way in self.ways if not way.dropped]

    def person(self, person_id: str) -> Person:
        """The participant with this id. Raises KeyError."""
        for person in self.people:
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
        if fact.kind in _NO_STEPS:
            return
        if fact.kind == FactKind.ANSWER_REOPENED:
            self.__dict__.update(Progress.fold(effective([*self.facts, fact])).__dict__)
            return
        self.facts.append(fact)
        handler = _HANDLERS.get(fact.kind)
        if handler is not None:
            handler(self, fact.participant or "", fact.question or "", fact.payload)


def _copied(part: Any) -> Any:
    """A part of the progress that may be changed apart from the first."""
    if isinstance(part, list):
        return [_copied(each) for each in part]
    if isinstance(part, WayForward):
        return replace(part, slots=dict(part.slots), answers=dict(part.answers))
    return part.copy() if isinstance(part, (dict, set)) else part


def effective(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that hold: from a reopened answer back to where it was taken, nothing does (it stays in the journal)."""
    return effective_by(facts, lambda fact: fact)


def effective_by(items: Iterable[_Item], fact_of: Callable[[_Item], Fact]) -> list[_Item]:
    """As ``effective``, for things that each carry a fact."""
    kept: list[_Item] = []
    for item in items:
        fact = fact_of(item)
        if fact.kind in _NO_STEPS:
            continue
        if fact.kind == FactKind.ANSWER_REOPENED:
            del kept[int(str(fact.payload["back_to"])) :]
        else:
            kept.append(item)
    return kept


def _joined(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.people.append(Person(participant, payload.get("name"), bool(payload["recorded"])))
    progress.expected_people = int(payload["of"])
    progress.whole.clear()


def _asked(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    if payload.get("ways_forward"):
        progress.at_ways_forward.add(participant)
    if "category" in payload:
        progress.introduced.add(payload["category"])


def _heard(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.utterances += 1
    progress.heard = str(payload.get("text", ""))


def _settle(progress: Progress, participant: str, question: str, outcome: str) -> None:
    place = (question, participant)
    if outcome == ANSWERED:
        progress.answered[place] = None
    elif place in progress.answered:
        outcome = ANSWERED  # passing a question asked again takes nothing back
    if place not in progress.settled:
        progress.times_settled[question] = progress.times_settled.get(question, 0) + 1
    progress.settled[place] = outcome
    progress.order.pop(place, None)
    progress.order[place] = None


def _kept(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    _settle(progress, participant, question, ANSWERED)
    _changed_or_left(progress, participant, question)
    if payload.get("cannot"):
        progress.cannot.add((question, participant))
    if payload.get("strength"):
        progress.strengths[participant] = (int(payload["utterance"]), progress.heard)


def _passed(progress: Progress, participant: str, question: str, _payload: dict[str, Any]) -> None:
    _settle(progress, participant, question, PASSED)
    _changed_or_left(progress, participant, question)


def _changed_or_left(progress: Progress, participant: str, question: str) -> None:
    if progress.changing == (question, participant):
        progress.changing = None


def _command(progress: Progress, participant: str, question: str, payload: dict[str, Any]) -> None:
    if payload.get("name") == "change":
        if payload.get("again") == "review":
            progress.review_before, progress.review = progress.review, None
        elif payload.get("again"):
            progress.changing = (question, participant)
        return
    if payload.get("name") != "back" or payload.get("done") is False:
        return
    if progress.changing is not None:
        progress.changing = None  # the change is left, and the answer stays as it was
        return
    if "slot" in payload:
        progress.way(int(payload["way"])).slots.pop(payload["slot"], None)
    elif progress.order:
        place, _ = progress.order.popitem()
        if progress.settled.pop(place, None) is not None:
            progress.times_settled[place[0]] -= 1
            progress.whole.clear()


def _skipped(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.skipped.update(payload["categories"])
    progress.changing = None


def _silence(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.offered = True


def _drafted(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    way = WayForward(int(payload["way"]), participant)
    _fill(way, payload)
    progress.ways.append(way)


def _changed(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    way = progress.way(int(payload["way"]))
    if payload.get("again"):
        way.before = (dict(way.slots), dict(way.answers))
        way.slots.clear()
        way.answers.clear()
        way.change_offered = False
    if payload.get("restore") and way.before is not None:
        way.slots, way.answers = way.before
        way.before, way.change_offered = None, way.change_offered if way.reopened else True
    way.reopened = None
    if "reopen" in payload:
        way.reopened = str(payload["reopen"])
        way.before = (dict(way.slots), dict(way.answers))
        way.slots.pop(way.reopened, None)
    if "reopen" in payload or payload.get("amended"):
        way.answers.clear()
        way.change_offered = False
    _fill(way, payload)


def _fill(way: WayForward, payload: dict[str, Any]) -> None:
    for slot, kept in payload.get("slots", {}).items():
        way.slots[slot] = _slot(kept)


def _slot(kept: dict[str, Any]) -> Slot:
    return Slot(
        kept.get("words"), kept.get("day"), people=tuple(kept.get("people", ())), absent=tuple(kept.get("absent", ()))
    )


def _offered_change(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).change_offered = True


def _dropped(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).dropped = True


def _answered_by(progress: Progress, participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.way(int(payload["way"])).answers[participant] = str(payload["answer"])


def _named(progress: Progress, participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.ways_named.add(participant)


def _review(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    kept = _slot(payload)
    progress.review = (progress.review_before or kept) if kept.words is None else kept
    progress.review_before = None


def _paused(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.paused = True
    progress.no_probes = progress.no_probes or bool(payload.get("quiet"))


def _resumed(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.paused = False


def _closed(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.closed = True


_HANDLERS: dict[str, Callable[[Progress, str, str, dict[str, Any]], None]] = {
    FactKind.PARTICIPANT_JOINED: _joined,
    FactKind.QUESTION_ASKED: _asked,
    FactKind.UTTERANCE_HEARD: _heard,
    FactKind.ANSWER_KEPT: _kept,
    FactKind.PASSED: _passed,
    FactKind.COMMAND: _command,
    FactKind.CATEGORY_SKIPPED: _skipped,
    FactKind.SILENCE: _silence,
    FactKind.WAY_FORWARD_DRAFTED: _drafted,
    FactKind.WAY_FORWARD_CHANGED: _changed,
    FactKind.WAY_FORWARD_CHANGE_OFFERED: _offered_change,
    FactKind.WAY_FORWARD_DROPPED: _dropped,
    FactKind.WAY_FORWARD_ANSWERED_BY: _answered_by,
    FactKind.WAYS_FORWARD_NAMED: _named,
    FactKind.REVIEW_DAY_SET: _review,
    FactKind.PAUSED: _paused,
    FactKind.RESUMED: _resumed,
    FactKind.CLOSED: _closed,
    **SECOND_THOUGHTS,
}
