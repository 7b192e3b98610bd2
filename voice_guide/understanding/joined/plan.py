"""Who does what, and when, where the verb comes last and a particle tells the person (``understanding/plan.toml``).

Words are only ever left out: the day, and the person with their particle. Where it is not sure whose deed it is, the
sentence stays whole, and who will do it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from voice_guide.languages import Language
from voice_guide.understanding.joined.days import JoinedDay, JoinedDays
from voice_guide.understanding.joined.letters import Letters, ends_with, letters, plain, spread
from voice_guide.understanding.joined.people import JoinedPeople
from voice_guide.understanding.joined.sayings import any_of
from voice_guide.understanding.joined.small import JoinedNothing
from voice_guide.understanding.plan import PlanParts
from voice_guide.understanding.shared import shared

_MOST_LETTERS = 200
_ASKS = re.compile(r"[?？]\s*$")


class JoinedPlan:
    """Reads plans in a language."""

    def __init__(self, language: Language) -> None:
        data: Mapping[str, Any] = language.understanding("plan")
        people = shared(JoinedPeople, language)
        self._days = shared(JoinedDays, language)
        self._nothing = shared(JoinedNothing, language)
        self._hesitations = frozenset(data["hesitations"])
        self._will = tuple(spread(plain(ending)) for ending in data["will"])
        self._no_plan = tuple(spread(plain(ending)) for ending in data["no_plan"])
        self._safe = tuple(plain(ending) for ending in data["safe_endings"])
        self._safe_words = frozenset(map(plain, data["safe_words"]))
        self._unsafe_words = frozenset(map(plain, data["unsafe_words"]))
        self._frame = re.compile(f"(?:{any_of(data['frame'])})*")
        lead, joins = any_of(data["lead"]), any_of(data["joins"])
        self._who = re.compile(
            f"(?:{lead})*(?P<who>{people.known}(?:{joins}{people.known})*)(?P<particle>{any_of(data['subject'])})"
        )
        self._keeps_particle = tuple(map(plain, data["keeps_particle"]))

    def parse(self, text: str, today: date) -> PlanParts:
        """The parts of the plan in ``text``, said on ``today``; nothing at all where nothing is planned."""
        said = letters(text, self._hesitations)
        if not said.letters or len(said.letters) > _MOST_LETTERS or _ASKS.search(text):
            return PlanParts()
        if self._nothing.is_nothing(text):
            return PlanParts()
        found = self._days.find(said, today)
        named = found is not None and found.start < found.end
        rest = said.rest(found.start, found.end) if found is not None and named else said
        when = found if named else None
        framed = self._frame.fullmatch(rest.letters) is not None
        if framed or not ends_with(rest.letters, self._will) or ends_with(rest.letters, self._no_plan):
            return _only_a_day(said, when) if framed else PlanParts()
        if when is None and (apart := self._after_time(said, today)):
            return apart
        return self._parts(said, rest, when)

    def _after_time(self, said: Letters, today: date) -> PlanParts | None:
        """A time that names no day, before a person and what they will do: "next week I'll ring him"."""
        first = next(iter(self._days.all(said, today)), None)
        if first is None or first.names_a_day or first.start:
            return None
        parts = self._parts(said, said.rest(first.start, first.end), None)
        words = said.said(first.start, first.end)
        return replace(parts, when_words=words, when_apart=True) if parts.who is not None else None

    def _parts(self, said: Letters, rest: Letters, when: JoinedDay | None) -> PlanParts:
        who, begins = self._person(rest)
        only_person = self._frame.fullmatch(rest.letters, begins) is not None
        what = None if only_person else _said(said, rest, begins, len(rest.letters)) or None
        if when is None:
            return PlanParts(what, who)
        return PlanParts(what, who, when.when, when.day, said.said(when.start, when.end))

    def _person(self, rest: Letters) -> tuple[str | None, int]:
        """Whose deed it is, and where what is done begins; nobody where the words between may be a sentence of their own."""
        found = self._who.match(rest.letters)
        if found is None or not rest.is_edge(found.end()) or not self._is_one_sentence(rest, found.end()):
            return None, 0
        start, end = found.span("who")
        keeps = rest.letters[start : found.end()].endswith(self._keeps_particle)
        return rest.said(start, found.end() if keeps else end), found.end()

    def _is_one_sentence(self, rest: Letters, begins: int) -> bool:
        """Whether every word between the person and the verb at the end is sure to be no verb."""
        ending = len(spread(rest.letters)) - _ending_length(rest.letters, self._will)
        for start, end in self._whole_words(rest):
            if start < begins or len(spread(rest.letters[:end])) > ending:
                continue
            word = rest.letters[start:end]
            if word in self._unsafe_words or not (word in self._safe_words or word.endswith(self._safe)):
                return False
        return True

    def _whole_words(self, rest: Letters) -> list[tuple[int, int]]:
        """The words, each with a particle that a recogniser has cut off it."""
        out: list[tuple[int, int]] = []
        for start, end in rest.words():
            if out and rest.letters[start:end] in self._safe:
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        return out


def _only_a_day(said: Letters, when: JoinedDay | None) -> PlanParts:
    """A day said by itself is the answer to "When?"; a day in a story is not."""
    if when is None:
        return PlanParts()
    return PlanParts(when=when.when, when_date=when.day, when_words=said.said(when.start, when.end))


def _ending_length(text: str, endings: tuple[str, ...]) -> int:
    """How many of the smallest signs the longest of these endings takes at the end of a text."""
    whole = spread(text)
    return max((len(ending) for ending in endings if whole.endswith(ending)), default=0)


def _said(said: Letters, rest: Letters, start: int, end: int) -> str:
    """These letters as they were said, in one piece for each stretch of the text that they stand in."""
    pieces: list[str] = []
    begun = start
    for at in range(start, end):
        last = at + 1 == end
        here = said.places.index(rest.places[at])
        if last or said.places.index(rest.places[at + 1]) != here + 1:
            pieces.append(rest.said(begun, at + 1))
            begun = at + 1
    return " ".join(pieces)
