"""Single keys from the terminal, as they are pressed: characters, and names for the keys that have none.

Ctrl-C stays a signal. The terminal is put back as it was when the keys are closed, when the program ends in whatever
way Python can see, and on a SIGTERM that nobody else handles.
"""

from __future__ import annotations

import atexit
import codecs
import contextlib
import os
import re
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

if sys.platform != "win32":
    import termios
    import tty

ESCAPE_SECONDS = 0.05  # an Escape that nothing follows for this long is the Escape key
_SEQUENCE = re.compile(r"\x1b(?:O(?P<ss3>[A-Za-z])|\[(?P<numbers>[0-9;]*)(?P<end>[~A-Za-z]))")
_UNFINISHED = re.compile(r"\x1b(?:O|\[[0-9;]*)?\Z")
_BY_LETTER = {"A": "Up", "B": "Down", "C": "Right", "D": "Left", "H": "Home", "F": "End"}
_BY_LETTER |= {"P": "F1", "Q": "F2", "R": "F3", "S": "F4"}
_BY_NUMBER = {
    "1": "Home",
    "2": "Insert",
    "3": "Delete",
    "4": "End",
    "5": "PageUp",
    "6": "PageDown",
    "7": "Home",
    "8": "End",
}
_BY_NUMBER |= dict(
    zip(
        ["11", "12", "13", "14", "15", "17", "18", "19", "20", "21", "23", "24"],
        [f"F{n}" for n in range(1, 13)],
        strict=True,
    )
)
_WINDOWS = {"H": "Up", "P": "Down", "M": "Right", "K": "Left", "G": "Home", "O": "End", "R": "Insert", "S": "Delete"}
_WINDOWS |= {"I": "PageUp", "Q": "PageDown", "\x85": "F11", "\x86": "F12"}
_WINDOWS |= {chr(0x3B + n): f"F{n + 1}" for n in range(10)}


class KeyParser:
    """Turns a terminal's bytes into keys. Sequences that are not known are dropped whole."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._rest = ""

    @property
    def unfinished(self) -> bool:
        """True when the next bytes may belong to a key that has begun."""
        return bool(self._rest)

    def feed(self, data: bytes) -> list[str]:
        """The keys that these bytes complete."""
        text = self._rest + self._decoder.decode(data)
        self._rest = ""
        keys: list[str] = []
        while text:
            if text[0] != "\x1b":
                keys.append(text[0])
                text = text[1:]
            elif found := _SEQUENCE.match(text):
                name = _name(found)
                keys += [name] if name else []
                text = text[found.end() :]
            elif _UNFINISHED.match(text):
                self._rest, text = text, ""
            else:
                keys.append("Escape")
                text = text[1:]
        return keys

    def flush(self) -> list[str]:
        """The keys in what began and was not finished: nothing more came."""
        rest, self._rest = self._rest, ""
        return ["Escape", *rest[1:]] if rest else []


def _name(found: re.Match[str]) -> str | None:
    if found["ss3"]:
        return _BY_LETTER.get(found["ss3"])
    number = found["numbers"].partition(";")[0]  # after the semicolon: Shift, Ctrl and the like
    return _BY_NUMBER.get(number) if found["end"] == "~" else _BY_LETTER.get(found["end"])


class Keys:
    """Posts each key that is pressed, from a thread of its own, until closed. For terminals only."""

    def __init__(self, post: Callable[[str], None], *, fd: int | None = None) -> None:
        self._post = post
        self._closing = threading.Event()
        self._fd = sys.stdin.fileno() if fd is None else fd
        self._restore: Callable[[], None] = lambda: None
        if sys.platform == "win32":
            target = self._read_windows
        else:
            self._restore = _single_keys(self._fd)
            self._wake, self._waker = os.pipe()
            target = self._read_terminal
        self._thread = threading.Thread(target=target, name="keys", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Put the terminal back and read no more."""
        if self._closing.is_set():
            return
        self._closing.set()
        if sys.platform != "win32":
            os.write(self._waker, b".")
        self._thread.join(timeout=0.5)
        self._restore()

    def _read_terminal(self) -> None:
        parser = KeyParser()
        while not self._closing.is_set():
            ready, _, _ = select.select([self._fd, self._wake], [], [], ESCAPE_SECONDS if parser.unfinished else None)
            if self._wake in ready:
                break
            try:
                data = os.read(self._fd, 1024) if ready else b""
            except OSError:  # the terminal has gone
                break
            if ready and not data:
                break
            for key in parser.feed(data) if ready else parser.flush():
                self._post(key)

    def _read_windows(self) -> None:
        import msvcrt

        console: Any = msvcrt
        while not self._closing.wait(0.02):
            while console.kbhit():
                character = console.getwch()
                if character in "\x00\xe0":
                    character = _WINDOWS.get(console.getwch(), "")
                if character:
                    self._post(character)


def is_terminal(fd: int | None = None) -> bool:
    """Whether keys can be read: a terminal, with this program in its foreground (in the background it'd be stopped)."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        fd = sys.stdin.fileno() if fd is None else fd
        return os.isatty(fd) and (sys.platform == "win32" or os.tcgetpgrp(fd) == os.getpgrp())
    return False


def _single_keys(fd: int) -> Callable[[], None]:
    """Have keys come one by one and unseen; returns what puts the terminal back (and may be called twice)."""
    before = termios.tcgetattr(fd)
    pid = os.getpid()
    earlier = signal.getsignal(signal.SIGTERM)

    def restore() -> None:
        if os.getpid() == pid:  # a forked child must not touch its parent's terminal
            with contextlib.suppress(termios.error, OSError):
                termios.tcsetattr(fd, termios.TCSADRAIN, before)
        atexit.unregister(restore)
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is on_terminate:
            signal.signal(signal.SIGTERM, earlier)

    def on_terminate(number: int, _frame: FrameType | None) -> None:
        restore()
        signal.raise_signal(number)

    atexit.register(restore)
    if earlier is signal.SIG_DFL and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, on_terminate)
    tty.setcbreak(fd, termios.TCSADRAIN)
    return restore
