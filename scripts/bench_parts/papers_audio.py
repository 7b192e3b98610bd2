"""What an audio copy costs: 1 and 40 ways forward, in each format.

    .venv/bin/python -m scripts.bench_parts.papers_audio [--voice piper]

Each copy is made by the program itself, in a process of its own: seconds from start to end, and its most memory at once.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import soundfile

from scripts.bench_parts.figures import print_machine, print_table
from tests.conversations.scripted import Conversation
from tests.integration.cli.program import PROGRAM, ROOT, Home
from tests.kept import keep, told
from voice_guide.journal.vault import Vault

WAYS = (1, 40)
ENDINGS = ("wav", "mp3", "opus")
WAY = "I will paint the garden fence with my sister's boy on Friday"


@dataclass(frozen=True)
class Cost:
    """One copy: how many ways forward, the format, the voice, minutes of sound, and what making it took."""

    ways: int
    ending: str
    voice: str
    sound_minutes: float
    seconds: float
    memory_mb: float
    file_mb: float


HEAD = ("ways forward", "format", "minutes of sound", "seconds", "MB of memory", "MB of file")


def row(cost: Cost) -> list[str]:
    """A cost as a row under ``HEAD``."""
    figures = (cost.sound_minutes, cost.seconds, cost.memory_mb, cost.file_mb)
    return [str(cost.ways), cost.ending, *(f"{figure:.1f}" for figure in figures)]


def measure(
    voice: str = "gmw/en-gb-x-rp", ways: Sequence[int] = WAYS, endings: Sequence[str] = ENDINGS
) -> Iterator[Cost]:
    """Make each copy once."""
    for count in ways:
        with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as folder:
            home = Home(Path(folder) / "home")
            with Vault.create(home.vault, passphrase=None) as vault:
                keep(vault, conversation(count))
            for ending in endings:
                yield _made(home, count, ending, voice)


def conversation(ways: int) -> Conversation:
    """One person's, to its end, with so many ways forward."""
    lines = {("wf-what", "Jo"): [WAY] * ways, ("wf-check", "Jo"): ["my sister"] * ways}
    lines |= {("wf-if", "Jo"): ["we talk again"] * ways, ("review", "Jo"): ["in two weeks"]}
    return told(Conversation.begin(people=("Jo",)), lines | {("wf-another", "Jo"): ["yes"] * (ways - 1) + ["no"]})


def _made(home: Home, ways: int, ending: str, voice: str) -> Cost:
    file = home.folder / f"copy.{ending}"
    command = [*PROGRAM, "audio-copy", "latest", "--out", str(file), "--voice", voice]
    began = time.perf_counter()
    with subprocess.Popen(command, env=home.environment(), cwd=ROOT, stderr=subprocess.DEVNULL) as running:
        most = _most_memory(running)
    seconds = time.perf_counter() - began
    assert running.returncode == 0
    with soundfile.SoundFile(file) as sound:
        minutes = sound.frames / sound.samplerate / 60
    return Cost(ways, ending, voice, minutes, seconds, most, file.stat().st_size / 1e6)


def _most_memory(running: subprocess.Popen[bytes]) -> float:
    """The most memory of the program itself at once, in MB, looked at while it runs; the voice's process is apart."""
    most = 0.0
    while running.poll() is None:
        try:
            status = Path(f"/proc/{running.pid}/status").read_text(encoding="utf-8")
        except OSError:
            break
        lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
        most = max([most, *(int(line.split()[1]) / 1000 for line in lines)])
        time.sleep(0.05)
    running.wait()
    return most or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="seconds and megabytes of audio copies")
    parser.add_argument("--voice", default="gmw/en-gb-x-rp", help="as for voice-guide audio-copy")
    print_machine()
    print_table(HEAD, (row(cost) for cost in measure(parser.parse_args().voice)))


if __name__ == "__main__":
    main()
