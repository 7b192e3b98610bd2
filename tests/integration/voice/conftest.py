"""A table for the robot participant, and the program's own places for one test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.robot.table import Table, table
from tests.virtual_sound import missing_programs, virtual_sound

CHECKOUT = Path(__file__).parents[3]
RATE_WPM = 350  # a quick voice, so that a whole conversation takes a minute or two


@dataclass(frozen=True)
class Home:
    """Where the program keeps its things in a test."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "VOICE_GUIDE_PASSPHRASE_FILE": str(self.folder / "passphrase"),
            "PYTHONPATH": str(CHECKOUT),
        }

    @property
    def log(self) -> Path:
        return self.folder / "program.log"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "voice_guide.cli.main", *words]

    @property
    def shown(self) -> list[str]:
        """The lines that the program has printed so far: what it has said, and what its worker was told."""
        return [line for line in self.log.read_text(encoding="utf-8").splitlines() if line.strip()]

    def answers(self) -> dict[str, list[dict[str, Any]]]:
        """What the program itself says it has kept: the answers to each question that has any."""
        command = self.command("transcript", "latest", "--format", "json")
        done = subprocess.run(command, env=os.environ | self.environment, capture_output=True, text=True, check=True)
        questions = [q for category in json.loads(done.stdout)["categories"] for q in category["questions"]]
        return {q["id"]: q["answers"] for q in questions if q["answers"]}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    settings = tmp_path / "config" / "voice-guide" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"rate_wpm = {RATE_WPM}\n", encoding="utf-8")
    (tmp_path / "passphrase").write_text("made up for a test\n", encoding="utf-8")
    return Home(tmp_path)


@pytest.fixture
def robot_table() -> Iterator[Table]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"needs {', '.join(missing)} for virtual devices")
    with virtual_sound() as sound, table(sound) as there:
        yield there
