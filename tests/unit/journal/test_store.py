"""What is said is kept, in order, word for word."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from voice_guide.errors import StorageError, UsageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault

Begin = Callable[..., SessionJournal]


def answer(words: str, *, question: str = "wh-today", participant: str | None = "p1") -> Fact:
    return Fact(FactKind.ANSWER_KEPT, participant=participant, question=question, payload={"text": words})


def texts(journal: SessionJournal) -> list[object]:
    return [each.fact.payload["text"] for each in journal.facts() if each.fact.kind == FactKind.ANSWER_KEPT]


def test_a_session_begins_with_its_guide_notice_and_settings(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    (started,) = journal.facts()
    assert started.fact.kind == "session started"
    assert started.fact.payload["guide"] == "short"
    assert started.fact.payload["settings"] == {"patience_seconds": 4.0}
    assert vault.guide_text("c0ffee") == 'id = "short"'
    assert vault.notice(str(started.fact.payload["notice_hash"])) == "If you agree, I save your words here."


def test_two_sessions_share_one_copy_of_the_guide_and_notice(vault: Vault, begin: Begin) -> None:
    first, second = begin(vault), begin(vault)
    assert first.facts()[0].fact.payload["notice_hash"] == second.facts()[0].fact.payload["notice_hash"]


def test_facts_come_back_as_they_went_in_and_in_order(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    said = [answer("We had a row."), Fact(FactKind.PASSED, participant="p2", question="tf-now"), Fact(FactKind.CLOSED)]
    kept = journal.append(said)
    assert [each.fact for each in kept] == said
    assert [each.fact for each in journal.facts()[1:]] == said
    assert [each.seq for each in kept] == [2, 3, 4]
    assert {each.session for each in kept} == {journal.id}


@pytest.mark.parametrize(
    "words", ["", "naïve café 네 아니요 🙂", "a\nb\tc", "'); DROP TABLE facts; --", "nul\0nul", "{gap}"]
)
def test_any_words_are_kept_exactly(vault: Vault, begin: Begin, words: str) -> None:
    journal = begin(vault)
    journal.append([answer(words)])
    assert texts(journal) == [words]


def test_half_a_character_does_not_cost_the_rest_of_the_answer(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    (kept,) = journal.append([answer("before \udcff after")])
    assert kept.fact.payload["text"] == "before \N{REPLACEMENT CHARACTER} after"
    assert texts(journal) == ["before \N{REPLACEMENT CHARACTER} after"]


def test_times_are_utc_with_offset_whatever_the_clock_says(folder: Path, begin: Begin) -> None:
    summer = datetime(2026, 7, 1, 15, 0, tzinfo=timezone(timedelta(hours=1)))
    with Vault.create(folder, passphrase=None, now=lambda: summer) as vault:
        (started,) = begin(vault).facts()
    assert started.at == summer
    assert started.at.isoformat() == "2026-07-01T14:00:00+00:00"


def test_a_clock_that_goes_back_does_not_change_the_order(folder: Path, begin: Begin) -> None:
    hours = iter([12, 15, 9])
    with Vault.create(folder, passphrase=None, now=lambda: datetime(2026, 1, 1, next(hours), tzinfo=UTC)) as vault:
        journal = begin(vault)
        journal.append([answer("first")])
        journal.append([answer("second")])
        assert texts(journal) == ["first", "second"]


def test_all_of_an_append_is_kept_or_none(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    with pytest.raises(TypeError):
        journal.append([answer("kept?"), Fact(FactKind.COMMAND, payload={"not JSON": object()})])
    assert texts(journal) == []
    journal.append([answer("goes on")])
    assert texts(journal) == ["goes on"]


def test_appending_nothing_writes_nothing(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    assert journal.append([]) == []
    assert len(journal.facts()) == 1


def test_sessions_do_not_see_each_other(vault: Vault, begin: Begin) -> None:
    mine, theirs = begin(vault), begin(vault)
    mine.append([answer("mine")])
    theirs.append([answer("theirs")])
    assert texts(mine) == ["mine"]
    assert [each.fact.payload["text"] for each in vault.facts(theirs.id)[1:]] == ["theirs"]


def test_a_session_goes_on_after_the_vault_was_closed(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        journal = begin(vault)
        journal.append([answer("before")])
    with Vault.open(folder, passphrase=None) as vault:
        journal = vault.resume_session(journal.id)
        journal.append([answer("after")])
        assert texts(journal) == ["before", "after"]


def test_resuming_a_session_that_is_not_there_says_so(vault: Vault) -> None:
    with pytest.raises(UsageError, match="unknown_session"):
        vault.resume_session("nowhere")


def test_a_text_that_is_not_there_says_so(vault: Vault) -> None:
    with pytest.raises(UsageError, match="unknown_text"):
        vault.guide_text("beef")


def test_a_vault_deleted_in_mid_session_is_noticed_before_anything_is_called_saved(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    shutil.rmtree(vault.folder)
    with pytest.raises(StorageError, match="vault_gone"):
        journal.append([answer("into the void")])
    with pytest.raises(StorageError, match="vault_needs_reopening"):
        journal.append([answer("and again")])
    with pytest.raises(StorageError, match="vault_gone"):
        vault.reopen()


def test_after_a_failed_save_a_vault_put_back_goes_on_from_what_is_on_disk(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    journal.append([answer("safe")])
    away = vault.folder.rename(vault.folder.with_name("moved"))
    with pytest.raises(StorageError, match="vault_gone"):
        journal.append([answer("not told as saved")])
    away.rename(vault.folder)
    vault.reopen()
    journal.append([answer("goes on")])
    assert texts(journal)[0] == "safe"
    assert texts(journal)[-1] == "goes on"


def test_ten_thousand_answers_cost_no_more_than_the_first(vault: Vault, begin: Begin) -> None:
    """Counted in pages written, not seconds: the file grows in a line with what is said."""
    journal = begin(vault)
    size = (vault.folder / "vault.db").stat
    sizes = []
    for _ in range(4):
        journal.append([answer("word " * 20) for _ in range(2_500)])
        sizes.append(size().st_size)
    grown = [later - earlier for earlier, later in pairwise(sizes)]
    assert max(grown) < 1.2 * min(grown)
    assert len(texts(journal)) == 10_000


def test_a_save_that_failed_is_completed_once_and_the_rest_follows_with_its_own_times(
    vault: Vault, begin: Begin
) -> None:
    journal = begin(vault)
    journal.append([answer("We had a row.")])
    known = journal.facts()
    later = journal.noted([answer("Then he left."), answer("I was glad.")])
    assert journal.facts() == known  # noting writes nothing
    assert [each.at > known[-1].at for each in later] == [True, True]
    for _ in range(2):  # the second time everything is there
        whole = journal.complete([*known, *later])
        assert texts(journal) == ["We had a row.", "Then he left.", "I was glad."]
        assert [each.at for each in whole[-2:]] == [each.at for each in later]


def test_completing_writes_to_disk_even_where_nothing_is_missing(vault: Vault, begin: Begin, folder: Path) -> None:
    journal = begin(vault)
    journal.append([answer("We had a row.")])
    before = (folder / "vault.db").read_bytes()
    journal.complete(journal.facts())
    assert (folder / "vault.db").read_bytes() != before


def test_a_session_that_went_on_elsewhere_is_left_as_it_is(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    journal.append([answer("We had a row.")])
    known = journal.facts()
    journal.append([answer("Somebody else went on here.")])
    for mine in ([], journal.noted([answer("And I here.")])):
        with pytest.raises(VaultError, match="session_went_on"):
            journal.complete([*known, *mine])
    assert texts(journal) == ["We had a row.", "Somebody else went on here."]
