"""What the loudspeaker gave: quiet, a tone, or speech, one label for each 10 ms. Pure.

The program hands over the turn with a tone. A tone is not a reply: the figures must count from speech to speech.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from tests.virtual_sound import RATE, Samples
from voice_guide.speaking.earcons import CUE_HERTZ, TURN_HERTZ

FRAME = RATE // 100
QUIET_RMS = 0.002
PURE = 0.9  # share of a frame's energy at one pitch that makes it a tone
TONE_FRAMES = 8  # of the 12 that our tones last; speech never holds one pure pitch so long
TONE_EDGE_FRAMES = 2  # a tone's fading ends are not pure


class Heard(IntEnum):
    """What one frame holds."""

    QUIET = 0
    SPEECH = 1
    TURN_TONE = 2
    CUE = 3


def labels(samples: Samples) -> npt.NDArray[np.int8]:
    """One label for each whole frame."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    energy = (frames**2).mean(axis=1)
    found = np.where(energy > QUIET_RMS**2, Heard.SPEECH, Heard.QUIET).astype(np.int8)
    for hertz, kind in ((TURN_HERTZ, Heard.TURN_TONE), (CUE_HERTZ, Heard.CUE)):
        pure = (energy_at(frames, hertz) > PURE * energy) & (found != Heard.QUIET)
        for first, last in runs(pure):
            if last - first >= TONE_FRAMES:
                around = slice(max(0, first - TONE_EDGE_FRAMES), last + TONE_EDGE_FRAMES)
                found[around] = np.where(found[around] == Heard.QUIET, Heard.QUIET, kind)
    return found


def energy_at(frames: Samples, hertz: float) -> Samples:
    """The energy at one pitch in each frame."""
    turns = 2 * np.pi * hertz * np.arange(FRAME, dtype=np.float32) / RATE
    # Not by a matrix product: its threads spin, and would take the machine from the program that is timed.
    in_phase, aside = ((frames * wave(turns)).mean(axis=1) for wave in (np.cos, np.sin))
    found: Samples = 2 * (in_phase**2 + aside**2)
    return found


def runs(true: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where something is so: first and one past the last frame of each stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], true.astype(np.int8), [0]])))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def tone_ends(found: npt.NDArray[np.int8], kind: Heard = Heard.TURN_TONE) -> list[int]:
    """The frame after each tone that is over."""
    return [last for _, last in runs(found == kind) if last < len(found)]


def first_speech(found: npt.NDArray[np.int8], since: int = 0) -> int | None:
    """The first frame of speech from this frame on."""
    places = np.flatnonzero(found[since:] == Heard.SPEECH)
    return since + int(places[0]) if len(places) else None


def last_speech(found: npt.NDArray[np.int8], before: int) -> int | None:
    """The last frame of speech before this one."""
    places = np.flatnonzero(found[:before] == Heard.SPEECH)
    return int(places[-1]) if len(places) else None


def exactly(samples: Samples, frame: int) -> int:
    """The first audible sample in or just before a frame of speech."""
    start = max(0, frame - 1) * FRAME
    loud = np.flatnonzero(np.abs(samples[start : (frame + 1) * FRAME]) > QUIET_RMS)
    return start + int(loud[0]) if len(loud) else frame * FRAME
