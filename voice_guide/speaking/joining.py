"""Sentences as one sound: without the engine's silence at either end, and with a pause between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voice_guide.ports import Sound

SENTENCE_PAUSE_SECONDS = 0.5  # helps memory (practice.md); eSpeak NG's own is 0.39 s, other engines' differ
SILENCE_LEVEL = 0.001  # -60 dB: under every voiced or breathed sound, over an engine's dither
EDGE_SECONDS = 0.005  # kept at either end, so that no consonant is clipped


def trimmed(sound: Sound) -> Sound:
    """The sound without silence at its ends; an empty sound where there is nothing but silence."""
    loud = np.flatnonzero(np.abs(sound.samples) > SILENCE_LEVEL)
    if not len(loud):
        return Sound(sound.samples[:0], sound.rate)
    edge = round(EDGE_SECONDS * sound.rate)
    start, end = max(0, int(loud[0]) - edge), int(loud[-1]) + 1 + edge
    return Sound(sound.samples[start:end], sound.rate)


def joined(sounds: Sequence[Sound], pause_seconds: float = SENTENCE_PAUSE_SECONDS) -> Sound:
    """The sounds one after another with a pause between. They share one rate. Raises ValueError for none."""
    if not sounds:
        raise ValueError("nothing to join")
    rate = sounds[0].rate
    pause = np.zeros(round(pause_seconds * rate), np.float32)
    pieces = [piece for sound in sounds for piece in (pause, sound.samples)][1:]
    return Sound(np.concatenate(pieces), rate)
