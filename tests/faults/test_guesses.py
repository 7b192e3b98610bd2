"""Wrong passphrases, again and again: no shortcut, no damage. The long form is ``scripts/bench safety guesses``."""

from __future__ import annotations

from pathlib import Path

import nacl.pwhash.argon2id
import pytest

from tests.faults.guesses import guess, near
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

pytestmark = pytest.mark.slow
PASSPHRASE = "seven green kettles"


def test_every_wrong_guess_is_paid_in_full_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "vault"
    paper = RecoveryKey.new()
    Vault.create(folder, passphrase=PASSPHRASE, recovery_key=paper, cost=LEAST_COST).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    paid: list[tuple[int, int]] = []
    derive = nacl.pwhash.argon2id.kdf

    def counted(size: int, words: bytes, salt: bytes, *, opslimit: int, memlimit: int) -> bytes:
        paid.append((opslimit, memlimit))
        return bytes(derive(size, words, salt, opslimit=opslimit, memlimit=memlimit))

    monkeypatch.setattr(nacl.pwhash.argon2id, "kdf", counted)
    for words in near(PASSPHRASE, 60):
        guess(folder, words)
    assert paid == [(LEAST_COST.passes, LEAST_COST.memory_bytes)] * 60
    for _ in range(200):
        guess(folder, None, RecoveryKey.new())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    Vault.open(folder, passphrase=PASSPHRASE).close()
    Vault.open(folder, passphrase=None, recovery_key=paper).close()
