"""A line for whoever waits: told where something takes longer than a moment, and only to a person."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from voice_guide.cli.output import tell

LONG_SECONDS = 2.0  # what takes no longer needs no word


@contextmanager
def told_if_long(text: str) -> Iterator[None]:
    """Tell the line on standard error where what is done here takes long, and a terminal is there to show it."""
    if not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(LONG_SECONDS, tell, [text])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
