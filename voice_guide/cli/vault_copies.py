"""``voice-guide vault backup`` and ``voice-guide vault restore``."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from voice_guide.cli.opening import opened
from voice_guide.cli.vault_keys import begin
from voice_guide.cli.vault_secrets import secret_for
from voice_guide.errors import VaultError
from voice_guide.journal.backup import make_backup
from voice_guide.journal.building import DATABASE
from voice_guide.journal.restore import restore


def run_backup(arguments: argparse.Namespace) -> int:
    """Make a backup in a new folder inside the place that is named."""
    with opened() as (vault, language):
        made = make_backup(vault, arguments.place, now=_now())
        locked = vault.has_passphrase
        sessions = len(vault.sessions())
    if arguments.json:
        print(json.dumps({"backup": str(made), "passphrase": locked, "sessions": sessions}, indent=2))
        return 0
    print(language.message("backup_made", folder=made))
    print(language.message("backup_safe" if locked else "backup_open"))
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Check a backup and put it in place of the vault."""
    language, folder = begin()
    backup = arguments.backup.absolute()
    if not (backup / DATABASE).is_file():
        raise VaultError("no_backup", place=str(backup))
    unlock = secret_for(backup, language, by_recovery_key=arguments.recovery_key)
    restored = restore(backup, folder, unlock=unlock, move_aside=arguments.move_aside, now=_now())
    if arguments.json:
        aside = None if restored.aside is None else str(restored.aside)
        print(json.dumps({"folder": str(folder), "sessions": restored.sessions, "aside": aside}, indent=2))
        return 0
    print(language.message("restore_done", sessions=restored.sessions))
    print(language.message("restore_erased"))
    if restored.aside is not None:
        print(language.message("restore_aside", folder=restored.aside))
    return 0


def _now() -> datetime:
    return datetime.now().astimezone()
