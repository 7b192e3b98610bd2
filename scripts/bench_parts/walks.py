"""Conversations at random: does anything get lost, stuck, or asked twice?

    scripts/bench walks [--steps 10000] [--seed 1]

The walks are those of tests/conversations/test_random_walk.py, other ones: what must hold at every step is written in
tests/conversations/walking.py.
"""

from __future__ import annotations

import argparse
from collections import Counter

from scripts.bench_parts.figures import print_table
from tests.conversations.walking import viewed, walked

STEPS_EACH = 45  # at random, before the way to the end


def main() -> int:
    """Print the table; 1 where something did not hold."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench walks", description="does anything get lost, stuck, or asked twice"
    )
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="which walks")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    broken: list[str] = []
    seed = 1000 * chosen.seed
    while counts["steps"] < chosen.steps:
        counts["walks"] += 1
        try:
            walk = walked(seed, STEPS_EACH)
        except Exception as error:
            broken.append(f"{type(error).__name__}: {error} {' '.join(error.__notes__)}")
            counts["steps"] += STEPS_EACH
        else:
            view = viewed(walk.talk.facts)
            counts["steps"] += len(walk.steps)
            counts.update(str(fact.kind) for fact in walk.talk.facts)
            counts["agreed by everyone"] += sum(view.agreed(way) for way in view.progress.ways)
        seed += 1
    kinds = (
        "walks",
        "steps",
        "answer kept",
        "answer reopened",
        "answer changed",
        "answer taken out",
        "agreed by everyone",
    )
    print_table((*kinds, "walks in which something did not hold"), [[*(counts[kind] for kind in kinds), len(broken)]])
    for told in broken:
        print(f"- {told}")
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
