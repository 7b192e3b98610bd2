"""When is an answer over? Pure: probabilities of speech and clock times go in, a state comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE

CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE

VOICE_BEGINS = 0.5  # probability of speech from which a chunk is voiced; Silero's own default
VOICE_GOES_ON = 0.35  # the same once voice has begun, so that a soft ending is not lost
ONSET_CHUNKS = 3  # 0.1 s: 364 s of room noise held no run as long as this
SAME_VOICE_SECONDS = 0.3  # a single voiced chunk so soon after voice is the rest of a word, not a click


class EndpointState(StrEnum):
    """Where an answer stands."""

    WAITING = "waiting"  # nothing said yet
    SPEAKING = "speaking"
    QUIET = "quiet"  # something was said; now it is quiet
    ENDED = "ended"


@dataclass(frozen=True)
class Segment:
    """A stretch of voice without a pause longer than SAME_VOICE_SECONDS: clock times in seconds."""

    started_at: float
    ended_at: float

    @property
    def seconds(self) -> float:
        return self.ended_at - self.started_at


class Endpointer:
    """Decides when an answer has ended.

    Patience runs from the end of the last voiced chunk. An end by patience is only ever provisional: speech that
    follows it is heard like any other, and ``ended`` is false again. With ``hold``, patience does not end it: only
    ``end_now``, or ``shorten`` and the quiet after it.
    """

    def __init__(self, *, patience_seconds: float, hold: bool = False) -> None:
        self._patience_seconds = patience_seconds
        self._shortened_seconds: float | None = None
        self._lengthened_seconds: float | None = None
        self._hold = hold
        self._told_to_end = False
        self._segments: list[Segment] = []
        self._voices_before: list[int] = []  # for each segment, turns_of_voice until it began
        self._voices = 0
        self._speaking = False
        self._run_chunks = 0
        self._run_started_at = 0.0
        self._reopened_at = float("-inf")

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All voice so far, in order; the last one may still be growing."""
        return tuple(self._segments)

    @property
    def last_segment(self) -> Segment | None:
        """The latest voice, which may still be growing."""
        return self._segments[-1] if self._segments else None

    @property
    def turns_of_voice(self) -> int:
        """How often voice has begun after quiet, however short the quiet was."""
        return self._voices

    @property
    def patience_seconds(self) -> float:
        """The quiet that ends the answer as things stand: the patience, or less after ``shorten``."""
        if self._lengthened_seconds is not None:
            return max(self._patience_seconds, self._lengthened_seconds)
        if self._shortened_seconds is None:
            return self._patience_seconds
        return min(self._patience_seconds, self._shortened_seconds)

    def hear(self, probability: float, at: float) -> None:
        """Take the next chunk: its probability of speech, and the clock time of its end."""
        in_voice = self._speaking or self._run_chunks > 0
        if probability < (VOICE_GOES_ON if in_voice else VOICE_BEGINS):
            self._speaking = False
            self._run_chunks = 0
        elif self._speaking:
            self._grow(at)
        else:
            self._gather(at)

    def state(self, now: float) -> EndpointState:
        """Where the answer stands at this clock time."""
        if self.ended(now):
            return EndpointState.ENDED
        if not self._segments:
            return EndpointState.WAITING
        return EndpointState.SPEAKING if self._speaking else EndpointState.QUIET

    def ended(self, now: float) -> bool:
        """Is the answer over? Never by itself before something was said, nor while voice may just be beginning."""
        if self._told_to_end:
            return True
        held = self._hold and self._shortened_seconds is None  # "I'm finished" by itself ends a held answer too
        if held or self._run_chunks or not self._segments:
            return False
        return self.quiet_seconds(now) >= self.patience_seconds

    def quiet_seconds(self, now: float) -> float:
        """Since the last voice, or since the answer was opened again; only where there was voice."""
        return max(0.0, now - max(self._segments[-1].ended_at, self._reopened_at))

    def end_now(self) -> None:
        """The person said so, by a key or a phrase: over until ``reopen``."""
        self._told_to_end = True

    def reopen(self, at: float) -> None:
        """The person speaks on after an end: listen again with the whole patience, which runs from now."""
        self._told_to_end = False
        self._reopened_at = at
        self.restore()

    def hold(self) -> None:
        """Never end by itself from now on."""
        self._hold = True

    def shorten(self, seconds: float) -> None:
        """What was heard sounds complete: so little quiet is enough. New voice restores the patience."""
        self._shortened_seconds = seconds

    def lengthen(self, seconds: float) -> None:
        """What was heard hangs in the air: so much quiet is needed, until new voice comes."""
        self._shortened_seconds = None
        self._lengthened_seconds = seconds

    def restore(self) -> None:
        """Back to the whole patience."""
        self._shortened_seconds = self._lengthened_seconds = None

    def segments_since_pause(self, min_pause_seconds: float) -> tuple[Segment, ...]:
        """The latest voice, back to the last pause of at least this length (or to the beginning)."""
        return tuple(self._segments[self._first_since_pause(min_pause_seconds) :])

    def voices_before_pause(self, min_pause_seconds: float) -> int:
        """What ``turns_of_voice`` was in the last pause of at least this length; 0 where there was none."""
        return self._voices_before[self._first_since_pause(min_pause_seconds)] if self._segments else 0

    def _first_since_pause(self, min_pause_seconds: float) -> int:
        first = len(self._segments) - 1
        while first > 0:
            pause_seconds = self._segments[first].started_at - self._segments[first - 1].ended_at
            if pause_seconds >= min_pause_seconds:
                break
            first -= 1
        return max(first, 0)

    def _gather(self, at: float) -> None:
        """A voiced chunk after quiet: the rest of a word, or one more of the run that makes an onset."""
        if self._run_chunks == 0:
            self._run_started_at = at - CHUNK_SECONDS
        self._run_chunks += 1
        last = self.last_segment
        same_voice = last is not None and self._run_started_at - last.ended_at <= SAME_VOICE_SECONDS
        if same_voice or self._run_chunks >= ONSET_CHUNKS:
            self._begin(at, same_voice=same_voice)

    def _begin(self, at: float, *, same_voice: bool) -> None:
        self._speaking = True
        self._run_chunks = 0
        self._voices += 1
        self.restore()
        if same_voice:
            self._grow(at)
        else:
            self._voices_before.append(self._voices - 1)
            self._segments.append(Segment(self._run_started_at, at))

    def _grow(self, at: float) -> None:
        self._segments[-1] = Segment(self._segments[-1].started_at, at)
