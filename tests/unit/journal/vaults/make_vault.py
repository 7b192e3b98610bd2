"""Makes the vault that is kept of this version: ``python make_vault.py FOLDER`` (vaults/v1 was made so, once)."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST


def make(folder: Path) -> None:
    """One closed session with one answer, under the passphrase "a quiet place"."""
    then = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    with Vault.create(folder, passphrase="a quiet place", cost=LEAST_COST, now=lambda: then) as vault:
        journal = vault.begin_session(
            guide_id="short",
            guide_title="Short conversation",
            guide_text='id = "short"',
            guide_hash="c0ffee",
            notice="If you agree, I save your words here.",
            settings={"patience_seconds": 4.0},
            rehearsed=False,
            language="en",
        )
        said = Fact(
            FactKind.ANSWER_KEPT,
            participant="p1",
            question="wh-today",
            payload={"text": "We had a row — and then, well, 네."},
        )
        journal.append([said, Fact(FactKind.CLOSED)])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
