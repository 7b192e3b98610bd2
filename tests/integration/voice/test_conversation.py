"""A whole conversation by voice, at real devices, with a robot for the participant."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.integration.voice.conftest import Home
from tests.integration.voice.questions import OPEN_ANSWERS, answering, recordings, with_recordings
from tests.robot.robot import at_the_table
from tests.robot.table import Table
from tests.robot.timing import Turn
from voice_guide.session.answer_file import Item

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 2.0
RECORDINGS = 3  # of nine: they are longer than what a synthetic voice says here
NOTHING_PLANNED = {"what": Item(say="Pass.")}  # the list and its reading aloud have tests of their own
REPLY_SECONDS = 0.5  # what may be added to the patience
BUSY_SHARE = 0.5  # this conversation takes a fifth of two processors: more is somebody else's, and spoils the times


def test_a_whole_conversation_by_voice(robot_table: Table, home: Home) -> None:
    """Nine answers, the first with a pause shorter than the patience: all heard to their end and kept where they belong."""
    answers = with_recordings(OPEN_ANSWERS, recordings()[:RECORDINGS]) | NOTHING_PLANNED
    command = home.command("start", "short", "--people", "Jo", "--patience", str(PATIENCE_SECONDS))
    busy, altogether = processor_seconds()
    with (
        home.log.open("wb") as log,
        at_the_table(robot_table, command, environment=home.environment, log=log) as robot,
    ):
        turns = robot.converse(answering(home.log, answers))
        assert robot.program.returncode == 0, home.log.read_text()[-500:]
    busy_after, altogether_after = processor_seconds()
    assert not [turn.item.question for turn in turns if turn.cut_off]
    kept = {question: [answer["text"] for answer in answers] for question, answers in home.answers().items()}
    assert {question: len(texts) for question, texts in kept.items()} == dict.fromkeys(OPEN_ANSWERS, 1)
    assert min(len(texts[0].split()) for texts in kept.values()) >= 3
    busy_share = (busy_after - busy) / (altogether_after - altogether)
    assert_replies_are_quick([turn for turn in turns if turn.item.question in OPEN_ANSWERS], busy_share)


def assert_replies_are_quick(turns: list[Turn], busy_share: float) -> None:
    waits = [turn.reply_seconds - PATIENCE_SECONDS for turn in turns if turn.reply_seconds is not None]
    shown = ", ".join(f"{turn.item.question} {wait:.2f}" for turn, wait in zip(turns, waits, strict=False))
    print(f"reply after patience: median {statistics.median(waits):.2f} s ({shown}); processors {busy_share:.0%} busy")
    assert statistics.median(waits) <= REPLY_SECONDS or busy_share > BUSY_SHARE


def processor_seconds() -> tuple[float, float]:
    """Of all processors since the machine began: busy, and altogether."""
    ticks = [int(tick) for tick in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)
