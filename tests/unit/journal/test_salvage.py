"""Reading around the damage: whichever page is hit, all that stands on other pages is found, and what is lost is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.kept import ReadOut
from voice_guide.journal.key_copies import read_keys
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.salvage import PAGE_BYTES, read_out
from voice_guide.journal.vault import Vault

GUIDE = 'id = "short"\n' + "# a guide is longer than a page\n" * 200
NOTICE = "If you agree, I save your words here."


def said(number: int) -> Fact:
    """Short answers and long ones, which fill several pages."""
    text = f"answer {number} " + "said in full " * (170 * number % 700)
    return Fact(FactKind.ANSWER_KEPT, participant="p1", question="wh-today", payload={"text": text})


@pytest.fixture
def written(folder: Path) -> list[RecordedFact]:
    """The facts of a closed vault with two sessions."""
    with Vault.create(folder, passphrase=None) as vault:
        for length in (30, 12):
            journal = vault.begin_session(
                guide_id="short",
                guide_title="Short conversation",
                guide_text=GUIDE,
                guide_hash=hashlib.sha256(GUIDE.encode()).hexdigest(),
                notice=NOTICE,
                settings={},
                rehearsed=False,
                language="en",
            )
            for number in range(length):
                journal.append([said(number)])
        return [fact for session in reversed(vault.sessions()) for fact in vault.facts(session.id)]


@pytest.fixture
def read(folder: Path, tmp_path: Path) -> Callable[[bytes], ReadOut]:
    """Reads what can be read when the database is these bytes."""
    numbers = iter(range(10_000))

    def read_bytes(content: bytes) -> ReadOut:
        key = read_keys(folder).unlock(None, folder=folder)
        (folder / "vault.db").write_bytes(content)
        scratch = tmp_path / f"scratch{next(numbers)}"
        scratch.mkdir()
        return read_out(folder / "vault.db", key, scratch)

    return read_bytes


def test_a_whole_database_is_read_whole(
    folder: Path, written: list[RecordedFact], read: Callable[[bytes], ReadOut]
) -> None:
    found = read((folder / "vault.db").read_bytes())
    assert found.recorded == written
    assert sorted(found.texts.values()) == sorted([GUIDE, NOTICE])
    assert found.lost == []


def test_whichever_page_is_damaged_the_rest_is_read_and_nothing_is_dropped_in_silence(
    folder: Path, written: list[RecordedFact], read: Callable[[bytes], ReadOut]
) -> None:
    whole = (folder / "vault.db").read_bytes()
    pages = len(whole) // PAGE_BYTES
    lost_somewhere = 0
    for page in range(pages):
        damaged = bytearray(whole)
        damaged[page * PAGE_BYTES + 200] ^= 1
        found = read(bytes(damaged))
        assert all(fact in written for fact in found.recorded), page
        told = {each.seq for each in found.lost}
        missing = {fact.seq: fact for fact in written if fact not in found.recorded}
        assert set(missing) == told, page
        assert all(
            (missing[each.seq].session, missing[each.seq].fact.kind) == (each.session, each.kind) for each in found.lost
        )
        assert len(missing) <= 40, page
        lost_somewhere += bool(missing)
    assert lost_somewhere > pages // 3


def test_a_database_that_was_cut_short_gives_what_is_left_of_it(
    folder: Path, written: list[RecordedFact], read: Callable[[bytes], ReadOut]
) -> None:
    whole = (folder / "vault.db").read_bytes()
    half = read(whole[: len(whole) // 2 + 100])
    assert 0 < len(half.recorded) < len(written)
    assert all(fact in written for fact in half.recorded)


def test_another_vaults_database_and_rubbish_give_nothing(
    written: list[RecordedFact], read: Callable[[bytes], ReadOut], tmp_path: Path
) -> None:
    Vault.create(tmp_path / "other", passphrase=None).close()
    for content in ((tmp_path / "other" / "vault.db").read_bytes(), b"", b"x" * 10 * PAGE_BYTES):
        with pytest.raises(VaultError, match="vault_damaged"):
            read(content)
