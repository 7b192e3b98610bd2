"""The program is killed at random moments: every answer whose next question had begun is there, and it goes on there."""

from __future__ import annotations

import json
import random
import signal
from pathlib import Path

import pytest

from tests.faults.kills import KeyboardLives, Killed, Papers, kill_rehearsal
from tests.integration.cli.answers import CANARY
from tests.integration.cli.program import Home

pytestmark = pytest.mark.slow


def test_twenty_kills_by_keyboard_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    lives = KeyboardLives(Home(tmp_path / "home"), random.Random(20))
    for _ in range(20):
        lives.kill()
    assert lives.result.faults == []
    assert lives.result.kills == 20
    assert lives.result.acknowledged > 60
    assert lives.result.slowest_reopening_seconds < 1


def test_three_kills_of_rehearsals_lose_nothing_and_leave_no_process(tmp_path: Path) -> None:
    chance, result = random.Random(3), Killed()
    for number in range(3):
        kill_rehearsal(Home(tmp_path / str(number)), chance, result, most=3)
    assert result.faults == []
    assert result.acknowledged >= 1
    assert result.slowest_reopening_seconds < 1


def test_killed_while_it_asks_whether_that_was_a_command_the_words_are_there(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    talk = home.talk("start", "--keyboard", "--people", "Jo", "short")
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes", "it was a Tuesday", f"rotten {CANARY}. Go back.") == "check Jo"
    assert talk.kill().status == -signal.SIGKILL
    assert json.dumps(home.data()).count(CANARY) == 1
    talk = home.talk("start", "--keyboard", "--resume", "latest")
    assert talk.next() == "tf-feeling Jo"
    assert talk.say(f"{CANARY}. Go back.", "yes") == "tf-thinking Jo"
    talk.kill()
    assert json.dumps(home.data()).count(CANARY) == 1  # the second time it was a command


def test_twelve_kills_while_papers_are_written_leave_no_half_of_one(tmp_path: Path) -> None:
    result = Killed()
    papers = Papers(Home(tmp_path / "home"), random.Random(5), result)
    for _ in range(12):
        papers.kill()
    assert result.faults == []
    assert result.acknowledged > 0
