"""Sounds of a room in which nobody speaks: recordings at random places and levels, and made ones where there is no recording.

Every function makes a stretch of sound of this many seconds; ``random`` decides how it sounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

from scripts.bench_parts.hearing.material import level
from scripts.bench_parts.recognition import recordings, speech_folder
from voice_guide.ports import LISTENING_RATE, Samples

BABBLE_SETS = ("vctk_british", "libri_test_other", "ami_turns", "ocean_adults")
BABBLE_VOICES = 5
BABBLE_ABOVE_HZ = 900  # what a wall lets through
_PIECE_SECONDS = (3.0, 20.0)  # of a recording at one level

Made = Callable[[float, np.random.Generator], Samples]


@dataclass(frozen=True)
class Kind:
    """One kind of sound: its levels in dB of full scale (root mean square where it sounds), and its share of the time.

    ``unique_seconds`` is how much there is of it; None: none of it is ever the same.
    """

    name: str
    make: Made
    levels_db: tuple[float, float]
    share: float
    unique_seconds: float | None = None


def kinds() -> list[Kind]:
    """What is played, as shares of the time. Without recordings only what is made."""
    made = [
        Kind("silence", silence, (-80, -60), 0.17),
        Kind("keyboard", keyboard, (-50, -30), 0.12),
        Kind("mains hum", hum, (-55, -35), 0.08),
        Kind("breath", breath, (-55, -32), 0.10),
        Kind("clicks of a mouse or pen", clicks, (-45, -25), 0.06),
        Kind("knocks, steps and doors", knocks, (-45, -20), 0.08),
        Kind("paper", paper, (-50, -30), 0.07),
    ]
    files = sorted((speech_folder() / "noise").glob("*.flac"))
    if not files:
        return made
    sounds = [np.asarray(soundfile.read(path, dtype="float32")[0], np.float32) for path in files]
    found = [_recorded(path, sound) for path, sound in zip(files, sounds, strict=True)]
    return [made[0], *found, *made[1:]]


def babble() -> Kind | None:
    """People in another room: several voices at once, without their high tones, soft."""
    found = recordings(speech_folder(), BABBLE_SETS) if (speech_folder() / "manifest.tsv").is_file() else []
    voices = [one.samples() for one in found]
    return Kind("babble", lambda seconds, random: _voices(voices, seconds, random), (-60, -50), 1.0) if voices else None


def _recorded(path: Path, sound: Samples) -> Kind:
    """A long recording is played more than a short one, but every one for a while."""
    seconds = len(sound) / LISTENING_RATE
    share = 0.03 + 0.14 * seconds / 264
    return Kind(f"recording {path.stem}", lambda s, random: _pieces(sound, s, random), (-50, -30), share, seconds)


def _pieces(sound: Samples, seconds: float, random: np.random.Generator) -> Samples:
    """Random pieces of a recording, one after another, each up to 6 dB louder or softer than the last."""
    out: list[Samples] = []
    while sum(map(len, out)) < seconds * LISTENING_RATE:
        length = min(len(sound), round(random.uniform(*_PIECE_SECONDS) * LISTENING_RATE))
        first = int(random.integers(0, len(sound) - length + 1))
        out.append(sound[first : first + length] * np.float32(10 ** (random.uniform(-6, 6) / 20)))
    return np.concatenate(out)[: round(seconds * LISTENING_RATE)]


def _voices(voices: Sequence[Samples], seconds: float, random: np.random.Generator) -> Samples:
    length = round(seconds * LISTENING_RATE)
    out = np.zeros(length, np.float32)
    for _ in range(BABBLE_VOICES):
        spoken = np.zeros(0, np.float32)
        while len(spoken) < length:
            voice = voices[int(random.integers(len(voices)))]
            pause = np.zeros(round(random.uniform(0.2, 1.5) * LISTENING_RATE), np.float32)
            spoken = np.concatenate([spoken, voice / level(voice), pause])
        out += spoken[:length]
    return _shaped(out, lambda hertz: 1 / (1 + (hertz / BABBLE_ABOVE_HZ) ** 4))


def silence(seconds: float, random: np.random.Generator) -> Samples:
    """A quiet room: soft noise, more of it below."""
    return _shaped(_hiss(seconds, random), lambda hertz: 1 / np.sqrt(1 + (hertz / 300) ** 2))


def hum(seconds: float, random: np.random.Generator) -> Samples:
    """Mains: 50 or 60 Hz and what is above it, swelling slowly, with a fan's noise."""
    times = np.arange(round(seconds * LISTENING_RATE)) / LISTENING_RATE
    mains = float(random.choice([50.0, 60.0]))
    tones = sum(
        random.uniform(0.2, 1) / n * np.sin(2 * np.pi * (mains * n * times + random.uniform())) for n in range(1, 12)
    )
    swell = 1 + 0.3 * np.sin(2 * np.pi * random.uniform(0.1, 1) * times)
    return np.asarray(tones * swell + 0.1 * silence(seconds, random), np.float32)


