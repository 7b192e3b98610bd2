"""``voice-guide vault``: the place where words are kept. Its keys, its backups, and whether it is whole."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path

_EXAMPLES = """examples:
  voice-guide vault passphrase
  voice-guide vault backup /media/stick
  voice-guide vault verify

A passphrase is typed at the terminal and never shown. Where there is none, the file that VOICE_GUIDE_PASSPHRASE_FILE
names holds it. It is never part of a command."""

_UNLOCK = """Try whether the passphrase (or the recovery key) opens the vault, and mend a key file that is
damaged or missing. The vault is locked again when the command ends: no program runs between
two conversations, so there is nothing that could stay unlocked."""

_LOCK = """Say whether the vault is locked now. A vault with a passphrase locks itself whenever no program
has it open: at the end of a conversation, when the room is empty, and some minutes into a pause
(lock_minutes in settings.toml). This command ends nobody's conversation. Exit status 0: locked."""

_VERIFY = """Read every page, every fact and both key files, and make every paper of every session, without
changing anything. Says which session is touched and what can still be read."""

Add = Callable[..., argparse.ArgumentParser]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``vault`` group to the command line."""
    group = commands.add_parser(
        "vault",
        help="make, lock, back up and check the place where words are kept",
        description="Make, lock, back up and check the vault: the place where words are kept.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def action(name: str, module: str, says: str, example: str, description: str = "") -> argparse.ArgumentParser:
        return _action(actions, name, module, says, example, description)

    _add_keys(action)
    _add_copies(action)


def _add_keys(action: Add) -> None:
    create = action("create", "vault_keys", "make a new vault", "voice-guide vault create")
    create.add_argument("--no-passphrase", action="store_true", help="anyone who can use this computer can read it")
    _new_passphrase(create)
    _recovery_file(create)

    unlock = action(
        "unlock", "vault_keys", "try the passphrase, and mend key files", "voice-guide vault unlock", _UNLOCK
    )
    _by_recovery_key(unlock)
    action("lock", "vault_keys", "say whether the vault is locked", "voice-guide vault lock", _LOCK)

    change = action("passphrase", "vault_keys", "set or change the passphrase", "voice-guide vault passphrase")
    change.add_argument("--none", action="store_true", help="take the passphrase and the recovery key away")
    change.add_argument("--new-recovery-key", action="store_true", help="make a new one; the old paper is void then")
    _new_passphrase(change)
    _recovery_file(change)

    paper = action(
        "recovery-key", "vault_keys", "make a new recovery key; the old one is void", "voice-guide vault recovery-key"
    )
    _recovery_file(paper)

    recover = action(
        "recover",
        "vault_keys",
        "set a new passphrase with the recovery key",
        "voice-guide vault recover",
        "Set a new passphrase with the recovery key, which is typed, or comes as one line through a pipe.",
    )
    recover.add_argument("--new-recovery-key", action="store_true", help="make a new one; the old paper is void then")
    _new_passphrase(recover)
    _recovery_file(recover)


def _add_copies(action: Add) -> None:
    backup = action(
        "backup",
        "vault_copies",
        "make a backup and read it through",
        "voice-guide vault backup /media/stick",
        "Make a backup in a new folder inside PLACE, still encrypted, and read it through. Nothing there is touched.",
    )
    backup.add_argument("place", metavar="PLACE", type=Path, help="a folder, best on another disk")

    restore = action(
        "restore",
        "vault_copies",
        "put a backup in place",
        "voice-guide vault restore /media/stick/backup-2026-11-29 --move-aside",
        "Check a backup, then put it in place. It opens with the passphrase that the vault had on its day.",
    )
    restore.add_argument("backup", metavar="BACKUP", type=Path, help="the backup's folder")
    restore.add_argument("--move-aside", action="store_true", help="keep the vault that is here, whole, in a folder")
    _by_recovery_key(restore)

    verify = action(
        "verify",
        "vault_verify",
        "check every page, fact and paper",
        "voice-guide vault verify --save-to rescued",
        _VERIFY,
    )
    verify.add_argument("--save-to", metavar="FOLDER", type=Path, help="save what can be read into a new vault there")
    _by_recovery_key(verify)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    module: str,
    says: str,
    example: str,
    description: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=says,
        description=description or f"{says[0].upper()}{says[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.set_defaults(run=lambda arguments: _run(module, name, arguments))
    return parser


def _run(module: str, name: str, arguments: argparse.Namespace) -> int:
    run = getattr(importlib.import_module(f"voice_guide.cli.{module}"), "run_" + name.replace("-", "_"))
    return int(run(arguments))


def _by_recovery_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recovery-key", action="store_true", help="ask for the recovery key, not for the passphrase")


def _new_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new-passphrase-file", metavar="FILE", type=Path, help="take the new passphrase from a file")


def _recovery_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recovery-file", metavar="FILE", type=Path, help="write the recovery key to a new file, not to the screen"
    )
