"""The journal of a session whose disk may fail: what can't be written stays in memory until it can, here or elsewhere.

Nothing is called saved before it is on disk. At the first failure the people are asked what to do. Who carries on
regardless is asked again before anything is said that rests on what was saved: at a command, a pause and the end.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from voice_guide.errors import StorageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.dropping import drop, drops, to_drop
from voice_guide.journal.places import other_folder
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.vault import Vault

NotSaved = StorageError | VaultError


class Way(Enum):
    """What may be done about words that are not saved. (A Path is another: save in that folder.)"""

    AGAIN = auto()  # try once more
    CARRY_ON = auto()  # keep them in memory, and go on
    STOP = auto()  # stop, and lose them
    LATER = auto()  # keep them in memory, and ask when what is being said has been said


# After these nothing is said that rests on what was saved, so whoever chose to carry on is not asked each time.
_CAN_WAIT = frozenset(
    {
        FactKind.PARTICIPANT_JOINED,
        FactKind.AGREED_TO_RECORD,
        FactKind.DECLINED_TO_RECORD,
        FactKind.QUESTION_ASKED,
        FactKind.CONDITIONAL_ASKED,
        FactKind.UTTERANCE_HEARD,
        FactKind.SECOND_TEXT,
        FactKind.ANSWER_KEPT,
        FactKind.ANSWER_REOPENED,
        FactKind.PASSED,
        FactKind.TALKING_PIECE,
        FactKind.TALK_TIME_ANSWERED,
        FactKind.FIRST_WORD_OFFERED,
        FactKind.GROUND_RULES_ANSWERED_BY,
        FactKind.PARTICIPANT_LEFT,
        FactKind.PARTICIPANT_RETURNED,
        FactKind.SILENCE,
        FactKind.WAY_FORWARD_DRAFTED,
        FactKind.WAY_FORWARD_CHANGED,
        FactKind.WAY_FORWARD_ANSWERED_BY,
        FactKind.WAYS_FORWARD_NAMED,
        FactKind.REVIEW_DAY_SET,
    }
)


_LAST = (FactKind.STOPPED, FactKind.CLOSED)  # after these nobody is listened to


class LastingJournal:
    """ports.Journal on a vault. ``vault`` is where the session is saved now.

    ``ask`` is told of a failure, and whether the conversation goes on after these words, and says what to do. None: nobody
    can be asked yet, and a failure ends the session. ``told_saved`` is called when what was not saved is saved after all.
    """

    def __init__(self, vault: Vault, session_id: str) -> None:
        self.vault = vault
        self.ask: Callable[[NotSaved, bool], Way | Path] | None = None
        self.told_saved: Callable[[], None] = lambda: None
        self._journal = vault.session_journal(session_id)
        self._saved = self._journal.facts()
        self._unsaved: list[RecordedFact] = []
        self._texts = _texts(vault, self._saved)
        self._carries_on = False
        self._quiet = False
        self._drop()

    def append(self, facts: Sequence[Fact]) -> object:
        """Write all or none; on disk when this returns, unless the people chose to carry on without.

        Raises StorageError or VaultError where they chose to stop, or where nobody can be asked.
        """
        if not facts:
            return None
        error = self._write(facts)
        if error is None and drops(facts):
            self._drop()
        if error is not None and self._may_ask(facts, error):
            self._until_saved(error, goes_on=not any(fact.kind in _LAST for fact in facts))
        elif error is None and self._carries_on:
            self._is_saved()
        return None

    @property
    def is_behind(self) -> bool:
        """Whether something is in memory that is not saved."""
        return bool(self._unsaved)

    def finish(self) -> None:
        """The session is over: try once more. Raises StorageError or VaultError when something is still not saved."""
        error = self._try_again() if self._unsaved else None
        if error is not None:
            raise error
        self._drop()

    def _drop(self) -> None:
        """Have words that are to be dropped gone from the disk. What can't be now is tried again at the end, and at a resume."""
        if not to_drop(self._saved):
            return
        with contextlib.suppress(StorageError, VaultError):
            drop(self.vault, self._journal.id)
            self._saved = self._journal.facts()

    def close(self) -> None:
        """Close the vault that the session is saved in now."""
        self.vault.close()

    def _write(self, facts: Sequence[Fact]) -> NotSaved | None:
        if not self._unsaved:
            try:
                self._saved += self._journal.append(facts)
            except (StorageError, VaultError) as error:
                self._unsaved += self._journal.noted(facts)
                return error
            return None
        self._unsaved += self._journal.noted(facts)
        return self._try_again()

    def _may_ask(self, facts: Sequence[Fact], error: NotSaved) -> bool:
        """Nothing is said while it is quiet, or when whoever could answer has gone."""
        if self.ask is None:
            raise error
        for fact in facts:
            if fact.kind in (FactKind.PAUSED, FactKind.RESUMED):
                self._quiet = fact.kind == FactKind.PAUSED and bool(fact.payload.get("quiet"))
        if any(fact.kind in (FactKind.LOCKED, FactKind.UNLOCKED) for fact in facts):
            return False  # a pause, in which nobody is spoken to
        left = any(fact.kind == FactKind.STOPPED and fact.payload.get("reason") != "command" for fact in facts)
        waits = self._carries_on and all(fact.kind in _CAN_WAIT for fact in facts)
        return not (self._quiet or left or waits)

    def _until_saved(self, error: NotSaved | None, *, goes_on: bool) -> None:
        assert self.ask is not None
        while error is not None:
            way = self.ask(error, goes_on)
            if way is Way.STOP:
                raise error
            if way is Way.LATER:
                return
            if way is Way.CARRY_ON:
                self._carries_on = True
                return
            error = self._save_in(way) if isinstance(way, Path) else self._try_again()
        self._is_saved()

    def _is_saved(self) -> None:
        self._carries_on = False
        if not self._quiet:
            self.told_saved()

    def _try_again(self) -> NotSaved | None:
        try:
            self.vault.reopen()
            self._complete()
        except (StorageError, VaultError) as error:
            return error
        return None

    def _save_in(self, folder: Path) -> NotSaved | None:
        """Have the whole session in a vault in another folder, and go on there."""
        if self.vault.folder.resolve() in (folder.resolve(), other_folder(folder).resolve()):
            return self._try_again()
        before = self._journal
        try:
            other = self.vault.elsewhere(folder)
        except (StorageError, VaultError) as error:
            return error
        try:
            self._journal = other.session_journal(before.id)
            self._complete()
        except (StorageError, VaultError) as error:
            self._journal = before
            other.close()
            return error
        self.vault.close()
        self.vault = other
        return None

    def _complete(self) -> None:
        self._saved = self._journal.complete([*self._saved, *self._unsaved], texts=self._texts)
        self._unsaved = []


def _texts(vault: Vault, facts: Sequence[RecordedFact]) -> list[tuple[str, str]]:
    """The guide and the notice that this session began with, by their hashes."""
    hashes = [str(facts[0].fact.payload[name]) for name in ("guide_hash", "notice_hash")]
    return list(zip(hashes, (vault.guide_text(hashes[0]), vault.notice(hashes[1])), strict=True))
