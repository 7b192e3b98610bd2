"""``voice-guide vault create``, ``unlock``, ``lock``, ``passphrase``, ``recovery-key`` and ``recover``."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path

from voice_guide.cli.opening import opened
from voice_guide.cli.terminal import FILE_VARIABLE, passphrase_from_file
from voice_guide.cli.vault_secrets import asked_recovery_key, give_out, new_passphrase, refuse_taken
from voice_guide.errors import UsageError, VaultError
from voice_guide.journal.harden import harden_process
from voice_guide.journal.key_copies import CopyState, copy_states, read_keys
from voice_guide.journal.lock import VaultLock
from voice_guide.journal.places import vault_folder
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import LOCK, Vault
from voice_guide.languages import Language
from voice_guide.settings import load_settings, settings_path


def run_create(arguments: argparse.Namespace) -> int:
    """Make a vault, with a passphrase and a recovery key unless none is wanted."""
    language, folder = begin()
    if Vault.exists(folder):
        raise VaultError("vault_exists", folder=str(folder))
    refuse_taken(arguments.recovery_file)
    if arguments.no_passphrase:
        Vault.create(folder, passphrase=None).close()
        _say(
            arguments, {"folder": str(folder), "passphrase": False}, language.message("vault_made_open", folder=folder)
        )
        return 0
    named = arguments.new_passphrase_file
    passphrase = (passphrase_from_file() if named is None else None) or new_passphrase(named, language)
    recovery_key = RecoveryKey.new()
    Vault.create(folder, passphrase=passphrase, recovery_key=recovery_key).close()
    given = give_out(recovery_key, language, arguments.recovery_file, as_json=arguments.json)
    facts = {"folder": str(folder), "passphrase": True, **given}
    _say(arguments, facts, language.message("vault_made_locked", folder=folder))
    return 0


def run_unlock(arguments: argparse.Namespace) -> int:
    """Open the vault, say what opens it, and close it again."""
    language, folder = begin()
    _refuse_none(folder)
    before = copy_states(folder, read_keys(folder))
    if arguments.recovery_key:
        vault = Vault.open(folder, passphrase=None, recovery_key=asked_recovery_key(language))
        _tell_unlocked(arguments, vault, language, before)
        return 0
    with opened() as (vault, _):
        _tell_unlocked(arguments, vault, language, before)
    return 0


def run_lock(arguments: argparse.Namespace) -> int:
    """Say whether the vault is locked. Raises VaultError where it is not: lock_needs_passphrase, lock_in_use."""
    language, folder = begin()
    _refuse_none(folder)
    try:
        VaultLock.take(folder / LOCK).release()
    except VaultError as error:
        raise VaultError("lock_in_use", folder=str(folder)) from error
    if not Vault.needs_passphrase(folder):
        raise VaultError("lock_needs_passphrase", folder=str(folder))
    told = [language.message("vault_locked", folder=folder)]
    if os.environ.get(FILE_VARIABLE):
        told.append(language.message("vault_locked_file"))
    facts = {"folder": str(folder), "locked": True, "passphrase_file": bool(os.environ.get(FILE_VARIABLE))}
    _say(arguments, facts, *told)
    return 0


def run_passphrase(arguments: argparse.Namespace) -> int:
    """Set, change or take away the passphrase. No word is touched, and the recovery key stays unless it is to go."""
    language, _ = begin()
    refuse_taken(arguments.recovery_file)
    with opened() as (vault, _):
        if arguments.none:
            vault.keyring.change_passphrase(None)
            _say(arguments, {"passphrase": False}, language.message("passphrase_gone"))
            return 0
        _set(arguments, vault, language)
    return 0


def run_recovery_key(arguments: argparse.Namespace) -> int:
    """Make a new recovery key, with the passphrase."""
    language, _ = begin()
    refuse_taken(arguments.recovery_file)
    recovery_key = RecoveryKey.new()
    with opened() as (vault, _):
        vault.keyring.change_recovery_key(recovery_key)
    given = give_out(recovery_key, language, arguments.recovery_file, as_json=arguments.json)
    _say(arguments, given, language.message("recovery_only_this"))
    return 0


def run_recover(arguments: argparse.Namespace) -> int:
    """Set a new passphrase with the recovery key."""
    language, folder = begin()
    _refuse_none(folder)
    refuse_taken(arguments.recovery_file)
    if not Vault.needs_passphrase(folder):
        raise VaultError("recovery_needs_passphrase", folder=str(folder))
    with Vault.open(folder, passphrase=None, recovery_key=asked_recovery_key(language)) as vault:
        _set(arguments, vault, language)
    return 0


def begin() -> tuple[Language, Path]:
    """What every vault command begins with: a hardened process, the language and the vault's folder."""
    harden_process()
    return Language.load(load_settings(settings_path()).language), vault_folder()


def _set(arguments: argparse.Namespace, vault: Vault, language: Language) -> None:
    """Set a new passphrase; with a new recovery key where one is wanted, or where it is the first passphrase."""
    passphrase = new_passphrase(arguments.new_passphrase_file, language)
    wanted = arguments.new_recovery_key or not vault.keyring.has_recovery_key
    recovery_key = RecoveryKey.new() if wanted else None
    if recovery_key is None and arguments.recovery_file is not None:
        raise UsageError("recovery_file_unused")
    vault.keyring.change_passphrase(passphrase, recovery_key=recovery_key)
    facts: dict[str, object] = {"passphrase": True}
    told = [language.message("passphrase_set")]
    if recovery_key is not None:
        facts |= give_out(recovery_key, language, arguments.recovery_file, as_json=arguments.json)
    else:
        told.append(language.message("recovery_stays"))
    _say(arguments, facts, *told)


def _refuse_none(folder: Path) -> None:
    if not Vault.exists(folder):
        raise VaultError("no_vault", folder=str(folder))


def _tell_unlocked(
    arguments: argparse.Namespace, vault: Vault, language: Language, before: dict[str, CopyState]
) -> None:
    keyring = vault.keyring
    mended = [name for name, state in before.items() if state is not CopyState.GOOD]
    older = keyring.is_older
    sessions = len(vault.sessions())
    told = [language.message("vault_opens", folder=vault.folder, count=sessions)]
    told += [language.message("vault_mended", name=name) for name in mended]
    told += [language.message("verify_keys_older")] if older else []
    if keyring.has_passphrase:
        told.append(language.message("recovery_there" if keyring.has_recovery_key else "recovery_none"))
        told.append(language.message("vault_locked_again"))
    else:
        told.append(language.message("vault_unprotected"))
    facts = {
        "folder": str(vault.folder),
        "passphrase": keyring.has_passphrase,
        "recovery_key": keyring.has_recovery_key,
        "sessions": sessions,
        "mended": mended,
        "keys_older": older,
    }
    vault.close()
    _say(arguments, facts, *told)


def _say(arguments: argparse.Namespace, facts: Mapping[str, object], *told: str) -> None:
    if arguments.json:
        print(json.dumps(facts, indent=2))
        return
    for line in told:
        print(line)
