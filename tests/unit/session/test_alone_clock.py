"""The clock of the family's private time: it counts that time alone, over pauses and questions."""

from __future__ import annotations

import pytest

from voice_guide.events import ALONE_TOO_LONG, Alone, InputEnded, TimeOver, Turn, TurnKind
from voice_guide.session.alone_clock import AloneClock


def turn(name: str, alone: Alone | None = None, *, quiet: bool = False) -> Turn:
    return Turn(name, TurnKind.CHOICE, "everyone", recorded=False, alone=alone, quiet=quiet)


TIME = turn("private-time", Alone(600, 3600, counts=True))
IS_IT_OVER = turn("private-over", Alone(60))
PAUSED = turn("paused", Alone())


def test_the_chosen_time_is_told_once_and_then_only_the_longest_counts() -> None:
    clock = AloneClock()
    clock.begin(TIME, 100.0)
    assert clock.due(TIME) == 700
    assert clock.event(TIME, 699.9) is None
    assert clock.event(TIME, 700.0) == TimeOver("private-time")
    clock.end(TIME, 700.0)
    clock.begin(TIME, 710.0)
    assert clock.due(TIME) == 710 + 3000
    assert clock.event(TIME, 3710.0) == InputEnded(ALONE_TOO_LONG)


@pytest.mark.parametrize("between", [IS_IT_OVER, PAUSED, turn("quiet", quiet=True)], ids=lambda each: str(each.id))
def test_it_stands_still_while_something_else_is_asked(between: Turn) -> None:
    clock = AloneClock()
    clock.begin(TIME, 0.0)
    clock.end(TIME, 200.0)
    clock.begin(between, 200.0)
    clock.end(between, 5000.0)
    clock.begin(TIME, 5000.0)
    assert clock.due(TIME) == 5400


def test_outside_it_everything_is_forgotten() -> None:
    clock = AloneClock()
    clock.begin(TIME, 0.0)
    clock.event(TIME, 600.0)
    clock.end(TIME, 600.0)
    clock.begin(turn("wf-help"), 600.0)
    assert clock.due(turn("wf-help")) is None
    clock.begin(TIME, 1000.0)
    assert clock.due(TIME) == 1600


def test_a_question_in_it_waits_its_own_time_and_a_pause_for_ever() -> None:
    clock = AloneClock()
    clock.begin(IS_IT_OVER, 10.0)
    assert clock.event(IS_IT_OVER, 70.0) == TimeOver("private-over")
    clock.begin(PAUSED, 10.0)
    assert clock.due(PAUSED) is None
