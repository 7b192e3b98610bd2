"""What has to be typed before something can't be taken back: never spoken, and never read from a file."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from voice_guide.cli.terminal import Stdin, stdin_kind
from voice_guide.errors import UsageError, VaultError
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language

TRIES = 3


class Typist:
    """Whoever is at the keyboard, or the lines of a pipe. Made before anything else reads standard input."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._kind = stdin_kind()

    @property
    def at_terminal(self) -> bool:
        """Whether somebody can be asked, and can see what is shown."""
        return self._kind is Stdin.TERMINAL

    def open(self, folder: Path) -> Vault:
        """Open the vault by the passphrase typed now, or, where it has none, as it is.

        A passphrase file opens nothing here. Raises VaultError, StorageError, UsageError ``not_typed``.
        """
        if not Vault.needs_passphrase(folder):
            return Vault.open(folder, passphrase=None)
        for left in reversed(range(TRIES if self.at_terminal else 1)):
            try:
                return Vault.open(folder, passphrase=self._secret())
            except VaultError as error:
                if error.key not in ("wrong_passphrase", "passphrase_empty") or left == 0:
                    raise
                print(self._language.message("passphrase_try_again"), file=sys.stderr)
        raise AssertionError("the last try ends in the loop")

    def word(self, key: str, **values: object) -> str:
        """What is typed after this message, without the spaces around it. Raises UsageError ``not_typed`` at the end."""
        if self._kind is Stdin.NOTHING:
            raise UsageError("not_typed")
        print(self._language.message(key, **values), end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise UsageError("not_typed")
        return line.strip()

    def _secret(self) -> str:
        if not self.at_terminal:
            return self.word("passphrase_typed").rstrip("\r\n")
        try:
            return getpass.getpass(self._language.message("passphrase_typed"))
        except EOFError:
            raise UsageError("not_typed") from None
