"""What the fault tests share: the program that saves, and what is found in its vault afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

CHILD = [sys.executable, "-m", "tests.faults.saving_child"]


def kept_in(folder: Path) -> list[Fact]:
    """Every answer in the vault, the oldest session first."""
    with Vault.open(folder, passphrase=None) as vault:
        facts = [each.fact for session in reversed(vault.sessions()) for each in vault.facts(session.id)]
    return [fact for fact in facts if fact.kind == FactKind.ANSWER_KEPT]


def lines(told: str, word: str) -> list[str]:
    """What the program said after ``word``, a line each."""
    return [line.split()[1] for line in told.splitlines() if line.startswith(f"{word} ")]
