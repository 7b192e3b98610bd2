"""The natural voice: Piper in a child process, where whoever looks after this computer has installed it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from voice_guide.errors import DeviceError
from voice_guide.speaking.voice_child import ChildSynthesiser

MODULE = "piper"
START_SECONDS = 60.0  # 1 s where measured; from a cold disk much longer
RENDER_SECONDS = 30.0  # 0.1 s for each second of speech where measured, and 0.5 s once to load a voice


def is_installed() -> bool:
    """Whether Piper itself is here. Looks it up without running it."""
    return importlib.util.find_spec(MODULE) is not None


class PiperSynthesiser(ChildSynthesiser):
    """Renders text with a Piper voice; ``voice`` is the path of its ``.onnx`` file, with ``.onnx.json`` beside it.

    ``render`` raises DeviceError ``natural_voice_missing`` and ``natural_voice_unusable`` (the file is no voice) too.
    """

    def __init__(self, *, scratch_parent: Path | None = None) -> None:
        command = [sys.executable, "-P", "-m", "voice_guide.speaking.piper_child"]
        super().__init__(
            command, start_seconds=START_SECONDS, render_seconds=RENDER_SECONDS, scratch_parent=scratch_parent
        )

    @property
    def engine_missing(self) -> DeviceError:
        """Piper is not installed, or does not start."""
        return DeviceError("natural_voice_missing", device=MODULE)

    def instead_of(self, voice: str) -> str:
        """No other voice speaks in the place of one that was chosen."""
        raise DeviceError("natural_voice_unusable", device=voice)
