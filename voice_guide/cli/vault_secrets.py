"""How the vault commands get passphrases and recovery keys, and give a new recovery key out: once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from voice_guide.cli.terminal import (
    Stdin,
    chosen_passphrase,
    passphrase_from_file,
    show_recovery_key,
    stdin_kind,
    typed,
)
from voice_guide.errors import UsageError, VaultError
from voice_guide.journal.key_copies import candidates
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.unlocking import secret
from voice_guide.languages import Language

_LONGEST_LINE = 1000  # of a pipe that should bring one recovery key


def secret_for(folder: Path, language: Language, *, by_recovery_key: bool) -> Callable[[KeyFile], bytes]:
    """What gets the data key out of the key files in ``folder``, asked for now. Raises VaultError as those do."""
    needed = any(keys.has_passphrase for keys in candidates(folder))
    if not needed:
        return secret(None, None, folder)
    if by_recovery_key:
        return secret(None, asked_recovery_key(language), folder)
    passphrase = passphrase_from_file()
    if passphrase is None and stdin_kind() is Stdin.TERMINAL:
        passphrase = _typed(language.message("passphrase_ask"))
    return secret(passphrase, None, folder)


def asked_recovery_key(language: Language) -> RecoveryKey:
    """The recovery key, typed without being shown, or one line through a pipe. Raises VaultError for a slip in it."""
    if stdin_kind() is Stdin.TERMINAL:
        return RecoveryKey.read(_typed(language.message("recovery_ask")))
    if sys.stdin is None:
        raise VaultError("recovery_key_needed")
    line = sys.stdin.readline(_LONGEST_LINE)
    if not line.strip():
        raise VaultError("recovery_key_needed")
    return RecoveryKey.read(line)


def new_passphrase(file: Path | None, language: Language) -> str:
    """The new passphrase, from a file or typed twice. Raises UsageError new_passphrase_needed, passphrase_file_unreadable."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("new_passphrase_unreadable", file=str(file)) from error
    if stdin_kind() is not Stdin.TERMINAL:
        raise UsageError("new_passphrase_needed")
    try:
        chosen = chosen_passphrase(language)
    except EOFError:
        raise KeyboardInterrupt from None
    if chosen is None:
        raise UsageError("new_passphrase_needed")
    return chosen


def give_out(recovery_key: RecoveryKey, language: Language, file: Path | None, *, as_json: bool) -> dict[str, str]:
    """Give a new recovery key to the person, this once; the facts of it for ``--json``.

    ``file`` was checked by ``refuse_taken`` before the key was made.
    """
    if file is not None:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as paper:
            paper.write(language.message("recovery_paper", key=recovery_key.text).strip() + "\n")
        if not as_json:
            print(language.message("recovery_in_file", file=file))
        return {"recovery_file": str(file)}
    if not as_json:
        there = stdin_kind() is Stdin.TERMINAL and sys.stdout.isatty()
        show_recovery_key(recovery_key, language, wait=there)
    return {"recovery_key": recovery_key.text}


def refuse_taken(file: Path | None) -> None:
    """Refuse a file that is there, or that can't be made, before anything is changed. Raises UsageError."""
    if file is None:
        return
    if file.exists() or file.is_symlink():
        raise UsageError("recovery_file_taken", file=str(file))
    if not os.access(file.absolute().parent, os.W_OK):
        raise UsageError("recovery_file_place", file=str(file))


def _typed(prompt: str) -> str:
    try:
        return typed(prompt)
    except EOFError:
        raise KeyboardInterrupt from None
