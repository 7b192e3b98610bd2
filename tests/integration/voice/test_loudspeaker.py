"""The microphone hears the loudspeaker: no prompt is stopped by itself, and a person who speaks over one is heard."""

from __future__ import annotations

import pytest

from tests.integration.voice.conftest import Home
from tests.robot.hearing import FRAME, first_speech, labels
from tests.robot.robot import Robot, at_the_table
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE
from voice_guide.session.answer_file import Item

pytestmark = pytest.mark.slow

ECHO_DB = -6.0
SILENT_SECONDS = 1.0  # from a voice over a prompt to silence, however busy the machine
ANSWER = Item(say="It was on Tuesday, and he came home late.", after_seconds=0.6)


def test_a_conversation_beside_a_loudspeaker(robot_table: Table, home: Home) -> None:
    """One agreement, one answer after its prompt, one over the next prompt; nothing of the program's own is kept."""
    robot_table.echo(ECHO_DB)
    command = home.command("start", "short", "--people", "Jo", "--patience", "2")
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=home.environment, log=log) as robot,
    ):
        assert robot.wait_for_turn()
        robot.do(Item(say="Yes."))
        assert robot.wait_for_turn()
        robot.do(ANSWER)
        said_at = speak_over(robot, question="What were you thinking?", home=home)
        assert robot.wait_for_turn() or robot.program.poll() is not None
        robot.do(Item(say="Stop."))
        robot.wait_for_end()
    shown = home.shown
    asked = [line for line in shown if line.endswith("?")]
    assert len(asked) == len(set(asked)), "a question was said twice"
    kept = home.answers()
    assert [len(answers) for answers in kept.values()] == [1, 1]
    assert kept["tf-thinking"][0]["text"].strip()
    heard = " ".join(answer["text"] for answers in kept.values() for answer in answers).casefold()
    assert "thinking" not in heard
    assert_silent_after(robot_table, said_at)


def speak_over(robot: Robot, *, question: str, home: Home) -> int:
    """Begin to speak while this question plays; returns the tape's sample at that moment."""
    assert robot.wait_until(lambda: home.shown[-1:] == [question])
    assert robot.wait_for_prompt()
    at = robot.table.tape.length
    robot.do(Item(say="That nobody ever listens to me when I come home.", after_seconds=0.0))
    return at


def assert_silent_after(table: Table, at: int) -> None:
    """The prompt that played at this sample is over soon after it."""
    later = table.tape.channel(LOUDSPEAKER, (at // FRAME) * FRAME)[round(SILENT_SECONDS * RATE) :][:RATE]
    assert first_speech(labels(later)) is None
