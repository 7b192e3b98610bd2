"""The sound devices go away in the middle of an answer."""

from __future__ import annotations

import threading
import time

import pytest

from tests.integration.voice.conftest import Home
from tests.integration.voice.questions import OPEN_ANSWERS
from tests.robot.robot import at_the_table, sound_of
from tests.robot.table import Table
from voice_guide.languages import Language

pytestmark = pytest.mark.slow


def test_what_was_said_before_is_saved_and_the_way_on_is_told(robot_table: Table, home: Home) -> None:
    command = home.command("start", "short", "--people", "Jo", "--patience", "2")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=home.environment, log=log, terminal=True) as robot,
    ):
        assert robot.wait_for_prompt()
        robot.press("\r")  # before the question is asked, this answers nothing
        assert robot.wait_until(lambda: bool(home.shown) and home.shown[-1].startswith("Jo, is it OK"))
        robot.press("\r")  # yes, it is OK to save my words
        assert robot.wait_for_turn()
        robot.do(OPEN_ANSWERS["tf-feeling"])
        assert robot.wait_for_turn()
        answer = sound_of(OPEN_ANSWERS["im-hardest"])
        threading.Thread(target=robot_table.say, args=(answer,), daemon=True).start()
        time.sleep(1.5)
        robot_table.sound.server.kill()
        status = robot.program.wait(20)
    assert status == 130
    message = Language.load("en").message
    assert message("device_lost") in home.shown
    assert home.shown[-1].startswith(message("session_stopped", id="").strip())
    assert "wh-today" in home.answers()
