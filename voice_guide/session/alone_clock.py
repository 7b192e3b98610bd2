"""How long the family has been alone, over pauses and questions: a clock that stands still while something else is asked."""

from __future__ import annotations

from voice_guide.events import ALONE_TOO_LONG, Event, InputEnded, TimeOver, Turn


class AloneClock:
    """Knows what the next moment is at which something is due, and what. All times are seconds on the room's clock."""

    def __init__(self) -> None:
        self._spent = 0.0  # of the time itself, before this turn
        self._told = False  # that the chosen time is over
        self._since = 0.0

    def begin(self, turn: Turn, now: float) -> None:
        """A turn begins. Outside the private time everything is forgotten; a quiet is neither within nor outside."""
        self._since = now
        if turn.alone is None and not turn.quiet:
            self._spent, self._told = 0.0, False

    def due(self, turn: Turn) -> float | None:
        """The next moment at which something is due; None where nothing ever is."""
        found = [at for at in (self._over_at(turn), self._too_long_at(turn)) if at is not None]
        return min(found, default=None)

    def event(self, turn: Turn, now: float) -> Event | None:
        """What is due now, if anything is."""
        too_long, over = self._too_long_at(turn), self._over_at(turn)
        if too_long is not None and now >= too_long:
            return InputEnded(ALONE_TOO_LONG)
        if over is None or now < over:
            return None
        if turn.alone is not None and turn.alone.counts:
            self._told = True
        return TimeOver(turn.id)

    def end(self, turn: Turn, now: float) -> None:
        """Something else comes."""
        if turn.alone is not None and turn.alone.counts:
            self._spent += now - self._since

    def _over_at(self, turn: Turn) -> float | None:
        if turn.alone is None or turn.alone.seconds is None:
            return None
        if not turn.alone.counts:
            return self._since + turn.alone.seconds
        return None if self._told else self._since + turn.alone.seconds - self._spent

    def _too_long_at(self, turn: Turn) -> float | None:
        if turn.alone is None or turn.alone.longest_seconds is None:
            return None
        return self._since + turn.alone.longest_seconds - self._spent
