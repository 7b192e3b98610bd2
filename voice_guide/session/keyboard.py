"""Keyboard mode: prompts are printed, one line answers each."""

from __future__ import annotations

import contextlib
import os
import re
import select
import time
import unicodedata
from collections.abc import Callable, Sequence
from typing import BinaryIO, TextIO

from voice_guide.events import Adjust, Event, InputEnded, KeyCommand, Listen, NoInput, Outcome, Prompt, Turn, Utterance
from voice_guide.session.alone_clock import AloneClock
from voice_guide.session.group_line import group_line
from voice_guide.session.interruption import Interruption
from voice_guide.session.key_names import KEY_COMMANDS
from voice_guide.session.pause_lock import PauseLock
from voice_guide.shown import one_line

# What a terminal that is not set to UTF-8 most often sends in Britain.
_OTHER_ENCODING = "cp1252"
# Signs that are not seen and yet belong to a word: they join or part letters in several scripts, and join emoji.
_JOINERS = "\u200c\u200d"
# The flags of England, Scotland and Wales: a black flag, and unseen signs that say whose it is.
_FLAG = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f)")


class KeyboardConversant:
    """Prints ``[turn-id participant] text`` and reads one line. An empty line is no-input, never a pass.

    ``numbers`` are the lines of the page of help numbers, which the line ``#`` shows. ``pause_lock`` locks the words away
    in a long pause; it needs lines that come from a terminal.
    """

    def __init__(
        self,
        lines: BinaryIO,
        out: TextIO,
        *,
        interruption: Interruption,
        on_other_encoding: Callable[[], None] = lambda: None,
        numbers: Sequence[str] = (),
        pause_lock: PauseLock | None = None,
    ) -> None:
        self._lines = lines
        self._out = out
        self._interruption = interruption
        self._on_other_encoding = on_other_encoding
        self._numbers = numbers
        self._pause_lock = pause_lock
        self._put_back: list[Event] = []
        self._alone = AloneClock()

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Print what is said and asked, and read the answer."""
        self.say(prompts)
        if self._put_back:
            return self._put_back.pop(0)
        turn = listen.turn
        asked = turn.prompt.text if turn.prompt else ""
        self._alone.begin(turn, time.monotonic())
        try:
            with self._interruption.may_end():
                self._print(f"[{turn.id} {turn.name}] {asked}")
                if (due := self._alone_until(turn)) is not None:
                    return due
                line = None if self._pause_lasts(turn) else self._line()
        except KeyboardInterrupt:
            return InputEnded("interrupted")
        except OSError:
            return InputEnded("end-of-input")
        finally:
            self._alone.end(turn, time.monotonic())
        if line is None and self._pause_lock is not None:  # out here, where no signal comes in the middle of a write
            self._pause_lock.lock()
            self._pause_lock.unlock()
            return NoInput(turn.id)
        if not line:
            return InputEnded("end-of-input")
        text = self._text(line)
        if turn.seats and (said := group_line(text, turn)) is not None:
            return said
        if not turn.recorded and (command := _key(line)) is not None:
            return KeyCommand(command)
        return Utterance(turn.id, text) if text else NoInput(turn.id)

    def _pause_lasts(self, turn: Turn) -> bool:
        """Whether nobody typed a line before this pause had lasted long enough."""
        due = None if self._pause_lock is None else self._pause_lock.due(turn, time.monotonic())
        if due is None or os.name == "nt":  # Windows can't wait so for a line
            return False
        # A terminal gives one line at a time, so none can lie unread between it and us.
        return not select.select([self._lines], [], [], max(0.0, due - time.monotonic()))[0]

    def _alone_until(self, turn: Turn) -> Event | None:
        """Where the family is alone: what is due before anybody types a line. Lines from a pipe are there or not."""
        due = self._alone.due(turn)
        if due is None or os.name == "nt" or not self._lines.isatty():
            return None
        if select.select([self._lines], [], [], max(0.0, due - time.monotonic()))[0]:
            return None
        return self._alone.event(turn, max(due, time.monotonic()))

    def _line(self) -> bytes:
        while _key(line := self._lines.readline()) == "numbers":
            self.show_numbers()
        return line

    def say(self, prompts: Sequence[Prompt]) -> None:
        """Print each prompt on a line of its own."""
        for prompt in prompts:
            if prompt.text.strip():
                self._print(prompt.text)

    def adjust(self, adjust: Adjust) -> None:
        """Nothing is spoken here, so there is nothing to adjust."""

    def settle(self, outcome: Outcome) -> None:
        """The next line printed shows how it was understood."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Printing needs no preparation."""

    def show_numbers(self) -> None:
        """Print the page of help numbers."""
        for line in self._numbers:
            self._print(line)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Print them."""
        for line in lines:
            self._print(line)

    @property
    def can_type(self) -> bool:
        """Nothing but typing is done here."""
        return True

    def typed(self, turn: Turn) -> str:
        """Print what is asked and read a line."""
        event = self.converse((), Listen(turn))
        if isinstance(event, InputEnded):
            self.put_back(event)
        return event.text if isinstance(event, Utterance) else ""

    def put_back(self, event: Event) -> None:
        """Have this event come next."""
        self._put_back.append(event)

    def say_next(self, prompts: Sequence[Prompt]) -> None:
        """Print them at once: nothing is spoken over here."""
        self.say(prompts)

    def _print(self, text: str) -> None:
        # Nobody may be able to read what is printed any more; answers may still come, and are kept.
        with contextlib.suppress(OSError):
            self._out.write(one_line(text) + "\n")
            self._out.flush()

    def _text(self, line: bytes) -> str:
        """The words of a line, whatever it was encoded in: told once, and no word lost."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self._on_other_encoding()
            text = line.decode(_OTHER_ENCODING, errors="replace")
        parts = _FLAG.split(text)  # every second one is a flag
        kept = (part if number % 2 else _seen(part) for number, part in enumerate(parts))
        return " ".join("".join(kept).split())


def _seen(text: str) -> str:
    """The text without signs that are not seen and belong to no word."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in _JOINERS else " " for c in text)


def _key(line: bytes) -> str | None:
    """The command of a line that is one key, as someone who is not recorded was told to press it."""
    key = line.decode("utf-8", errors="replace").rstrip("\r\n").lower()
    return KEY_COMMANDS.get(key) if key not in ("", "\n") else None
