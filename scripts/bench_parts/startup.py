"""Start-up: from the command to the first spoken sample on the loudspeaker, set-up done before."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.bench_parts.conversation import CHECKOUT, environment, virtual_table
from scripts.bench_parts.figures import median, p95, print_machine, print_table
from tests.robot.hearing import FRAME, first_speech, labels
from tests.robot.robot import at_the_table
from tests.robot.table import LOUDSPEAKER, Table
from tests.virtual_sound import RATE

PROGRAM = [sys.executable, "-m", "voice_guide.cli.main", "start"]
TALK = ["short", "--people", "Jo"]


def main() -> None:
    """Start several times and print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench startup", description="start-up time")
    parser.add_argument("--runs", type=int, default=5, help="starts after the first")
    parser.add_argument("--program-alone", action="store_true", help="without scripts/start's look at the set-up")
    options = parser.parse_args()
    commands = {"the program alone": PROGRAM}
    if not options.program_alone:
        commands["scripts/start"] = [str(CHECKOUT / "scripts" / "start")]
    print_machine()
    python = [_python() for _ in range(options.runs)]
    rows = [_row("`python -c pass`, to its end", python, python)]
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as folder, virtual_table() as there:
        for name, command in commands.items():
            started = [_first_word(there, [*command, *TALK], Path(folder)) for _ in range(options.runs + 1)]
            rows.append(_row(f"{name}, to the first word", started[1:], python))  # the first one fills the caches
    print_table(["", "n", "seconds", "p95", "times python"], rows)


def _row(name: str, seconds: list[float], baseline: list[float]) -> list[object]:
    share = f"{median(seconds) / median(baseline):.0f}"
    return [name, len(seconds), f"{median(seconds):.2f}", f"{p95(seconds):.2f}", share]


def _python() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def _first_word(there: Table, command: list[str], folder: Path) -> float:
    places = os.environ | environment(folder)
    began = there.tape.length
    with at_the_table(there, command, environment=places) as robot:
        if not robot.wait_for_prompt():
            sys.exit("the program ended before it spoke")
        time.sleep(0.1)
        first = first_speech(labels(there.tape.channel(LOUDSPEAKER, began)))
        robot.program.send_signal(signal.SIGINT)
        robot.wait_for_end()
    time.sleep(2.5)  # the robot looks that far back for a prompt: nothing of this one may be left
    assert first is not None
    return first * FRAME / RATE


if __name__ == "__main__":
    main()
