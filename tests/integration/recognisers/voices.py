"""Voices to speak to recognisers with, and the quiet around them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import soundfile
import soxr

from voice_guide.ports import LISTENING_RATE, Recogniser, Samples

Speak = Callable[[str, str], Samples]
ROOM_RMS = 0.001  # a quiet room: 60 dB below full scale


@dataclass(frozen=True)
class Engine:
    """A loaded recogniser and the voice and words that its language has."""

    recogniser: Recogniser
    voice: str
    yes: str
    sentence: str


def quiet(seconds: float, *, level: float = 0.0) -> Samples:
    """Silence, or the noise of a room at this loudness (root mean square)."""
    return np.random.default_rng(3).normal(0, level or 1e-9, round(seconds * LISTENING_RATE)).astype(np.float32)


def inside(sound: Samples, *, before: float = 0.6, after: float = 1.0) -> Samples:
    """A sound with a room around it, as an answer has. The room's noise is under the voice as well.

    (Kaldi adds random dither to what it hears: over digital silence alone, the same sound gives other words each time.)
    """
    whole = np.concatenate([quiet(before), sound, quiet(after)])
    return whole + quiet(len(whole) / LISTENING_RATE, level=ROOM_RMS)


@cache
def spoken(text: str, voice: str) -> Samples:
    """A synthetic voice (espeak-ng) says it."""
    command = ["espeak-ng", "-v", voice, "-s", "140", "--stdin", "--stdout"]
    wav = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    return np.asarray(soxr.resample(samples, rate, LISTENING_RATE), np.float32)
