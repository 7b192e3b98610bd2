"""Kills conversations at random moments and prints, as a Markdown table, whether anything was lost.

.venv/bin/python scripts/bench_parts/kills.py [--keyboard 50] [--rehearsals 12] [--papers 20] [--seed 7]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.kills import KeyboardLives, Killed, Papers, kill_rehearsal
from tests.integration.cli.program import Home

REOPENED_SECONDS = 1.0  # the goal; without a passphrase, so without the derivation of the key


def main() -> int:
    """Kill, print the table; 1 when anything was lost, doubled or stood wrong, or a vault took long to open."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keyboard", type=int, default=50)
    parser.add_argument("--rehearsals", type=int, default=12)
    parser.add_argument("--papers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lives = KeyboardLives(Home(Path(folder) / "keyboard"), random.Random(options.seed))
        for _ in range(options.keyboard):
            lives.kill()
        chance, rehearsed = random.Random(options.seed), Killed()
        for number in range(options.rehearsals):
            kill_rehearsal(Home(Path(folder) / f"rehearsal-{number}"), chance, rehearsed)
        written = Killed()
        papers = Papers(Home(Path(folder) / "papers"), random.Random(options.seed), written)
        for _ in range(options.papers):
            papers.kill()
    print(
        "| kills | number | answers acknowledged | kept without acknowledgement | lost, doubled or stood wrong"
        " | slowest reopening, s |"
    )
    print("|---|---|---|---|---|---|")
    for name, result in (("keyboard", lives.result), ("rehearsal", rehearsed), ("paper", written)):
        facts = (result.kills, result.acknowledged, result.unacknowledged_kept, len(result.faults))
        print(f"| {name} | {' | '.join(str(fact) for fact in facts)} | {result.slowest_reopening_seconds:.3f} |")
    slow = any(result.slowest_reopening_seconds > REOPENED_SECONDS for result in (lives.result, rehearsed, written))
    faults = lives.result.faults + rehearsed.faults + written.faults
    for fault in faults:
        print(f"- {fault}", file=sys.stderr)
    return 1 if faults or slow else 0


if __name__ == "__main__":
    sys.exit(main())
