"""The microphone: its stream is open only while it is listened to."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from voice_guide.errors import DeviceError
from voice_guide.listening.gaps import Gaps
from voice_guide.listening.mono import Mono
from voice_guide.listening.near_end import NearEnd
from voice_guide.listening.resample import Chunker
from voice_guide.ports import Samples, SoundHeard

LATENCY_SECONDS = 0.03
BLOCK_SECONDS = 0.01
STALL_SECONDS = 2.0  # a device that delivers nothing this long is gone
# It is looked for that often: where the whole program stood still, the device has brought something by the next look.
_LOOK_SECONDS = 0.2
CLOSE_SECONDS = 2.0  # 0.003 s where measured; only a device that hangs takes longer, and it is then left to itself


@dataclass(frozen=True)
class _Block:
    samples: Samples
    ended_at: float
    overflowed: bool
    far_seconds: float  # what the loudspeaker had been given when this came


class _Opening:
    """One time that the stream is open. What is told of it is told before it is closed, or never."""

    def __init__(self) -> None:
        self._telling = threading.RLock()  # one that a callback which closes the microphone holds already
        self._open = True

    @property
    def is_open(self) -> bool:
        return self._open

    def close(self) -> None:
        with self._telling:
            self._open = False

    def tell(self, told: Callable[[], None]) -> None:
        """Tell it, unless the stream was closed on purpose."""
        with self._telling:
            if self._open:
                told()


class Microphone:
    """One input device. While it is open, ``post`` gets every chunk, from a thread of the microphone's.

    ``on_lost`` is told once when the device goes away or delivers nothing for STALL_SECONDS; the microphone is then
    to be closed. ``now`` is the clock that the chunks' times are on. A ``near_end`` takes the loudspeaker's echo out of
    the chunks.
    """

    def __init__(
        self,
        *,
        device: int | str | None,
        post: Callable[[SoundHeard], None],
        now: Callable[[], float],
        on_lost: Callable[[], None] = lambda: None,
        near_end: NearEnd | None = None,
    ) -> None:
        self._device, self._post, self._now, self._on_lost = device, post, now, on_lost
        self._near_end = near_end
        self._stream: Any = None
        self._reader: threading.Thread | None = None
        self._blocks: queue.SimpleQueue[_Block | None] = queue.SimpleQueue()
        self._zeros_since: float | None = None
        self._opening = _Opening()
        self.lost_samples = 0

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    @property
    def only_zeros_for(self) -> float:
        """Seconds of nothing but exact zeros: what macOS gives without permission, and a muted device."""
        return 0.0 if self._zeros_since is None else self._now() - self._zeros_since

    def open(self) -> None:
        """Open the stream. Does nothing when it is open. Raises DeviceError (``device_not_opened``)."""
        if self._stream is not None:
            return
        self._blocks = queue.SimpleQueue()
        self._zeros_since = None
        self._opening = _Opening()
        stream = self._open_stream()
        self._stream = stream
        self._reader = threading.Thread(
            target=self._read,
            args=(self._opening, self._blocks, int(stream.samplerate)),
            name="microphone",
            daemon=True,
        )
        self._reader.start()

    def close(self) -> bool:
        """Close the stream: when this returns nothing more is posted. False where the device hangs and was left to itself."""
        if self._stream is None:
            return True
        self._opening.close()
        stream, self._stream = self._stream, None
        closer = threading.Thread(target=stream.close, name="microphone-close", daemon=True)
        closer.start()
        closer.join(CLOSE_SECONDS)
        self._blocks.put(None)
        if self._reader is not None and self._reader is not threading.current_thread():
            self._reader.join(CLOSE_SECONDS)
        return not closer.is_alive()

    def _open_stream(self) -> Any:
        import sounddevice

        try:
            facts = sounddevice.query_devices(self._device, "input")
            last: Exception | None = None
            most = int(facts["max_input_channels"])
            for channels in sorted({1, min(2, most), most}):  # some devices have no mono, some nothing but all
                try:
                    return self._start(sounddevice, facts["default_samplerate"], channels)
                except sounddevice.PortAudioError as error:
                    last = error
            raise last or ValueError
        except (sounddevice.PortAudioError, ValueError) as error:
            name = self._device if self._device is not None else "default"
            raise DeviceError("device_not_opened", device=name) from error

    def _start(self, sounddevice: Any, rate: float, channels: int) -> Any:
        blocks, near_end = self._blocks, self._near_end

        def take(data: Any, frames: int, times: Any, status: Any) -> None:
            behind = times.currentTime - times.inputBufferAdcTime
            if not 0.0 < behind < 1.0:  # some drivers give zeros
                behind = frames / rate
            ended_at = self._now() - behind + frames / rate
            far_seconds = near_end.far_seconds if near_end else 0.0
            blocks.put(_Block(data.copy(), ended_at, bool(status.input_overflow), far_seconds))

        def gone() -> None:
            blocks.put(None)

        stream = sounddevice.InputStream(
            device=self._device,
            samplerate=rate,
            channels=channels,
            dtype="float32",
            latency=LATENCY_SECONDS,
            blocksize=int(rate * BLOCK_SECONDS),
            callback=take,
            finished_callback=gone,
        )
        stream.start()
        return stream

    def _read(self, opening: _Opening, blocks: queue.SimpleQueue[_Block | None], rate: int) -> None:
        chunker, mono, gaps, near_end = Chunker(rate), Mono(rate), Gaps(), self._near_end
        if near_end:
            near_end.restart()
        due: float | None = None  # when the next block should end
        while True:
            block = _next_block(blocks)
            if block is None or not opening.is_open:
                break
            if block.overflowed:
                late = 0.0 if due is None else max(0.0, block.ended_at - len(block.samples) / rate - due)
                chunker.lose(late)
                gaps.told(late)
                if near_end:
                    near_end.lose(late)
            chunker.miss(gaps.take(len(block.samples) / rate, block.ended_at))
            due = block.ended_at
            self._note_zeros(block)
            chunks = chunker.add(mono.take(block.samples), block.ended_at)
            if near_end:
                chunks = near_end.add(len(block.samples) / rate, block.far_seconds, chunks)
            for heard in chunks:
                self.lost_samples += heard.lost + heard.missed
                opening.tell(partial(self._post, heard))
        opening.tell(self._on_lost)

    def _note_zeros(self, block: _Block) -> None:
        if block.samples.any():
            self._zeros_since = None
        elif self._zeros_since is None:
            self._zeros_since = block.ended_at


def _next_block(blocks: queue.SimpleQueue[_Block | None]) -> _Block | None:
    """The next block; None where the stream has ended, or brings nothing for too long."""
    for _ in range(round(STALL_SECONDS / _LOOK_SECONDS)):
        with contextlib.suppress(queue.Empty):
            return blocks.get(timeout=_LOOK_SECONDS)
    return None
