"""A room of sound files and a clock made of samples: a whole conversation as fast as the engines run.

Time moves only in ``next``. Work done beside the loop takes as long on this clock as it took for real, so that what a
person would have waited for is in the figures.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

import numpy as np

from voice_guide.ports import (
    CHUNK_SAMPLES,
    LISTENING_RATE,
    Played,
    RoomClosed,
    RoomEvent,
    Samples,
    Sound,
    SoundHeard,
    WorkDone,
)
from voice_guide.session.rehearsal_echo import Echo, EchoingRoom
from voice_guide.session.tracks import Track
from voice_guide.speaking.mixing import DUCKED

_CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE
# What the quietest real room has; digital zeros are no test of a microphone.
ROOM_NOISE = 0.0003
KEPT_SECONDS = 60.0  # far longer than any echo


@dataclass(order=True)
class _Due:
    at: float
    number: int
    event: RoomEvent | Callable[[], None] = field(compare=False)


class RehearsalRoom:
    """Implements ports.Room on a sample clock. ``participant_track`` is what the microphone hears, and with ``echo`` the
    prompts too, as far as the echo canceller leaves them."""

    def __init__(self, *, real_time: bool = False, echo: Echo | None = None) -> None:
        self._now = 0.0
        self._due: list[_Due] = []
        self._numbers = count(1)
        self._microphone_open = False
        self._quiet = False
        self._next_chunk_at = 0.0
        self._playing: tuple[int, float, float] | None = None
        self._ducked = False
        self._interrupted = False
        self._real_time = real_time
        self._real_started = time.monotonic()
        self._noise = np.random.default_rng(1).normal(0, ROOM_NOISE, LISTENING_RATE * 7).astype(np.float32)
        self.prompts_track = Track()
        self._echoing = EchoingRoom(echo, self.prompts_track) if echo else None
        self.participant_track = Track()
        self.when_idle: Callable[[], None] = lambda: None

    def now(self) -> float:
        """Seconds on the sample clock."""
        return self._now

    @property
    def only_zeros_for(self) -> float:
        """Never: a room has its own noise."""
        return 0.0

    def play(self, sound: Sound) -> int:
        """Begin to play now."""
        number = next(self._numbers)
        if self._quiet:
            self._at(self._now, Played(number, self._now, self._now))
            return number
        ended = self._now + sound.seconds
        self._playing = (number, self._now, ended)
        self._ducked = False
        for track in (self.prompts_track, self.participant_track):
            track.forget(self._now - KEPT_SECONDS)
        self.prompts_track.put(sound, at=self._now)
        self._at(ended, Played(number, self._now, ended))
        return number

    def stop_playing(self) -> None:
        """Silence now."""
        if self._playing is None or self._playing[2] <= self._now:
            return
        number, started, _ended = self._playing
        self.prompts_track.cut(self._now)
        self._due = [due for due in self._due if not (isinstance(due.event, Played) and due.event.id == number)]
        heapq.heapify(self._due)
        self._at(self._now, Played(number, started, self._now))
        self._playing = None

    def duck(self, on: bool) -> None:
        """Play what is playing quietly from now on, or as it was."""
        playing = self._playing is not None and self._playing[2] > self._now
        if playing and on != self._ducked:
            self._ducked = on
            self.prompts_track.amplify(self._now, DUCKED if on else 1 / DUCKED)

    def open_microphone(self) -> None:
        """Let chunks come from now on."""
        if not self._microphone_open and not self._quiet:
            self._microphone_open = True
            self._next_chunk_at = self._now + _CHUNK_SECONDS
            if self._echoing:
                self._echoing.restart()

    def close_microphone(self) -> None:
        """No more chunks."""
        self._microphone_open = False

    def be_quiet(self, on: bool) -> None:
        """Neither play nor listen from now on; or do both again."""
        self._quiet = on
        if on:
            self.stop_playing()
            self.close_microphone()

    def work(self, job: Callable[[], Any]) -> int:
        """Do the job now; it is done on this clock after as long as it took."""
        at, done = self._do(job)
        self._at(at, done)
        return done.id

    def work_beside(self, job: Callable[[], Any], done: Callable[[WorkDone], None]) -> None:
        """As ``work``: on this clock nothing is slower for it."""
        at, ended = self._do(job)
        self._at(at, partial(done, ended))

    def later(self, at: float, happening: RoomEvent | Callable[[], None]) -> None:
        """Have something happen at a time on this clock: a key, or a call."""
        self._at(max(at, self._now), happening)

    def next(self, until: float | None) -> RoomEvent | None:
        """Move the clock to the next thing that happens, or to ``until``."""
        while True:
            if self._interrupted:
                self._interrupted = False  # told once, as a real room tells it; jobs under way still end
                return RoomClosed("interrupted")
            chunk_at = self._next_chunk_at if self._microphone_open else None
            due_at = self._due[0].at if self._due else None
            times = [at for at in (until, chunk_at, due_at) if at is not None]
            if not times:
                before = len(self._due)
                self.when_idle()
                if len(self._due) == before:
                    return RoomClosed("end-of-input")
                continue
            at = min(times)
            self._move(at)
            if due_at is not None and due_at <= at:
                event = heapq.heappop(self._due).event
                if callable(event):
                    event()
                    continue
                return event
            if chunk_at is not None and chunk_at <= at:
                self._next_chunk_at += _CHUNK_SECONDS
                heard = SoundHeard(self._heard(at), at)
                return self._echoing.hear(heard) if self._echoing else heard
            return None

    def slip(self, seconds: float) -> None:
        """The loudspeaker's echo comes so much later from now on. Only in a room with an echo."""
        if self._echoing:
            self._echoing.move(seconds)

    def interrupt(self) -> None:
        """A signal came: the room closes at the next look. Safe in a signal handler."""
        self._interrupted = True

    def close(self) -> None:
        """Write what is left of the tracks that are kept."""
        self.prompts_track.close()
        self.participant_track.close()

    def spend(self, seconds: float) -> None:
        """Time that went by in the loop itself (rendering a prompt that was not ready)."""
        self._move(self._now + seconds)

    def _do(self, job: Callable[[], Any]) -> tuple[float, WorkDone]:
        number = next(self._numbers)
        began = time.perf_counter()
        try:
            done = WorkDone(number, job())
        except Exception as error:
            done = WorkDone(number, None, error)
        return self._now + time.perf_counter() - began, done

    def _heard(self, at: float) -> Samples:
        """The last chunk of the participant's track, in a room's own noise."""
        first = round((at - _CHUNK_SECONDS) * LISTENING_RATE)
        start = first % (len(self._noise) - CHUNK_SAMPLES)
        return self.participant_track.take(first, CHUNK_SAMPLES) + self._noise[start : start + CHUNK_SAMPLES]

    def _at(self, at: float, event: RoomEvent | Callable[[], None]) -> None:
        heapq.heappush(self._due, _Due(at, next(self._numbers), event))

    def _move(self, at: float) -> None:
        if self._real_time:
            time.sleep(max(0.0, at - (time.monotonic() - self._real_started)))
        self._now = max(self._now, at)
