"""A set time into a pause the words are locked away, until somebody types the passphrase."""

from __future__ import annotations

from collections.abc import Callable

from voice_guide.dialogue.quiet import GO_ON_TURN
from voice_guide.dialogue.turns import PAUSED_TURN
from voice_guide.events import Turn


class LeftLocked(KeyboardInterrupt):
    """Somebody left while it was locked. Everything is saved; nothing more can be written."""


class PauseLock:
    """Counts from the beginning of a pause, whatever is said in it. ``lock`` and ``unlock`` do it.

    ``unlock`` asks for the passphrase by keys until it opens, and returns False where somebody leaves instead.
    """

    def __init__(self, after_seconds: float, *, lock: Callable[[], None], unlock: Callable[[], bool]) -> None:
        self._after = after_seconds
        self._lock = lock
        self._unlock = unlock
        self._since: float | None = None
        self._is_locked = False

    def due(self, turn: Turn, now: float) -> float | None:
        """When this turn's waiting has lasted long enough; None outside a pause, or where it is locked already."""
        if not (turn.quiet or turn.id in (PAUSED_TURN, GO_ON_TURN)):
            self._since = None
            return None
        if self._since is None:
            self._since = now
        return None if self._is_locked else self._since + self._after

    def lock(self) -> None:
        """Lock the words away, without a word."""
        self._lock()
        self._is_locked = True

    def unlock(self) -> None:
        """Where it is locked, ask for the passphrase. The pause goes on, and its time begins anew. Raises LeftLocked."""
        if not self._is_locked:
            return
        if not self._unlock():
            raise LeftLocked
        self._is_locked = False
        self._since = None

    def leave(self) -> None:
        """The room closes. Raises LeftLocked where it is locked."""
        if self._is_locked:
            raise LeftLocked
