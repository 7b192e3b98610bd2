"""How loud a recording is: speech, noise, and a plain judgement. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from voice_guide.ports import Samples

FRAME_SECONDS = 0.03
NOISE_PERCENTILE, SPEECH_PERCENTILE = 10, 95  # the quietest tenth is the room; the loudest twentieth the voice
SPEECH_OVER_NOISE_DB = 10.0  # less than this, and nobody spoke
QUIET_DB = -45.0  # full scale is 0 dB; people at a laptop come out between -35 and -15
NOISY_DB = 15.0  # speech less than this above the noise: both recognisers mishear more (measured at 15 dB)
CLIPPED = 0.999
CLIPPED_SHARE = 0.0005  # of samples at full scale: more is heard as breaking up
FLOOR_DB = -99.0


class Judgement(StrEnum):
    """What is to be said of a microphone."""

    GOOD = "good"
    QUIET = "quiet"
    TOO_LOUD = "too_loud"
    NOISY = "noisy"
    ONLY_NOISE = "only_noise"
    ZEROS = "zeros"


@dataclass(frozen=True)
class Level:
    """Levels in dB of full scale."""

    speech_db: float
    noise_db: float
    judgement: Judgement


def measure(samples: Samples, rate: int) -> Level:
    """Judge a recording of a second or more."""
    frame = round(FRAME_SECONDS * rate)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    if not len(frames) or not samples.any():
        return Level(FLOOR_DB, FLOOR_DB, Judgement.ZEROS)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    db = np.maximum(FLOOR_DB, 10 * np.log10(power + 1e-12))
    noise, speech = (float(np.percentile(db, percentile)) for percentile in (NOISE_PERCENTILE, SPEECH_PERCENTILE))
    clipped = float(np.mean(np.abs(samples) >= CLIPPED))
    return Level(speech, noise, _judge(speech, noise, clipped))


def _judge(speech_db: float, noise_db: float, clipped: float) -> Judgement:
    if clipped > CLIPPED_SHARE:
        return Judgement.TOO_LOUD
    if speech_db - noise_db < SPEECH_OVER_NOISE_DB:
        return Judgement.ONLY_NOISE
    if speech_db < QUIET_DB:
        return Judgement.QUIET
    return Judgement.NOISY if speech_db - noise_db < NOISY_DB else Judgement.GOOD
