"""Opening the vault for commands that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from voice_guide.cli.terminal import Stdin, open_vault, stdin_kind
from voice_guide.errors import VaultError
from voice_guide.journal.harden import harden_process
from voice_guide.journal.places import vault_folder
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.settings import load_settings, settings_path


@contextmanager
def opened() -> Iterator[tuple[Vault, Language]]:
    """The vault, which must be there, and the language. Raises VaultError, StorageError, SettingsError."""
    harden_process()
    language = Language.load(load_settings(settings_path()).language)
    folder = vault_folder()
    if not Vault.exists(folder):
        raise VaultError("no_vault", folder=str(folder))
    vault = open_vault(folder, language, ask=stdin_kind() is Stdin.TERMINAL)
    try:
        yield vault, language
    finally:
        vault.close()
