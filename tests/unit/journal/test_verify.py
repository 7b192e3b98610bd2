"""Looking through a vault: what is whole is said to be whole, what is not is named, and nothing is changed by looking."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voice_guide.cli.papers import papers_of
from voice_guide.cli.vault_verify import not_made
from voice_guide.cli.wiring import begin as begin_session
from voice_guide.cli.wiring import dialogue_for, load_named_guide, today
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import VaultError
from voice_guide.events import Event, Fact, Keep, Listen, Started, Utterance
from voice_guide.facts import FactKind
from voice_guide.journal.database import open_database
from voice_guide.journal.key_copies import CopyState, read_keys
from voice_guide.journal.projections import session_view
from voice_guide.journal.saving import save_as_vault
from voice_guide.journal.unlocking import secret
from voice_guide.journal.vault import Vault
from voice_guide.journal.verify import Examined, examine
from voice_guide.languages import Language
from voice_guide.record import transcript

PAGE = 4096
LANGUAGE = Language.load()


def hold(vault: Vault, *, answers: int) -> str:
    """A conversation of so many answers, through the dialogue itself; its session."""
    guide = load_named_guide(LANGUAGE, "short")
    dialogue = dialogue_for(guide, LANGUAGE, Meaning(LANGUAGE), DialogueOptions(people=("Jo",)), Progress())
    journal = begin_session(vault, guide, LANGUAGE, settings={}, rehearsed=True)
    event: Event = Started()
    for number in range(-1, answers + 1):
        asked = None
        for action in dialogue.handle(event, today=today()):
            match action:
                case Keep(facts):
                    journal.append(facts)
                case Listen(turn):
                    asked = turn
        assert asked is not None
        event = Utterance(
            asked.id, "yes" if number < 0 else f"it was day {number} " + "and he said so " * (90 * number)
        )
    return journal.id


@pytest.fixture
def talked(folder: Path) -> list[str]:
    """A closed vault; its two sessions."""
    with Vault.create(folder, passphrase=None) as vault:
        return [hold(vault, answers=5), hold(vault, answers=3)]


def looked(folder: Path) -> Examined:
    return examine(folder, secret(None, None, folder))


def wrong(found: Examined) -> set[tuple[str | None, str]]:
    return {(each.session, each.key) for each in found.noted if each.wrong}


def change(folder: Path, *statements: str) -> None:
    """Change the database as no program of ours would."""
    connection = open_database(folder / "vault.db", read_keys(folder).unlock(None, folder=folder), folder=folder)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def flipped(folder: Path) -> Iterator[int]:
    """The vault with each page damaged in turn; then it is whole again."""
    whole = (folder / "vault.db").read_bytes()
    for page in range(len(whole) // PAGE):
        damaged = bytearray(whole)
        damaged[page * PAGE + 300] ^= 8
        (folder / "vault.db").write_bytes(damaged)
        yield page
    (folder / "vault.db").write_bytes(whole)


def test_a_whole_vault_is_whole_and_looking_changes_nothing(folder: Path, talked: list[str]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    found = looked(folder)
    assert found.pages_whole
    assert not found.keys_older
    assert set(found.copies.values()) == {CopyState.GOOD}
    assert (found.noted, found.read.lost, found.read.session_ids()) == ((), (), talked)
    assert all(not_made(found.read, LANGUAGE, session) == [] for session in talked)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "vault.db-journal"}
    assert after == {name: data for name, data in before.items() if name != "vault.db-journal"}


def test_whichever_page_is_damaged_the_sessions_touched_are_named_and_no_paper_shows_a_wrong_word(
    folder: Path, talked: list[str]
) -> None:
    whole = looked(folder).read
    words = {session: texts_of(papers_text(whole, session)) for session in talked}
    touched = 0
    for page in flipped(folder):
        found = looked(folder)
        assert not found.pages_whole, page
        assert set(found.read.session_ids()) == set(talked), page
        lost = {each.session for each in found.read.lost}
        touched += bool(lost)
        told = {session for session, key in wrong(found) if key == "verify_lost"}
        assert told == lost, page
        assert len(found.read.recorded) + len(found.read.lost) == len(whole.recorded), page
        for session in talked:
            if "transcript" in not_made(found.read, LANGUAGE, session):
                assert (session in lost) or any("guide" in key for _, key in wrong(found)), page
                continue
            shown = texts_of(papers_text(found.read, session))
            assert set(shown) <= set(words[session]), page
            if session not in lost:
                assert shown == words[session], page
            elif len(shown) < len(words[session]):
                assert "was lost when the disk was damaged" in papers_text(found.read, session), page
    assert touched > 3


def papers_text(kept: object, session: str) -> str:
    return transcript.as_text(papers_of(kept, LANGUAGE, session))  # type: ignore[arg-type]


def texts_of(paper: str) -> list[str]:
    """The answers in a transcript, by the number that each begins with and its length."""
    return [f"{line.split('it was day ')[1][:1]}:{len(line)}" for line in paper.splitlines() if "it was day " in line]


def test_what_can_be_read_is_saved_as_a_vault_with_every_number_time_and_word(
    folder: Path, talked: list[str], tmp_path: Path
) -> None:
    whole = looked(folder).read
    for page in flipped(folder):
        found = looked(folder)
        saved = tmp_path / f"saved{page}"
        save_as_vault(found.read, saved, found.keys, found.data_key)
        with Vault.open(saved, passphrase=None) as vault:
            facts = [each for session in talked for each in vault.facts(session)]
        read = [each for each in facts if each.fact.kind != FactKind.LOST]
        assert read == sorted(found.read.recorded, key=lambda each: (talked.index(each.session), each.seq)), page
        assert all(each in whole.recorded for each in read), page
        assert looked(saved).pages_whole, page
    with pytest.raises(VaultError, match="save_not_empty"):
        save_as_vault(whole, saved, found.keys, found.data_key)


def test_facts_taken_out_behind_our_back_leave_gaps_that_are_told(folder: Path, talked: list[str]) -> None:
    change(folder, "DELETE FROM facts WHERE kind = 'answer kept'")
    (gaps,) = looked(folder).noted
    assert (gaps.key, gaps.values["count"]) == ("verify_gaps", 8)
    change(folder, "DELETE FROM facts WHERE seq = (SELECT max(seq) FROM facts)")
    assert looked(folder).noted[0].values["count"] == 9


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM facts WHERE kind = 'session started'", "verify_beginning"),
        ("DELETE FROM texts WHERE length(text) > 1000", "verify_guide_missing"),
        ("DELETE FROM texts WHERE length(text) < 1000", "verify_notice_missing"),
        ("UPDATE texts SET text = replace(text, 'What', 'Why') WHERE length(text) > 1000", "verify_guide_changed"),
        ("UPDATE texts SET text = text || '.' WHERE length(text) < 1000", "verify_notice_changed"),
    ],
)
def test_what_was_changed_behind_our_back_is_told(folder: Path, talked: list[str], statement: str, told: str) -> None:
    change(folder, statement)
    found = looked(folder)
    assert found.pages_whole
    assert wrong(found) == {(session, told) for session in talked}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE facts SET at = 'yesterday' WHERE seq = 9", "UPDATE facts SET payload = '[1]' WHERE kind = 'answer kept'"],
)
def test_a_row_that_was_never_written_so_is_damage_or_keeps_its_paper_from_being_made(
    folder: Path, talked: list[str], statement: str
) -> None:
    change(folder, statement)
    found = looked(folder)
    assert not found.pages_whole or not_made(found.read, LANGUAGE, talked[0])


def test_a_clock_that_was_put_back_is_noted_and_nothing_is_wrong(folder: Path) -> None:
    times = iter(datetime(2026, 11, 24, 14, 0, tzinfo=UTC) - timedelta(minutes=n) for n in range(100))
    with Vault.create(folder, passphrase=None, now=lambda: next(times)) as vault:
        hold(vault, answers=2)
    found = looked(folder)
    assert [(each.key, each.wrong) for each in found.noted] == [("verify_clock", False)]


def test_a_kind_of_fact_from_a_later_version_is_noted(folder: Path, talked: list[str]) -> None:
    with Vault.open(folder, passphrase=None) as vault:
        vault.resume_session(talked[0]).append([Fact("a kind of the future")])
    found = looked(folder)
    assert [(each.session, each.key, each.wrong) for each in found.noted] == [(talked[0], "verify_unknown_kind", False)]
    assert not_made(found.read, LANGUAGE, talked[0]) == []


def test_facts_about_the_vault_itself_are_of_no_session(folder: Path, talked: list[str]) -> None:
    change(
        folder, "INSERT INTO facts (at, session, kind, payload) SELECT at, 'vault', 'erased', '{}' FROM facts LIMIT 1"
    )
    found = looked(folder)
    assert (found.read.session_ids(), found.noted) == (talked, ())
    for _ in flipped(folder):
        found = looked(folder)
        assert found.read.session_ids() == talked
        assert bool(found.read.lost) == bool({key for _, key in wrong(found)} & {"verify_lost"})


def test_key_files_are_looked_at_and_left_as_they_are(folder: Path, talked: list[str]) -> None:
    (folder / "vault.key").unlink()
    (folder / "vault.key.copy").rename(folder / "vault.key")
    assert looked(folder).copies == {"vault.key": CopyState.GOOD, "vault.key.copy": CopyState.MISSING}
    assert not (folder / "vault.key.copy").exists()


def test_a_newer_vault_and_one_in_use_are_refused(folder: Path, talked: list[str]) -> None:
    with Vault.open(folder, passphrase=None), pytest.raises(VaultError, match="vault_in_use"):
        looked(folder)
    change(folder, "PRAGMA user_version = 99")
    with pytest.raises(VaultError, match="vault_newer"):
        looked(folder)


@pytest.mark.parametrize("kind", ["answer taken out", "answer reopened", "participant joined"])
def test_where_a_loss_could_show_wrong_words_no_paper_is_made(folder: Path, talked: list[str], kind: str) -> None:
    with Vault.open(folder, passphrase=None) as vault:
        vault.resume_session(talked[0]).append([Fact(FactKind.LOST, payload={"kind": kind})])
        with pytest.raises(VaultError, match="session_incomplete"):
            session_view(vault.facts(talked[0]))
    assert set(not_made(looked(folder).read, LANGUAGE, talked[0])) == {"transcript", "sheet", "copies", "resume"}


def test_words_after_a_lost_utterance_stay_with_their_own_questions(folder: Path, talked: list[str]) -> None:
    whole = looked(folder).read
    second = [each for each in whole.facts(talked[0]) if each.fact.kind == FactKind.UTTERANCE_HEARD][1]
    lost = Fact(FactKind.LOST, payload={"kind": second.fact.kind})
    facts = [
        each if each != second else type(each)(each.seq, each.at, each.session, lost) for each in whole.facts(talked[0])
    ]
    before, after = session_view(whole.facts(talked[0])).answers, session_view(facts).answers
    assert [each.lost for each in after].count(True) == 1
    assert [one == other or other.lost for one, other in zip(before, after, strict=True)] == [True] * len(before)


def test_the_notice_hash_is_what_verify_thinks_it_is(folder: Path, talked: list[str]) -> None:
    started = looked(folder).read.facts(talked[0])[0].fact.payload
    assert started["notice_hash"] == hashlib.sha256(LANGUAGE.notice().encode()).hexdigest()
