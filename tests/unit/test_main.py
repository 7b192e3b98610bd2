"""A fault of the program's own is told without quoting anybody."""

from __future__ import annotations

import argparse

import pytest

from voice_guide.cli import main as command
from voice_guide.cli import sessions


def test_a_fault_is_told_by_kind_and_place_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_arguments: argparse.Namespace) -> int:
        raise ValueError("he told me about the river")

    monkeypatch.setattr(sessions, "run", broken)
    assert command.main(["sessions"]) == 1
    told = capfd.readouterr().err
    assert "ValueError at test_main.py:" in told
    assert "Everything saved before is safe." in told
    assert "river" not in told
    assert "Traceback" not in told
