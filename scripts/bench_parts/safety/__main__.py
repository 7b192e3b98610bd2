"""Runs one part of ``scripts/bench safety``, or all of them."""

from __future__ import annotations

import subprocess
import sys

_HERE = "scripts.bench_parts.safety"
PARTS = {
    "kills": "scripts.bench_parts.kills",  # SIGKILL at any moment: is anything acknowledged lost?
    "power": f"{_HERE}.power",  # the power is cut at every write
    "erasing": "scripts.bench_parts.erasing",  # killed at every step of erasing
    "flips": f"{_HERE}.flips",  # one flipped bit anywhere: noticed or harmless, and what is read around it
    "guesses": f"{_HERE}.guesses",  # wrong passphrases: what each costs, and that none does harm
    "hostile": f"{_HERE}.hostile",  # files, names and words that mean harm
    "canaries": f"{_HERE}.canaries",  # words said in sessions: are they in any file afterwards?
    "disk": f"{_HERE}.disk",  # every call on the disk, failed in turn: is anything lost, or called saved?
    "growth": f"{_HERE}.growth",  # ten thousand answers: opening, saving, reading, size
}


def main() -> int:
    """Run a part in this process, or every part in one of its own."""
    match sys.argv[1:]:
        case [part, *options] if part in PARTS:
            command = [sys.executable, "-m", PARTS[part], *options]
            return subprocess.run(command, check=False).returncode
        case [] | ["all"]:
            return max([_headed(part) for part in PARTS])
        case _:
            print(f"scripts/bench safety [{'|'.join(PARTS)}|all]", file=sys.stderr)
            return 2


def _headed(part: str) -> int:
    print(f"\n### {part}\n\n`scripts/bench safety {part}`\n", flush=True)
    return subprocess.run([sys.executable, "-m", PARTS[part]], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
