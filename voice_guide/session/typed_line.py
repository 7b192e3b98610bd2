"""A line that is typed in a conversation by voice, key by key, so that the quiet key goes on working."""

from __future__ import annotations

from collections.abc import Callable

from voice_guide.events import QUIET, Event, InputEnded
from voice_guide.ports import KeyPressed, Room, RoomClosed
from voice_guide.session.key_names import QUIET_KEY

_ENTER = ("\r", "\n")
_RUB_OUT = ("\x7f", "\b")


def typed_line(room: Room, show: Callable[[str], None]) -> tuple[str, Event | None]:
    """The line up to Enter, or nothing and what came instead: the quiet key or the end of the room. Escape: nothing.

    ``show`` gets the line as it stands after each key.
    """
    line = ""
    show(line)
    while True:
        event = room.next(None)
        if isinstance(event, RoomClosed):
            return "", InputEnded(event.reason)
        if not isinstance(event, KeyPressed):
            continue
        if event.key == QUIET_KEY:
            return "", QUIET
        if event.key in _ENTER:
            show(f"{line}\n")
            return line.strip(), None
        if event.key == "Escape":
            return "", None
        if event.key in _RUB_OUT:
            line = line[:-1]
        elif len(event.key) == 1 and event.key.isprintable():
            line += event.key
        show(line)


def drop_line(line: str) -> None:
    """Where there is no screen to show it."""
