"""Who says commands in ``scripts/bench commands_heard``: eight voices of espeak-ng, and recordings of people."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_parts.hearing.material import has_recordings
from scripts.bench_parts.hearing.polarity_voices import ESPEAK_VOICES, sound_of
from scripts.bench_parts.recognition import speech_folder
from voice_guide.ports import Samples

HALVES = ("seen", "held out")
ANSWERS = ("yes", "no", "unsure", "neither")
_PHRASES = Path(__file__).with_name("commands.tsv")


@dataclass(frozen=True)
class Said:
    """One sound, and what is meant by it: a command's name, ``answer`` (a part of one), or one of ``ANSWERS``."""

    source: str
    voice: str
    text: str
    meaning: str
    samples: Samples

    @property
    def half(self) -> str:
        """Which half this voice and phrase belong to; no word was tuned on the held-out one."""
        return HALVES[zlib.crc32(f"{self.voice}|{self.text}".encode()) % 2]


def by_espeak() -> Iterator[Said]:
    """Every phrase in every voice; nothing without espeak-ng."""
    if shutil.which("espeak-ng") is None:
        return
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        path = Path(scratch) / "said.wav"
        for meaning, text in listed("synthetic"):
            for voice in ESPEAK_VOICES:
                subprocess.run(["espeak-ng", "-v", voice, "-s", "160", "-w", str(path), text], check=True)
                yield Said("espeak-ng", voice, text, meaning, sound_of(path))


def by_people() -> Iterator[Said]:
    """The recordings; nothing where there are none."""
    if has_recordings():
        for meaning, name in listed("recording"):
            if (path := speech_folder() / name).is_file():
                yield Said(f"people, {path.parent.name}", name, name, meaning, sound_of(path))


def listed(said: str) -> list[tuple[str, str]]:
    """Meaning and text (or file) of each line that is ``synthetic`` or a ``recording``."""
    with _PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["meaning"], row["what"]) for row in rows if row["said"] == said]
