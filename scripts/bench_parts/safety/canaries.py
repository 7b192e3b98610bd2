"""Words said in sessions that end in every way: in how many files of a whole home are they found afterwards?

    scripts/bench safety canaries [--times 5] [--rehearsals 2]

By keyboard, in a vault with a passphrase: names, answers, and an answer on its way when the end comes. Rehearsals go the way of
a conversation by voice; what they write into the folder of their own, as they are asked to, is left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table
from tests.faults.canaries import CANARY, ENDS, NAME, Place, makes_cores


def main() -> int:
    """Print the table; 1 where a word was found."""
    parser = argparse.ArgumentParser(prog="scripts/bench safety canaries", description="words that lie about")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--rehearsals", type=int, default=2)
    chosen = parser.parse_args()
    print_machine()
    found = 0
    rows = []
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        top = Path(scratch)
        cores_here = makes_cores(top)
        for end in ENDS:
            places = [Place.made(top / f"{end}-{number}") for number in range(chosen.times)]
            for place in places:
                place.talk(end)
            rows.append(_row(f"by keyboard, {end}", places))
        for end in ("to its end", "killed"):
            places = [Place.made(top / f"rehearsal-{end}-{number}") for number in range(chosen.rehearsals)]
            for place in places:
                _rehearse(place, killed=end == "killed")
            rows.append(_row(f"rehearsal, {end}", places))
        found = sum(int(str(row[3])) + int(str(row[4])) for row in rows)
    print_table(["a session", "times", "files looked into", "words found", "cores"], rows)
    print(
        f"This machine {'leaves' if cores_here else 'does not leave'} a core in the folder of a program that crashes."
    )
    return 1 if found else 0


def _row(what: str, places: list[Place]) -> list[object]:
    files = sum(len(list(place.home.files())) for place in places)
    holding = [name for place in places for name in place.holding(CANARY, NAME) if not name.startswith("rehearsed/")]
    cores = [name for place in places for name in place.cores()]
    return [what, len(places), files, len([name for name in holding if name != "answers.json"]), len(cores)]


def _rehearse(place: Place, *, killed: bool) -> None:
    answers = place.home.folder / "answers.json"
    answers.write_text(json.dumps([{"say": "yes"}, *[{"say": f"it was {CANARY} number {n}"} for n in range(3)]]))
    out = place.home.folder / "rehearsed"
    talk = place.home.talk(
        "rehearse", "short", "--answers", str(answers), "--people", NAME, "--out", str(out), cwd=place.work
    )
    if killed:
        time.sleep(6.0)
        talk.kill()
    else:
        talk.ended()


if __name__ == "__main__":
    raise SystemExit(main())
