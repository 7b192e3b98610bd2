"""Ctrl-C, SIGTERM and a closed window: they end a wait at once, and never come in the middle of a write."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_came = False  # a signal, before an Interruption took the signals over


def note_early() -> None:
    """Have SIGINT, SIGTERM and a closed window raise KeyboardInterrupt, and remember it. Main thread only.

    What is being loaded may swallow that exception (one raised in a callback of the interpreter's is only reported), so whoever
    waits for people later asks whether a signal has come.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _note)


def end_if_asked() -> None:
    """Raise KeyboardInterrupt where a signal has come already."""
    if _came:
        raise KeyboardInterrupt


def _note(_number: int, _frame: FrameType | None) -> None:
    global _came
    _came = True
    raise KeyboardInterrupt


class Interruption:
    """Notes a signal; while something waits, ends that wait."""

    def __init__(self) -> None:
        self.noted = _came
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
