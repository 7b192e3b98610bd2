"""Who is told of each turn as it passes."""

from __future__ import annotations

from typing import Protocol

from voice_guide.events import Turn
from voice_guide.session.trace import TurnTrace


class Observer(Protocol):
    """Told of each turn as it passes: a rehearsal's participant, a report."""

    def asking(self, turn: Turn) -> None:
        """The prompts of a turn begin."""

    def listening(self, trace: TurnTrace) -> None:
        """The program listens now."""

    def heard(self, trace: TurnTrace) -> None:
        """The turn is over."""

    def reopened(self) -> None:
        """The turn that was being asked will be asked again: the answer before it goes on."""
