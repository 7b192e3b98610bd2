"""Whoever waits for a long paper is told so; nobody else is."""

from __future__ import annotations

import io
import time

import pytest

from voice_guide.cli import progress


class Screen(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, error: io.StringIO, *, takes: float) -> str:
    monkeypatch.setattr(progress, "LONG_SECONDS", 0.05)
    monkeypatch.setattr("sys.stderr", error)
    with progress.told_if_long("It is being made."):
        time.sleep(takes)
    time.sleep(0.1)
    return error.getvalue()


def test_what_takes_long_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Screen(), takes=0.5) == "It is being made.\n"


def test_what_is_done_at_once_needs_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Screen(), takes=0) == ""


def test_where_nobody_looks_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), takes=0.5) == ""


def test_nothing_is_told_after_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    error = Screen()
    monkeypatch.setattr(progress, "LONG_SECONDS", 0.05)
    monkeypatch.setattr("sys.stderr", error)
    with pytest.raises(ZeroDivisionError), progress.told_if_long("It is being made."):
        raise ZeroDivisionError
    time.sleep(0.1)
    assert error.getvalue() == ""
