"""Taking the loudspeaker's sound out of the microphone's, so that people can speak over a prompt and the program does not
hear itself.

Two cancellers side by side. WebRTC's takes out the most, and is ready within a second, but where a voice is no louder than
the echo it takes most of the voice too, for the first third of a second and longer. Our own filter takes out only what it
can predict, so a voice passes whole, but it takes longer to learn and leaves more echo. So while there is only echo
WebRTC's is heard, and the filter as soon as there is more in the microphone than the filter can explain. WebRTC's noise
suppression and gain control stay off: they change words.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from voice_guide.listening.adaptive_filter import AdaptiveFilter
from voice_guide.listening.double_talk import DoubleTalk, Verdict
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
FADE_SAMPLES = 160  # from one source to another
# How much of the engine's samples, of our filter's and of the microphone's own is given back.
_SHARES = {
    Verdict.LEARNING: (0.0, 0.0, 0.0),
    Verdict.LEAKED: (0.0, 0.0, 0.0),
    Verdict.MOVED: (0.0, 0.0, 0.0),
    Verdict.UNSURE: (1.0, 0.0, 0.0),
    Verdict.ECHO: (0.0, 0.0, 0.0),
    Verdict.VOICE: (0.0, 1.0, 0.0),
}
_OWN = (0.0, 0.0, 1.0)


class EchoCanceller:
    """Takes the far end (what the loudspeaker was given) out of the near end (what the microphone heard).

    Chunks have CHUNK_SAMPLES; what is given back for one is as long, and DELAY_SAMPLES older. The far end must come no
    later than its echo. For one thread. The engine is loaded when it is made.
    """

    _filter: AdaptiveFilter
    _double_talk: DoubleTalk
    _waiting: Samples  # near and far, until there is a whole frame
    _ready: Samples
    _late: Samples  # residual and near, until they are as old as what the engine gives
    _silent_chunks: int
    _shares: tuple[float, float, float]

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller as Engine  # takes time to load

        self._engine: Any = Engine(LISTENING_RATE, 1)
        self._forget_way()
        self._forget_sound()

    def process(self, near: Samples, far: Samples) -> Samples:
        """The near end without the far end's echo. Raises ValueError where either is not one chunk."""
        if not len(near) == len(far) == CHUNK_SAMPLES:
            raise ValueError(f"{len(near)} samples from the microphone, {len(far)} from the loudspeaker")
        self._silent_chunks = 0 if np.abs(far).max() > FAR_SILENCE else self._silent_chunks + 1
        cancelled = self._run_engine(near, far)  # silence too, so that it is ready the moment that a prompt begins
        residual, shares = near, _OWN
        if self._silent_chunks < HANGOVER_CHUNKS:
            residual = self._filter.process(near, far)
            verdict = self._double_talk.judge(near, residual, far, silent_chunks=self._silent_chunks)
            if verdict is Verdict.MOVED:
                self._filter = AdaptiveFilter()
            shares = _SHARES[verdict]
        elif self._silent_chunks == HANGOVER_CHUNKS:
            self._double_talk.forget_sound()
        late = np.concatenate([self._late, np.stack([residual, near])], axis=1)
        self._late = late[:, CHUNK_SAMPLES:]
        return self._mixed(np.stack([cancelled, *late[:, :CHUNK_SAMPLES]]), shares)

    def reset(self) -> None:
        """Forget all sound, and the way from the loudspeaker to the microphone."""
        self._engine.reset()
        self._forget_way()
        self._forget_sound()

    def restart(self) -> None:
        """Forget all sound, but not the way: for a microphone that is opened again in the same room."""
        silence = np.zeros(FRAME_SAMPLES, np.float32)
        self._engine.process(silence, silence)
        self._filter.forget_sound()
        self._double_talk.forget_sound()
        self._forget_sound()

    def _forget_way(self) -> None:
        self._filter = AdaptiveFilter()
        self._double_talk = DoubleTalk()

    def _forget_sound(self) -> None:
        self._waiting = np.zeros((2, 0), np.float32)
        self._ready = np.zeros(_FRAMING_SAMPLES, np.float32)
        self._late = np.zeros((2, DELAY_SAMPLES), np.float32)
        self._silent_chunks = HANGOVER_CHUNKS
        self._shares = _OWN

    def _run_engine(self, near: Samples, far: Samples) -> Samples:
        waiting = np.concatenate([self._waiting, np.stack([near, far])], axis=1)
        whole = waiting.shape[1] // FRAME_SAMPLES * FRAME_SAMPLES
        frames = [waiting[:, i : i + FRAME_SAMPLES] for i in range(0, whole, FRAME_SAMPLES)]
        self._waiting = waiting[:, whole:]
        done: Samples = np.concatenate([self._ready, *(self._engine.process(frame[0], frame[1]) for frame in frames)])
        self._ready = done[CHUNK_SAMPLES:]
        return done[:CHUNK_SAMPLES]

    def _mixed(self, sources: Samples, shares: tuple[float, float, float]) -> Samples:
        """The sources by their shares, faded over from the shares before."""
        before, self._shares = self._shares, shares
        if shares == before == _OWN:
            return np.asarray(sources[2], np.float32)
        ramp = np.minimum(np.arange(1, CHUNK_SAMPLES + 1) / FADE_SAMPLES, 1)
        weights = np.outer(before, 1 - ramp) + np.outer(shares, ramp)
        return np.asarray((weights * sources).sum(axis=0), np.float32)
