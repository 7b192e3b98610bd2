"""The real room: a microphone, a loudspeaker, the keys of a terminal, and one queue that all of them post to."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from voice_guide.errors import DeviceError
from voice_guide.listening.far_end import FarEnd
from voice_guide.listening.microphone import Microphone
from voice_guide.listening.near_end import NearEnd
from voice_guide.ports import KeyPressed, RoomClosed, RoomEvent, Sound, WorkDone
from voice_guide.session.background import Background
from voice_guide.session.devices import abandon, choose
from voice_guide.session.key_names import QUIET_KEY, USUAL_QUIET_KEY
from voice_guide.session.keys import Keys, is_terminal
from voice_guide.session.quiet import quiet_libraries
from voice_guide.session.room_events import RoomEvents
from voice_guide.speaking.player import Player

WORKERS = 2  # a decode, and a render or a second decode beside it
CLOSE_SECONDS = 0.3  # how long close waits for jobs that run


class SoundRoom:
    """ports.Room on real devices. ``input`` and ``output`` as for ``devices.choose``; ``keys``: read a terminal's.

    ``quiet_key`` makes the room quiet from the keys' own thread, whatever the session is busy with; ``on_quiet`` is told,
    first of all when it begins, and when it ends.
    All methods are for the one thread that runs the session, but for ``interrupt``, which a signal handler may call.
    Raises DeviceError: ``input_missing``, ``output_missing``, ``device_not_opened``, and those of ``devices.choose``.
    """

    def __init__(
        self,
        *,
        input: int | str | None = None,
        output: int | str | None = None,
        keys: bool = True,  # noqa: A002, RUF100
        cancel_echo: bool = True,
        quiet_key: str = USUAL_QUIET_KEY,
        on_quiet: Callable[[bool], None] = lambda on: None,
    ) -> None:
        self._quiet_key, self._on_quiet = quiet_key, on_quiet
        self._quiet = False
        self._sounding = threading.Lock()  # held for a moment: while something begins to sound, or all of it ends
        self._turning = threading.Lock()  # held while the microphone is opened or closed: a device may take its time
        self._began = time.monotonic()
        self._events = RoomEvents(self.now)
        self._ids = itertools.count(1)
        self._running: set[Future[Any]] = set()
        self._closed = False
        self._resources = contextlib.ExitStack()
        self._resources.enter_context(quiet_libraries())
        try:
            self._open(input, output, keys=keys, cancel_echo=cancel_echo)
        except BaseException:
            self._resources.close()
            raise

    def _open(
        self,
        input: int | str | None,  # noqa: A002, RUF100
        output: int | str | None,
        *,
        keys: bool,
        cancel_echo: bool,
    ) -> None:
        chosen = choose(input, output)
        if chosen.input is None:
            raise DeviceError("input_missing", device="microphone")
        if chosen.output is None:
            raise DeviceError("output_missing", device="loudspeaker")
        far_end = FarEnd()
        self._player = Player(
            device=chosen.output.index,
            on_played=self._events.post,
            now=self.now,
            on_lost=self._events.loudspeaker_lost,
            **({"on_written": far_end.write} if cancel_echo else {}),
        )
        self._microphone = Microphone(
            device=chosen.input.index,
            post=self._events.heard,
            now=self.now,
            on_lost=self._events.microphone_lost,
            near_end=NearEnd(far_end) if cancel_echo else None,
        )
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
        self._background = Background(self._events.post)
        self._keys = Keys(self._pressed) if keys and is_terminal() else None

    def now(self) -> float:
        return time.monotonic() - self._began

    @property
    def volume(self) -> float:
        """How loud prompts are, from 0 to 1."""
        return self._player.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._player.volume = volume

    @property
    def output_latency(self) -> float:
        """Seconds between playing a sample and hearing it, as the driver says."""
        return self._player.output_latency

    @property
    def only_zeros_for(self) -> float:
        """Seconds for which the open microphone has given nothing but zeros (no permission, or muted)."""
        return self._microphone.only_zeros_for

    @property
    def device_lost(self) -> bool:
        """Whether the microphone or the loudspeaker went away."""
        return self._events.device_lost

    def play(self, sound: Sound) -> int:
        with self._sounding:
            return self._player.play(Sound(sound.samples[:0], sound.rate) if self._quiet else sound)

    def stop_playing(self) -> None:
        self._player.stop()

    def duck(self, on: bool) -> None:
        self._player.duck(on)

    def open_microphone(self) -> None:
        with self._turning:
            if not self._microphone.is_open and not self._quiet:
                self._events.microphone_turned()
                self._microphone.open()

    def close_microphone(self) -> None:
        """Close the stream; chunks that are still in the queue are dropped too."""
        with self._turning:
            if not self._microphone.close():
                abandon()
            self._events.microphone_turned()

    def be_quiet(self, on: bool) -> None:
        with self._sounding:
            if on == self._quiet:
                return
            self._quiet = on
            if on:
                self._player.stop()
            self._on_quiet(on)
        if on:
            self.close_microphone()  # last: it waits for a device that is just being opened

    def work(self, job: Callable[[], Any]) -> int:
        work_id = next(self._ids)
        future = self._workers.submit(job)
        self._running.add(future)

        def done(finished: Future[Any]) -> None:
            self._running.discard(finished)
            if not finished.cancelled():
                error = finished.exception()
                self._events.post(WorkDone(work_id, None if error else finished.result(), error))

        future.add_done_callback(done)
        return work_id

    def work_beside(self, job: Callable[[], Any], done: Callable[[WorkDone], None]) -> None:
        self._background.work(job, done)

    def next(self, until: float | None) -> RoomEvent | None:
        return self._events.next(until)

    @contextlib.contextmanager
    def keys_away(self) -> Iterator[None]:
        """The terminal is somebody else's for a while: lines can be typed there, and no key is read."""
        if self._keys is None:
            yield
            return
        self._keys.close()
        try:
            yield
        finally:
            self._keys = Keys(self._pressed)

    def interrupt(self) -> None:
        """Ctrl-C or SIGTERM: ``RoomClosed("interrupted")`` follows."""
        self._events.post(RoomClosed("interrupted"))

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._keys is not None:
            self._keys.close()
        closed = [self._microphone.close(), self._player.close()]
        if not all(closed):
            abandon()
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._background.close()
        wait(list(self._running), timeout=CLOSE_SECONDS)
        self._resources.close()

    @property
    def is_quiet(self) -> bool:
        """Whether the room is quiet by the quiet key."""
        return self._quiet

    def _pressed(self, key: str) -> None:
        """From the keys' thread. Only the session ends a quiet: it knows which press that is."""
        if key == self._quiet_key:
            self.be_quiet(True)
            key = QUIET_KEY
        self._events.post(KeyPressed(key))
