"""Kills erasing at every step that it takes with a vault's files, and prints what was found, as a Markdown table.

.venv/bin/python scripts/bench_parts/erasing.py [--every 1]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.erasing import STEPS, Made, killed_at


def main() -> int:
    """Kill, print the table; 1 when a word was left or lost, or something stood half-way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="kill at every so-manieth step of a kind alone")
    options = parser.parse_args()
    print("| killed at | kills | as it was before | erased | words left or lost, half erased |")
    print("|---|---|---|---|---|")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        made = Made.at(Path(place) / "made")
        for call in STEPS:
            found = _kill_at_all(made, Path(place) / "copy", call, options.every)
            faults += [f"{call} {when}: {fault}" for when, (_, told) in enumerate(found, 1) for fault in told]
            erased = sum(was for was, _ in found)
            print(f"| {call} | {len(found)} | {len(found) - erased} | {erased} | {sum(bool(t) for _, t in found)} |")
    for fault in faults:
        print(f"- {fault}", file=sys.stderr)
    return 1 if faults else 0


def _kill_at_all(made: Made, copy: Path, call: str, every: int) -> list[tuple[bool, list[str]]]:
    """Whether it had erased, and faults, for one kill after another until it ends without one."""
    found: list[tuple[bool, list[str]]] = []
    when = 1
    while True:
        shutil.copytree(made.folder, copy)
        killed, erased, faults = killed_at(made, copy, call, when)
        shutil.rmtree(copy)
        if not killed:
            return found
        found.append((erased, faults))
        when += every


if __name__ == "__main__":
    sys.exit(main())
