"""What a repetition that was written down ("every friday") means for a calendar: how often, on which days, and since when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from voice_guide.languages import Language

Each = Literal["day", "week", "month"]
_DAYS_IN_A_WEEK = 7
_GAP = re.compile(r"\\?\{(\w+)\\?\}")


@dataclass(frozen=True)
class Repetition:
    """Again and again: each day, week or month, or each so-many-th one.

    ``weekdays``: on these, 0 is Monday; none where it is told by the day on which it begins. ``lasts_days``: each time.
    """

    each: Each
    every: int = 1
    weekdays: tuple[int, ...] = ()
    lasts_days: int = 1

    def begins(self, said: date) -> date:
        """The first day, where it was said on this one: the first such weekday after it, or one whole turn later."""
        if self.weekdays:
            after = (said + timedelta(days=number) for number in range(1, _DAYS_IN_A_WEEK + 1))
            return next(day for day in after if day.weekday() in self.weekdays)
        if self.each == "month":
            return _months_on(said, self.every)
        return said + timedelta(days=self.every * (_DAYS_IN_A_WEEK if self.each == "week" else 1))


class Repetitions:
    """A language's repetitions (``understanding/repetitions.toml``)."""

    def __init__(self, language: Language) -> None:
        names: Sequence[Sequence[str]] = language.understanding("dates")["weekdays"]
        self._weekdays = {each[0]: number for number, each in enumerate(names)}
        weekday = "|".join(map(re.escape, self._weekdays))
        self._forms = [
            (re.compile(_GAP.sub(rf"(?P<\1>{weekday})", re.escape(form["written"]))), form)
            for form in language.understanding("repetitions")["repetition"]
        ]

    def read(self, written: str) -> Repetition | None:
        """What these words mean, as ``Dates`` writes them down; None where they are no repetition."""
        for expression, form in self._forms:
            if found := expression.fullmatch(written):
                return _made(form, sorted(self._weekdays[name] for name in set(found.groups())))
        return None


def _made(form: Mapping[str, Any], named: Sequence[int]) -> Repetition:
    on = named if form.get("named") else [number - 1 for number in form.get("on", ())]
    return Repetition(form["each"], int(form.get("every", 1)), tuple(on), int(form.get("lasts", 1)))


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
