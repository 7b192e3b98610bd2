"""Two people at real devices, and private family time: no stream is open at the sound server, and no sample is read."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from tests.integration.voice.conftest import Home
from tests.integration.voice.counted import COUNTED, blocks
from tests.robot.hearing import QUIET_RMS, Heard, labels
from tests.robot.robot import Robot, at_the_table, sound_of
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE, Samples
from voice_guide.languages import Language
from voice_guide.session.answer_file import Item
from voice_guide.speaking.earcons import closed_tone, opened_tone

pytestmark = pytest.mark.slow

PROMPT = Language.load("en").prompt
LATER_SECONDS = 600.0
# One question each before the private time and one after it, so that a run is over in a minute.
MEETING = """
schema = 1
id = "small-meeting"
title = "A small meeting"

[[category]]
id = "information"
title = "Information"
reason = "Everyone can hear what the others know."
introduction = { text = "First, what you know.", source = "added" }

[[category.question]]
id = "know"
role = "core"
text = "What do you know?"
wording = "What can you tell the others?"
source = "added"

[private_time]
before = "plan"
minutes = 30
introduction = { text = "Now comes private family time.", source = "added" }

[[category]]
id = "plan"
title = "Ways forward"
reason = "The family makes the plan."
introduction = { text = "Now, your plan.", source = "added" }
ways_forward = true

