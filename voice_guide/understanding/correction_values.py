"""What words put into a line, or taken out of it, are: a time, a person, or a thing to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.calendar_words import CalendarWords
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.people_in_a_row import PeopleInARow
from voice_guide.understanding.shared import shared

WHO, WHEN, WHAT = "who", "when", "what"
_FEW = 2
_ANY_DAY = date(2026, 1, 1)  # only whether words name a day matters here, not which day


class Values:
    """Tells values by the words in them (``understanding/corrections.toml``, ``people.toml``, ``dates.toml``)."""

    def __init__(self, language: Language) -> None:
        data: Mapping[str, Any] = language.understanding("correction_values")
        plan = language.understanding("plan")
        calendar = CalendarWords(language)
        self.people = PeopleInARow(language)
        times = [*calendar.weekdays, *(f"{day}s" for day in calendar.weekdays), *calendar.months]
        ordinals = [word for ordinal in calendar.ordinals for word in ordinal.split()]
        self._times = frozenset([*times, *ordinals, *data["times"].split()])
        self._no_times = frozenset(data["no_times"])
        self._also_places = frozenset(data["also_places"])
        self._beside_times = frozenset([*data["beside_times"].split(), *calendar.numbers])
        self._figure = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|20\d\d")
        self._relative = frozenset(data["relative"].split())
        people = language.understanding("people")
        self._pointing_at = frozenset(people["pronouns"]) - frozenset([*people["me"], *people["everyone"]])
        self._verbs = (
            frozenset(plan["verbs"].split()) | frozenset(plan["stopped"].split()) | frozenset(data["verbs"].split())
        )
        self._doing_ending: str = plan["doing_ending"]
        self._not_doing = frozenset([*plan["not_doing"], *data["not_doing"].split()])
        self._remarks = frozenset(data["remarks"].split())
        self._places = frozenset(data["places"].split())
        self._letting = frozenset(data["letting"])
        self._objects = frozenset(data["objects"])
        self._before = frozenset(data["before_value"])
        self._after = frozenset(data["after_value"])
        self._after_no_deed = self._after | frozenset(data["after_no_deed"])
        self._things = frozenset(data["before_things"])
        self._said = frozenset(tuple(text.split()) for text in data["said"])
        self._than: str = data["than"]
        self._twice = frozenset(data["twice"])
        self._no_things_twice = frozenset(data["not_twice"])
        self._articles = frozenset(data["articles"])
        self._leading = frozenset(data["leading"])
        self._one: str = data["one"]
        self._pointing = frozenset(data["pointing"])
        self._any_one = frozenset(data["nobody_told"])
        self._owned = frozenset(way for text in data["owned"] for way in phrases.wordings(phrases.read(text)))
        self._dates = shared(Dates, language)
        self._on: str = language.understanding("corrections")["on"]
        self._names_slot: Mapping[str, str] = language.understanding("corrections")["slots"]

    def trimmed(self, words: Sequence[str]) -> tuple[int, int]:
        """Where the value begins and ends, without words such as "just" before it and "instead" after it."""
        start, end = 0, len(words)
        while start < end and words[start] in self._before:
            start += 1
        after = self._after if self.is_deed(words[start:end]) else self._after_no_deed
        while end > start and (words[end - 1] in after or self._only_points(words[start:end])):
            if end - start > 1 and tuple(words[end - 2 : end]) in self._said:
                break  # "say sorry"
            end -= 1
        return start, end

    def _only_points(self, words: Sequence[str]) -> bool:
        """Whether "that one" stands at the end, and only points at the line."""
        return len(words) > 2 and words[-1] == self._one and words[-2] in self._pointing

    def kind(self, words: Sequence[str], *, beside: str | None = None) -> str | None:
        """What these words are, or None where they are a remark or nothing. ``beside``: what they are set against."""
        start, end = self.trimmed(words)
        value = list(words[start:end])
        if not value:
            return None
        if self.is_time(value) or (beside == WHEN and set(value) <= self._beside_times):
            return WHEN
        if self._is_someones(value):
            return WHO
        if beside != WHO and set(value) <= self._any_one:
            return None
        if self.people.is_people(value, loosely=beside == WHO):
            return WHO
        return WHAT if self._is_thing(value) else None

    def is_time(self, words: Sequence[str]) -> bool:
        """Whether all these words are about time, and one of them is a time."""
        found = [word in self._times or self._figure.fullmatch(word) is not None for word in words]
        sure = any(
            is_time and (word not in self._also_places or len(words) > 1)
            for is_time, word in zip(found, words, strict=True)
        )
        return (
            sure
            and " ".join(words) not in self._no_times
            and all(is_time or word in self._beside_times for is_time, word in zip(found, words, strict=True))
        )

    def second_time(self, words: Sequence[str]) -> int | None:
        """Where a second time begins: ``not Friday, Sunday``."""
        found = self._dates.all([self._on, *words], _ANY_DAY)
        return found[1].start - 1 if len(found) > 1 else None

    def after_compared(self, words: Sequence[str]) -> int:
        """Where a time begins that settles another: ``a day later than that, the friday``; 0 where none does."""
        at = next((at + 2 for at, word in enumerate(words) if word == self._than), len(words))
        return at if at < len(words) and self.is_time(words[at:]) else 0

    def are_two_names(self, words: Sequence[str]) -> bool:
        """Whether these two words are somebody known and another name: ``not kev kelvin``."""
        first, rest = words[:1], words[1:]
        return len(words) == _FEW and self.people.is_people(first) and self.people.is_people(rest, loosely=True)

    def second_deed(self, words: Sequence[str]) -> int | None:
        """Where a second deed begins: ``not sell it, lend it``, ``not ring the school, email them``."""
        if not self.is_deed(words) or words[0] in self._letting:
            return None
        places = [at for at in range(1, len(words)) if self.is_deed(words[at:])]
        beside = (at for at in places if words[at - 1] in self._objects or len(words) == _FEW or at == 1)
        to_it = (
            at
            for at in places
            if words[at] in self._verbs
            and set(words[at + 1 : at + 2]) & (self._objects | self._things)
            and words[at - 1] not in self._articles | self._leading | self._things
        )
        return next(beside, None) or next(to_it, None)

    def second_thing(self, words: Sequence[str]) -> int | None:
        """Where a second thing begins, said as the first is: ``not a phone call, a visit``."""
        if not words or words[0] not in self._twice:
            return None
        same = self._articles if words[0] in self._articles else {words[0]}
        places = [at for at in range(1, len(words)) if words[at] in same]
        apart = len(places) == 1 and places[0] > 1 and words[places[0] - 1] not in self._leading
        if not apart or set(words) & (self._times | self._no_things_twice):
            return None
        return places[0] if all(map(self._is_thing, (words[: places[0]], words[places[0] :]))) else None

    def begins_thing(self, words: Sequence[str]) -> bool:
        """Whether these words begin as a thing or a place does: "the park"."""
        return bool(words) and words[0] in self._things

    def standing(self, kind: str | None, words: Sequence[str]) -> int:
        """How many of the words of a value can stand in the line; 0 where it has to be asked for.

        ``hers``, ``him on his own`` and ``a week later`` tell who and when only beside what is known already.
        """
        if not words or kind is None:
            return 0
        if kind == WHO and words[0] in self._pointing_at:
            whose = words[0] in self._things and self.people.is_people(words[1:])  # "her dad"
            return len(words) if whose else 0
        if kind == WHO and self._is_someones(words):
            return list(words).index("'s") if "'s" in words else 0
        if kind == WHEN and (words[-1] in self._relative or not self._dates.all([self._on, *words], _ANY_DAY)):
            return 0
        return len(words)

    def is_deed(self, words: Sequence[str]) -> bool:
        """Whether words say something to do: "ring the school", "writing them a letter"."""
        return bool(words) and (words[0] in self._verbs or self.is_doing(words[0]))

    def is_deed_to_something(self, words: Sequence[str]) -> bool:
        """Whether words can only be what a line tells to do: "fix the fence"."""
        return bool(words) and words[0] in self._verbs and bool(self._things & set(words[1:]))

    def is_doing(self, word: str, *, loosely: bool = False) -> bool:
        """Whether a word is a doing under way, and no feeling or remark; ``loosely``: or one of those."""
        if loosely and word.endswith(self._doing_ending):
            return len(word) > len(self._doing_ending) + 1
        return word.endswith(self._doing_ending) and len(word) > 4 and word not in self._not_doing

    def are_alike(self, old: Sequence[str], new: Sequence[str], *, beside: bool = False) -> bool:
        """Whether one thing can stand for the other: a deed for a deed, "the hedge" for "the tree", a word for a word."""
        if not old or not new or tuple(old) == tuple(new):
            return False
        deeds = self.is_deed(old), self.is_deed(new)
        named = [words[0] in self._things for words in (old, new)]
        if deeds == (False, True) and self.is_doing(new[0]):
            return beside and named[0] and bool(self._things & set(new[1:]))  # "painting the shed, not the fence"
        if self.is_doing(old[0]) != self.is_doing(new[0]):
            return False
        if deeds == (True, False):
            return named[1] and len(new) > 1
        if deeds[0]:
            return beside or self.is_doing(old[0]) or (len(old) == 1) == (len(new) == 1)
        return not deeds[1] and (all(named) or max(len(old), len(new)) <= _FEW or bool(set(old) & set(new)))

    def share_a_word(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether both have a word of some meaning: "peel the spuds", "peel the paint"."""
        return bool(set(one) & set(other) - self._things - self._before - self._after_no_deed - self._remarks)

    def slot(self, words: Collection[str]) -> str | None:
        """What part of the line is named by its own name: "the day", "the person", "the words"."""
        return next((self._names_slot[word] for word in words if word in self._names_slot), None)

    def _is_someones(self, words: Sequence[str]) -> bool:
        """``his job``, ``pete's``, ``both our names``: of somebody, though it doesn't say who by itself."""
        whole = " ".join(words)
        if whole in self._owned:
            return True
        last = words[-1]
        owner = words[:-1] if last == "'s" else words[:-2] if len(words) > 2 and words[-2] == "'s" else None
        named = self._names_slot.get(last) == WHO or last == "'s" or f"my {last}" in self._owned
        return bool(owner) and named and self.people.is_people(owner or [])

    def _is_thing(self, words: Sequence[str]) -> bool:
        if self.is_deed(words):
            return True
        if words[0] in self._things:
            return len(words) > 1 and words[-1] not in self._remarks
        return len(words) <= _FEW and not set(words) & (self._remarks | self._places)
