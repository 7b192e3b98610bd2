"""The computer's own volume, where a mixer program tells it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

MIXER_SECONDS = 2.0


@dataclass(frozen=True)
class Volume:
    """``percent`` of the mixer's full volume, and whether the sound is turned off altogether."""

    percent: int
    muted: bool


def system_volume() -> Volume | None:
    """The default loudspeaker's volume from pactl, else amixer; None where neither tells it."""
    level = _output(["pactl", "get-sink-volume", "@DEFAULT_SINK@"])
    if level is not None:
        return parse_volume(level + _output_or_nothing(["pactl", "get-sink-mute", "@DEFAULT_SINK@"]))
    level = _output(["amixer", "get", "Master"])
    return None if level is None else parse_volume(level)


def parse_volume(text: str) -> Volume | None:
    """Read what either program prints: the loudest channel's percentage, ``Mute: yes`` or ``[off]``."""
    percents = [int(found) for found in re.findall(r"(\d+)%", text)]
    if not percents:
        return None
    return Volume(max(percents), "Mute: yes" in text or "[off]" in text)


def _output(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=MIXER_SECONDS, check=False, env=_plain_english()
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _output_or_nothing(command: Sequence[str]) -> str:
    return _output(command) or ""


def _plain_english() -> dict[str, str]:
    import os

    return os.environ | {"LC_ALL": "C"}
