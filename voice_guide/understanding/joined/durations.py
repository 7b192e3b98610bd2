"""Lengths of time where words are joined (``understanding/durations.toml``): a number, a unit, and polite words round them."""

from __future__ import annotations

import re

from voice_guide.languages import Language
from voice_guide.understanding.joined.letters import plain
from voice_guide.understanding.joined.sayings import any_of

_MINUTES_IN_AN_HOUR = 60
_TEN = 10


class JoinedDurations:
    """A language's lengths of time."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("durations")
        self._digits: dict[str, int] = data["digits"]
        self._hours: dict[str, int] = data["hours"]
        self._ten: str = data["ten"]
        self._not_alone = frozenset(data["not_alone"])
        digit, minute, hour, half = any_of(self._digits), data["minute"], data["hour"], data["half"]
        number = rf"\d{{1,4}}|{digit}?{self._ten}{digit}?|{digit}"
        length = (
            rf"(?P<hours>{any_of(self._hours)}|\d{{1,2}}){hour}(?:(?P<half>{half})|(?P<over>{number}){minute})?"
            rf"|(?P<half_hour>{half}){hour}|(?P<minutes>{number})(?P<unit>{minute})?"
        )
        self._whole = re.compile(rf"{any_of(data['before'])}*?(?:{length}){any_of(data['after'])}*")

    def minutes(self, text: str) -> int | None:
        """The length that a whole answer names, in minutes; None where it names none, or says more than that."""
        found = self._whole.fullmatch(plain(text))
        if found is None:
            return None
        parts = found.groupdict()
        if said := parts["minutes"]:
            digit_alone = said in self._digits and (parts["unit"] is None or said in self._not_alone)
            number = self._number(said)
            return None if digit_alone or (parts["unit"] is None and number == 1) else number
        half = _MINUTES_IN_AN_HOUR // 2 if parts["half"] or parts["half_hour"] else 0
        hours = self._number(parts["hours"]) if parts["hours"] else 0
        over = self._number(parts["over"]) if parts["over"] else 0
        return hours * _MINUTES_IN_AN_HOUR + half + over

    def _number(self, said: str) -> int:
        if said.isdecimal():
            return int(said)
        if said in self._hours:
            return self._hours[said]
        tens, ten, ones = said.rpartition(self._ten)
        return (self._digits[tens] if tens else 1) * _TEN * bool(ten) + self._digits.get(ones, 0)
