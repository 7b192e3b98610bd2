"""Files, names and words that mean harm, many more of each than the tests try, and others each time.

    scripts/bench safety hostile [--cases 1000]

The properties are those of tests/hostile: nothing escapes its folder, waits without an end, ends in a fault of the program,
steers a terminal, or loses what was there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table

ROOT = Path(__file__).resolve().parents[3]
_PASSING = re.compile(r"(\d+) passing, (\d+) failing")


def main() -> int:
    """Print the table; 1 where a property did not hold."""
    parser = argparse.ArgumentParser(prog="scripts/bench safety hostile", description="files and words that mean harm")
    parser.add_argument("--cases", type=int, default=1000, help="for each property")
    chosen = parser.parse_args()
    print_machine()
    rows, failed = [], 0
    for file in sorted((ROOT / "tests" / "hostile").glob("test_*.py")):
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", str(file)],
            cwd=ROOT,
            env=os.environ | {"VOICE_GUIDE_HOSTILE_CASES": str(chosen.cases)},
            capture_output=True,
            text=True,
            check=False,
        )
        counted = [tuple(map(int, found)) for found in _PASSING.findall(ran.stdout)]
        rows.append(
            [
                file.stem.removeprefix("test_"),
                len(counted),
                sum(good for good, _ in counted),
                sum(bad for _, bad in counted),
            ]
        )
        if ran.returncode:
            failed += 1
            told = [line[:200] for line in ran.stdout.splitlines() if line.startswith(("E  ", "FAILED"))]
            print("\n".join(told), file=sys.stderr)
    print_table(["what", "properties", "cases that held", "cases that did not"], rows)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
