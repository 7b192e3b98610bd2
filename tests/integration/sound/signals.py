"""Sounds that tests can find again in a recording."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import soxr

Samples = npt.NDArray[np.float32]

LOUD = 0.02  # above the rounding of 16-bit samples and the ringing of a resampler


def tone(hertz: float, seconds: float, rate: int, level: float = 0.4) -> Samples:
    """One pitch, fading in and out over 10 ms: a sudden end would hold every other pitch too."""
    samples = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    fade = np.linspace(0, 1, rate // 100)
    samples[: len(fade)] *= fade
    samples[-len(fade) :] *= fade[::-1]
    return samples.astype(np.float32)


def speechlike(seconds: float, rate: int, seed: int = 1) -> Samples:
    """Noise under 3.5 kHz: like nothing else, so that its place in a recording is certain to the sample."""
    noise = np.random.default_rng(seed).normal(0, 0.2, round(seconds * 7000)).astype(np.float32)
    samples: Samples = np.clip(soxr.resample(noise, 7000, rate), -0.9, 0.9).astype(np.float32)
    return samples


def find(wanted: Samples, recording: Samples) -> tuple[int, float]:
    """Where a sound lies in a recording, and how alike the two are there (1: the same but for its level)."""
    size = 1 << (len(wanted) + len(recording)).bit_length()
    product = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(wanted, size))
    place = int(np.argmax(np.fft.irfft(product, size)[: len(recording) - len(wanted) + 1]))
    there = recording[place : place + len(wanted)]
    return place, float(np.dot(wanted, there) / (np.linalg.norm(wanted) * np.linalg.norm(there) + 1e-12))


def strength(samples: Samples, hertz: float, rate: int, frame: int = 240) -> npt.NDArray[np.float64]:
    """How strong one pitch is in each frame of a recording."""
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    window = np.hanning(frame)
    turning = np.exp(-2j * np.pi * hertz * np.arange(frame) / rate) * window
    return np.asarray(np.abs(frames @ turning) * 2 / window.sum(), dtype=np.float64)
