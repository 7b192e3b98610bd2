"""Every call that a short conversation and each paper make on the disk, failed in turn: is anything lost, or called saved?

    scripts/bench safety disk [--errors EIO,ENOSPC,EROFS,ENOENT] [--every 1] [--on]

Needs strace. A conversation by keyboard of three answers; whoever is asked what to do tries again twice, then stops.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table
from tests.faults.every_call import ERRORS, SAID, TALK, Fault, Outcome, calls, prepared, talk_through, write_paper
from tests.integration.cli.program import Home


def main() -> int:
    """Print the table; 1 where anything was lost, called saved, or went wrong."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench safety disk", description="every call on the disk, failed in turn"
    )
    parser.add_argument("--errors", default=",".join(ERRORS))
    parser.add_argument("--every", type=int, default=1, help="only each so manieth call")
    parser.add_argument("--on", action="store_true", help="the call fails from then on, and not once")
    chosen = parser.parse_args()
    print_machine()
    rows, wrong = [], []
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        for error in chosen.errors.split(","):
            for what in ("conversation", "transcript", "sheet"):
                count, faults = _all(Path(scratch) / f"{what}-{error}", what, error, chosen.every, on=chosen.on)
                wrong += faults
                rows.append(
                    [what, error, *(str(count[name]) for name in ("calls", "asked", "told", "unnoticed", "wrong"))]
                )
    print_table(["what", "error", "calls failed", "asked what to do", "told, and ended", "made no odds", "wrong"], rows)
    for line in wrong:
        print(f"- {line}", file=sys.stderr)
    return 1 if wrong else 0


def _all(folder: Path, what: str, error: str, every: int, *, on: bool) -> tuple[Counter[str], list[str]]:
    count: Counter[str] = Counter()
    faults: list[str] = []
    for number, (call, path, when) in enumerate(_calls(folder / "first", what)):
        if number % every:
            continue
        outcome, fault = _one(folder, number, what, Fault(call, path, when, error, on))
        count["calls"] += 1
        for name in ("asked", "told", "unnoticed"):
            count[name] += getattr(outcome, name)
        count["wrong"] += bool(outcome.wrong)
        faults += [f"{what}, {fault}: {each}" for each in outcome.wrong]
    return count, faults


def _calls(folder: Path, what: str) -> list[tuple[str, Path, int]]:
    """Every call, with its file as it is called from the home."""
    if what == "conversation":
        home = Home(folder)
        found = list(calls(home, TALK, lines="\n".join(["yes", *SAID, "stop"]) + "\n"))
    else:
        home = prepared(folder)
        out = _paper(home)
        out.write_text("an older paper\n")
        found = list(calls(home, (what, "latest", "--out", str(out))))
    return [(call, path.relative_to(home.folder), when) for call, path, when in found]


def _one(folder: Path, number: int, what: str, fault: Fault) -> tuple[Outcome, Fault]:
    home = Home(folder / str(number)) if what == "conversation" else prepared(folder / str(number))
    there = Fault(fault.call, home.folder / fault.path, fault.when, fault.error, fault.on)
    return (
        talk_through(home, there) if what == "conversation" else write_paper(home, there, what, _paper(home))
    ), there


def _paper(home: Home) -> Path:
    out = home.folder / "papers" / "paper.md"
    out.parent.mkdir(exist_ok=True)
    return out


if __name__ == "__main__":
    raise SystemExit(main())
