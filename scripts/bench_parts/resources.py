"""What a conversation costs: CPU seconds for each second that is listened and spoken, and resident memory."""

from __future__ import annotations

import argparse
import subprocess
import sys

from scripts.bench_parts.conversation import Held, hold, virtual_table
from scripts.bench_parts.figures import print_machine, print_table
from tests.integration.voice.questions import OPEN_ANSWERS

BASELINE = "import numpy, sounddevice; print(open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"


def main() -> None:
    """Hold one conversation and print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench resources", description="CPU and memory of a conversation")
    parser.parse_args()
    print_machine()
    with virtual_table() as there:
        held = hold(there, OPEN_ANSWERS, ("--patience", "2"))
    _print_processor(held)
    _print_memory(held)


def _print_processor(held: Held) -> None:
    figures = held.figures
    cpu = figures["end"]["cpu_seconds"] - figures["loaded"]["cpu_seconds"]
    rows = [row for row in figures["turns"] if row["listen_start"] is not None and row["decided_at"] is not None]
    speech = sum(turn.answer_end - turn.answer_start for turn in held.turns if turn.answer_start and turn.answer_end)
    listened = sum(row["decided_at"] - row["listen_start"] for row in rows)
    lasted = rows[-1]["decided_at"] - rows[0]["listen_start"] if rows else 0.0
    print_table(
        ["CPU seconds", "for each second of", "seconds"],
        [
            [f"{cpu / speech:.2f}", "speech", f"{speech:.0f}"],
            [f"{cpu / listened:.2f}", "listening", f"{listened:.0f}"],
            [f"{cpu / lasted:.2f}", "conversation", f"{lasted:.0f}"],
        ],
    )


def _print_memory(held: Held) -> None:
    figures = held.figures
    done = subprocess.run([sys.executable, "-c", BASELINE], capture_output=True, text=True, check=True)
    baseline = int(done.stdout) / 1024
    rows = [
        ("Python with numpy and sounddevice", baseline),
        ("engines loaded, nothing said", figures["loaded"]["rss_mb"]),
        ("after the conversation", figures["end"]["rss_mb"]),
        ("peak", figures["peak_mb"]),
    ]
    print_table(
        ["resident memory", "MB", "against the first"], [[n, f"{mb:.0f}", f"{mb / baseline:.1f}"] for n, mb in rows]
    )


if __name__ == "__main__":
    main()
