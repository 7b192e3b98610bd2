"""Erases in the vault of a folder, and says ``erased`` when that was done, or ``told KEY``.

``python -m tests.faults.erasing_child FOLDER [SESSION [PERSON]]``
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.saving_child import say
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.vault import Vault


def erase(folder: Path, session: str | None, person: str | None) -> int:
    try:
        with Vault.open(folder, passphrase=None) as vault:
            carry_out(vault, prepare(vault, Erasure(session, person)))
            say("erased")
    except VoiceGuideError as error:
        say(f"told {error.key}")
        return 1
    return 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[2:]))
    sys.exit(erase(Path(sys.argv[1]), given.get(0), given.get(1)))
