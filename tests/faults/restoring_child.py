"""Puts a backup in place: the program that the tests kill. ``python -m tests.faults.restoring_child BACKUP FOLDER``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.saving_child import say
from voice_guide.journal.restore import restore
from voice_guide.journal.unlocking import secret


def put_back(backup: Path, folder: Path) -> None:
    """As ``vault restore --move-aside`` does, for a vault without a passphrase."""
    now = datetime(2026, 11, 29, tzinfo=UTC)
    restore(backup, folder, unlock=secret(None, None, backup), move_aside=True, now=now)


if __name__ == "__main__":
    put_back(Path(sys.argv[1]), Path(sys.argv[2]))
    say("done")
