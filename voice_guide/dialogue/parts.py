"""What a session's progress is made of: the people, and the ways forward as far as they have been said."""

from __future__ import annotations

from dataclasses import dataclass, field

ANSWERED = "answered"
PASSED = "passed"
MISSED = "missed"  # asked of the others while somebody was not here
YES, NO, UNSURE, LATER = "yes", "no", "unsure", "later"
OUT, LEFT = "out", "left"  # stepped out, and to be back; gone for the day
ERASED = "erased"  # in place of an answer that was erased for good


@dataclass
class Person:
    """A participant. ``name`` is None in the journal for someone who is not recorded, or whose words were ``erased``.

    ``role`` is how they are here, in words that they chose. ``answers`` False: a supporter, an interpreter, a worker, who is
    here beside the others and is asked no questions.
    """

    id: str
    name: str | None
    recorded: bool
    erased: bool = False
    withdrew: bool = False  # agreed to be recorded, and took it back
    role: str | None = None
    answers: bool = True
    away: str | None = None  # OUT or LEFT

    @property
    def here(self) -> bool:
        """Whether they are here now."""
        return self.away is None


@dataclass
class Slot:
    """What was said to one of a way forward's questions: the person's words, and the day worked out from them."""

    words: str | None
    day: str | None = None
    people: tuple[str, ...] = ()  # ids of the participants whom the words of "who" or "check" name
    absent: tuple[str, ...] = ()  # those of its words that name nobody who is here
    day_asked_for: bool = True  # False: it was said with the thing to do, and names no day

    def without_words(self) -> None:
        """Nothing was said here, so far as anybody is shown."""
        self.words, self.day, self.people, self.absent = None, None, (), ()


@dataclass
class WayForward:
    """One thing that someone will do, as far as it has been said."""

    number: int
    proposer: str
    slots: dict[str, Slot] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False
    change_offered: bool = False
    taken_out: bool = False  # by whoever said it: none of its words are shown any more
    reopened: str | None = None  # the slot that is being asked again
    before: tuple[dict[str, Slot], dict[str, str]] | None = None  # slots and answers while it is being changed

    def absent(self, slot: str) -> tuple[str, ...]:
        """Those whom a slot names and who are not here, in the words that were used."""
        kept = self.slots.get(slot)
        return kept.absent if kept else ()

    def words(self, slot: str) -> str | None:
        """The words kept in a slot, or None."""
        kept = self.slots.get(slot)
        return kept.words if kept else None
