"""Locking the vault in a long pause, and the passphrase that opens it again: typed, never spoken."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from voice_guide.cli.terminal import Waiting, typed
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session.lasting_journal import LastingJournal
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.screen import BLANK


class Locking:
    """Locks the vault. From ``begin`` on its session is told of it.

    ``waiting`` is entered while somebody types; ``keys_away`` keeps single keys from being read meanwhile.
    """

    def __init__(
        self,
        vault: Vault,
        language: Language,
        *,
        waiting: Waiting,
        keys_away: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._vault = vault
        self._language = language
        self._waiting = waiting
        self._keys_away = keys_away
        self._session: LastingJournal | None = None
        self._locked: Vault | None = None
        self._progress = Progress()

    def begin(self, session: LastingJournal, progress: Progress) -> None:
        """From now on this session keeps when it was locked and opened again."""
        self._session, self._progress = session, progress

    def pause_lock(self, after_seconds: float) -> PauseLock:
        """What the conversation asks when a pause lasts."""
        return PauseLock(after_seconds, lock=self.lock, unlock=self.unlock)

    def lock(self) -> None:
        """Note it, close the vault, let go of its key and clear the screen.

        Not while something is not saved: without the key it could not be.
        """
        self._note(FactKind.LOCKED)
        if self._session is not None and self._session.is_behind:
            return
        self._locked = self._session.vault if self._session is not None else self._vault
        self._locked.keyring.lock()
        if sys.stdout.isatty():
            print(BLANK, end="", flush=True)

    def unlock(self) -> bool:
        """Ask for the passphrase until it opens; False for Ctrl-C or Ctrl-D. Raises VaultError for what is not the typist's."""
        if self._locked is None:
            return True
        ask = self._language.message("lock_ask")
        with self._keys_away():
            while True:
                try:
                    self._locked.keyring.unlock(typed(ask, self._waiting))
                except (EOFError, KeyboardInterrupt):
                    return False
                except VaultError as error:
                    if error.key != "wrong_passphrase":
                        raise
                    print(self._language.message("passphrase_try_again"), flush=True)
                    continue
                break
        self._locked = None
        self._note(FactKind.UNLOCKED)
        print(self._language.message("lock_opened"), flush=True)
        return True

    def _note(self, kind: FactKind) -> None:
        """In the journal and in the progress alike: an answer opened again counts the facts back."""
        if self._session is not None:
            fact = Fact(kind)
            self._session.append([fact])
            self._progress.apply(fact)
