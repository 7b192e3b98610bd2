"""The power is cut after every write of a vault, with torn sectors and in another order: is anything saved lost?

    scripts/bench safety power [--answers 10] [--chances 2]

The writes are a trace of the real ones, played onto a disk in memory (tests/faults/power_cut.py). The control does not
wait for the disk: where nothing goes wrong with it, the others prove nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table
from tests.faults.test_power_cut import replay
from voice_guide.journal.vault import Vault


def main() -> int:
    """Print the table; 1 where something saved was lost, or the control lost nothing."""
    parser = argparse.ArgumentParser(prog="scripts/bench safety power", description="power cuts")
    parser.add_argument("--answers", type=int, default=10)
    parser.add_argument("--chances", type=int, default=2, help="other orders tried at each cut")
    chosen = parser.parse_args()
    print_machine()
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        for what, options in (
            ("answers are saved", ()),
            ("it is made", ("create",)),
            ("control", ("synchronous=OFF",)),
        ):
            folder = Path(scratch) / what / "vault"
            folder.parent.mkdir()
            if "create" in options:
                folder.mkdir(mode=0o700)
            else:
                Vault.create(folder, passphrase=None).close()
            cuts, wrong = replay(folder, *options, answers=chosen.answers, chances=chosen.chances)
            rows.append([what, cuts, len(wrong)])
    print_table(["while", "cuts", "went wrong"], rows)
    *real, control = (int(str(row[2])) for row in rows)
    return 1 if any(real) or not control else 0


if __name__ == "__main__":
    raise SystemExit(main())
