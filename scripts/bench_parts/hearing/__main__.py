"""Runs one part of ``scripts/bench hearing``, or all of them."""

from __future__ import annotations

import subprocess
import sys

PARTS = (
    "pauses",  # are answers cut off? Ours and the peers', on the same sound
    "replies",  # how soon are short answers taken, on virtual devices
    "polarity",  # is a no ever taken for a yes
    "non_speech",  # words from no speech
    "echo",  # does the program hear itself, and can people speak over it
    "word_error",  # what our path adds to the engine's word error
    "confidence",  # are the words in doubt the wrong ones
    "busy",  # is sound lost on a busy machine
    "cost",  # CPU and memory
    "prompts",  # is every prompt played whole, and silent when stopped
)


def main() -> int:
    """Run a part in this process, or every part in one of its own."""
    match sys.argv[1:]:
        case [part, *options] if part in PARTS:
            command = [sys.executable, "-m", f"scripts.bench_parts.hearing.{part}", *options]
            return subprocess.run(command, check=False).returncode
        case [] | ["all"]:
            return max([_headed(part) for part in PARTS])
        case _:
            print(f"scripts/bench hearing [{'|'.join(PARTS)}|all]", file=sys.stderr)
            return 2


def _headed(part: str) -> int:
    print(f"\n### {part}\n\n`scripts/bench hearing {part}`\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"scripts.bench_parts.hearing.{part}"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
