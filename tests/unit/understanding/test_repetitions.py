"""Repetitions that were written down, as a calendar has them. It was said on Thursday the 26th of November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_guide.languages import LANGUAGES, Language
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.repetitions import Repetition, Repetitions
from voice_guide.understanding.text import normalise

SAID = date(2026, 11, 26)
ENGLISH = Language.load("en")
READ = Repetitions(ENGLISH).read


def test_every_repetition_of_each_language_is_known_and_none_besides() -> None:
    codes = [path.parents[1].name for path in LANGUAGES.glob("*/understanding/dates.toml")]
    assert {"en", "ko"} <= set(codes)
    for language in map(Language.load, codes):
        given_ = {entry["gives"] for entry in language.understanding("dates")["again"]}
        known = [entry["written"] for entry in language.understanding("repetitions")["repetition"]]
        assert sorted(known) == sorted(given_)


@pytest.mark.parametrize(
    ("heard", "first"),
    [
        ("every friday", "2026-11-27"),
        ("on thursdays", "2026-12-03"),  # the day itself is over
        ("every monday and wednesday", "2026-11-30"),
        ("every other friday", "2026-11-27"),
        ("every day", "2026-11-27"),
        ("in the evenings", "2026-11-27"),
        ("every other day", "2026-11-28"),
        ("every week", "2026-12-03"),
        ("fortnightly", "2026-12-10"),
        ("on school days", "2026-11-27"),
        ("at weekends", "2026-11-28"),
        ("every other weekend", "2026-11-28"),
        ("once a month", "2026-12-26"),
    ],
)
def test_what_is_heard_begins_on(heard: str, first: str) -> None:
    found = Dates(ENGLISH).find(normalise(heard), SAID)
    assert found is not None
    assert found.when is not None
    again = READ(found.when)
    assert again is not None
    assert again.begins(SAID).isoformat() == first


def test_what_each_one_means() -> None:
    assert READ("every other friday") == Repetition("week", every=2, weekdays=(4,))
    assert READ("every wednesday and monday") == Repetition("week", weekdays=(0, 2))
    assert READ("every weekday") == Repetition("week", weekdays=(0, 1, 2, 3, 4))
    assert READ("every weekend") == Repetition("week", weekdays=(5,), lasts_days=2)
    assert Repetitions(Language.load("ko")).read("매주 월요일, 금요일") == Repetition("week", weekdays=(0, 4))


@pytest.mark.parametrize(
    "words", ["", "soon", "2026-11-27", "every friday or so", "every blue moon", "every {weekday}"]
)
def test_whatever_else_is_none(words: str) -> None:
    assert READ(words) is None


def test_a_month_without_that_day_has_its_last() -> None:
    monthly = Repetition("month")
    assert monthly.begins(date(2027, 1, 31)) == date(2027, 2, 28)
    assert monthly.begins(date(2027, 12, 31)) == date(2028, 1, 31)
    assert monthly.begins(date(2028, 1, 30)) == date(2028, 2, 29)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, 6), st.integers(1, 2))
def test_a_weekday_begins_within_a_week_and_never_on_the_day_itself(said: date, weekday: int, every: int) -> None:
    first = Repetition("week", every=every, weekdays=(weekday,)).begins(said)
    assert said < first <= said + timedelta(days=7)
    assert first.weekday() == weekday
