"""The program in a terminal of its own: what the tests of typing and of passphrases are held with."""

from __future__ import annotations

import os
import pty
import select
import signal
import time

from tests.integration.cli.program import PROGRAM, STUCK_SECONDS, Home


class Terminal:
    """The program in a terminal of its own, with somebody typing."""

    def __init__(self, home: Home, *arguments: str) -> None:
        command, environment = [*PROGRAM, *arguments], home.environment()
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            os.execve(command[0], command, environment)  # noqa: S606 - the child of a fork becomes the program
        self.shown = ""
        self._seen = 0

    def until(self, words: str) -> None:
        """Read on until these words are shown, after all that was waited for before."""
        end = time.monotonic() + STUCK_SECONDS
        while words not in self.shown[self._seen :] and self._read(end):
            continue
        assert words in self.shown[self._seen :]
        self._seen = self.shown.index(words, self._seen) + len(words)

    def type(self, keys: str) -> None:
        """Type these keys."""
        os.write(self._screen, keys.encode())

    def ended(self) -> int:
        """Read to the end; the exit status."""
        end = time.monotonic() + STUCK_SECONDS
        while self._read(end):
            continue
        if time.monotonic() > end:
            os.kill(self._pid, signal.SIGKILL)
        os.close(self._screen)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self, end: float) -> bool:
        if not select.select([self._screen], [], [], max(0.0, end - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self._screen, 4096)
        except OSError:  # Linux's way of saying that the other end is closed
            return False
        self.shown += data.decode(errors="replace")
        return bool(data)
