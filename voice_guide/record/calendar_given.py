"""The calendars of a session that were given out before, and how far on its plan is: both as the journal has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from voice_guide.facts import FactKind
from voice_guide.journal.exports import ENTRIES
from voice_guide.journal.rows import RecordedFact

CALENDAR = "calendar"  # what such a paper is called in the journal
_MOST_SEQUENCE = 2**31 - 1

# What can change a plan, or whose yes it has.
_BEARING = frozenset(
    {
        FactKind.PARTICIPANT_JOINED,
        FactKind.PARTICIPANT_LEFT,
        FactKind.PARTICIPANT_RETURNED,
        FactKind.PARTICIPANT_REMOVED,
        FactKind.WITHDREW,
        FactKind.ANSWER_REOPENED,
        FactKind.ANSWER_TAKEN_OUT,
        FactKind.WAY_FORWARD_DRAFTED,
        FactKind.WAY_FORWARD_CHANGED,
        FactKind.WAY_FORWARD_DROPPED,
        FactKind.WAY_FORWARD_ANSWERED_BY,
        FactKind.REVIEW_DAY_SET,
        FactKind.ERASED,
        FactKind.LOST,
    }
)


class GivenOut:
    """What a session's facts tell of its earlier calendars; it began at ``started``."""

    def __init__(self, facts: Sequence[RecordedFact], started: datetime) -> None:
        self._started = started
        self._calendars = [each for each in facts if _is_calendar(each)]
        self._bearing = [each.at for each in facts if each.fact.kind in _BEARING]

    @cached_property
    def changed(self) -> datetime:
        """When the plan last changed, or was last put into a calendar: with other titles, it counts as newer, too."""
        return max([*self._bearing, *(each.at for each in self._calendars)], default=self._started)

    @property
    def sequence(self) -> int:
        """Seconds from the session's beginning to ``changed``: it grows with each change, also where facts were erased."""
        return min(max(int((self.changed - self._started).total_seconds()), 0), _MOST_SEQUENCE)

    @property
    def to_anybody(self) -> set[str]:
        """The keys of all entries that there ever were."""
        return {key for each in self._calendars for key in _entries(each)}

    def to(self, person: str | None) -> set[str]:
        """Those in the calendars of one person, or, for None, in everybody's."""
        return {key for each in self._calendars if each.fact.participant == person for key in _entries(each)}


def _is_calendar(recorded: RecordedFact) -> bool:
    return recorded.fact.kind == FactKind.EXPORTED and recorded.fact.payload.get("what") == CALENDAR


def _entries(recorded: RecordedFact) -> list[str]:
    entries = recorded.fact.payload.get(ENTRIES)
    return [str(key) for key in entries] if isinstance(entries, list) else []
