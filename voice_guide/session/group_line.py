"""What the worker types to a group at the keyboard: a stroke, and a key. ``/t`` hands the talking piece on."""

from __future__ import annotations

from voice_guide.events import KeyCommand, Turn
from voice_guide.session.key_names import GROUP_COMMANDS

_SIGN = "/"


def group_line(line: str, turn: Turn) -> KeyCommand | None:
    """The command of a whole line; None for whatever is an answer. Where nothing is captured, the key alone does."""
    said = line.strip()
    if said.startswith(_SIGN):
        said = said.removeprefix(_SIGN).strip()
    elif turn.recorded:
        return None
    name = GROUP_COMMANDS.get(said.lower())
    return KeyCommand(name) if name else None
