"""One answer being listened to: its voice, its quiet and its sound."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque

import numpy as np

from voice_guide.listening.endpoint import CHUNK_SECONDS, Endpointer, EndpointState, Segment
from voice_guide.listening.loudness import Loudness
from voice_guide.ports import LISTENING_RATE, Samples, SoundHeard, VoiceActivity

# Whisper loses words without room around them: 0.3 s on both sides cost 2.8 points of word error on meeting turns.
BEFORE_SECONDS = 0.6
AFTER_SECONDS = 1.0

PHRASE_PAUSE_SECONDS = (
    0.7  # what follows a pause this long stands by itself; longer than BEFORE_SECONDS, so its sound does
)
LONGEST_GAP_SECONDS = 1.0  # lost sound is kept as silence, so that times stay true; not a whole night of it
UNEXPLAINED = 0.12  # of the bands of the last chunks: what echo alone does not reach (scripts/bench hearing echo)
ECHO_CHUNKS = 5
_CLOCK_GRAIN = 1e-6  # seconds: times this close are one time
_KEPT_BEFORE_VOICE = BEFORE_SECONDS + 0.4  # also the chunks of an onset, which is only known once it is over


class AnswerListener:
    """Listens to one answer and keeps its sound in memory until it is dropped.

    The session gives it every chunk (``hear``), asks whether the answer has ``ended``, and takes its ``sound``. Times
    are seconds on the session's clock.
    """

    def __init__(
        self, *, activity: VoiceActivity, patience_seconds: float, hold: bool = False, started_at: float
    ) -> None:
        self._activity = activity
        self._activity.reset()
        self._endpointer = Endpointer(patience_seconds=patience_seconds, hold=hold)
        self._started_at = started_at
        self._tape = _Tape()
        self._lost_samples = 0
        self._loudness = Loudness()
        self._unexplained: deque[float] = deque(maxlen=ECHO_CHUNKS)

    # What goes in

    def preroll(self, heard: SoundHeard) -> None:
        """Sound from just before this listener's time: kept as room before the first word, never taken for voice.

        (The last of a prompt may be in it: its echo must not begin an answer.)
        """
        self._tape.push(heard.samples, at=heard.at)
        self._tape.forget_before(heard.at - _KEPT_BEFORE_VOICE)

    def hear(self, heard: SoundHeard) -> None:
        """Take the next chunk from the microphone."""
        if heard.lost:
            self._note_loss(heard)
        self._lost_samples += heard.missed
        self._tape.push(heard.samples, at=heard.at)
        self._unexplained.append(heard.unexplained)
        # What is left of an echo is soft: it is not to be made louder.
        samples = self._loudness.louder(heard.samples) if heard.unexplained == 1.0 else heard.samples
        probability = self._activity.probability(samples)
        self._endpointer.hear(probability if self._is_no_echo() else 0.0, heard.at)
        if self._endpointer.last_segment is None:
            self._tape.forget_before(heard.at - _KEPT_BEFORE_VOICE)

    def end_now(self) -> None:
        """A key or a phrase ends the answer."""
        self._endpointer.end_now()

    def reopen(self, at: float) -> None:
        """The person speaks on after an end: the answer goes on, with the whole patience from now."""
        self._endpointer.reopen(at)

    def hold(self) -> None:
        """Never end by itself from now on."""
        self._endpointer.hold()

    def shorten(self, seconds: float) -> None:
        """What was heard sounds complete: so little quiet is enough, until new voice comes."""
        self._endpointer.shorten(seconds)

    def lengthen(self, seconds: float) -> None:
        """What was heard hangs in the air: wait so long, until new voice comes."""
        self._endpointer.lengthen(seconds)

    def restore(self) -> None:
        """Back to the whole patience."""
        self._endpointer.restore()

    # What is known

    def state(self, now: float) -> EndpointState:
        """Where the answer stands."""
        return self._endpointer.state(now)

    def ended(self, now: float) -> bool:
        """Is the answer over?"""
        return self._endpointer.ended(now)

    @property
    def speech_started_at(self) -> float | None:
        """When the first voice began, or None."""
        segments = self._endpointer.segments
        return segments[0].started_at if segments else None

    @property
    def speech_ended_at(self) -> float | None:
        """When the last voice so far ended, or None."""
        last = self._endpointer.last_segment
        return last.ended_at if last else None

    def quiet_seconds(self, now: float) -> float:
        """Since the last voice, or since this listener began when nothing was said."""
        if self._endpointer.last_segment is None:
            return max(0.0, now - self._started_at)
        return self._endpointer.quiet_seconds(now)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All voice so far, in order."""
        return self._endpointer.segments

    @property
    def speech_seconds(self) -> float:
        """How much voice there was, pauses left out."""
        return sum(segment.seconds for segment in self._endpointer.segments)

    @property
    def turns_of_voice(self) -> int:
        """Grows whenever voice begins after quiet: unchanged since a decode began, that decode has heard everything."""
        return self._endpointer.turns_of_voice

    @property
    def lost_samples(self) -> int:
        """Samples that the device lost during this answer."""
        return self._lost_samples

    @property
    def last_segment_seconds(self) -> float:
        """How long the voice since the last pause of PHRASE_PAUSE_SECONDS took, 0 when nothing was said."""
        latest = self._latest()
        return latest.seconds if latest else 0.0

    @property
    def voices_before_phrase(self) -> int:
        """What ``turns_of_voice`` was before the voice since the last pause of PHRASE_PAUSE_SECONDS."""
        return self._endpointer.voices_before_pause(PHRASE_PAUSE_SECONDS)

    def phrase_in_sound(self) -> Segment | None:
        """Where the voice since that pause lies in ``sound``, in seconds from its first sample."""
        latest, segments = self._latest(), self._endpointer.segments
        if latest is None:
            return None
        begins = segments[0].started_at - BEFORE_SECONDS
        return Segment(latest.started_at - begins, latest.ended_at - begins)

    # Its sound

    def sound(self, *, before_seconds: float = BEFORE_SECONDS, after_seconds: float = AFTER_SECONDS) -> Samples:
        """The whole answer with real sound around it as far as it was captured, then zeros. Empty without voice."""
        segments = self._endpointer.segments
        if not segments:
            return np.zeros(0, np.float32)
        return self._around(Segment(segments[0].started_at, segments[-1].ended_at), before_seconds, after_seconds)

    def last_segment_sound(self) -> Samples:
        """The voice since the last pause of PHRASE_PAUSE_SECONDS: a closing phrase that may stand by itself."""
        latest = self._latest()
        return self._around(latest, BEFORE_SECONDS, AFTER_SECONDS) if latest else np.zeros(0, np.float32)

    def _latest(self) -> Segment | None:
        segments = self._endpointer.segments_since_pause(PHRASE_PAUSE_SECONDS)
        return Segment(segments[0].started_at, segments[-1].ended_at) if segments else None

    def _around(self, span: Segment, before_seconds: float, after_seconds: float) -> Samples:
        return self._tape.cut(
            span.started_at,
            span.ended_at,
            before_samples=round(before_seconds * LISTENING_RATE),
            after_samples=round(after_seconds * LISTENING_RATE),
        )

    def _is_no_echo(self) -> bool:
        """Whether the last of a prompt, still in the air, can't be all there is."""
        return sum(self._unexplained) >= UNEXPLAINED * len(self._unexplained)

    def _note_loss(self, heard: SoundHeard) -> None:
        self._lost_samples += heard.lost
        gap = np.zeros(min(heard.lost, round(LONGEST_GAP_SECONDS * LISTENING_RATE)), np.float32)
        self._tape.push(gap, at=heard.at - CHUNK_SECONDS)


