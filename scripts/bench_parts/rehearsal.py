"""How fast a whole rehearsal runs: its sample clock against real time, model loading apart."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.bench_parts.conversation import CHECKOUT
from scripts.bench_parts.figures import median, print_machine, print_table

ANSWERS = CHECKOUT / "voice_guide" / "languages" / "en" / "made_up.json"
GOAL = 5  # times faster than real time


def main() -> None:
    """Rehearse and print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench rehearsal", description="rehearsal speed")
    parser.add_argument("--runs", type=int, default=3, help="rehearsals")
    options = parser.parse_args()
    print_machine()
    reports = [_rehearse() for _ in range(options.runs)]
    clock = [report["clock_seconds"] for report in reports]
    real = [report["real_seconds"] for report in reports]
    speeds = [long / short for long, short in zip(clock, real, strict=True)]
    print_table(
        ["", "n", "turns", "seconds", "times real time", "slowest"],
        [
            ["real time", len(clock), len(reports[0]["turns"]), f"{median(clock):.0f}", "1.0", None],
            [
                "rehearsal",
                len(real),
                len(reports[0]["turns"]),
                f"{median(real):.1f}",
                f"{median(speeds):.1f}",
                f"{min(speeds):.1f}",
            ],
            ["goal", None, None, None, f"{GOAL}.0", None],
        ],
    )


def _rehearse() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as folder:
        places = {"XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config", "PYTHONPATH": str(CHECKOUT)}
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "voice_guide.cli.main", "rehearse", "short", "--answers", str(ANSWERS)]
        subprocess.run([*command, "--out", str(out)], env=os.environ | places, check=True, capture_output=True)
        found: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
        return found


if __name__ == "__main__":
    main()
