"""``voice-guide understand``: a line in, a JSON object out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DRIVE = """
import argparse, sys
from voice_guide.cli import understand
parser = argparse.ArgumentParser()
understand.add(parser.add_subparsers())
args = parser.parse_args(["understand", *sys.argv[1:]])
sys.exit(args.run(args))
"""


def _understand(*args: str, lines: bytes) -> tuple[int, list[dict[str, str | None]]]:
    done = subprocess.run(
        [sys.executable, "-c", DRIVE, *args],
        input=lines,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_commands() -> None:
    status, told = _understand("command", lines=b"change what I said about needs\nhe told me to stop\nrotten go back\n")
    assert status == 0
    assert told == [
        {"command": "change", "about": "needs", "ask": None},
        {"command": "answer", "about": None, "ask": None},
        {"command": "answer", "about": None, "ask": "back"},
    ]


def test_corrections_during_a_read_back() -> None:
    _, told = _understand("command", "--during", "read-back", lines=b"it was Thursday not Friday\n")
    assert told == [{"command": "amend", "about": "when", "ask": None}]


def test_yes_and_no() -> None:
    _, told = _understand("yes-no", lines=b"yes\nI don't agree\nI'm not sure\n\nyes but\n")
    assert [one["answer"] for one in told] == ["yes", "no", "unsure", "other", "other"]


def test_plans_on_a_given_day() -> None:
    _, told = _understand("plan", "--today", "2026-11-26", lines=b"so mum will ring the school on friday\n")
    assert told == [{"what": "ring the school", "who": "mum", "when": "2026-11-27"}]


def test_a_line_that_is_not_utf8_is_still_a_line() -> None:
    status, told = _understand("yes-no", lines=b"\xff\xfe\nyes\n")
    assert (status, [one["answer"] for one in told]) == (0, ["other", "yes"])


@pytest.mark.parametrize("today", ["soon", "2026-02-30", ""])
def test_a_day_that_is_none_is_wrong_use(today: str) -> None:
    assert _understand("plan", "--today", today, lines=b"") == (2, [])
