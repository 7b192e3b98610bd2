"""What stands at the other end of standard input, and how a passphrase is got."""

from __future__ import annotations

import getpass
import io
import os
import select
import stat
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path

from voice_guide.cli.output import tell
from voice_guide.errors import UsageError, VaultError
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session.screen import BLANK
from voice_guide.speaking.scratch import memory_folder, remove_leftovers

FILE_VARIABLE = "VOICE_GUIDE_PASSPHRASE_FILE"
# A pipe that stays empty so long has somebody at its other end who waits to be asked.
_EMPTY_PIPE_SECONDS = 0.3
_TRIES = 3
_LONGEST_FILE = 64 * 1024

Waiting = Callable[[], AbstractContextManager[None]]


class Stdin(StrEnum):
    """What standard input is (design.md's table)."""

    TERMINAL = "terminal"
    LINES = "lines"
    NOTHING = "nothing"


def stdin_kind() -> Stdin:
    """Look at standard input without taking anything from it."""
    try:
        if sys.stdin is None or sys.stdin.closed:
            return Stdin.NOTHING
        number = sys.stdin.fileno()
        if os.isatty(number):
            return Stdin.TERMINAL
        mode = os.fstat(number).st_mode
    except (OSError, ValueError):
        return Stdin.NOTHING
    if stat.S_ISREG(mode):
        return _lines_or_nothing()
    try:
        ready = select.select([number], [], [], _EMPTY_PIPE_SECONDS)[0]
    except (OSError, ValueError):
        return Stdin.LINES  # Windows can't wait on a pipe
    if not ready:
        return Stdin.LINES
    return _lines_or_nothing()


def _lines_or_nothing() -> Stdin:
    buffer = sys.stdin.buffer
    assert isinstance(buffer, io.BufferedReader)
    try:
        return Stdin.LINES if buffer.peek(1) else Stdin.NOTHING
    except OSError:
        return Stdin.NOTHING


def passphrase_from_file() -> str | None:
    """The passphrase in the file that VOICE_GUIDE_PASSPHRASE_FILE names, without its line end; None when not set."""
    named = os.environ.get(FILE_VARIABLE)
    if not named:
        return None
    try:
        with Path(named).open("rb") as file:  # a pipe is right here, and may be without an end
            text = file.read(_LONGEST_FILE).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("passphrase_file_unreadable", file=named) from error
    return text.rstrip("\r\n")


def open_vault(folder: Path, language: Language, *, ask: bool, waiting: Waiting = nullcontext) -> Vault:
    """Open the vault here, or make one. ``ask``: there is a terminal, so a passphrase may be asked for.

    ``waiting`` is entered while somebody types, so that Ctrl-C can end that and never comes in the middle of a write.
    Raises VaultError and StorageError as Vault does.
    """
    remove_leftovers(memory_folder())  # what a program that was killed had on its way to a loudspeaker or a screen
    from_file = passphrase_from_file()
    if not Vault.exists(folder):
        return _make(folder, language, from_file, ask=ask, waiting=waiting)
    if not Vault.needs_passphrase(folder):
        return Vault.open(folder, passphrase=None)
    if from_file is not None or not ask:
        return Vault.open(folder, passphrase=from_file)
    for left in reversed(range(_TRIES)):
        try:
            return Vault.open(folder, passphrase=typed(language.message("passphrase_ask"), waiting))
        except EOFError:
            break
        except VaultError as error:
            if error.key not in ("wrong_passphrase", "passphrase_empty") or left == 0:
                raise
            tell(language.message("passphrase_try_again"))
    return Vault.open(folder, passphrase=None)


def _make(folder: Path, language: Language, from_file: str | None, *, ask: bool, waiting: Waiting) -> Vault:
    if from_file is not None:
        vault = Vault.create(folder, passphrase=from_file)
        tell(language.message("vault_made_no_recovery", folder=folder))
        return vault
    if not ask:
        vault = Vault.create(folder, passphrase=None)
        tell(language.message("vault_made_open", folder=folder))
        return vault
    print(language.message("passphrase_offer"))
    try:
        chosen = chosen_passphrase(language, waiting)
    except EOFError:
        raise KeyboardInterrupt from None  # Ctrl-D: nothing was chosen, so nothing is made
    if chosen is None:
        print(language.message("passphrase_none"))
        return Vault.create(folder, passphrase=None)
    if not sys.stdout.isatty():  # what is printed goes to a file or another program: no place for a key
        vault = Vault.create(folder, passphrase=chosen)
        tell(language.message("recovery_none"))
        return vault
    recovery_key = RecoveryKey.new()
    vault = Vault.create(folder, passphrase=chosen, recovery_key=recovery_key)
    show_recovery_key(recovery_key, language, wait=True, waiting=waiting)
    return vault


def chosen_passphrase(language: Language, waiting: Waiting = nullcontext) -> str | None:
    """A new passphrase, typed twice; None when none is wanted. Raises EOFError for Ctrl-D."""
    while True:
        first = typed(language.message("passphrase_new"), waiting)
        if not first.strip():
            return None
        if typed(language.message("passphrase_again"), waiting) == first:
            return first
        print(language.message("passphrase_differs"))


def show_recovery_key(
    recovery_key: RecoveryKey, language: Language, *, wait: bool, waiting: Waiting = nullcontext
) -> None:
    """Print the recovery key, this once. ``wait``: until it is written down; then the screen is cleared of it."""
    print(language.message("recovery_paper", key=recovery_key.text), flush=True)
    if not wait:
        return
    try:
        typed(language.message("recovery_written"), waiting)
    except (EOFError, KeyboardInterrupt):
        return
    finally:
        if sys.stdout.isatty():
            print(BLANK, end="", flush=True)


def typed(prompt: str, waiting: Waiting = nullcontext) -> str:
    """What is typed without being shown. Raises EOFError for Ctrl-D."""
    with waiting():
        return getpass.getpass(prompt)
