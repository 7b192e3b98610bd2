"""Keeps the sound libraries from writing on the screen.

ALSA, JACK and PortAudio tell of every device they try, and of every device that goes away, on the process's standard
error, in the middle of a conversation. What matters in it reaches us as a return code.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

_STDERR = 2


class _Hush:
    """Sends what libraries write on standard error nowhere, and keeps Python's own ``sys.stderr`` working."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._depth = 0
        self._kept = -1
        self._python_stderr: TextIO | None = None

    def enter(self) -> None:
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                self._begin()

    def leave(self) -> None:
        with self._lock:
            self._depth -= 1
            if self._depth == 0 and self._kept >= 0:
                self._end()

    def _begin(self) -> None:
        try:
            self._kept = os.dup(_STDERR)
        except OSError:  # standard error is closed: nothing can be written there
            self._kept = -1
            return
        if _is_process_stderr(sys.stderr):
            self._python_stderr = sys.stderr
            sys.stderr.flush()
            sys.stderr = open(  # noqa: SIM115, PTH123 - closed in _end
                os.dup(self._kept), "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, buffering=1
            )
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)

    def _end(self) -> None:
        os.dup2(self._kept, _STDERR)
        os.close(self._kept)
        self._kept = -1
        if self._python_stderr is not None:
            ours, sys.stderr = sys.stderr, self._python_stderr
            self._python_stderr = None
            ours.close()


_hush = _Hush()


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """While this is open, from whatever thread and however often, libraries write nothing on standard error."""
    _hush.enter()
    try:
        yield
    finally:
        _hush.leave()


def _is_process_stderr(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.fileno() == _STDERR
    except (OSError, ValueError, AttributeError):
        return False
