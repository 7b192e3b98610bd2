"""The facts by which somebody is in: their name only with their yes, and how they are here."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.roll import Roll
from voice_guide.events import Fact
from voice_guide.facts import FactKind, text_hash


def joining(
    roll: Roll, waiting: Sequence[str], progress: Progress, *, agreed: bool, words: str | None, notice: str
) -> list[Fact]:
    """The first of those who are ``waiting`` is in. ``words`` are those of their answer to the ``notice``."""
    name, person = waiting[0], f"p{progress.joined + 1}"
    supports = name in roll.supporters
    joined: dict[str, object] = {
        "name": name if agreed else None,
        "recorded": agreed and not supports,
        "number": progress.joined + 1,
        "of": progress.joined + len(waiting),
    }
    joined |= {"role": roll.role(name)} if agreed and roll.role(name) else {}
    joined |= {"answers": False} if supports else {}
    joined |= {"late": True, "missed": _missed(roll, progress)} if roll.arriving else {}
    facts = [Fact(FactKind.PARTICIPANT_JOINED, person, None, joined)]
    if supports:
        return facts  # nothing of theirs is recorded, whatever they say
    read: dict[str, object] = {"notice": text_hash(notice)}
    if agreed:
        return [*facts, Fact(FactKind.AGREED_TO_RECORD, person, None, {"words": words, **read})]
    return [*facts, Fact(FactKind.DECLINED_TO_RECORD, person, None, read)]


def back_again(roll: Roll, progress: Progress) -> tuple[list[Fact], Roll]:
    """Whoever was taken off and is named again has been asked before: they are on again, and the roll is of the others."""
    back = [person for person in progress.removed if person.name in roll.names]
    names = {person.name for person in back}
    facts = [Fact(FactKind.PARTICIPANT_REMOVED, person.id, None, {"back": True}) for person in back]
    return facts, roll.without(*(str(name) for name in names))


def _missed(roll: Roll, progress: Progress) -> list[str]:
    """What whoever comes late is not asked: all that was asked before, but for the question that is going round."""
    return sorted({question for question, _ in progress.settled} - {str(roll.at)})
