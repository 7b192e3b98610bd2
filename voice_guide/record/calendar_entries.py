"""What of a plan goes into a calendar: each way forward with a day or a repetition, and the day for looking at it again.

Only what everyone has agreed to is in it, unless the others are wanted too. What an earlier calendar of the session had and
this one has not is taken back in it. An entry is known by its ``uid``, which never changes, so that a phone shows it once.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from voice_guide.dialogue.parts import Person, Slot, WayForward
from voice_guide.dialogue.progress import effective_by
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.whose import Whose, parts_of, way_of
from voice_guide.record.calendar_given import GivenOut
from voice_guide.record.document import Papers
from voice_guide.record.ways import SLOTS, slot_text
from voice_guide.shown import one_line
from voice_guide.understanding.repetitions import Repetition

REVIEW = "review"
_WHEN = "when"
_OURS = uuid.UUID("6f1d8a52-95a5-4b0c-9a35-2f1f3d0c7c1e")  # whatever is named in it is an entry of ours

Why = Literal["no_day", "not_agreed", "not_theirs"]


@dataclass(frozen=True)
class Chosen:
    """What a calendar is to hold: everybody's or one ``person``'s; with people's ``own_titles``; what is ``not_agreed`` too."""

    person: Person | None = None
    own_titles: bool = False
    not_agreed: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry. ``number``: its place on the list, None for the review. ``taken_back``: it is in the calendar no more.

    ``day`` is the first one, ``said`` the day on which it was named; ``notes`` are lines, none where titles are neutral.
    """

    key: str
    number: int | None
    uid: str
    day: date
    said: date
    title: str
    repeats: Repetition | None = None
    notes: tuple[str, ...] = ()
    agreed: bool = True
    taken_back: bool = False


@dataclass(frozen=True)
class Aside:
    """What is said beside a calendar: ``number`` on the list (None: the review) is not in it, or not in its own words."""

    number: int | None
    why: Why


class PlanCalendar:
    """The calendar of one session. ``repetition`` reads what is no date; ``zone`` gives a time as it was in the room."""

    def __init__(
        self,
        papers: Papers,
        facts: Sequence[RecordedFact],
        chosen: Chosen,
        *,
        repetition: Callable[[str], Repetition | None],
        zone: Callable[[datetime], datetime],
    ) -> None:
        self._papers = papers
        self._given = GivenOut(facts, papers.view.started)
        self._chosen = chosen
        self._repetition = repetition
        self._zone = zone
        self._holds = effective_by(facts, lambda recorded: recorded.fact)

    @property
    def session(self) -> str:
        """The session's id."""
        return self._papers.view.id

    @property
    def person(self) -> str | None:
        """Whose calendar it is, by the participant's id; None: everybody's."""
        return self._chosen.person.id if self._chosen.person else None

    @property
    def changed(self) -> datetime:
        """When the plan last changed, or was last put into a calendar."""
        return self._given.changed

    @property
    def sequence(self) -> int:
        """How far on it is: see ``GivenOut.sequence``."""
        return self._given.sequence

    @cached_property
    def entries(self) -> list[Entry]:
        """What is in it, in the order of the list, the review last."""
        return [entry for entry, theirs in self._everybodys if theirs]

    @cached_property
    def taken_back(self) -> list[Entry]:
        """What an earlier calendar had that this one has not."""
        everybodys, own = self._given.to(None), self._given.to(self.person)
        now, theirs = {entry.key for entry, _ in self._everybodys}, {entry.key for entry in self.entries}
        gone = (everybodys - now) | (own - theirs) if self.person else self._given.to_anybody - now
        return [self._gone(key) for key in sorted(gone, key=lambda key: (len(key), key))]

    @cached_property
    def left_out(self) -> list[Aside]:
        """What stands on the list and is not in it, and why."""
        numbers = {entry.number for entry, _ in self._everybodys}
        left: list[Aside] = []
        for number, way in enumerate(self._papers.view.ways_forward, 1):
            if number not in numbers:
                left.append(Aside(number, "not_agreed" if self._named(way.slots.get(_WHEN)) else "no_day"))
        if None not in numbers and self._has_review:
            left.append(Aside(None, "no_day"))
        return left

    @property
    def neutral_all_the_same(self) -> list[Aside]:
        """In one person's calendar with own titles: those whose words are somebody else's, so they tell nothing."""
        if not self._chosen.own_titles or self._chosen.person is None:
            return []
        neutral = self._papers.line("calendar.title")
        return [Aside(entry.number, "not_theirs") for entry in self.entries if entry.title == neutral]

    @cached_property
    def _everybodys(self) -> list[tuple[Entry, bool]]:
        """Everybody's entries, each with whether it is in this calendar."""
        return [*self._ways(), *self._review()]

    def _ways(self) -> Iterator[tuple[Entry, bool]]:
        for number, way in enumerate(self._papers.view.ways_forward, 1):
            slot, agreed = way.slots.get(_WHEN), self._papers.view.agreed(way)
            if (agreed or self._chosen.not_agreed) and (found := self._named(slot)):
                said = self._said(self._said_of.get(way.number))
                yield (
                    Entry(
                        key=str(way.number),
                        number=number,
                        uid=self._uid(str(way.number)),
                        day=found if isinstance(found, date) else found.begins(said),
                        said=said,
                        title=self._title(way),
                        repeats=None if isinstance(found, date) else found,
                        notes=tuple(self._notes(way)),
                        agreed=agreed,
                    ),
                    self._concerns(way),
                )

    @property
    def _has_review(self) -> bool:
        """Whether there is a plan to look at again, as on the sheet."""
        return any(self._papers.view.wanted(way) for way in self._papers.view.ways_forward)

    def _review(self) -> Iterator[tuple[Entry, bool]]:
        found = self._named(self._papers.view.progress.review) if self._has_review else None
        if found is not None:
            said = self._said(self._review_said)
            day = found if isinstance(found, date) else found.begins(said)
            title = self._papers.line("calendar.review" if self._chosen.own_titles else "calendar.title")
            repeats = None if isinstance(found, date) else found
            yield Entry(REVIEW, None, self._uid(REVIEW), day, said, title, repeats), True

    def _named(self, slot: Slot | None) -> date | Repetition | None:
        """The day or the repetition that was worked out from somebody's words."""
        if slot is None or slot.words is None or not slot.day:
            return None
        try:
            return date.fromisoformat(slot.day)
        except ValueError:
            return self._repetition(slot.day)

    def _title(self, way: WayForward) -> str:
        neutral = self._papers.line("calendar.title")
        words = way.words("what") if self._chosen.own_titles and self._is_theirs(way, "what") else None
        return _plain(words or "") or neutral

    def _notes(self, way: WayForward) -> Iterator[str]:
        """The parts of it as the sheet has them; in one person's calendar, those in their own words."""
        for slot in SLOTS if self._chosen.own_titles else ():
            words = way.words(slot)
            if words is not None and self._is_theirs(way, slot):
                shown = words if self._chosen.person else slot_text(self._papers, slot, way.slots[slot])
                yield f"{self._papers.line(f'sheet.{slot}')}: {_plain(shown)}"

    def _is_theirs(self, way: WayForward, slot: str) -> bool:
        person = self._chosen.person
        return person is None or self._whose.people((way.number, slot)) == {person.id}

    def _concerns(self, way: WayForward) -> bool:
        """Whether it is in this calendar: the person does it, checks it, or nobody is named who does it."""
        person, who = self._chosen.person, way.slots.get("who")
        if person is None or who is None or who.words is None:
            return True
        return any(person.id in way.slots[slot].people for slot in ("who", "check") if slot in way.slots)

    @cached_property
    def _whose(self) -> Whose:
        return Whose.after(recorded.fact for recorded in self._holds)

    @cached_property
    def _said_of(self) -> dict[int, datetime]:
        """When the day of each way forward was named."""
        filled = ((each, parts_of(each.fact)) for each in self._holds)
        return {way_of(each.fact): each.at for each, parts in filled if _WHEN in parts}

    @property
    def _review_said(self) -> datetime | None:
        at = [
            each.at
            for each in self._holds
            if each.fact.kind == FactKind.REVIEW_DAY_SET and each.fact.payload.get("words")
        ]
        return at[-1] if at else None

    def _said(self, at: datetime | None) -> date:
        return self._zone(at or self._papers.view.started).date()

    def _uid(self, key: str) -> str:
        """The same wherever the session's journal is, and in no other session: ids alone are short."""
        begun = self._papers.view.started.isoformat(timespec="seconds")
        return str(uuid.uuid5(_OURS, f"{self._papers.view.id} {begun} {key}"))

    def _gone(self, key: str) -> Entry:
        way = next((each for each in self._papers.view.progress.ways if str(each.number) == key), None)
        named = self._named(way.slots.get(_WHEN)) if way else None
        day = named if isinstance(named, date) else self._said(None)
        title = self._papers.line("calendar.title")
        return Entry(key, None, self._uid(key), day, day, title, agreed=False, taken_back=True)


def _plain(words: str) -> str:
    """Words on one line. A mark of byte order is no sign that anybody sees, and some programs drop it."""
    return " ".join(one_line(words.replace("\ufeff", "")).split())
