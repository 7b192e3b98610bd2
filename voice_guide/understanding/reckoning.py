"""Which day words mean, reckoned from today. In doubt, none."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from voice_guide.languages import fill
from voice_guide.understanding.calendar_words import CalendarWords

# A date that has passed this year is taken for next year's only within this many days: "the 5th of January" said in
# November is, "the 9th of November" said on the 26th is a slip or a day gone by.
_FARTHEST_DAYS = 300

Gaps = Mapping[str, "str | None"]
Numbers = Mapping[str, int]


class Reckoning:
    """Turns what a phrase says into a date."""

    def __init__(self, words: CalendarWords) -> None:
        self._words = words
        self._ways: Mapping[str, Callable[[Numbers, Gaps, date], date | None]] = {
            "weekday": self._weekday,
            "next weekday": self._next_weekday,
            "weekday of week": self._weekday_of_week,
            "from today": lambda numbers, gaps, today: today + timedelta(days=numbers["days"]),
            "days on": lambda numbers, gaps, today: today + timedelta(days=self._number(gaps)),
            "weeks on": self._weeks_on,
            "date": self._date,
            "day of month": self._day_of_month,
            "day of next month": self._day_of_next_month,
            "end of month": self._end_of_month,
            "named": self._named,
        }

    def day(self, means: str, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        """The date, or None where there is no such day, it has passed, or the words could mean two days."""
        return self._ways[means](numbers, gaps, today)

    def again(self, gives: str, gaps: Gaps) -> str:
        """A repeated day, as it is written down: ``every friday``."""
        names = {
            gap: self._words.data["weekdays"][self._words.weekdays[said.removesuffix(self._words.plural)]][0]
            for name, said in gaps.items()
            if said and (gap := {"weekdays": "weekday", "seconds": "second"}.get(name, name)) in ("weekday", "second")
        }
        return fill(gives, names)

    def _weekday(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        return self._coming(gaps, today) + timedelta(weeks=numbers.get("weeks", 0))

    def _weeks_on(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        first = self._coming(gaps, today) if gaps.get("weekday") else today + timedelta(days=numbers.get("days", 0))
        return first + timedelta(weeks=self._number(gaps))

    def _next_weekday(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        """People use "next Friday" for the coming one and for the one in next week; a day only where the two agree."""
        coming = self._coming(gaps, today)
        monday_next_week = today + timedelta(days=7 - today.weekday())
        in_next_week = monday_next_week + timedelta(days=coming.weekday())
        return coming if coming == in_next_week else None

    def _weekday_of_week(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        """The weekday of the week that is so many weeks on from this one, which begins on a Monday; not one gone by."""
        weekday = self._words.weekdays[gaps["weekday"] or ""]
        found = today + timedelta(days=weekday - today.weekday(), weeks=numbers["weeks"])
        return found if found >= today else None

    def _coming(self, gaps: Gaps, today: date) -> date:
        """The next such weekday, strictly after today."""
        weekday = self._words.weekdays[gaps["weekday"] or ""]
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)

    def _number(self, gaps: Gaps) -> int:
        return self._words.number(gaps["number"] or "")

    def _date(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        month = self._words.months[gaps["month"] or ""]
        figure = gaps.get("figure")
        day = int(figure) if figure else self._words.ordinals[gaps["ordinal"] or ""]
        year = gaps.get("year")
        found = _in_year(int(year), month, day, today) if year else _coming_date(month, day, today)
        return self._agreeing(found, gaps)

    def _day_of_month(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        day = self._words.ordinals[gaps.get("ordinal") or gaps.get("nth") or ""]
        if day == today.day:
            return None
        year, month = (today.year, today.month) if day > today.day else _month_after(today)
        return self._agreeing(_made(year, month, day), gaps)

    def _day_of_next_month(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        return _made(*_month_after(today), self._words.ordinals[gaps["ordinal"] or ""])

    def _end_of_month(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        year, month = _month_after(today) if numbers["months"] else (today.year, today.month)
        return date(year, month, calendar.monthrange(year, month)[1])

    def _named(self, numbers: Numbers, gaps: Gaps, today: date) -> date | None:
        month, day = self._words.named[gaps["named"] or ""]
        return _coming_date(month, day, today)

    def _agreeing(self, found: date | None, gaps: Gaps) -> date | None:
        """The date, unless a weekday was said that it does not fall on."""
        said = gaps.get("weekday")
        if found is None or (said and self._words.weekdays[said] != found.weekday()):
            return None
        return found


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_after(today: date) -> tuple[int, int]:
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def _in_year(year: int, month: int, day: int, today: date) -> date | None:
    found = _made(year, month, day)
    return found if found and found >= today else None


def _coming_date(month: int, day: int, today: date) -> date | None:
    this_year = _made(today.year, month, day)
    if this_year and this_year >= today:
        return this_year
    next_year = _made(today.year + 1, month, day)
    return next_year if next_year and next_year - today <= timedelta(days=_FARTHEST_DAYS) else None
