"""Taking the loudspeaker's sound out of the microphone's, so that people can speak over a prompt and the program does not
hear itself. WebRTC's echo canceller, and nothing else of it: noise suppression and gain control change words.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from voice_guide.ports import LISTENING_RATE, Samples

FRAME_SAMPLES = 160  # 10 ms: the engine pads a shorter one with zeros
ENGINE_DELAY_SAMPLES = 128  # measured: what comes out is this much older than what goes in
DELAY_SAMPLES = FRAME_SAMPLES + ENGINE_DELAY_SAMPLES
DELAY_SECONDS = DELAY_SAMPLES / LISTENING_RATE
# How long the engine is still listened to after the last sound of a prompt: a far-off loudspeaker and its room are heard
# later. After that the microphone's own samples pass untouched, because even an idle canceller takes away the low notes.
HANGOVER_SECONDS = 1.0
FAR_SILENCE = 1e-4  # -80 dB: below what a loudspeaker can bring back into the microphone


class EchoCanceller:
    """Takes the far end (what the loudspeaker was given) out of the near end (what the microphone heard).

    Chunks may have any length; both ends always have the same. What is given back is as long, and DELAY_SAMPLES older.
    The far end must come no later than its echo. For one thread. The engine is loaded when it is made.
    """

    _near: Samples  # what waits until there is a whole frame
    _far: Samples
    _ready: Samples  # what waits to be given back
    _before: Samples  # the microphone's own, as old as what comes out of the engine

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller as Engine  # takes time to load

        self._engine: Any = Engine(LISTENING_RATE, 1)
        self._clear()

    def process(self, near: Samples, far: Samples) -> Samples:
        """The near end without the far end's echo. Raises ValueError when their lengths differ."""
        if len(near) != len(far):
            raise ValueError(f"{len(near)} samples from the microphone, {len(far)} from the loudspeaker")
        self._near = np.concatenate([self._near, near])
        self._far = np.concatenate([self._far, far])
        frames = [self._ready]
        while len(self._near) >= FRAME_SAMPLES:
            frames.append(self._frame(self._near[:FRAME_SAMPLES], self._far[:FRAME_SAMPLES]))
            self._near, self._far = self._near[FRAME_SAMPLES:], self._far[FRAME_SAMPLES:]
        out = np.concatenate(frames)
        self._ready = out[len(near) :]
        return out[: len(near)]

    def reset(self) -> None:
        """Forget all sound, and the way from the loudspeaker to the microphone."""
        self._engine.reset()
        self._clear()

    def restart(self) -> None:
        """Forget all sound, but not the way: for a microphone that is opened again in the same room."""
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        self._engine.process(silence, silence)
        self._clear()

    def _clear(self) -> None:
        self._near = np.zeros(0, np.float32)
        self._far = np.zeros(0, np.float32)
        self._ready = np.zeros(FRAME_SAMPLES, np.float32)
        self._before = np.zeros(ENGINE_DELAY_SAMPLES, np.float32)
        self._far_silent = LISTENING_RATE  # samples since the far end's last sound
        self._share = 0.0  # of the engine's samples in what is given back; the rest are the microphone's own

    def _frame(self, near: Samples, far: Samples) -> Samples:
        """One frame. The engine hears every frame, so that it is ready the moment that a prompt begins."""
        cancelled: Samples = self._engine.process(near, far)
        own = np.concatenate([self._before, near])
        own, self._before = own[:FRAME_SAMPLES], own[FRAME_SAMPLES:]
        self._far_silent = 0 if np.abs(far).max() > FAR_SILENCE else self._far_silent + FRAME_SAMPLES
        before, self._share = self._share, float(self._far_silent < HANGOVER_SECONDS * LISTENING_RATE)
        if before == self._share:
            return cancelled if self._share else own
        share = np.linspace(before, self._share, FRAME_SAMPLES, dtype=np.float32)
        mixed: Samples = share * cancelled + (1 - share) * own
        return mixed
