"""The calendar file: as RFC 5545 has it, and as two other programs read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
import recurring_ical_events
from hypothesis import given, settings
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus
from icalendar import Calendar

from tests.hostile.house import harmless
from tests.hostile.nasty import texts
from tests.unit.record.planned import Journal, calendar_of, family, file_of, plan, way
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.record.calendar_entries import Chosen
from voice_guide.shown import one_line

GOLDEN = Path(__file__).parent / "golden" / "calendar_family.ics"
OWN = Chosen(own_titles=True)
SAID_ON = date(2026, 11, 26)
NAMES = ("نور الهدى", "민지", "Zażółć Gęślą", "👩‍👧‍👦 Jo", "O'Neil; Mo, \\n and co", "Anna\nMaria")


def other(text: str) -> OtherCalendar:
    """The calendar as a second program reads it, which shares no line with what wrote it."""
    return IcsCalendarStream.calendar_from_ics(text)


def first_days(text: str, number: int) -> list[date]:
    """The first days on which a second program shows something, one after another."""
    return [event.start for event in islice(other(text).timeline, number)]


def once(words: str, when: str, day: str, name: str = "Jo", chosen: Chosen = OWN) -> str:
    """The file of one way forward."""
    return file_of(calendar_of(Journal.of(plan([way(1, words, when, day)], (name,))), chosen))


def test_the_family_s_calendar_is_the_one_in_the_folder() -> None:
    journal = Journal.of(family().facts)
    first = calendar_of(journal)
    dropped = Fact(FactKind.WAY_FORWARD_DROPPED, "p1", None, {"way": 2})
    made = file_of(calendar_of(journal.exported(first).later(dropped), OWN))
    assert made.replace("\r\n", "\n") == GOLDEN.read_text(encoding="utf-8")
    assert made.count("\r\n") == made.count("\n") == len(made.splitlines())


def test_both_programs_read_the_days_the_reminders_and_what_is_private() -> None:
    made = file_of(calendar_of(Journal.of(family().facts)))
    events = sorted(other(made).events, key=lambda event: (event.dtstart, bool(event.rrule)))
    assert [event.dtstart for event in events] == [date(2026, 11, 27), date(2026, 11, 27), date(2026, 12, 10)]
    for event in events:
        assert (event.summary, event.description) == ("Reminder", None)
        assert event.computed_duration == timedelta(days=1)
        assert event.classification == "PRIVATE"
        assert event.transparency == "TRANSPARENT"
        assert event.status == EventStatus.CONFIRMED
        (alarm,) = event.alarm
        assert alarm.trigger == timedelta(hours=-6)  # six in the evening before
        assert alarm.description == "Reminder"
    assert [str(each["uid"]) for each in Calendar.from_ical(made).events] == [
        entry.uid for entry in calendar_of(Journal.of(family().facts)).entries
    ]


def test_a_neutral_calendar_tells_nothing_of_anybody() -> None:
    made = file_of(calendar_of(Journal.of(family().facts)))
    for word in ("Jo", "Kai", "wash", "school", "friday", "oice", "estor", "cd234", "session", "talk"):
        assert word not in made


@pytest.mark.parametrize(
    ("written", "first", "third"),
    [
        ("every friday", "2026-11-27", "2026-12-11"),
        ("every monday and wednesday", "2026-11-30", "2026-12-07"),
        ("every other friday", "2026-11-27", "2026-12-25"),
        ("every day", "2026-11-27", "2026-11-29"),
        ("every other day", "2026-11-28", "2026-12-02"),
        ("every week", "2026-12-03", "2026-12-17"),
        ("every weekday", "2026-11-27", "2026-12-01"),
        ("every weekend", "2026-11-28", "2026-12-12"),
        ("every month", "2026-12-26", "2027-02-26"),
    ],
)
def test_a_repetition_comes_again_in_both_programs(written: str, first: str, third: str) -> None:
    made = once("wash up", written, written)
    shown = first_days(made, 3)
    assert [shown[0].isoformat(), shown[2].isoformat()] == [first, third]
    between = recurring_ical_events.of(Calendar.from_ical(made)).between(SAID_ON, date.fromisoformat(third))
    days = sorted(event["DTSTART"].dt for event in between)
    assert days == shown[: len(days)]
    assert other(made).events[0].computed_duration == timedelta(days=2 if written == "every weekend" else 1)


def test_each_month_s_last_days_are_in_short_months_too() -> None:
    began = datetime(2027, 1, 31, 9, 30, tzinfo=UTC)
    journal = Journal.of(plan([way(1, "pay nan back", "every month", "every month")]), began=began)
    made = file_of(calendar_of(journal))
    assert [day.isoformat() for day in first_days(made, 3)] == ["2027-02-28", "2027-03-31", "2027-04-30"]
    found = recurring_ical_events.of(Calendar.from_ical(made)).between(date(2027, 2, 1), date(2027, 5, 1))
    assert [event["DTSTART"].dt.isoformat() for event in found] == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_changed_day_moves_the_entry_and_a_dropped_one_is_cancelled_under_the_same_name() -> None:
    journal = Journal.of(plan([way(1, "ring nan", "on Friday", "2026-11-27")]))
    first = other(file_of(calendar_of(journal))).events[0]
    slots = {"when": {"words": "on Sunday", "day": "2026-11-29"}}
    moved = Fact(FactKind.WAY_FORWARD_CHANGED, "p1", None, {"way": 1, "slots": slots})
    given_out = journal.exported(calendar_of(journal)).later(moved)
    second = other(file_of(calendar_of(given_out))).events[0]
    assert (second.uid, second.dtstart) == (first.uid, date(2026, 11, 29))
    assert (second.sequence or 0) > (first.sequence or 0)
    assert second.last_modified is not None
    assert first.last_modified is not None
    assert second.last_modified > first.last_modified
    dropped = given_out.exported(calendar_of(given_out)).later(
        Fact(FactKind.WAY_FORWARD_DROPPED, "p1", None, {"way": 1})
    )
    (third,) = other(file_of(calendar_of(dropped))).events
    assert (third.uid, third.status, third.alarm) == (first.uid, EventStatus.CANCELLED, [])
    assert (third.sequence or 0) > (second.sequence or 0)


def test_what_is_not_agreed_is_tentative() -> None:
    made = file_of(calendar_of(Journal.of(family().facts), Chosen(not_agreed=True)))
    assert sorted(str(event.status and event.status.value) for event in other(made).events) == [
        *["CONFIRMED"] * 3,
        "TENTATIVE",
    ]


@pytest.mark.parametrize(
    ("setting", "after"),
    [
        ("08:00 on the day", timedelta(hours=8)),
        ("18:00 the day before", timedelta(hours=-6)),
        ("09:30 2 days before", timedelta(hours=-38.5)),
    ],
)
def test_the_reminder_is_when_the_setting_says(setting: str, after: timedelta) -> None:
    made = file_of(calendar_of(Journal.of(family().facts)), reminder=setting)
    assert [event.alarm[0].trigger for event in other(made).events] == [after] * 3


def test_there_may_be_no_reminder() -> None:
    assert "VALARM" not in file_of(calendar_of(Journal.of(family().facts)), reminder="none")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_and_any_words_come_back_as_they_were(name: str) -> None:
    words = f"{name} will ring; say \\n, “hello”: and 😀 " + "다람쥐" * 30
    made = once(words, "on Friday", "2026-11-27", name=name)
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    title = " ".join(words.split())
    (event,) = other(made).events
    assert event.summary == title
    assert str(Calendar.from_ical(made).events[0]["SUMMARY"]) == title
    assert event.description == "Who: me (Jo)\nBy when: Friday the 27th of November (“on Friday”)".replace(
        "Jo", one_line(name)
    )


@settings(deadline=None, max_examples=150, derandomize=True, database=None)
@given(texts, texts, texts)
def test_whatever_was_said_the_file_is_read_back_with_those_words_and_steers_nothing(
    what: str, when: str, name: str
) -> None:
    made = once(what, when or "x", "2026-11-27", name=name)
    assert harmless(made.replace("\r\n", "\n"))
    assert made.count("BEGIN:VEVENT") == made.count("\r\nEND:VEVENT\r\n") >= 1
    (event,) = Calendar.from_ical(made).events
    assert str(event["SUMMARY"]) == (" ".join(one_line(what).replace("\ufeff", "").split()) or "Reminder")
    assert other(made).events[0].dtstart == date(2026, 11, 27)
