"""One flipped bit anywhere in a vault of fifty answers: is it noticed, and is the rest read around it?

    scripts/bench safety flips [--flips 3000] [--seed 7]

Half of the flips are spread evenly over the file, half are by chance; each is tried alone. ``opened``: the vault is opened
and every answer read, as a paper would. ``verify``: what can be read is read, and what is lost is named.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table
from tests.faults.flips import Flips


def main() -> int:
    """Print the table; 1 where an answer was dropped in silence."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench safety flips", description="one flipped bit anywhere in a vault"
    )
    parser.add_argument("--flips", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    print_machine()
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        flips = Flips.of_new_vault(Path(scratch), answers=50)
        chance = random.Random(chosen.seed)
        count: Counter[str] = Counter()
        lost: list[int] = []
        for byte in flips.places(chosen.flips, chance):
            tried = flips.flip(byte, chance.randrange(8))
            count[tried.opened] += 1
            count["unnamed"] += not tried.all_named
            lost.append(tried.lost)
    touched = [each for each in lost if each]
    told = ("flips", "noticed", "harmless", "an answer dropped in silence")
    read = ("with answers lost", "most lost by one", "lost and not named")
    print_table(
        (*told, *read),
        [
            [
                chosen.flips,
                count["noticed"],
                count["harmless"],
                count["silent"],
                len(touched),
                max(touched, default=0),
                count["unnamed"],
            ]
        ],
    )
    return int(bool(count["silent"] or count["unnamed"]))


if __name__ == "__main__":
    raise SystemExit(main())
