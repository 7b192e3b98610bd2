"""Guesses at a passphrase, for the fault tests and the benchmark."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from voice_guide.errors import VaultError
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import Vault


def near(passphrase: str, count: int) -> Iterator[str]:
    """Passphrases that are nearly right: cut short, with a letter more, in other letters; then numbers behind it."""
    yield from (passphrase[:-1], passphrase + " ", passphrase.upper(), passphrase[::-1], "")[:count]
    yield from (f"{passphrase}{number}" for number in range(count - 5))


def guess(folder: Path, passphrase: str | None, recovery_key: RecoveryKey | None = None) -> float:
    """The seconds that a wrong guess took. Raises AssertionError where it opened the vault, VaultError for anything else."""
    began = time.perf_counter()
    try:
        Vault.open(folder, passphrase=passphrase, recovery_key=recovery_key).close()
    except VaultError as error:
        if error.key not in ("wrong_passphrase", "wrong_recovery_key"):
            raise
        return time.perf_counter() - began
    raise AssertionError("a wrong guess opened the vault")