class _Tape:
    """Sound in the order it came, found again by clock time. Joined only when it is cut."""

    def __init__(self) -> None:
        self._pieces: list[Samples] = []
        self._ends_at: list[float] = []  # clock time of each piece's last sample
        self._ends: list[int] = []  # its place, counted from the first sample ever pushed
        self._length = 0

    def push(self, samples: Samples, *, at: float) -> None:
        self._length += len(samples)
        self._pieces.append(np.array(samples, np.float32))  # a copy: a device may use its buffer again
        self._ends_at.append(at)
        self._ends.append(self._length)

    def forget_before(self, at: float) -> None:
        gone = bisect_left(self._ends_at, at)
        if gone:
            del self._pieces[:gone], self._ends_at[:gone], self._ends[:gone]

    def cut(self, started_at: float, ended_at: float, *, before_samples: int, after_samples: int) -> Samples:
        """The sound between two clock times with room around it: what is there, and zeros after the end of the tape."""
        oldest = self._length - sum(map(len, self._pieces))
        first = max(oldest, self._place(started_at) - before_samples)
        last = self._place(ended_at) + after_samples
        low = bisect_left(self._ends, first + 1)
        high = bisect_left(self._ends, last) + 1
        begins = self._ends[low] - len(self._pieces[low])
        out = np.zeros(last - first, np.float32)
        found = np.concatenate(self._pieces[low:high])[first - begins :][: last - first]
        out[: len(found)] = found
        return out

    def _place(self, at: float) -> int:
        """The sample that was last at this clock time."""
        piece = min(bisect_left(self._ends_at, at - _CLOCK_GRAIN), len(self._ends) - 1)
        back = round((self._ends_at[piece] - at) * LISTENING_RATE)
        return self._ends[piece] - min(max(back, 0), len(self._pieces[piece]))
