"""A table for the robot participant, and the program's own places for one test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.robot.table import Table, table
from tests.virtual_sound import missing_programs, virtual_sound

SETTINGS = "rate_wpm = 300\n"  # a quick voice, so that a whole conversation takes a minute or two


@dataclass(frozen=True)
class Home:
    """Where the program keeps its things in a test."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"XDG_DATA_HOME": str(self.folder / "data"), "XDG_CONFIG_HOME": str(self.folder / "config")}

    @property
    def log(self) -> Path:
        return self.folder / "program.log"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-P", "-m", "voice_guide.cli.main", *words]

    def transcript(self, environment: dict[str, str]) -> dict[str, Any]:
        """What the program itself says it has kept."""
        command = self.command("transcript", "latest", "--format", "json")
        done = subprocess.run(command, env=environment | self.environment, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def answers(self, environment: dict[str, str]) -> dict[str, list[str]]:
        """The texts kept under each question that has any."""
        questions = [q for category in self.transcript(environment)["categories"] for q in category["questions"]]
        return {q["id"]: [answer["text"] for answer in q["answers"]] for q in questions if q["answers"]}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    settings = tmp_path / "config" / "voice-guide" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    return Home(tmp_path)


@pytest.fixture
def robot_table() -> Iterator[Table]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"needs {', '.join(missing)} for virtual devices")
    with virtual_sound() as sound, table(sound) as there:
        yield there