def keyboard(seconds: float, random: np.random.Generator) -> Samples:
    """Typing: bursts of keys, each pressed and let go, at 3 to 9 a second."""
    times: list[float] = []
    at = 0.0
    while at < seconds:
        for _ in range(int(random.integers(3, 40))):
            at += float(random.uniform(0.08, 0.3))
            times += [at, at + float(random.uniform(0.05, 0.1))]
        at += float(random.uniform(0.3, 3))
    return _struck(times, seconds, random, low=1500, high=6000, decay=(0.004, 0.015))


def clicks(seconds: float, random: np.random.Generator) -> Samples:
    """A mouse or a pen: short, sharp, seldom."""
    times = np.cumsum(random.exponential(0.8, round(2 * seconds) + 5))
    return _struck([float(at) for at in times], seconds, random, low=1500, high=7000, decay=(0.001, 0.006))


def knocks(seconds: float, random: np.random.Generator) -> Samples:
    """Steps, something put down, a door: low and short, some of them in a row."""
    times: list[float] = []
    at = 0.0
    while at < seconds:
        step = float(random.uniform(0.15, 0.7))
        for _ in range(int(random.integers(1, 6))):
            times.append(at)
            at += step * float(random.uniform(0.9, 1.1))
        at += float(random.uniform(0.5, 4))
    return _struck(times, seconds, random, low=60, high=500, decay=(0.02, 0.12))


def breath(seconds: float, random: np.random.Generator) -> Samples:
    """Breathing in and out, a sigh now and then: noise through a throat's resonances."""
    return _swelling(seconds, random, longest=2.0, low=300, high=2500, every=(0.3, 2.5))


def paper(seconds: float, random: np.random.Generator) -> Samples:
    """Pages turned and paper crumpled: many small cracks under a rustle."""
    rustle = _swelling(seconds, random, longest=1.2, low=1500, high=6000, every=(0.2, 3.0))
    cracks = random.uniform(size=len(rustle)) < 60 / LISTENING_RATE
    return np.asarray(rustle * (1 + 8 * cracks), np.float32)


def _swelling(
    seconds: float, random: np.random.Generator, *, longest: float, low: float, high: float, every: tuple[float, float]
) -> Samples:
    """Noise that comes and goes, each time with resonances of its own."""
    out = np.zeros(round(seconds * LISTENING_RATE), np.float32)
    at = float(random.uniform(*every))
    while at < seconds:
        long = float(random.uniform(longest / 5, longest))
        peaks = random.uniform(low, high, 3)
        widths = random.uniform(200, 900, 3)
        noise = _shaped(
            _hiss(long, random),
            lambda hertz, peaks=peaks, widths=widths: sum(  # type: ignore[misc]
                np.exp(-(((hertz - peak) / width) ** 2)) for peak, width in zip(peaks, widths, strict=True)
            ),
        )
        _add(out, np.sin(np.linspace(0, np.pi, len(noise))) ** 2 * noise * random.uniform(0.4, 1), at)
        at += long + float(random.uniform(*every))
    return out


def _struck(
    times: Sequence[float],
    seconds: float,
    random: np.random.Generator,
    *,
    low: float,
    high: float,
    decay: tuple[float, float],
) -> Samples:
    """Something hard is struck at each of these times: a few tones and noise that die away."""
    out = np.zeros(round(seconds * LISTENING_RATE), np.float32)
    for at in times:
        dies = float(random.uniform(*decay))
        moments = np.arange(round(8 * dies * LISTENING_RATE)) / LISTENING_RATE
        tones = sum(np.sin(2 * np.pi * hertz * moments) for hertz in random.uniform(low, high, 4))
        noise = 2 * random.normal(0, 1, len(moments))
        _add(out, np.exp(-moments / dies) * (tones + noise) * random.uniform(0.3, 1), at)
    return out


def _add(out: Samples, sound: npt.NDArray[np.floating[Any]], at: float) -> None:
    first = round(at * LISTENING_RATE)
    kept = sound[: max(0, len(out) - first)]
    out[first : first + len(kept)] += kept.astype(np.float32)


def _hiss(seconds: float, random: np.random.Generator) -> Samples:
    return random.normal(0, 1, round(seconds * LISTENING_RATE)).astype(np.float32)


def _shaped(sound: Samples, gain: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Samples:
    """The sound with each of its tones as much louder or softer as ``gain`` says for its frequency."""
    hertz = np.fft.rfftfreq(len(sound), 1 / LISTENING_RATE)
    return np.fft.irfft(np.fft.rfft(sound) * gain(hertz), len(sound)).astype(np.float32)
