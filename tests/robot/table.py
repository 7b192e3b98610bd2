"""A table with the program's loudspeaker on its left and its microphone on its right: one recording, one sample clock.

Both are halves of one stereo sink, so that what the participant said and what the program replied lie in the same
recording: a reply's delay is a number of samples, whatever the machine was busy with.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from tests.virtual_sound import RATE, Line, Samples, VirtualSound

LOUDSPEAKER, MICROPHONE = 0, 1  # channels of the recording
BLOCK_SAMPLES = RATE // 100
ROOM_RMS = 0.0003  # what the quietest real room has; digital zeros are no test of a microphone
_SIDES = {"speaker": "front-left", "ear": "front-right"}
_RAW = ("--rate", str(RATE), "--format", "s16le", "--raw")


@dataclass
class Tape:
    """What was played and said so far: blocks of two channels."""

    blocks: list[Samples] = field(default_factory=list, repr=False)
    running: bool = True

    @property
    def length(self) -> int:
        """Samples so far."""
        return len(self.blocks) * BLOCK_SAMPLES

    def channel(self, which: int, first: int = 0) -> Samples:
        """One channel from a sample (at the beginning of a block) on."""
        blocks = self.blocks[first // BLOCK_SAMPLES :]
        return np.concatenate([block[:, which] for block in blocks]) if blocks else np.zeros(0, np.float32)

    def both(self) -> Samples:
        """Both channels, side by side."""
        return np.concatenate(self.blocks)


@dataclass(frozen=True)
class Table:
    """The devices at work. What is said goes to the microphone; the tape holds both sides."""

    sound: VirtualSound
    tape: Tape

    def echo(self, level_db: float) -> None:
        """From now on the microphone hears the loudspeaker, so much quieter, some 60 ms later."""
        loop = ("source=table_speaker.monitor", "sink=table_ear", "latency_msec=60")
        self.sound.pactl("load-module", "module-loopback", *loop)
        playing = self.sound.pactl("list", "short", "sink-inputs").splitlines()
        for line in playing:
            if "module-loopback" in line:
                self.sound.pactl("set-sink-input-volume", line.split()[0], f"{level_db}dB")

    def say(self, samples: Samples) -> None:
        """Say these samples into the microphone, without a gap; returns when they have been heard."""
        command = ["pacat", "--playback", "-d", "table_ear", "--channels", "1", *_RAW]
        environment = dict(self.sound.environment)
        subprocess.run(command, env=environment, input=_bytes(samples), stderr=subprocess.DEVNULL, check=False)


@contextlib.contextmanager
def table(sound: VirtualSound) -> Iterator[Table]:
    """Make the stereo sink and make its halves the default devices; record both while the block runs."""
    sound.pactl("load-module", "module-null-sink", "sink_name=table", f"rate={RATE}", "channels=2")
    for name, side in _SIDES.items():
        halves = ("channels=1", f"master_channel_map={side}", "channel_map=mono", "remix=no")
        sound.pactl("load-module", "module-remap-sink", f"sink_name=table_{name}", "master=table", *halves)
    ear = ("channels=1", "master_channel_map=front-right", "channel_map=mono", "remix=no")
    sound.pactl("load-module", "module-remap-source", "source_name=table_microphone", "master=table.monitor", *ear)
    sound.pactl("set-default-sink", "table_speaker")
    sound.pactl("set-default-source", "table_microphone")
    with _recorded(sound) as tape, _noise(sound):
        yield Table(sound, tape)


@contextlib.contextmanager
def _recorded(sound: VirtualSound) -> Iterator[Tape]:
    command = ["pacat", "--record", "-d", "table.monitor", "--channels", "2", "--latency-msec", "10", *_RAW]
    process = subprocess.Popen(command, env=dict(sound.environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    tape = Tape()
    thread = threading.Thread(target=_read, args=(process, tape), daemon=True)
    thread.start()
    try:
        yield tape
    finally:
        process.terminate()
        thread.join(5)
        process.wait(5)
        if process.stdout is not None:
            process.stdout.close()


def _read(process: subprocess.Popen[bytes], tape: Tape) -> None:
    assert process.stdout is not None
    while len(data := process.stdout.read(BLOCK_SAMPLES * 4)) == BLOCK_SAMPLES * 4:
        tape.blocks.append((np.frombuffer(data, "<i2").reshape(-1, 2) / 32768).astype(np.float32))
    tape.running = False


@contextlib.contextmanager
def _noise(sound: VirtualSound) -> Iterator[None]:
    """A quiet room's noise in the microphone, all the while."""
    noise = np.random.default_rng(1).normal(0, ROOM_RMS, RATE).astype(np.float32)
    with sound.line("table_ear") as line:
        threading.Thread(target=_repeat, args=(line, noise), daemon=True).start()
        yield


def _repeat(line: Line, noise: Samples) -> None:
    with contextlib.suppress(OSError, ValueError):  # until the line is taken away
        while True:
            line.play(noise)


def _bytes(samples: Samples) -> bytes:
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
