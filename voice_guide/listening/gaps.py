"""Sound that a device lost without saying so: what came lags behind the clock all at once, and stays there. Pure."""

from __future__ import annotations

WINDOW_SECONDS = (
    5.0  # late blocks only ever seem late, on a busy machine for seconds: the earliest tells where the sound is
)
STEP_SECONDS = 0.03  # a device's own clock drifts by 0.0003 s in a second at most; this much is a gap


class Gaps:
    """Compares, window by window, when sound was heard with how much of it came."""

    def __init__(self) -> None:
        self._taken_seconds = 0.0
        self._told_seconds = 0.0
        self._window_until = WINDOW_SECONDS
        self._lag: float | None = None
        self._lag_before: float | None = None

    def take(self, seconds: float, ended_at: float) -> float:
        """A block of this length came, of which the last sample was heard at ``ended_at``. Returns how many seconds were
        lost in the last two windows; mostly 0."""
        self._taken_seconds += seconds
        lag = ended_at - self._taken_seconds - self._told_seconds
        self._lag = lag if self._lag is None else min(self._lag, lag)
        if self._taken_seconds < self._window_until:
            return 0.0
        self._window_until += WINDOW_SECONDS
        step = 0.0 if self._lag_before is None else self._lag - self._lag_before
        self._lag_before, self._lag = self._lag, None
        return step if step > STEP_SECONDS else 0.0

    def told(self, seconds: float) -> None:
        """The device has told of this much itself."""
        self._told_seconds += seconds
