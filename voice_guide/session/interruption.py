"""Ctrl-C, SIGTERM and a closed window: they end a wait at once, and never come in the middle of a write."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Notes a signal; while something waits, ends that wait."""

    def __init__(self) -> None:
        self.noted = False
        self._waiting = False
        self._tell: list[Callable[[], None]] = []

    def install(self) -> None:
        """Take over SIGINT, SIGTERM and, unless it is ignored (nohup), SIGHUP. Main thread only."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._handle)
        closed_window = getattr(signal, "SIGHUP", None)  # Windows has none
        if closed_window is not None and signal.getsignal(closed_window) is not signal.SIG_IGN:
            signal.signal(closed_window, self._handle)

    def tell(self, call: Callable[[], None]) -> None:
        """Call this when a signal comes (a room that waits on a queue)."""
        self._tell.append(call)
        if self.noted:
            call()

    @contextmanager
    def may_end(self) -> Iterator[None]:
        """While inside, a signal raises KeyboardInterrupt."""
        self._waiting = True
        try:
            if self.noted:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        self.noted = True
        for call in self._tell:
            call()
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt
