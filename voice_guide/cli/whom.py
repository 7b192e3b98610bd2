"""Finding a participant by what a worker typed: their name as it is kept, or their number in the session (``p1``)."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.dialogue.parts import Person
from voice_guide.errors import UsageError


def find_person(people: Sequence[Person], wanted: str, *, session: str) -> Person:
    """The participant who is meant. Raises UsageError ``unknown_person`` or ``person_not_unique``.

    The errors list numbers alone: somebody may look over the worker's shoulder.
    """
    typed = " ".join(wanted.split()).casefold()
    found = [person for person in people if typed in (person.id, (person.name or "").casefold())]
    if not found or not typed:
        raise UsageError("unknown_person", session=session, known=_numbers(people))
    if len(found) > 1:
        raise UsageError("person_not_unique", session=session, known=_numbers(found))
    return found[0]


def _numbers(people: Sequence[Person]) -> str:
    return ", ".join(person.id for person in people) or "-"
