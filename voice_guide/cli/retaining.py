"""What a start does about words that get old: tell of it, and erase what was told of long enough ago."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime

from voice_guide.cli.output import tell
from voice_guide.errors import StorageError, VaultError
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.retention import Outlook, is_set_for_one, look, notice
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language


@dataclass(frozen=True)
class Retained:
    """What was done: ``told``, that something will be erased; ``erased``, how many sessions were."""

    told: bool
    erased: int


def retain(
    vault: Vault, keep_days: int | None, language: Language, now: Callable[[], datetime], spared: Container[str] = ()
) -> Retained:
    """Erase what is due, then tell of what will be. No name, no day and no session is said: others may see it.

    ``spared``: sessions that are wanted now. Raises VaultError, StorageError where the vault can't be read. What can't be
    erased now is told, and tried again at the next start.
    """
    if keep_days is None and not is_set_for_one(vault.own_journal().facts()):
        return Retained(False, 0)  # nothing gets old here: the whole vault need not be read
    outlook = look(vault.everything(), keep_days, now())
    erased = _erase(vault, [session for session in outlook.due if session not in spared], language)
    if erased:
        tell(language.message("retention_erased"))
        outlook = look(vault.everything(), keep_days, now())
    if not outlook.told_of:
        return Retained(False, erased)
    vault.own_journal().append([notice(outlook)])
    _tell(outlook, language)
    return Retained(True, erased)


def _erase(vault: Vault, sessions: list[str], language: Language) -> int:
    """How many were erased. One that can't be read does not stand in the way of the others, nor of a conversation."""
    erased = 0
    for session in sessions:
        try:
            carry_out(vault, prepare(vault, Erasure(session)))
            erased += 1
        except StorageError as error:
            tell(language.explain(error))
            break
        except VaultError as error:
            tell(language.explain(error))
    return erased


def _tell(outlook: Outlook, language: Language) -> None:
    if outlook.clock_doubted:
        tell(language.message("retention_clock"))
    # From now on: the notice that was just written counts from this moment.
    tell(language.message("retention_told", days=outlook.days_left))
