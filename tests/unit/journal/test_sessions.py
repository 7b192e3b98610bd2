"""Finding a session by what a person types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voice_guide.errors import UsageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import sessions
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.sessions import SessionSummary
from voice_guide.journal.vault import Vault

Begin = Callable[..., SessionJournal]


def session(session_id: str, *, rehearsed: bool = False, closed: bool = False) -> SessionSummary:
    then = datetime(2026, 11, 24, tzinfo=UTC)
    return SessionSummary(session_id, then, then, "short", "Short", "g", "n", "en", rehearsed, closed)


def test_sessions_stand_newest_first_with_what_became_of_them(vault: Vault, begin: Begin) -> None:
    first = begin(vault, title="The first")
    second = begin(vault, rehearsed=True)
    first.append([Fact(FactKind.ANSWER_KEPT), Fact(FactKind.CLOSED)])
    newer, older = vault.sessions()
    assert (newer.id, newer.rehearsed, newer.closed) == (second.id, True, False)
    assert (older.id, older.rehearsed, older.closed) == (first.id, False, True)
    assert (older.guide_id, older.guide_title, older.language) == ("short", "The first", "en")
    assert older.last > newer.last > older.started


def test_a_vault_without_sessions_lists_none(vault: Vault) -> None:
    assert vault.sessions() == []
    with pytest.raises(UsageError, match="no_sessions"):
        vault.find_session("latest")


@pytest.mark.parametrize("typed", ["kq4mt", "KQ4MT", " kq4mt ", "kq4", "K"])
def test_an_id_its_beginning_and_any_case_will_do(typed: str) -> None:
    assert sessions.find([session("kq4mt"), session("c7pmt")], typed) == "kq4mt"


@pytest.mark.parametrize("typed", ["", "  ", "x", "kq4mtt", "../etc", "late"])
def test_what_fits_no_session_is_told(typed: str) -> None:
    with pytest.raises(UsageError, match="unknown_session"):
        sessions.find([session("kq4mt")], typed)


def test_a_beginning_that_fits_two_names_them() -> None:
    with pytest.raises(UsageError) as told:
        sessions.find([session("kq4mt"), session("kq7cd")], "kq")
    assert told.value.key == "session_not_unique"
    assert told.value.values["matches"] == "kq4mt, kq7cd"


def test_latest_passes_over_rehearsals_where_there_is_another() -> None:
    assert sessions.find([session("kkkkk", rehearsed=True), session("ccccc")], "Latest") == "ccccc"
    assert sessions.find([session("kkkkk", rehearsed=True)], "latest") == "kkkkk"


def test_the_latest_to_carry_on_is_not_a_finished_one() -> None:
    held = [session("kkkkk", closed=True), session("ccccc"), session("ddddd")]
    assert sessions.find(held, "latest", unfinished=True) == "ccccc"
    with pytest.raises(UsageError, match="none_unfinished"):
        sessions.find(held[:1], "latest", unfinished=True)


def test_the_latest_to_review_is_a_finished_one() -> None:
    held = [session("kkkkk"), session("ddddd", rehearsed=True, closed=True), session("ccccc", closed=True)]
    assert sessions.find(held, "latest", finished=True) == "ccccc"
    assert sessions.find(held[:2], "latest", finished=True) == "ddddd"
    with pytest.raises(UsageError, match="none_finished"):
        sessions.find(held[:1], "latest", finished=True)


def test_a_session_that_reviews_another_says_so(vault: Vault, begin: Begin) -> None:
    first = begin(vault)
    begin(vault, reviews=first.id)
    assert [each.reviews for each in vault.sessions()] == [first.id, None]


def test_ids_are_short_clear_and_never_given_twice() -> None:
    taken: set[str] = set()
    for _ in range(2_000):
        made = sessions.new_id(taken)
        assert made not in taken
        taken.add(made)
    assert all(len(each) == 5 and each[0].isalpha() for each in taken)
    assert not set("".join(taken)) & set("0o1li5saeuyvbz")


def test_a_session_is_found_again_in_a_vault_reopened(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        journal = begin(vault)
    with Vault.open(folder, passphrase=None) as vault:
        assert vault.find_session("latest") == vault.find_session(journal.id.upper()) == journal.id
