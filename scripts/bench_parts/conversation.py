"""One conversation at virtual devices, held with the robot participant: the raw material of several parts."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.voice.questions import answering
from tests.robot.robot import at_the_table
from tests.robot.table import Table, table
from tests.robot.timing import Turn
from tests.virtual_sound import missing_programs, virtual_sound
from voice_guide.session.answer_file import Item

CHECKOUT = Path(__file__).parents[2]
TRACED = Path(__file__).with_name("traced_start.py")
RATE_WPM = 350  # a quick voice: shorter prompts, the same waits


@dataclass(frozen=True)
class Held:
    """A conversation that was held. ``figures`` is what traced_start.py wrote."""

    turns: list[Turn]
    figures: Mapping[str, Any]


@contextmanager
def virtual_table() -> Iterator[Table]:
    """Virtual devices; ends the program with a sentence where the machine lacks them."""
    if missing := missing_programs():
        sys.exit(f"needs {', '.join(missing)}")
    with virtual_sound() as sound, table(sound) as there:
        yield there


def environment(folder: Path) -> dict[str, str]:
    """The program's own places in a folder, and what a person's environment has: compiled modules are kept."""
    settings = folder / "config" / "voice-guide" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"rate_wpm = {RATE_WPM}\n", encoding="utf-8")
    return {
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def hold(there: Table, answers: dict[str, Item], options: Sequence[str] = ()) -> Held:
    """Hold one whole conversation of `short` in a vault of its own."""
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as name:
        folder = Path(name)
        log, figures = folder / "program.log", folder / "figures.json"
        command = [sys.executable, str(TRACED), str(figures), "short", "--people", "Jo", *options]
        places = os.environ | environment(folder)
        with log.open("wb") as output, at_the_table(there, command, environment=places, log=output) as robot:
            turns = robot.converse(answering(log, answers))
        if not figures.exists():
            sys.exit(f"the conversation did not take place:\n{log.read_text(encoding='utf-8')[-2000:]}")
        return Held(turns, json.loads(figures.read_text(encoding="utf-8")))
