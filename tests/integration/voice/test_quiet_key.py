"""The quiet key at a real terminal and real devices: silent, deaf and blank within a second, until it comes again."""

from __future__ import annotations

import os
import re
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.integration.voice.conftest import Home
from tests.robot.hearing import QUIET_RMS
from tests.robot.robot import Robot, at_the_table, sound_of
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE
from voice_guide.languages import Language
from voice_guide.session.answer_file import Item
from voice_guide.session.screen import BLANK

pytestmark = pytest.mark.slow

F12 = "\x1b[24~"
WITHIN_SECONDS = 1.0
WATCHED_SECONDS = 4.0  # how long each quiet is looked at
SHALL_WE = "We can carry on when you are ready. Shall we?"
TODAY = "What has brought us to where we are today?"
BEFORE = "What was happening before?"
LONG_ANSWER = Item(say="We had a big argument about the phone on Tuesday, and then he went out and did not come back.")


@dataclass
class Terminal:
    """The program's screen: what has come to it, and when it was last made blank."""

    home: Home
    blanked: list[float] = field(default_factory=list)
    text: str = ""  # what stands on it and above it

    def read_from(self, ours: int) -> None:
        with self.home.log.open("ab", buffering=0) as log, suppress(OSError):  # until the other end is closed
            while data := os.read(ours, 4096):
                log.write(data)
                before, blank, after = (self.text + data.decode(errors="replace")).rpartition(BLANK)
                self.blanked += [time.monotonic()] if blank else []
                self.text = after if blank else before + after

    def wait_for(self, robot: Robot, line: str) -> None:
        assert robot.wait_until(lambda: self.text.rstrip().endswith(line)), f"“{line}” is not shown, but: {self.text}"


@contextmanager
def terminal(home: Home) -> Iterator[tuple[Terminal, int]]:
    """A terminal for the program to show on; the number is the program's end of it."""
    ours, theirs = os.openpty()
    screen = Terminal(home)
    home.log.touch()
    reader = threading.Thread(target=screen.read_from, args=(ours,), daemon=True)
    reader.start()
    try:
        yield screen, theirs
    finally:
        os.close(theirs)
        reader.join(5)
        os.close(ours)


@dataclass
class QuietPresses:
    """What came of each press, in seconds after it."""

    robot: Robot
    screen: Terminal
    silent: list[float] = field(default_factory=list)
    blank: list[float] = field(default_factory=list)
    deaf: list[float] = field(default_factory=list)

    def press(self) -> None:
        """Press, and look on for a while: nothing sounds, nothing is shown, and no stream is open."""
        table, blanks = self.robot.table, len(self.screen.blanked)
        began, at = time.monotonic(), self.robot.press(F12)
        assert self.robot.wait_until(lambda: not self.listens())
        self.deaf.append(time.monotonic() - began)
        time.sleep(WATCHED_SECONDS)
        assert self.screen.blanked[blanks:], "the screen was not made blank"
        self.blank.append(self.screen.blanked[blanks] - began)
        heard = np.flatnonzero(np.abs(table.tape.channel(LOUDSPEAKER, at)) > QUIET_RMS)
        self.silent.append(float(heard[-1] / RATE) if len(heard) else 0.0)
        assert self.screen.text.strip() == ""
        assert not self.listens()

    def listens(self) -> bool:
        """Whether the program has a stream open from any microphone."""
        own = f'application.process.id = "{self.robot.program.pid}"'
        return own in self.robot.table.sound.pactl("list", "source-outputs")


def test_it_is_silent_deaf_and_blank_within_a_second_wherever_it_was(robot_table: Table, home: Home) -> None:
    command = home.command("start", "restorative", "--people", "Jo", "--patience", "2")
    with (
        terminal(home) as (screen, theirs),
        at_the_table(robot_table, command, environment=home.environment, log=theirs, terminal=True) as robot,
    ):
        presses = QuietPresses(robot, screen)

        screen.wait_for(robot, Language.load("en").prompt("welcome.how").text)  # in a prompt
        assert robot.wait_for_prompt()
        presses.press()
        robot.press("p")  # does nothing now
        robot.press(F12)
        screen.wait_for(robot, SHALL_WE)  # in the question whether to go on
        assert presses.listens()
        presses.press()
        go_on(robot, screen)
        screen.wait_for(robot, "is it OK to save your words? You can join in either way.")
        assert robot.wait_for_turn()
        robot.press("\r")

        screen.wait_for(robot, TODAY)  # in an answer
        assert robot.wait_for_turn()
        talking = threading.Thread(target=robot_table.say, args=(sound_of(LONG_ANSWER),), daemon=True)
        talking.start()
        time.sleep(2.5)
        presses.press()
        talking.join()
        go_on(robot, screen)
        screen.wait_for(robot, BEFORE)  # the probe between is left
        shown = re.sub(r"\s+", " ", screen.text).strip()
        assert shown == f"{SHALL_WE} {BEFORE}"

        assert robot.wait_for_turn()
        robot.press("s")
        assert robot.wait_for_end() == 130
    print(f"seconds to silence {presses.silent}, to a blank screen {presses.blank}, to a closed stream {presses.deaf}")
    for seconds in (presses.silent, presses.blank, presses.deaf):
        assert len(seconds) == 3
        assert statistics.median(seconds) <= WITHIN_SECONDS
    (kept,) = home.answers()["wh-today"]
    assert "a big" in kept["text"].lower()
    assert not {"wh-next", "wh-going-on"} & set(home.answers())


def go_on(robot: Robot, screen: Terminal) -> None:
    """Press the key again, and say yes by a key once the question has been asked."""
    robot.press(F12)
    screen.wait_for(robot, SHALL_WE)
    assert robot.wait_for_turn()
    robot.press("\r")
