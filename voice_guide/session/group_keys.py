"""The worker's keys in a group: a letter, or the number of somebody in it."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.events import KeyCommand, Seat
from voice_guide.session.key_names import GROUP_COMMANDS, ONE_FIGURE, SPEAKER, THAT_WAS, THAT_WAS_KEY


class GroupKeys:
    """What keys mean in a group with these ``seats``; without any, nothing."""

    def __init__(self) -> None:
        self.seats: Sequence[Seat] = ()
        self._figure = ""
        self._of_before = False

    def sit(self, seats: Sequence[Seat]) -> None:
        """Another turn begins, in a group with these seats."""
        self.seats, self._figure, self._of_before = seats, "", False

    def told(self, key: str) -> KeyCommand | None:
        """The command that this key makes whole; None for any other, and for the first figure of two."""
        if not self.seats:
            return None
        if not (key.isascii() and key.isdecimal()):
            self._figure, self._of_before = "", key == THAT_WAS_KEY
            name = GROUP_COMMANDS.get(key.lower())
            return KeyCommand(name) if name else None
        self._figure += key
        if len(self._figure) < 2 and len(self.seats) > ONE_FIGURE:
            return None
        number, self._figure = int(self._figure), ""
        name, self._of_before = THAT_WAS if self._of_before else SPEAKER, False
        return KeyCommand(name, number) if any(seat.number == number for seat in self.seats) else None
