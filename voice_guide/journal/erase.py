"""Erasing for good: what was taken out, one person's words, a session, or everything.

``prepare`` works out what would go; ``carry_out`` does it. What remains is a fact of the kind ``erased``: that something
was, and when. Which words go with a person's, and which stay as somebody else's, is in ``redaction.py``; the copies that
review meetings hold are in ``review_copies.py``; how nothing stays behind on the disk is in ``rewriting.py``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voice_guide.dialogue.progress import Progress
from voice_guide.errors import UsageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.exports import REHEARSAL, Paper, Print, papers, prints, without_gone
from voice_guide.journal.projections import as_written
from voice_guide.journal.redaction import hidden_utterances, without_hidden, without_person
from voice_guide.journal.review_copies import ChangedCopy, changed_copies
from voice_guide.journal.rewriting import EVERYTHING
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.service_views import service_views, without_service_views
from voice_guide.journal.sessions import VAULT
from voice_guide.journal.vault import Vault

_HIDING = (FactKind.ANSWER_TAKEN_OUT, FactKind.ANSWER_CHANGED)


@dataclass(frozen=True)
class Erasure:
    """What is to go: everything (no ``session``), a session, a ``person`` (``p1``) of it, what was ``taken_out``, or what
    the service wrote of the plan (``service_view``).

    With ``taken_out`` and ``person`` only what that person took out.
    """

    session: str | None = None
    person: str | None = None
    taken_out: bool = False
    service_view: bool = False

    @property
    def what(self) -> str:
        """In one word or two, as the journal tells it."""
        if self.session is None:
            return EVERYTHING
        if self.service_view:
            return "service view"
        return "taken out" if self.taken_out else "person" if self.person is not None else "session"


@dataclass(frozen=True)
class Prepared:
    """What an erasure comes to. ``answers``: how many answers with words go; ``papers``: files that hold such words;
    ``prints``: when they were printed.
    """

    erasure: Erasure
    answers: int
    papers: tuple[Paper, ...]
    copies: tuple[ChangedCopy, ...]
    facts: tuple[RecordedFact, ...]  # of the whole vault, as they will be
    prints: tuple[Print, ...] = ()


def prepare(vault: Vault, erasure: Erasure) -> Prepared:
    """Work out what would go; nothing is changed.

    Raises UsageError ``erase_nothing`` where nothing was taken out, and VaultError, StorageError.
    """
    everything = vault.everything()
    if erasure.session is None:
        remain = tuple(_of_the_vault(each) for each in everything if each.fact.kind == FactKind.ERASED)
        found = tuple(papers(everything))
        return Prepared(erasure, _answers(everything), found, (), remain, tuple(prints(everything)))
    with as_written(erasure.session):
        return _prepared(vault, erasure, everything)


def _prepared(vault: Vault, erasure: Erasure, everything: Sequence[RecordedFact]) -> Prepared:
    of_it = [recorded for recorded in everything if recorded.session == erasure.session]
    erasure = _whole_where_all_was_taken_out(erasure, of_it)
    after = _after(erasure, of_it)
    copies = tuple(changed_copies(everything, vault.texts(), str(erasure.session), after))
    changed = {copy.started.seq: copy.started for copy in copies}
    remain = tuple(
        changed.get(recorded.seq, recorded)
        for recorded in sorted(
            [*after, *(other for other in everything if other.session != erasure.session)], key=lambda each: each.seq
        )
    )
    meetings = {copy.started.session for copy in copies}

    def holds(paper: Paper | Print) -> bool:
        return paper.session in meetings or (paper.session == erasure.session and _holds(paper, erasure, of_it))

    found, on_paper = tuple(filter(holds, papers(everything))), tuple(filter(holds, prints(everything)))
    return Prepared(erasure, _answers(of_it) - _answers(after), found, copies, remain, on_paper)


def carry_out(vault: Vault, prepared: Prepared, gone: Container[Path] = ()) -> None:
    """Erase. ``gone``: the papers that are not there any more, so that nothing needs to be known of them.

    Raises StorageError, VaultError: then nothing was erased, unless the key is ``erasing_unfinished``.
    """
    facts = [kept for recorded in prepared.facts if (kept := without_gone(recorded, gone)) is not None]
    texts = vault.texts() | {copy.guide_hash: copy.guide_text for copy in prepared.copies}
    wanted = _hashes(facts)
    erasure = prepared.erasure
    stays = erasure.session is not None and erasure.what != "session"
    told: dict[str, object] = {"what": erasure.what}
    if erasure.what == "session":
        told["session"] = erasure.session
    fact = Fact(FactKind.ERASED, erasure.person if stays else None, None, told)
    session = erasure.session if stays and erasure.session else VAULT
    vault.rewrite(facts, {key: text for key, text in texts.items() if key in wanted}, session, fact)


def _of_the_vault(recorded: RecordedFact) -> RecordedFact:
    """That something was erased once, and when; the session that it was in is there no more."""
    return replace(recorded, session=VAULT, fact=replace(recorded.fact, participant=None))


def _whole_where_all_was_taken_out(erasure: Erasure, facts: Sequence[RecordedFact]) -> Erasure:
    if not erasure.taken_out:
        return erasure
    if Progress.fold(recorded.fact for recorded in facts).all_taken_out:
        return Erasure(erasure.session, erasure.person)
    if not hidden_utterances(facts, erasure.person):
        raise UsageError("erase_nothing", session=erasure.session)
    return erasure


def _after(erasure: Erasure, facts: Sequence[RecordedFact]) -> list[RecordedFact]:
    if erasure.service_view:
        if all(view.erased for view in service_views(facts)):
            raise UsageError("erase_no_service_view", session=erasure.session)
        return without_service_views(facts)
    if erasure.taken_out:
        return without_hidden(facts, erasure.person)
    return without_person(facts, erasure.person) if erasure.person is not None else []


def _holds(paper: Paper | Print, erasure: Erasure, facts: Sequence[RecordedFact]) -> bool:
    """Whether words that go may be in this paper of the session."""
    if erasure.person is not None and paper.person not in (None, erasure.person):
        return False
    if erasure.service_view:
        written = [recorded.seq for recorded in facts if recorded.fact.kind == FactKind.SERVICE_VIEW]
        return paper.person is None and paper.what != REHEARSAL and paper.seq > min(written)
    if paper.what == REHEARSAL:  # its report and sound are of the whole, whatever was taken out meanwhile
        return True
    hidden_at = max((recorded.seq for recorded in facts if recorded.fact.kind in _HIDING), default=0)
    return not erasure.taken_out or paper.seq < hidden_at


def _answers(facts: Sequence[RecordedFact]) -> int:
    return sum(recorded.fact.kind == FactKind.UTTERANCE_HEARD and "text" in recorded.fact.payload for recorded in facts)


def _hashes(facts: Sequence[RecordedFact]) -> set[str]:
    """The texts that these facts still need."""
    named = ("guide_hash", "notice_hash", "notice")
    return {str(recorded.fact.payload[key]) for recorded in facts for key in named if key in recorded.fact.payload}
