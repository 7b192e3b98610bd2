"""What happens in a room, in one queue that all its edges post to."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass

from voice_guide.ports import RoomClosed, RoomEvent, SoundHeard

WAKE_SECONDS = 0.25  # signal handlers run between waits: on Windows, and where another thread took the signal
DEVICE_LOST = RoomClosed("device-lost")


@dataclass(frozen=True)
class _OfMicrophone:
    """What the microphone gave, and how many times it had been opened or closed when it came."""

    opening: int
    event: RoomEvent


class RoomEvents:
    """Any thread may post. What came of a microphone that has been closed since is dropped, its loss too."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        # A SimpleQueue, because a signal handler may put while this same thread is inside get.
        self._events: queue.SimpleQueue[RoomEvent | _OfMicrophone | Callable[[], None]] = queue.SimpleQueue()
        self._opening = 0
        self._lost = False

    @property
    def device_lost(self) -> bool:
        """Whether ``next`` has told that the microphone or the loudspeaker went away."""
        return self._lost

    def post(self, event: RoomEvent | Callable[[], None]) -> None:
        """Something happened; a function is called inside ``next``."""
        self._events.put(event)

    def heard(self, heard: SoundHeard) -> None:
        """The microphone gave a chunk."""
        self._events.put(_OfMicrophone(self._opening, heard))

    def microphone_lost(self) -> None:
        """The microphone went away while it was open."""
        self._events.put(_OfMicrophone(self._opening, DEVICE_LOST))

    def loudspeaker_lost(self) -> None:
        """The loudspeaker went away."""
        self._events.put(DEVICE_LOST)

    def microphone_turned(self) -> None:
        """The microphone is about to be opened, or has been closed."""
        self._opening += 1

    def next(self, until: float | None) -> RoomEvent | None:
        """The next event, waited for until then (clock time; None: for ever); None where none came. A loss is told once."""
        while True:
            left = WAKE_SECONDS if until is None else until - self._now()
            try:
                event = self._events.get(timeout=min(WAKE_SECONDS, max(0.0, left)))
            except queue.Empty:
                if left <= 0:
                    return None
                continue
            if callable(event):
                event()
                continue
            if isinstance(event, _OfMicrophone):
                if event.opening != self._opening:
                    continue
                event = event.event
            if event == DEVICE_LOST:
                if self._lost:
                    continue
                self._lost = True
            return event
