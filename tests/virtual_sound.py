"""A private sound server with a loudspeaker and a microphone that are not there: real drivers, no hardware.

PulseAudio runs for the test alone, with two empty sinks. What a program plays on the default loudspeaker is recorded
from the first one's monitor; what a test plays into the second is what the default microphone hears.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

RATE = 48_000
NEEDED = ("pulseaudio", "pactl", "pacat")
START_SECONDS = 10.0
_FORMAT = ("--rate", str(RATE), "--channels", "1", "--format", "s16le", "--raw")

Samples = npt.NDArray[np.float32]


def missing_programs() -> list[str]:
    """Programs that this machine lacks for virtual sound."""
    return [program for program in NEEDED if shutil.which(program) is None]


@dataclass
class VirtualSound:
    """A running server. ``environment`` is what a program needs to reach it."""

    server: subprocess.Popen[bytes]
    environment: Mapping[str, str]
    _OWN_LISTENERS: ClassVar[int] = 1  # module-remap-source itself

    def pactl(self, *words: str) -> str:
        """Run pactl against the server; returns what it prints."""
        done = subprocess.run(["pactl", *words], env=dict(self.environment), capture_output=True, text=True, check=True)
        return done.stdout

    def listeners(self) -> int:
        """How many streams record from any source at this moment."""
        return len(self.pactl("list", "short", "source-outputs").splitlines()) - self._OWN_LISTENERS

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """The server stands still while the block runs: devices are there, and nothing moves."""
        self.server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.server.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def recorded(self, source: str = "loudspeaker.monitor") -> Iterator[Recording]:
        """Record what comes out of the loudspeaker while the block runs."""
        command = ["pacat", "--record", "-d", source, "--latency-msec", "10", *_FORMAT]
        process = subprocess.Popen(command, env=dict(self.environment), stdout=subprocess.PIPE)
        recording = Recording()
        thread = threading.Thread(target=recording.read_from, args=(process,), daemon=True)
        thread.start()
        try:
            recording.wait_for_samples(RATE // 10)
            yield recording
        finally:
            process.terminate()
            thread.join(5)
            process.wait(5)
            if process.stdout is not None:
                process.stdout.close()

    @contextlib.contextmanager
    def line(self, sink: str, *, latency_milliseconds: int = 500) -> Iterator[Line]:
        """An open line to a sink: ``room`` is what the microphone hears. The longer its way, the fewer gaps on a busy machine."""
        command = ["pacat", "--playback", "-d", sink, "--latency-msec", str(latency_milliseconds), *_FORMAT]
        process = subprocess.Popen(command, env=dict(self.environment), stdin=subprocess.PIPE)
        try:
            yield Line(process)
        finally:
            process.terminate()
            process.wait(5)
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()


@dataclass
class Recording:
    """What has been recorded so far, and the moments (time.monotonic) at which its blocks came."""

    blocks: list[Samples] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    @property
    def samples(self) -> Samples:
        return np.concatenate(self.blocks) if self.blocks else np.zeros(0, np.float32)

    def read_from(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        while data := process.stdout.read(RATE // 200 * 2):
            self.blocks.append((np.frombuffer(data[: len(data) // 2 * 2], "<i2") / 32768).astype(np.float32))
            self.moments.append(time.monotonic())

    def wait_for_samples(self, more: int, patience_seconds: float = 10.0) -> None:
        """Wait until this many samples more have come."""
        wanted = sum(map(len, list(self.blocks))) + more
        given_up = time.monotonic() + patience_seconds
        while sum(map(len, list(self.blocks))) < wanted:
            assert time.monotonic() < given_up, "the virtual sound server delivers nothing"
            time.sleep(0.005)

    def moment_of(self, index: int) -> float:
        """About when the sample at this place came: that of its block (5 ms)."""
        passed = np.cumsum([len(block) for block in self.blocks])
        return self.moments[int(np.searchsorted(passed, index, side="right"))]


@dataclass(frozen=True)
class Line:
    """A running pacat that plays what is written to it."""

    process: subprocess.Popen[bytes]

    def play(self, samples: Samples) -> None:
        """Hand over samples at RATE; returns once they are taken, which may be before they are heard."""
        assert self.process.stdin is not None
        self.process.stdin.write((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
        self.process.stdin.flush()

    def play_over_and_over(self, samples: Samples) -> None:
        """Play these beside the test until the line is closed."""
        threading.Thread(target=self._repeat, args=(samples,), daemon=True).start()

    def _repeat(self, samples: Samples) -> None:
        with contextlib.suppress(OSError, ValueError):  # the line was closed
            while True:
                self.play(samples)


@contextlib.contextmanager
def virtual_sound() -> Iterator[VirtualSound]:
    """Start a server; it and its folder are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="virtual-sound-") as folder:
        environment = _environment(Path(folder))
        server = subprocess.Popen(
            _command(Path(folder)), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        sound = VirtualSound(server, environment)
        try:
            _wait_until_ready(sound)
            sound.pactl("set-default-sink", "loudspeaker")
            sound.pactl("set-default-source", "microphone")
            yield sound
        finally:
            server.terminate()
            server.wait(10)


def _environment(folder: Path) -> dict[str, str]:
    configuration = folder / "client.conf"
    configuration.write_text("autospawn = no\n")
    kept = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    return kept | {
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "PULSE_SERVER": f"unix:{folder}/server",
        "PULSE_CLIENTCONFIG": str(configuration),
    }


def _command(folder: Path) -> list[str]:
    modules = (
        f"module-native-protocol-unix socket={folder}/server auth-anonymous=1",
        f"module-null-sink sink_name=loudspeaker rate={RATE} channels=1 norewinds=1",
        f"module-null-sink sink_name=room rate={RATE} channels=1 norewinds=1",
        "module-remap-source master=room.monitor source_name=microphone",
    )
    options = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no")
    # Even a test run that is killed leaves no server behind.
    with_parent = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    return [
        *with_parent,
        "pulseaudio",
        *options,
        "--log-level=error",
        *(word for module in modules for word in ("-L", module)),
    ]


def _wait_until_ready(sound: VirtualSound) -> None:
    given_up = time.monotonic() + START_SECONDS
    while time.monotonic() < given_up:
        with contextlib.suppress(subprocess.CalledProcessError):
            if "microphone" in sound.pactl("list", "short", "sources"):
                return
        time.sleep(0.05)
    raise RuntimeError("the virtual sound server did not start")
