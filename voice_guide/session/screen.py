"""What a conversation by voice shows in its terminal, and how that is made blank at once."""

from __future__ import annotations

import contextlib
import threading
from typing import TextIO

from voice_guide.shown import one_line

# All of the screen, then what has scrolled off it. In this order: some terminals scroll off what they clear.
CLEAR_REST = "\x1b[K"  # from where the cursor stands to the end of the line
BLANK = "\x1b[H\x1b[2J\x1b[3J"


class Screen:
    """Shows lines on ``out``; ``terminals`` are the streams that reach a screen. Any thread may make it blank."""

    def __init__(self, out: TextIO, terminals: tuple[TextIO, ...] = ()) -> None:
        self._out = out
        self._terminals = terminals
        self._blank = False
        self._showing = threading.Lock()

    def show(self, *lines: str) -> None:
        """Show these lines, unless the screen is to stay blank."""
        with self._showing:
            if not self._blank:
                self._out.write("".join(f"{one_line(line)}\n" for line in lines))
                self._out.flush()

    def show_typed(self, line: str) -> None:
        """Show a line that is being typed, in the place of what it was before."""
        with self._showing:
            if not self._blank:
                self._out.write(f"\r{line}{CLEAR_REST}")
                self._out.flush()

    def keep_blank(self, on: bool) -> None:
        """True: clear the screen, and show nothing more until False."""
        with self._showing:
            self._blank = on
            for terminal in self._terminals if on else ():
                with contextlib.suppress(OSError, ValueError):  # it has gone, and what it showed with it
                    terminal.write(BLANK)
                    terminal.flush()
