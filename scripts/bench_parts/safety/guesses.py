"""A thousand wrong passphrases: what each costs, that none opens or harms anything, and that the recovery key still opens.

scripts/bench safety guesses [--guesses 1000]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from scripts.bench_parts.figures import median, p95, print_machine, print_table
from tests.faults.guesses import guess, near
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import Cost

PASSPHRASE = "seven green kettles"  # noqa: S105 - made up, for a vault that is thrown away


def main() -> int:
    """Print the tables; 1 where a wrong guess opened or changed anything, or was cheaper than a right one."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench safety guesses", description="wrong passphrases, one after another"
    )
    parser.add_argument("--guesses", type=int, default=1000)
    chosen = parser.parse_args()
    print_machine()
    paper = RecoveryKey.new()
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        folder = Path(scratch) / "vault"
        Vault.create(folder, passphrase=PASSPHRASE, recovery_key=paper).close()
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        right = [_seconds(folder, PASSPHRASE) for _ in range(10)]
        wrong = [guess(folder, words) for words in near(PASSPHRASE, chosen.guesses)]
        papers = [guess(folder, None, RecoveryKey.new()) for _ in range(chosen.guesses)]
        after = {path.name: path.read_bytes() for path in folder.iterdir()}
        Vault.open(folder, passphrase=PASSPHRASE).close()
        began = time.perf_counter()
        Vault.open(folder, passphrase=None, recovery_key=paper).close()
        recovered = time.perf_counter() - began
    cost = Cost()
    print(f"Argon2id, {cost.memory_bytes // 2**20} MiB, {cost.passes} passes. Files changed: {before != after}.\n")
    rows = [
        [name, len(each), f"{min(each):.3f}", f"{median(each):.3f}", f"{p95(each):.3f}"]
        for name, each in (("right passphrase", right), ("wrong passphrase", wrong), ("wrong recovery key", papers))
    ]
    print_table(
        ("", "n", "least, s", "median, s", "p95, s"), [*rows, ["the recovery key", 1, "", f"{recovered:.3f}", ""]]
    )
    return int(before != after or min(wrong) < 0.5 * min(right))


def _seconds(folder: Path, passphrase: str) -> float:
    began = time.perf_counter()
    Vault.open(folder, passphrase=passphrase).close()
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
