"""What the worker types to a group at the keyboard: a stroke, and a key or somebody's number or name (``/t``, ``/2``)."""

from __future__ import annotations

from voice_guide.events import KeyCommand, Turn
from voice_guide.session.key_names import GROUP_COMMANDS, SPEAKER

_SIGN = "/"


def group_line(line: str, turn: Turn) -> KeyCommand | None:
    """The command of a whole line; None for whatever is an answer. Where nothing is captured, the key alone does."""
    said = line.strip()
    if said.startswith(_SIGN):
        said = said.removeprefix(_SIGN).strip()
    elif turn.recorded:
        return None
    if (name := GROUP_COMMANDS.get(said.lower())) is not None:
        return KeyCommand(name)
    called = [seat.number for seat in turn.seats if said.casefold() in (seat.name.casefold(), str(seat.number))]
    return KeyCommand(SPEAKER, called[0]) if len(called) == 1 else None
