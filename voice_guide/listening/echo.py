"""Taking the loudspeaker's sound out of the microphone's, so that people can speak over a prompt and the program does not
hear itself.

WebRTC's canceller takes it out; its noise suppression and gain control stay off, because they change words. Beside it,
``Unexplained`` tells whether what is left can be echo at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from voice_guide.listening.unexplained import Unexplained
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples

FRAME_SAMPLES = 160  # 10 ms: the engine pads a shorter one with zeros
_FRAMING_SAMPLES = 128  # the most that chunks leave over from frames
_ENGINE_DELAY_SAMPLES = 128  # measured: what comes out is this much older than what goes in
DELAY_SAMPLES = _FRAMING_SAMPLES + _ENGINE_DELAY_SAMPLES
DELAY_SECONDS = DELAY_SAMPLES / LISTENING_RATE
# After the last sound of a prompt, until its echo is over in any room. From then on the microphone's own samples pass
# untouched, because even an idle engine takes away the low notes.
HANGOVER_CHUNKS = 32
FAR_SILENCE = 1e-4  # -80 dB: below what a loudspeaker can bring back into the microphone
FADE_SAMPLES = 160  # from one source to the other


@dataclass(frozen=True)
class Cleaned:
    """One chunk without echo; ``unexplained``: the share of its bands that no echo explains, 1 where nothing plays."""

    samples: Samples
    unexplained: float


class EchoCanceller:
    """Takes the far end (what the loudspeaker was given) out of the near end (what the microphone heard).

    Chunks have CHUNK_SAMPLES; what is given back for one is as long, and DELAY_SAMPLES older. The far end must come no
    later than its echo. For one thread. The engine is loaded when it is made.
    """

    _late: Samples  # near, until it is as old as what the engine gives
    _silent_chunks: int

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller as Engine  # takes time to load

        self._engine: Any = Engine(LISTENING_RATE, 1)
        self._unexplained = Unexplained()
        self._forget_sound()

    def process(self, near: Samples, far: Samples) -> Cleaned:
        """The near end without the far end's echo. Raises ValueError where either is not one chunk."""
        if not len(near) == len(far) == CHUNK_SAMPLES:
            raise ValueError(f"{len(near)} samples from the microphone, {len(far)} from the loudspeaker")
        self._silent_chunks = 0 if np.abs(far).max() > FAR_SILENCE else self._silent_chunks + 1
        cancelled = self._run_engine(near, far)  # silence too, so that it is ready the moment that a prompt begins
        unexplained = self._unexplained.hear(near, far)
        late: Samples = np.concatenate([self._late, near])
        self._late = late[CHUNK_SAMPLES:]
        playing = self._silent_chunks < HANGOVER_CHUNKS
        if self._silent_chunks == 0 and not self._unexplained.learnt:
            unexplained = 0.0  # it might all be echo; once the prompt is over, somebody may answer at once
        samples = self._faded(cancelled, late[:CHUNK_SAMPLES], cancel=playing)
        return Cleaned(samples, unexplained if playing else 1.0)

    def restart(self) -> None:
        """Forget all sound, but not the way: for a microphone that is opened again in the same room."""
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        self._engine.process(silence, silence)
        self._unexplained.forget_sound()
        self._forget_sound()

    def _forget_sound(self) -> None:
        self._waiting: Samples = np.zeros((2, 0), np.float32)  # near and far, until there is a whole frame
        self._ready: Samples = np.zeros(_FRAMING_SAMPLES, np.float32)
        self._late = np.zeros(DELAY_SAMPLES, np.float32)
        self._silent_chunks = HANGOVER_CHUNKS
        self._cancelled = False

    def _run_engine(self, near: Samples, far: Samples) -> Samples:
        waiting = np.concatenate([self._waiting, np.stack([near, far])], axis=1)
        whole = waiting.shape[1] // FRAME_SAMPLES * FRAME_SAMPLES
        frames = [waiting[:, i : i + FRAME_SAMPLES] for i in range(0, whole, FRAME_SAMPLES)]
        self._waiting = waiting[:, whole:]
        done: Samples = np.concatenate([self._ready, *(self._engine.process(frame[0], frame[1]) for frame in frames)])
        self._ready = done[CHUNK_SAMPLES:]
        return done[:CHUNK_SAMPLES]

    def _faded(self, cancelled: Samples, own: Samples, *, cancel: bool) -> Samples:
        """The one or the other, faded over from what was given before."""
        before, self._cancelled = self._cancelled, cancel
        if before == cancel:
            return np.asarray(cancelled if cancel else own, np.float32)
        new, old = (cancelled, own) if cancel else (own, cancelled)
        ramp = np.minimum(np.arange(1, CHUNK_SAMPLES + 1) / FADE_SAMPLES, 1)
        return np.asarray(ramp * new + (1 - ramp) * old, np.float32)
