"""A calendar file (iCalendar, RFC 5545) of a plan's entries, and one entry by itself for a QR code.

All of it is about whole days, as people named them, so no time zone is in it: a day begins where the phone is. Everything
is marked private and takes up no time. There is no METHOD, so DTSTAMP is when the plan last changed (3.8.7.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from voice_guide.record.calendar_entries import Entry, PlanCalendar

# It is on every file, and whoever opens one may show it: it tells as little as a neutral title.
PRODUCT = "-//Reminders//EN"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCY = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}
_IN_EVERY_MONTH = 28  # days


def as_ics(plan: PlanCalendar, *, neutral: str, reminder: timedelta | None, zone: str = "") -> bytes:
    """The whole file. ``reminder``: how long after a day's beginning its reminder shows, so mostly less than nothing.

    ``neutral`` is what the reminder shows: it may come up on a locked screen. ``zone``: whose days they are
    ("Europe/London"), for programs that ask.
    """
    found = _calendar()
    if zone:
        found.add("x-wr-timezone", zone)  # whole days have no zone of their own; calendars take this for the file's
    for entry in (*plan.entries, *plan.taken_back):
        event = _event(entry, plan.changed)
        event.add("sequence", plan.sequence)
        event.add("last-modified", plan.changed)
        event.add("status", "CANCELLED" if entry.taken_back else "CONFIRMED" if entry.agreed else "TENTATIVE")
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        if entry.notes:
            event.add("description", "\n".join(entry.notes))
        if reminder is not None and not entry.taken_back:
            event.add_component(_alarm(neutral, reminder))
        found.add_component(event)
    return bytes(found.to_ical())


def entry_alone(entry: Entry, changed: datetime) -> bytes:
    """One entry with as few signs as a phone needs, so that its QR code stays coarse."""
    found = _calendar()
    found.add_component(_event(entry, changed))
    return bytes(found.to_ical())


def _calendar() -> Calendar:
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", PRODUCT)
    return found


def _event(entry: Entry, changed: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", changed)
    event.add("summary", entry.title)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=entry.repeats.lasts_days if entry.repeats else 1))
    if rule := _rule(entry):
        event.add("rrule", rule)
    return event


def _rule(entry: Entry) -> dict[str, Any]:
    """When it comes again (3.3.10). A month's last days count where a month has not so many as the one it was said in."""
    repeats = entry.repeats
    if repeats is None:
        return {}
    rule: dict[str, Any] = {"freq": _FREQUENCY[repeats.each]}
    if repeats.every > 1:
        rule["interval"] = repeats.every
    if repeats.weekdays:
        rule["byday"] = [_WEEKDAYS[number] for number in repeats.weekdays]
    if repeats.each == "month" and entry.said.day > _IN_EVERY_MONTH:
        rule["bymonthday"] = list(_days(entry.said.day))
        rule["bysetpos"] = -1
    return rule


def _days(last: int) -> Iterable[int]:
    return range(_IN_EVERY_MONTH, last + 1)


def _alarm(title: str, reminder: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", reminder)
    return alarm
