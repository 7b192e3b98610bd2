"""The soft tones: your turn, still here, microphone closed, and open again; and, in what is read aloud, a new part.

A tone that hands over the turn lasts 75-150 ms at 750-1250 Hz and is soft (practice.md): ours are
120 ms, under a fifth of full scale where the voice's peaks are near it, and fade in and out over 15 ms, without a click.
"""

from __future__ import annotations

import numpy as np

from voice_guide.ports import Samples, Sound

TURN_SECONDS = 0.12
TURN_HERTZ = 880.0
CUE_HERTZ = 784.0
PART_HERTZ = 523.0  # below the tones that hand over the turn: nobody is to answer it
CLOSED_HERTZ = (880.0, 784.0)
LEVEL = 0.18
CUE_LEVEL = 0.09  # half: a cue in someone's silence must not demand an answer
FADE_SECONDS = 0.015


def turn_tone(rate: int) -> Sound:
    """One tone: it is the person's turn to speak."""
    return Sound(_tone(TURN_HERTZ, TURN_SECONDS, LEVEL, rate), rate)


def silence_cue(rate: int) -> Sound:
    """One quieter, lower tone: the program is still listening."""
    return Sound(_tone(CUE_HERTZ, TURN_SECONDS, CUE_LEVEL, rate), rate)


def closed_tone(rate: int) -> Sound:
    """Two falling tones: the microphone is closed."""
    return Sound(np.concatenate([_tone(hertz, TURN_SECONDS, LEVEL, rate) for hertz in CLOSED_HERTZ]), rate)


def opened_tone(rate: int) -> Sound:
    """Two rising tones: the microphone is open again."""
    return Sound(np.concatenate([_tone(hertz, TURN_SECONDS, LEVEL, rate) for hertz in reversed(CLOSED_HERTZ)]), rate)


def part_tone(rate: int) -> Sound:
    """One soft low tone: the next part of what is read aloud begins."""
    return Sound(_tone(PART_HERTZ, TURN_SECONDS, CUE_LEVEL, rate), rate)


def _tone(hertz: float, seconds: float, level: float, rate: int) -> Samples:
    count = round(seconds * rate)
    fade = round(FADE_SECONDS * rate)
    samples = level * np.sin(2 * np.pi * hertz * np.arange(count) / rate)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(fade) / fade)
    samples[:fade] *= ramp
    samples[-fade:] *= ramp[::-1]
    return samples.astype(np.float32)
