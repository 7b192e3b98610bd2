"""Words of somebody who is not recorded, kept under another's name until somebody said whose they were: gone at once, for good.

An ``answer reopened`` that has ``dropped`` names the utterance. From then on it is on no paper; here its words leave the vault's
files, as everything that is erased does (``rewriting.py``). What was cut short is done when the session goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.dialogue.out_of_turn import DROPPED
from voice_guide.dialogue.parts import ERASED
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.journal.whose import moved_words


def drops(facts: Sequence[Fact]) -> bool:
    """Whether one of these facts says that words are to be dropped."""
    return any(fact.kind == FactKind.ANSWER_REOPENED and DROPPED in fact.payload for fact in facts)


def drop(vault: Vault, session: str) -> bool:
    """Have the words that are to be dropped gone from the vault; False where there are none.

    Raises StorageError, VaultError: then the words are where they were, on no paper, and this may be tried again.
    """
    everything = vault.everything()
    places = to_drop([recorded for recorded in everything if recorded.session == session])
    if not places:
        return False
    facts = [
        _without_words(recorded) if recorded.seq in places else recorded
        for recorded in everything
        if recorded.seq not in places or recorded.fact.kind != FactKind.SECOND_TEXT
    ]
    vault.rewrite(facts, vault.texts(), session, Fact(FactKind.ERASED, None, None, {"what": DROPPED}))
    return True


def to_drop(facts: Sequence[RecordedFact]) -> set[int]:
    """The numbers, in the vault, of a session's facts whose words are to be dropped and are still there."""
    found = {seq for seq, whose in moved_words(facts).items() if whose is None}
    return {recorded.seq for recorded in facts if recorded.seq in found and "text" in recorded.fact.payload}


class DroppingJournal:
    """ports.Journal: a session's facts are kept, and what is to be dropped is gone before the next are."""

    def __init__(self, vault: Vault, journal: SessionJournal) -> None:
        self._vault = vault
        self._journal = journal

    def append(self, facts: Sequence[Fact]) -> object:
        """See Journal."""
        written = self._journal.append(facts)
        if drops(facts):
            drop(self._vault, self._journal.id)
        return written


def _without_words(recorded: RecordedFact) -> RecordedFact:
    return replace(recorded, fact=replace(recorded.fact, payload={ERASED: True}))
