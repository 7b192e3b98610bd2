"""The robot participant: runs a program at virtual devices, and does something whenever it is given the turn."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import soundfile
import soxr

from tests.integration.recognisers.voices import spoken
from tests.robot.hearing import FRAME, first_speech, labels, last_speech, tone_ends
from tests.robot.table import LOUDSPEAKER, Table
from tests.robot.timing import AUDIBLE, Turn, timed
from tests.virtual_sound import RATE, Samples
from voice_guide.ports import LISTENING_RATE
from voice_guide.session.answer_file import Item
from voice_guide.session.participant import with_pauses

PEAK = 0.5
LOOK_SECONDS = 0.03
LOOK_BACK_SECONDS = 2.0  # how much of the tape each look goes through: however busy the machine is, no tone is missed
END_SECONDS = 15.0
QUIET_SECONDS = 4.0  # longer than any pause between prompts


@dataclass
class Robot:
    """One conversation with a running program. ``keys`` is our end of its terminal, where it has one."""

    table: Table
    program: subprocess.Popen[bytes]
    keys: int | None = None
    limit_seconds: float = 300.0
    turns: list[Turn] = field(default_factory=list)
    _taken: int = 0  # the tape's frame up to which turns have been taken
    _spoke: int = -1  # the last frame of the program's speech
    _began: float = field(default_factory=time.monotonic)

    def converse(self, choose: Callable[[], Item | None]) -> list[Turn]:
        """Do what ``choose`` says in each turn, until it has no more or the program ends; returns the timed turns.

        ``choose`` is asked when the turn has come: a participant hears the question before answering it.
        """
        while self.wait_for_turn():
            item = choose()
            if item is None:
                break
            self.do(item)
        self.wait_for_end()
        return self.timed()

    def timed(self) -> list[Turn]:
        """The turns so far with their places on the tape."""
        return timed(self.turns, self.table.tape)

    def wait_for_turn(self) -> bool:
        """Wait until the turn is handed over; False when the program has ended."""
        return self.wait_until(self._turn_given)

    def wait_for_prompt(self) -> bool:
        """Wait until the program speaks; False when it has ended."""
        return self.wait_until(self._speaking)

    def wait_for_screen(self, text: str) -> bool:
        """Wait until the program's terminal shows this; False when it has ended."""
        assert self.keys is not None
        terminal, shown = self.keys, bytearray()

        def is_shown() -> bool:
            if select.select([terminal], [], [], 0)[0]:
                shown.extend(os.read(terminal, 4096))
            return text.encode() in shown

        return self.wait_until(is_shown)

    def press(self, key: str) -> int:
        """Press a key; returns the tape's sample at that moment."""
        assert self.keys is not None
        at = self.table.tape.length
        os.write(self.keys, key.encode())
        return at

    def do(self, item: Item) -> None:
        """Answer, press a key or keep silent, now."""
        time.sleep(item.after_seconds)
        at = self.table.tape.length
        if item.key is not None:
            self.press(item.key)
        elif item.silent is not None:
            time.sleep(item.silent)
        else:
            self.table.say(sound_of(item))
        self.turns.append(Turn(item, at))

    def wait_for_end(self) -> int | None:
        """The program's exit status; it is interrupted where it does not end by itself."""
        self.wait_until(lambda: False, END_SECONDS)
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.program.wait(END_SECONDS)
        if self.program.poll() is None:
            self.program.kill()
        return self.program.wait()

    def wait_until(self, ready: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until something is so; False when the program has ended before."""
        given_up = time.monotonic() + seconds if seconds else self._began + self.limit_seconds
        while self.program.poll() is None and self.table.tape.running and time.monotonic() < given_up:
            if ready():
                return True
            time.sleep(LOOK_SECONDS)
        return False

    def _turn_given(self) -> bool:
        """The turn tone is over; or it has long been quiet after speech (a busy machine can break a tone up)."""
        start = self._start()
        found = labels(self._tail(start))
        last = last_speech(found, len(found))
        if last is not None:
            self._spoke = start + last
        ends = tone_ends(found)
        if ends:
            self._taken = start + ends[-1]
            return True
        quiet_frames = start + len(found) - self._spoke
        if self._spoke > self._taken and quiet_frames * FRAME > QUIET_SECONDS * RATE:
            self._taken = start + len(found)
            return True
        return False

    def _speaking(self) -> bool:
        return first_speech(labels(self._tail(self._start()))) is not None

    def _start(self) -> int:
        return max(self._taken, self.table.tape.length // FRAME - round(LOOK_BACK_SECONDS * RATE / FRAME))

    def _tail(self, frame: int) -> Samples:
        return self.table.tape.channel(LOUDSPEAKER, frame * FRAME)


@contextmanager
def at_the_table(
    table: Table,
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    log: IO[bytes] | int = subprocess.DEVNULL,
    terminal: bool = False,
    limit_seconds: float = 300.0,
) -> Iterator[Robot]:
    """Start the program at the table's devices; ``terminal`` gives it one, so that keys can be pressed."""
    ours, theirs = os.openpty() if terminal else (None, subprocess.DEVNULL)
    program = subprocess.Popen(
        list(command),
        env={**table.sound.environment, **environment},
        stdin=theirs,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=terminal,
        preexec_fn=_take_terminal if terminal else None,
    )
    try:
        yield Robot(table, program, ours, limit_seconds)
    finally:
        if program.poll() is None:
            program.kill()
        program.wait()
        if ours is not None:
            os.close(ours)
            os.close(theirs)


def _take_terminal() -> None:
    """In the program's process: standard input is its controlling terminal, as at a real one."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def sound_of(item: Item) -> Samples:
    """What this item sounds like: from its first audible sample to its last, with its pauses inside."""
    samples = _read(item.wav) if item.wav else spoken(item.say or "", item.voice)
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    samples = with_pauses(samples[loud[0] : loud[-1] + 1] if len(loud) else samples, item.pauses)
    resampled: Samples = soxr.resample(samples, LISTENING_RATE, RATE).astype(np.float32)
    return resampled * np.float32(PEAK / max(float(np.abs(resampled).max(initial=0.0)), AUDIBLE))


def _read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(samples.mean(axis=1), rate, LISTENING_RATE), np.float32)
