"""Keyboard mode: what is printed before each read, and what a line comes to."""

from __future__ import annotations

import io
import os
import signal

import pytest

from voice_guide.events import Event, InputEnded, Listen, NoInput, Prompt, Turn, TurnKind, Utterance
from voice_guide.session.interruption import Interruption
from voice_guide.session.keyboard import KeyboardConversant

WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
TURN = Turn("wh-today", TurnKind.OPEN, "Jo", question="wh-today", prompt=Prompt("wh-today", "What happened?"))


class Keyboard:
    """A conversant whose lines are given, and what it printed."""

    def __init__(self, typed: bytes) -> None:
        self.out = io.StringIO()
        self.other_encodings = 0
        self.conversant = KeyboardConversant(
            io.BytesIO(typed), self.out, interruption=Interruption(), on_other_encoding=self._told
        )

    def _told(self) -> None:
        self.other_encodings += 1

    def ask(self, *said: str) -> Event:
        return self.conversant.converse([Prompt("said", each) for each in said], Listen(TURN))


def test_what_is_said_stands_above_the_question_and_its_turn_in_brackets() -> None:
    keyboard = Keyboard(b"a row\n")
    assert keyboard.ask("Thank you, Jo.", " ") == Utterance("wh-today", "a row")
    assert keyboard.out.getvalue() == "Thank you, Jo.\n[wh-today Jo] What happened?\n"


def test_a_turn_without_words_still_has_its_brackets() -> None:
    keyboard = Keyboard(b"go on\n")
    keyboard.conversant.converse((), Listen(Turn("paused", TurnKind.CHOICE, "everyone")))
    assert keyboard.out.getvalue() == "[paused everyone] \n"


@pytest.mark.parametrize("line", [b"\n", b"  \t \n", b"\r\n", b"\x00\x07\n", "\ufeff\n".encode()])
def test_an_empty_line_is_silence_and_never_a_pass(line: bytes) -> None:
    assert Keyboard(line).ask() == NoInput("wh-today")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"  he   said\tno \r\n", "he said no"),
        (b"the last line", "the last line"),
        ("café, naïve, 李, 👩‍👩‍👧\n".encode(), "café, naïve, 李, 👩‍👩‍👧"),
        ("می‌خواهم\n".encode(), "می‌خواهم"),
        (f"go on {WALES} 🇬🇧!\n".encode(), f"go on {WALES} 🇬🇧!"),
        ("no\U000e0068\U000e0069\U000e007f 🏴\n".encode(), "no 🏴"),
        (b"\x1b[31mred\x1b[0m\n", "[31mred [0m"),
        ("\u202eabc\u202c\n".encode(), "abc"),
    ],
)
def test_the_words_of_a_line_are_kept(line: bytes, words: str) -> None:
    assert Keyboard(line).ask() == Utterance("wh-today", words)


@pytest.mark.parametrize(
    ("line", "words"), [("café".encode("cp1252"), "café"), (b"a \x81 b\xff", "a � bÿ"), (b"\xed\xa0\x80", "í €")]
)
def test_a_line_that_is_not_utf8_is_read_as_windows_text_and_told(line: bytes, words: str) -> None:
    keyboard = Keyboard(line + b"\n")
    assert keyboard.ask() == Utterance("wh-today", words)
    assert keyboard.other_encodings == 1


def test_the_end_of_the_lines_ends_the_conversation() -> None:
    assert Keyboard(b"").ask() == InputEnded("end-of-input")


class Broken(io.StringIO):
    """An output behind which nobody is, or whose disk is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def flush(self) -> None:
        raise self._error


@pytest.mark.parametrize("error", [BrokenPipeError(32, "Broken pipe"), OSError(28, "No space left on device")])
def test_answers_are_taken_though_nothing_can_be_printed(error: OSError) -> None:
    conversant = KeyboardConversant(io.BytesIO(b"a row\n"), Broken(error), interruption=Interruption())
    assert conversant.converse([Prompt("said", "Hello.")], Listen(TURN)) == Utterance("wh-today", "a row")


class Unreadable(io.BytesIO):
    """A terminal that has gone away."""

    def readline(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_terminal_that_went_away_ends_the_conversation() -> None:
    conversant = KeyboardConversant(Unreadable(), io.StringIO(), interruption=Interruption())
    assert conversant.converse((), Listen(TURN)) == InputEnded("end-of-input")


class InterruptedWhileReading(io.BytesIO):
    """Lines for which nobody waits long enough: Ctrl-C comes first."""

    def readline(self, size: int | None = -1, /) -> bytes:
        os.kill(os.getpid(), signal.SIGTERM)
        return b"never\n"


def test_a_signal_while_it_reads_ends_the_conversation() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    interruption = Interruption()
    interruption.install()
    try:
        conversant = KeyboardConversant(InterruptedWhileReading(), io.StringIO(), interruption=interruption)
        assert conversant.converse((), Listen(TURN)) == InputEnded("interrupted")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
