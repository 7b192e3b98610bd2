"""Words of somebody who is not recorded, said out of turn, are on no page of the vault once it is known whose they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.test_out_of_turn import pressed, with_kai_not_recorded
from tests.kept import words_in
from tests.unit.journal.conftest import Begin
from voice_guide.dialogue.out_of_turn import DROPPED
from voice_guide.errors import StorageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import rewriting
from voice_guide.journal.dropping import DroppingJournal, drop
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.session.lasting_journal import LastingJournal

WORDS = "I hid by the wombatish river"


def told_whose(vault: Vault, journal: SessionJournal) -> tuple[list[Fact], list[Fact]]:
    """What was written before it was told whose the words were, and what is written then."""
    talk = with_kai_not_recorded()
    for fact in talk.facts:
        if "text" in fact.payload:
            fact.payload["text"] = WORDS
    before = list(talk.facts)
    journal.append(
        [*before, Fact(FactKind.SECOND_TEXT, "p1", "happened", {"utterance": 1, "text": WORDS, "engine": "x"})]
    )
    pressed(talk, "that was", 2)
    return before, talk.facts[len(before) :]


def test_the_search_would_find_them(vault: Vault, folder: Path, begin: Begin) -> None:
    told_whose(vault, begin(vault))
    assert words_in(folder, (WORDS,)) == [WORDS]


def test_they_are_on_no_page_as_soon_as_it_is_told(vault: Vault, folder: Path, begin: Begin) -> None:
    session = begin(vault)
    _, told = told_whose(vault, session)
    DroppingJournal(vault, session).append(told)
    assert words_in(folder, ("wombatish",)) == []
    session.append([Fact(FactKind.SILENCE)])  # the session goes on
    kinds = [each.fact.kind for each in session.facts()]
    assert (kinds[-2], kinds[-1]) == (FactKind.ERASED, FactKind.SILENCE)
    assert drop(vault, session.id) is False  # nothing is left to drop


def test_where_the_disk_refuses_it_is_done_at_the_end(
    vault: Vault,
    folder: Path,
    begin: Begin,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = begin(vault)
    _, told = told_whose(vault, session)
    lasting = LastingJournal(vault, session.id)

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("disk_full", folder=str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(rewriting, "rewrite", refuse)
        lasting.append(told)
        assert words_in(folder, ("wombatish",)) == ["wombatish"]
    lasting.append([Fact(FactKind.SILENCE)])
    lasting.finish()
    assert words_in(folder, ("wombatish",)) == []


def test_killed_before_that_it_is_done_when_the_session_goes_on(vault: Vault, folder: Path, begin: Begin) -> None:
    session = begin(vault)
    _, told = told_whose(vault, session)
    session.append(told)
    assert words_in(folder, ("wombatish",)) == ["wombatish"]
    lasting = LastingJournal(vault, session.id)
    assert words_in(folder, ("wombatish",)) == []
    lasting.append([Fact(FactKind.SILENCE)])
    assert session.facts()[-2].fact.payload == {"what": DROPPED}