[[category.question]]
id = "help"
role = "core"
text = "What would help?"
wording = "What would make things better?"
source = "added"
"""
PAIRS = {"closed": closed_tone, "opened": opened_tone}
BROKEN_UP = "broken up"
ALIKE = 0.8  # one tone alone, as is in the other pair too, is 0.71 alike
ANN = Item(say="We had a big argument about the phone on Tuesday.")
BEN = Item(say="I was thinking that nobody ever listens to me.", voice="en-gb-scotland")
ALONE = Item(say="We want our grandmother to have the spare room upstairs, and nobody else is to hear of it.")


@dataclass
class SoundServer:
    """What the sound server says, looked up over and over: when, and whether the program has a stream from any microphone."""

    robot: Robot
    looks: list[tuple[float, bool]] = field(default_factory=list)

    def look(self) -> bool:
        own = f'application.process.id = "{self.robot.program.pid}"'
        listens = own in self.robot.table.sound.pactl("list", "source-outputs")
        self.looks.append((time.monotonic(), listens))
        return listens

    def between(self, start: float, end: float) -> list[bool]:
        return [listens for at, listens in self.looks if start <= at <= end]


def test_in_private_time_no_stream_is_open_and_no_sample_is_read(robot_table: Table, home: Home) -> None:
    began = time.monotonic()
    counted = home.folder / "counted"
    guide = home.folder / "small-meeting.toml"
    guide.write_text(MEETING, encoding="utf-8")
    settings = home.folder / "config" / "voice-guide" / "settings.toml"
    (settings.parent / "notice.txt").write_text("If you agree, I save your words here.", encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + 'notice = "notice.txt"\n', encoding="utf-8")
    arguments = ("start", str(guide), "--people", "Ann,Ben", "--patience", "2")
    command = [sys.executable, "-m", "tests.integration.voice.counted", *arguments]
    with (
        home.log.open("wb") as log,
        at_the_table(
            robot_table, command, environment=home.environment | {COUNTED: str(counted)}, log=log, terminal=True
        ) as robot,
    ):
        server = SoundServer(robot)
        for name in ("Ann", "Ben"):
            shown(robot, home, f"{name}, is it OK to save your words?")
            robot.press("\r")
        for name, answer in (("Ann", ANN), ("Ben", BEN)):
            shown(robot, home, f"{name}, what do you know?")
            assert robot.wait_for_turn()
            robot.do(answer)
        shown(robot, home, PROMPT("private.length").text)
        assert robot.wait_for_turn()
        assert server.look()
        robot.do(Item(say="Twenty minutes."))

        shown(robot, home, PROMPT("private.begins").text)
        alone_from, tape_from = time.monotonic(), robot_table.tape.length
        robot.wait_until(lambda: _ends_quiet(robot_table) and has_closed_tone(robot_table, tape_from), 20)
        talking = threading.Thread(target=robot_table.say, args=(sound_of(ALONE),), daemon=True)
        talking.start()
        while talking.is_alive():  # they talk, and the sound server is asked all the while
            server.look()
            time.sleep(0.1)
        robot.press(" ")
        shown(robot, home, PROMPT("private.over").text)
        assert robot.wait_until(lambda: server.look() or _ends_quiet(robot_table), 20)
        alone_to, tape_over = time.monotonic(), robot_table.tape.length
        robot.press("\r")
        shown(robot, home, PROMPT("private.ended").text)
        closed_still = server.look()
        told_at = time.monotonic()
        shown(robot, home, "Ann, what would help?")
        assert robot.wait_for_turn()
        assert server.look()
        robot.do(Item(say="It would help if we had one meal together."))
        shown(robot, home, "Ben, what would help?")
        tape_to = robot_table.tape.length
        robot.press("s")
        assert robot.wait_for_end() == 130
    seconds = time.monotonic() - began

    looks = server.between(alone_from, alone_to)
    samples = {when: samples_in(counted, *span) for when, span in spans(began, alone_from, alone_to, told_at).items()}
    print(f"{seconds:.0f} s; looks {len(looks)}, with a stream open {sum(looks)}; samples read {samples}")
    assert len(looks) >= 10
    assert not any(looks)
    assert not closed_still
    assert samples["in private time"] == samples["until it was told"] == 0
    assert samples["before"] > 16_000
    assert samples["after"] > 16_000
    heard = robot_table.tape.channel(LOUDSPEAKER)
    pairs = which_tones(heard[tape_from:tape_over]), which_tones(heard[tape_over:tape_to])
    assert pairs in (("closed", "opened"), (BROKEN_UP, "opened"), ("closed", BROKEN_UP))
    kept = str(home.answers()).lower()
    assert "argument" in kept
    assert "meal" in kept
    assert "grandmother" not in kept
    assert "upstairs" not in home.log.read_text(encoding="utf-8").lower()
    assert any("PRIVATE FAMILY TIME" in line for line in home.shown)


def test_the_quiet_key_and_lost_devices_in_it_open_nothing_and_lose_nothing(robot_table: Table, home: Home) -> None:
    guide = home.folder / "small-meeting.toml"
    guide.write_text(MEETING.replace('before = "plan"', 'before = "information"'), encoding="utf-8")
    command = home.command("start", str(guide), "--people", "Ann", "--patience", "2")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=home.environment, log=log, terminal=True) as robot,
    ):
        server = SoundServer(robot)
        shown(robot, home, "Ann, is it OK to save your words?")
        robot.press("\r")
        shown(robot, home, PROMPT("private.length").text)
        robot.press(" ")
        shown(robot, home, PROMPT("private.begins").text)
        robot.press("\x1b[24~")  # F12
        time.sleep(1.0)
        robot.press("\x1b[24~")
        shown(robot, home, PROMPT("quiet.over").text)
        assert robot.wait_for_turn()
        assert not server.look()
        robot.press("\r")
        shown(robot, home, PROMPT("private.begins").text)
        assert not server.look()
        time.sleep(2.0)
        robot_table.sound.server.kill()
        assert robot.program.wait(20) == 130
    assert Language.load("en").message("device_lost") in home.shown
    on = home.command("start", "--keyboard", "--resume", "latest")
    environment = os.environ | home.environment
    done = subprocess.run(on, input="no\n \nyes\n", env=environment, capture_output=True, text=True, check=False)
    asked = [line.partition("]")[0] for line in done.stdout.splitlines() if line.startswith("[")]
    assert asked == ["[private-over everyone", "[private-time everyone", "[private-over everyone", "[know Ann"]


def shown(robot: Robot, home: Home, line: str) -> None:
    assert robot.wait_until(lambda: any(line in each for each in home.shown[-1:])), home.shown[-3:]


def spans(began: float, alone_from: float, alone_to: float, told_at: float) -> dict[str, tuple[float, float]]:
    return {
        "before": (began, alone_from),
        "in private time": (alone_from, alone_to),
        "until it was told": (alone_to, told_at),
        "after": (told_at, told_at + LATER_SECONDS),
    }


def samples_in(file: Path, start: float, end: float) -> int:
    return sum(samples for at, samples in blocks(file) if start <= at <= end)


def _ends_quiet(table: Table) -> bool:
    """The program has been quiet for a second: it has asked what it had to ask."""
    found = labels(table.tape.channel(LOUDSPEAKER, max(0, table.tape.length - 48_000)))
    return len(found) >= 90 and not (found == Heard.SPEECH).any()


def has_closed_tone(table: Table, since: int) -> bool:
    return most_alike(closed_tone(RATE).samples, table.tape.channel(LOUDSPEAKER, since)) >= ALIKE


def which_tones(heard: Samples) -> str:
    """Which of the two pairs of tones is in what the loudspeaker gave. A busy machine may break one up."""
    alike = {name: most_alike(made(RATE).samples, heard) for name, made in PAIRS.items()}
    print(f"tones: {alike}")
    return BROKEN_UP if max(alike.values()) < ALIKE else max(alike, key=lambda name: alike[name])


def most_alike(wanted: Samples, heard: Samples) -> float:
    """How alike a sound and that place of a recording are where they are most so, however loud other places are."""
    size = 1 << (len(wanted) + len(heard)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    energy = np.concatenate([[0.0], np.cumsum(heard.astype(np.float64) ** 2)])
    there = np.sqrt(energy[len(wanted) :] - energy[: -len(wanted)])
    audible = np.maximum(there, np.sqrt(len(wanted)) * QUIET_RMS)
    return float(np.max(product[: len(there)] / audible) / np.linalg.norm(wanted))
