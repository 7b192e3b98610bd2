"""A guide that is rehearsed is heard from the loudspeaker; where there is none, it is shown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.integration.sound.signals import LOUD
from tests.virtual_sound import RATE, VirtualSound

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "voice_guide.cli.main", "guide", "rehearse", "short"]


def rehearse(environment: dict[str, str], home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Rehearse the beginning of the short guide, spoken fast, in a process of its own with an empty home."""
    places = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    settings = home / "XDG_CONFIG_HOME" / "voice-guide" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("rate_wpm = 350\n", encoding="utf-8")
    answers = home / "answers.json"
    answers.write_text(json.dumps([{"say": "yes"}, {"say": "stop"}]), encoding="utf-8")
    return subprocess.run(
        [*PROGRAM, "--answers", str(answers), *options],
        env=environment | places,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_prompt_and_answer_is_heard(sound: VirtualSound, tmp_path: Path) -> None:
    with sound.recorded() as recording:
        done = rehearse(dict(sound.environment), tmp_path)
    assert done.returncode == 130, done.stderr  # stopped before its end, as the answers say
    assert "What has brought us to where we are today?" in done.stdout
    assert "not spoken" not in done.stderr
    frames = recording.samples[: len(recording.samples) // 480 * 480].reshape(-1, 480)
    loud_seconds = np.count_nonzero(np.abs(frames).max(axis=1) > LOUD) * 480 / RATE
    assert loud_seconds > 10  # about 160 words at 350 a minute, without the pauses between sentences


def test_without_a_loudspeaker_it_is_shown_and_that_is_said(sound: VirtualSound, tmp_path: Path) -> None:
    done = rehearse(dict(sound.environment), tmp_path, "--output", "no such loudspeaker")
    assert done.returncode == 130
    assert "What has brought us to where we are today?" in done.stdout
    assert "the words are shown and not spoken" in done.stderr


def test_silent_speaks_nothing(sound: VirtualSound, tmp_path: Path) -> None:
    with sound.recorded() as recording:
        done = rehearse(dict(sound.environment), tmp_path, "--silent")
    assert done.returncode == 130
    assert np.abs(recording.samples).max() < LOUD
