"""Single keys from a real terminal."""

from __future__ import annotations

import os
import pty
import queue
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator

import pytest

from voice_guide.session.keys import KeyParser, Keys, is_terminal

WAIT = 10.0


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"p", ["p"]),
        (b"rep", ["r", "e", "p"]),
        (b" \r\n", [" ", "\r", "\n"]),
        (b"\x1b[24~", ["F12"]),
        (b"\x1b[24;2~", ["F12"]),
        (b"\x1bOP\x1b[A\x1bOB", ["F1", "Up", "Down"]),
        (b"\x1b[5~n", ["PageUp", "n"]),
        (b"\x1b[99~y", ["y"]),
        ("é한".encode(), ["é", "한"]),
        (b"\xff\xfen", ["n"]),
        (b"\x1bx", ["Escape", "x"]),
        (b"\x1b\x1b[24~", ["Escape", "F12"]),
    ],
)
def test_bytes_become_keys(sent: bytes, keys: list[str]) -> None:
    assert KeyParser().feed(sent) == keys


@pytest.mark.parametrize("sent", [b"\x1b[24~", "é".encode(), b"\x1bOP"])
def test_a_key_may_come_in_pieces(sent: bytes) -> None:
    parser = KeyParser()
    pieces = [key for byte in sent for key in parser.feed(bytes([byte]))]
    assert pieces == KeyParser().feed(sent)
    assert not parser.unfinished


def test_escape_alone_is_a_key_once_nothing_follows() -> None:
    parser = KeyParser()
    assert parser.feed(b"\x1b") == []
    assert parser.unfinished
    assert parser.flush() == ["Escape"]
    assert parser.flush() == []


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: the person's, the program's."""
    person, program = pty.openpty()
    yield person, program
    os.close(person)
    os.close(program)


def test_keys_come_as_they_are_pressed_unseen_and_the_terminal_is_put_back(terminal: tuple[int, int]) -> None:
    person, program = terminal
    before = termios.tcgetattr(program)
    pressed: queue.Queue[str] = queue.Queue()
    keys = Keys(pressed.put, fd=program)
    os.write(person, b"p\x1b[24~")
    assert [pressed.get(timeout=WAIT) for _ in range(2)] == ["p", "F12"]
    assert not termios.tcgetattr(program)[3] & (termios.ECHO | termios.ICANON)
    assert termios.tcgetattr(program)[3] & termios.ISIG  # Ctrl-C stays a signal
    keys.close()
    keys.close()
    assert termios.tcgetattr(program) == before


def test_a_terminal_that_is_hung_up_is_no_fault(terminal: tuple[int, int]) -> None:
    person, program = pty.openpty()
    keys = Keys(lambda _: None, fd=program)
    os.close(person)
    keys.close()
    os.close(program)


def test_a_pipe_is_no_terminal() -> None:
    reading, writing = os.pipe()
    assert not is_terminal(reading)
    os.close(reading)
    os.close(writing)


ENDINGS = {
    "an exception": "raise ValueError",
    "leaving": "sys.exit(3)",
    "SIGTERM": "os.kill(os.getpid(), signal.SIGTERM); time.sleep(30)",
}


@pytest.mark.slow
@pytest.mark.parametrize("ending", list(ENDINGS))
def test_the_terminal_is_put_back_however_the_program_ends(terminal: tuple[int, int], ending: str) -> None:
    _, program = terminal
    before = termios.tcgetattr(program)
    code = "import os, signal, sys, time\nfrom voice_guide.session.keys import Keys\n"
    code += f"keys = Keys(lambda key: None, fd=0)\n{ENDINGS[ending]}\n"
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=program, stderr=subprocess.DEVNULL, timeout=60, check=False
    )
    assert done.returncode == {"an exception": 1, "leaving": 3, "SIGTERM": -signal.SIGTERM}[ending]
    assert termios.tcgetattr(program) == before
