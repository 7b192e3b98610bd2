"""Keys pressed while the program speaks, at a real terminal and real devices."""

from __future__ import annotations

import signal
import statistics
import time
from dataclasses import dataclass, field

import numpy as np
import pytest
import soxr

from tests.integration.sound.signals import find
from tests.integration.voice.conftest import RATE_WPM, Home
from tests.robot.hearing import QUIET_RMS
from tests.robot.robot import Robot, at_the_table
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE, Samples
from voice_guide.cli.terminal import FILE_VARIABLE
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session.answer_file import Item
from voice_guide.speaking.prompt_cache import PromptCache
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voice_guide.speaking.spoken import spoken_text

pytestmark = pytest.mark.slow

STOP_SECONDS = 0.1
INTO_PROMPT_SECONDS = 0.6
LATEST = 3 * RATE  # the next prompt has begun by then
BEGINNING = RATE // 2
MARGIN = RATE // 50  # the voice never says a thing twice in quite the same way: its beginning is known so well
ALIKE = 0.45  # the same words by the same voice are 0.85 alike, seldom 0.6; other words that may come here under 0.3


@dataclass
class Presses:
    """Keys pressed in the middle of prompts: from which sample of the tape on, and which line was shown next."""

    robot: Robot
    home: Home
    pressed: list[tuple[int, int]] = field(default_factory=list)

    def in_a_prompt(self, key: str, prompt: str) -> None:
        """Wait until this prompt plays, let it go on a little, and press."""
        assert self.robot.wait_until(lambda: self.home.shown[-1:] == [prompt])
        time.sleep(INTO_PROMPT_SECONDS)
        assert self.robot.wait_for_prompt()
        next_line = len(self.home.shown)
        self.pressed.append((self.robot.press(key), next_line))
        assert self.robot.wait_until(lambda: len(self.home.shown) > next_line)

    def seconds_to_silence(self) -> list[float]:
        """From each press to the last sound before the next prompt begins.

        The tape is a little behind at a press, so this is no less than it was.
        """
        next_prompts = rendered([self.home.shown[line] for _, line in self.pressed])
        heard = self.robot.table.tape.channel(LOUDSPEAKER)
        return [
            last_sound_before(prompt, heard[at : at + LATEST]) / RATE
            for prompt, (at, _) in zip(next_prompts, self.pressed, strict=True)
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


def test_a_passphrase_that_is_typed_is_not_taken_for_keys(robot_table: Table, home: Home) -> None:
    """At the first start of all the terminal is the passphrase's; only then is it the keys'."""
    places = {name: value for name, value in home.environment.items() if name != FILE_VARIABLE}
    with (
        home.log.open("wb") as log,
        at_the_table(
            robot_table, home.command("start", "short", "--people", "Jo"), environment=places, log=log, terminal=True
        ) as robot,
    ):
        for ask in ("passphrase_new", "passphrase_again"):
            assert robot.wait_for_screen(Language.load("en").message(ask).strip())
            robot.press("spruce\n")
        assert robot.wait_for_prompt()
        robot.program.send_signal(signal.SIGINT)
        assert robot.wait_for_end() == 130
    vault = home.folder / "data" / "voice-guide"
    Vault.open(vault, passphrase="spruce").close()


def test_a_long_pause_is_locked_and_the_passphrase_that_opens_it_is_not_taken_for_keys(
    robot_table: Table, home: Home
) -> None:
    """The passphrase holds the letters of stop, pass and repeat."""
    language = Language.load("en")
    vault = home.folder / "data" / "voice-guide"
    Vault.create(vault, passphrase="sprr psp").close()
    settings = home.folder / "config" / "voice-guide" / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "lock_minutes = 0.05\n", encoding="utf-8")
    places = {name: value for name, value in home.environment.items() if name != FILE_VARIABLE}
    command = home.command("start", "short", "--people", "Jo")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=places, log=log, terminal=True) as robot,
    ):
        assert robot.wait_for_screen(language.message("passphrase_ask").strip())
        robot.press("sprr psp\n")
        assert robot.wait_for_prompt()
        robot.press(".")
        for typed in ("spruce\n", "sprr psp\n"):
            assert robot.wait_for_screen(language.message("lock_ask").strip())
            robot.press(typed)
        assert robot.wait_until(lambda: language.message("lock_opened") in home.shown)
        robot.press(".")
        assert robot.wait_for_prompt()
        robot.program.send_signal(signal.SIGINT)
        assert robot.wait_for_end() == 130
    with Vault.open(vault, passphrase="sprr psp") as opened:
        kinds = [each.fact.kind for each in opened.facts(opened.find_session("latest"))]
    told = [kind for kind in kinds if kind in ("paused", "locked", "unlocked", "resumed", "stopped", "passed")]
    assert told == ["paused", "locked", "unlocked", "resumed", "stopped"]


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


def last_sound_before(prompt: Samples, heard: Samples) -> int:
    """The last audible sample before a prompt begins."""
    begins, alike = find(prompt[:BEGINNING], heard)
    assert alike > ALIKE, "the prompt after the key was not found"
    audible = np.flatnonzero(np.abs(heard[: max(0, begins - MARGIN)]) > QUIET_RMS)
    return int(audible[-1]) if len(audible) else 0
