"""Keys pressed while the program speaks, at a real terminal and real devices."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

import numpy as np
import pytest
import soxr

from tests.integration.sound.signals import find
from tests.integration.voice.conftest import RATE_WPM, Home
from tests.robot.robot import Robot, at_the_table
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE, Samples
from voice_guide.languages import Language
from voice_guide.session.answer_file import Item
from voice_guide.speaking.prompt_cache import PromptCache
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voice_guide.speaking.spoken import spoken_text

pytestmark = pytest.mark.slow

STOP_SECONDS = 0.1
INTO_PROMPT_SECONDS = 0.6
FRAME = RATE // 200  # 5 ms
ALIKE = 0.8  # a frame of the prompt itself; other speech is not like it sample by sample


@dataclass
class Presses:
    """Keys pressed in the middle of prompts: which prompt it was, and from which sample of the tape on."""

    robot: Robot
    home: Home
    pressed: list[tuple[str, int]] = field(default_factory=list)

    def in_a_prompt(self, key: str, prompt: str) -> None:
        """Wait until this prompt plays, let it go on a little, and press."""
        assert self.robot.wait_until(lambda: self.home.shown[-1:] == [prompt])
        assert self.robot.wait_for_prompt()
        time.sleep(INTO_PROMPT_SECONDS)
        self.pressed.append((prompt, self.robot.press(key)))

    def seconds_to_silence(self) -> list[float]:
        """From each press to the last sound of its prompt. The tape is a little behind at a press, so this is no less than it was."""
        sounds = rendered([prompt for prompt, _ in self.pressed])
        heard = self.robot.table.tape.channel(LOUDSPEAKER)
        return [
            (last_of(sound, heard, at) - at) / RATE for sound, (_, at) in zip(sounds, self.pressed, strict=True)
        ]


def test_keys_stop_a_prompt_and_do_what_they_say(robot_table: Table, home: Home) -> None:
    """Pause, repeat, pass and stop, each in the middle of a prompt; each is silence within 100 ms."""
    prompt = Language.load("en").prompt
    command = home.command("start", "short", "--people", "Jo", "--patience", "2")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=home.environment, log=log, terminal=True) as robot,
    ):
        presses = Presses(robot, home)
        presses.in_a_prompt(".", prompt("welcome.how").text)
        assert robot.wait_for_turn()
        assert home.shown[-1] == prompt("commands.paused").text
        robot.do(Item(key="."))
        assert robot.wait_for_turn()
        assert home.shown[-1].endswith("is it OK to save your words? You can join in either way.")
        robot.do(Item(key="\r"))
        presses.in_a_prompt("r", "What has brought us to where we are today?")
        presses.in_a_prompt("p", "What has brought us to where we are today?")
        presses.in_a_prompt("s", "What were you thinking?")
        assert robot.wait_for_end() == 130
        waits = presses.seconds_to_silence()
    print(f"from key to silence: {[round(1000 * seconds) for seconds in waits]} ms")
    assert statistics.median(waits) <= STOP_SECONDS
    assert prompt("commands.stopped").text in home.shown
    assert [answer["passed"] for answer in home.answers()["wh-today"]] == [True]


def rendered(prompts: list[str]) -> list[Samples]:
    """The prompts as the program's own voice says them."""
    voice = Language.load("en").voice
    synthesiser = Pyttsx3Synthesiser()
    cache = PromptCache(
        synthesiser, spoken=lambda text: spoken_text(text, voice), voice=str(voice["voice"]), rate_wpm=RATE_WPM
    )
    sounds = [cache.get(prompt) for prompt in prompts]
    synthesiser.close()
    return [soxr.resample(sound.samples, sound.rate, RATE).astype(np.float32) for sound in sounds]


def last_of(prompt: Samples, heard: Samples, pressed: int) -> int:
    """The last sample of a prompt that was playing at this sample, by its likeness to the prompt as it should be."""
    begun = max(0, pressed - 3 * RATE)
    place, alike = find(prompt[: RATE // 4], heard[begun : pressed + RATE // 10])
    assert alike > ALIKE, "the prompt was not playing when the key was pressed"
    there = heard[begun + place :][: len(prompt)]
    whole = len(there) // FRAME * FRAME
    ours, theirs = prompt[:whole].reshape(-1, FRAME), there[:whole].reshape(-1, FRAME)
    sizes = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    same = ((ours * theirs).sum(axis=1) > ALIKE * sizes) & (sizes > 1e-3)
    return begun + place + (int(np.flatnonzero(same)[-1]) + 1) * FRAME
