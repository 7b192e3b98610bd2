"""What a listener would remember of a conversation, kept apart from the program's own books, to hold them against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from voice_guide.dialogue.next_step import is_agreed
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind

Place = tuple[str | None, str | None]  # a question, and who answers it


@dataclass
class Remembered:
    """Everything that holds now. ``said`` are all utterances, ``stands`` the answers among them by their number.

    ``due`` are the marks of words that must be on paper, each once, ``unsaid`` those of words that were no answer;
    ``asked_about`` are words that may be a command; ``answers`` each person's last word on each way forward, and ``before``
    the same as it was before that way forward was changed. ``count`` is how many facts hold, and ``past`` what was
    remembered when so many did.
    """

    said: list[str | None] = field(default_factory=list)
    stands: dict[int, str] = field(default_factory=dict)
    speaker: dict[int, str | None] = field(default_factory=dict)
    settled: set[Place] = field(default_factory=set)
    passed: dict[Place, int] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)
    asked_about: str | None = None
    answers: dict[tuple[int, str | None], str] = field(default_factory=dict)
    before: dict[int, dict[tuple[int, str | None], str]] = field(default_factory=dict)
    all_out: bool = False
    count: int = 0
    past: dict[int, Remembered] = field(default_factory=dict)

    def copy(self) -> Remembered:
        """As it is now."""
        return deepcopy(replace(self, past={}))

    def take(self, facts: Sequence[Fact]) -> None:
        """Remember what these facts tell. Of what is due and asked about they tell nothing, unless it is taken out."""
        for fact in facts:
            if fact.kind == FactKind.ANSWER_REOPENED:
                then = self.past[_number(fact.payload["back_to"])].copy()
                told = ("due", "unsaid", "asked_about", "past")
                kept = {name: getattr(self, name) for name in told}
                self.__dict__.update(then.__dict__ | kept)
            else:
                self._take(fact)
                self.count += 1

    def mark_here(self) -> None:
        """What is remembered now is what was remembered when so many facts held."""
        self.past[self.count] = self.copy()

    def _take(self, fact: Fact) -> None:
        payload = fact.payload
        place = (fact.question, fact.participant)
        match fact.kind:
            case FactKind.UTTERANCE_HEARD:
                self.mark_here()
                self.said.append(str(payload["text"]) if "text" in payload else None)
            case FactKind.ANSWER_KEPT:
                if not payload.get("out_of_turn"):
                    self.settled.add(place)
                    self.passed.pop(place, None)
                if payload["kept"]:
                    number = _number(payload["utterance"])
                    self.stands[number] = self.said[number - 1] or ""
                    self.speaker[number] = fact.participant
            case FactKind.PASSED:
                self.passed[place] = self.passed.get(place, 0) + 1
                if not payload.get("round") or self.passed[place] > 1:  # in a round a pass is come back to once
                    self.settled.add(place)
            case FactKind.TALKING_PIECE:
                if not payload.get("lent") and place not in self.settled:
                    self.passed[place] = self.passed.get(place, 0) + 1
                self.settled.discard((fact.question, str(payload["to"])))
            case FactKind.ANSWER_CHANGED | FactKind.ANSWER_TAKEN_OUT:
                self.all_out = self.all_out or bool(payload.get("all"))
                self.due = set() if self.all_out else self.due
                out = payload.get("replaces") or payload.get("utterances") or []
                assert isinstance(out, list)
                for number in out:
                    assert self.speaker.get(number, fact.participant) == fact.participant, "another person's words"
                    self.due -= marks(self.stands.pop(number, ""))
                self._ask_anew([way for way, _slot in _pairs(payload.get("slots"))])
            case FactKind.WAY_FORWARD_CHANGED:
                way = _number(payload["way"])
                if payload.get("restore"):
                    self.answers |= self.before.pop(way, {})
                elif payload.get("again") or payload.get("amended") or "reopen" in payload:
                    self.before[way] = {at: answer for at, answer in self.answers.items() if at[0] == way}
                    self._ask_anew([way])
            case FactKind.WAY_FORWARD_ANSWERED_BY:
                self.answers[_number(payload["way"]), fact.participant] = str(payload["answer"])

    def take_back(self, words: str) -> None:
        """These words were no answer: they are to be on no paper."""
        self.unsaid |= marks(words)
        self.due -= self.unsaid

    def say_again(self, due: set[str]) -> None:
        """These were due before, and are due again."""
        self.due |= due
        self.unsaid -= due

    def _ask_anew(self, ways: Sequence[int]) -> None:
        self.answers = {at: answer for at, answer in self.answers.items() if at[0] not in ways}

    def check_agreements(self, progress: Progress) -> None:
        """What counts as agreed has each person's own yes, and nobody who is still to be asked."""
        for way in progress.ways:
            if is_agreed(way, progress):
                own = [self.answers.get((way.number, person.id)) for person in progress.people]
                assert set(own) == {"yes"}, f"agreed with {own}"


def marks(words: str) -> set[str]:
    """The marks in some words, each of which nothing else has."""
    return set(re.findall(r"mark\d+x", words))


def _number(value: object) -> int:
    return int(str(value))


def _pairs(value: object) -> list[tuple[int, str]]:
    return [(_number(way), str(slot)) for way, slot in value] if isinstance(value, list) else []
