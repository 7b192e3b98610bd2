"""The worker's keys in a group: a letter, or the number of somebody in it."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.events import KeyCommand, Seat
from voice_guide.session.key_names import GROUP_COMMANDS, ONE_FIGURE, SPEAKER


class GroupKeys:
    """What keys mean in a group with these ``seats``; without any, nothing."""

    def __init__(self) -> None:
        self.seats: Sequence[Seat] = ()
        self._figure = ""

    def sit(self, seats: Sequence[Seat]) -> None:
        """Another turn begins, in a group with these seats."""
        self.seats, self._figure = seats, ""

    def told(self, key: str) -> KeyCommand | None:
        """The command that this key makes whole; None for any other, and for the first figure of two."""
        if not self.seats:
            return None
        if not (key.isascii() and key.isdecimal()):
            self._figure = ""
            name = GROUP_COMMANDS.get(key.lower())
            return KeyCommand(name) if name else None
        self._figure += key
        if len(self._figure) < 2 and len(self.seats) > ONE_FIGURE:
            return None
        number, self._figure = int(self._figure), ""
        return KeyCommand(SPEAKER, number) if any(seat.number == number for seat in self.seats) else None
