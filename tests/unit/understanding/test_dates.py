"""Days: the right one or none. Today is Thursday the 26th of November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.languages import Language
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.text import normalise

TODAY = date(2026, 11, 26)
DATES = Dates(Language.load("en"))


def _when(said: str, today: date = TODAY) -> str | None:
    found = DATES.find(normalise(said), today)
    return found.when if found else None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("friday", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("thursday", "2026-12-03"),
        ("friday week", "2026-12-04"),
        ("Wednesday week", "2026-12-09"),
        ("a week on wednesday", "2026-12-09"),
        ("next monday", "2026-11-30"),
        ("tomorrow", "2026-11-27"),
        ("the day after tomorrow", "2026-11-28"),
        ("today", "2026-11-26"),
        ("a week today", "2026-12-03"),
        ("a week tomorrow", "2026-12-04"),
        ("a fortnight today", "2026-12-10"),
        ("in two weeks", "2026-12-10"),
        ("in a fortnight", "2026-12-10"),
        ("in 3 days", "2026-11-29"),
        ("the 9th of december", "2026-12-09"),
        ("the ninth of December", "2026-12-09"),
        ("December the 9th", "2026-12-09"),
        ("9 december", "2026-12-09"),
        ("friday the 4th", "2026-12-04"),
        ("friday the 4th of december", "2026-12-04"),
        ("on the 9th", "2026-12-09"),
        ("by the fifth", "2026-12-05"),
        ("the 5th of january", "2027-01-05"),
        ("by the end of the month", "2026-11-30"),
        ("the end of next month", "2026-12-31"),
        ("on christmas day", "2026-12-25"),
        ("on the 1st of march 2027", "2027-03-01"),
        ("the second of may", "2027-05-02"),
        ("saturday morning", "2026-11-28"),
        ("tonight", "2026-11-26"),
        ("every friday", "every friday"),
        ("on fridays", "every friday"),
        ("every day", "every day"),
        ("every week", "every week"),
        ("every other week", "every other week"),
        ("every tuesday and thursday", "every tuesday and thursday"),
        ("once a week", "every week"),
    ],
)
def test_a_day_that_is_sure(said: str, day: str) -> None:
    assert _when(said) == day


@pytest.mark.parametrize(
    "said",
    [
        "we sat in the sun",
        "we two",
        "you may go",
        "march up the stairs",
        "just a second",
        "the second time",
        "on the second try",
        "the tenth floor",
        "last friday",
        "friday just gone",
        "yesterday",
        "two weeks ago",
        "the 30th of february",
        "the 31st of november",
        "friday the 5th of december",
        "next week",
        "soon",
        "at the weekend",
        "the 9th of november",
        "not friday",
        "he sat down",
        "he wed her",
        "first we talk",
        "may be",
        "next friday",
        "since friday",
        "friday or saturday",
        "one day",
        "in may",
        "the other day",
    ],
)
def test_in_doubt_no_day(said: str) -> None:
    assert _when(said) is None


def test_next_friday_is_a_day_only_where_it_can_be_but_one() -> None:
    """People mean two days by "next Friday" unless the coming one is already in next week."""
    assert _when("next monday") == "2026-11-30"
    assert _when("next friday", date(2026, 11, 27)) == "2026-12-04"


def test_days_are_said_back_in_full() -> None:
    assert DATES.say_day(date(2026, 11, 27)) == "Friday the 27th of November"
    assert DATES.say_day(date(2026, 12, 1)) == "Tuesday the 1st of December"
    assert DATES.say_day(date(2027, 1, 22), today=TODAY) == "Friday the 22nd of January 2027"


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(["monday", "friday", "sunday"]))
def test_a_weekday_is_the_next_one_after_today(today: date, weekday: str) -> None:
    day = date.fromisoformat(_when(f"on {weekday}", today) or "")
    assert timedelta(days=1) <= day - today <= timedelta(days=7)
    assert day.strftime("%A").lower() == weekday
    assert _when(f"{weekday} week", today) == (day + timedelta(days=7)).isoformat()


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(1, 180))
def test_a_day_said_in_full_is_understood_again(today: date, days_on: int) -> None:
    day = today + timedelta(days=days_on)
    assert _when(DATES.say_day(day), today) == day.isoformat()
