"""Changes a vault that is there and says when it is done: the program whose power the tests cut.

``python -m tests.faults.changing_child FOLDER migrate`` brings it to a version that is not there yet;
``... passphrase`` gives it the passphrase "new words", with the recovery key of ``RECOVERY``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.saving_child import say
from voice_guide.journal.building import open_newest
from voice_guide.journal.key_copies import read_keys
from voice_guide.journal.migrations import MIGRATIONS
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

NEXT = (*MIGRATIONS, "ALTER TABLE facts ADD COLUMN note TEXT", "CREATE TABLE notes (about TEXT) STRICT")
RECOVERY = RecoveryKey.read("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTK")


def change(folder: Path, how: str) -> None:
    if how == "migrate":
        open_newest(folder, read_keys(folder).unlock(None, folder=folder), NEXT).close()
    else:
        with Vault.open(folder, passphrase=None, recovery_key=RECOVERY) as vault:
            vault.keyring.change_passphrase("new words", cost=LEAST_COST)
    say("done")


if __name__ == "__main__":
    change(Path(sys.argv[1]), sys.argv[2])
