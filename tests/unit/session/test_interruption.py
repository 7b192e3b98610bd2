"""A signal ends a wait at once, and never comes in the middle of anything else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from voice_guide.session.interruption import Interruption

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@pytest.fixture
def interruption() -> Iterator[Interruption]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    made = Interruption()
    made.install()
    yield made
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_while_something_waits_a_signal_ends_the_wait(interruption: Interruption, number: int) -> None:
    with pytest.raises(KeyboardInterrupt), interruption.may_end():
        os.kill(os.getpid(), number)
    assert interruption.noted


def test_while_something_is_written_a_signal_is_only_noted_and_ends_the_next_wait(interruption: Interruption) -> None:
    written = []
    os.kill(os.getpid(), signal.SIGINT)
    written.append("the whole of it")
    assert written
    with pytest.raises(KeyboardInterrupt), interruption.may_end():
        written.append("never")
    assert written == ["the whole of it"]


def test_after_a_wait_a_signal_is_only_noted_again(interruption: Interruption) -> None:
    with interruption.may_end():
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    assert interruption.noted


def test_rooms_are_told_at_once_and_those_that_come_later_too(interruption: Interruption) -> None:
    told: list[str] = []
    interruption.tell(lambda: told.append("room"))
    os.kill(os.getpid(), signal.SIGTERM)
    interruption.tell(lambda: told.append("later room"))
    assert told == ["room", "later room"]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_a_closed_window_that_is_to_be_ignored_stays_ignored(interruption: Interruption) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    interruption.install()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
