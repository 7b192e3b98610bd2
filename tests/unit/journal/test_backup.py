"""Backups: made, read through, put back; never half of one, and nothing is ever written over."""

from __future__ import annotations

import json
import os
import random
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import backup
from voice_guide.journal.backup import FILES, MANIFEST, make_backup
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.restore import Restored, restore
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.unlocking import secret
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

Begin = Callable[..., SessionJournal]
DAY = datetime(2026, 11, 29, 20, 15, tzinfo=UTC)
SAID = Fact(FactKind.ANSWER_KEPT, participant="p1", question="wh-today", payload={"text": "quokka " * 3000})


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def backed_up(vault: Vault, begin: Begin, stick: Path) -> Path:
    """A vault with one answer, closed, and a backup of it."""
    begin(vault).append([SAID])
    made = make_backup(vault, stick, now=DAY)
    vault.close()
    return made


def put_back(made: Path, folder: Path, *, move_aside: bool = False, passphrase: str | None = None) -> Restored:
    return restore(made, folder, unlock=secret(passphrase, None, made), move_aside=move_aside, now=DAY)


def answers(folder: Path, passphrase: str | None = None) -> list[Fact]:
    with Vault.open(folder, passphrase=passphrase) as vault:
        facts = [each.fact for session in reversed(vault.sessions()) for each in vault.facts(session.id)]
    return [fact for fact in facts if fact.kind == FactKind.ANSWER_KEPT]


def test_a_backup_is_whole_private_encrypted_and_neutrally_named(backed_up: Path, stick: Path) -> None:
    assert [path.name for path in stick.iterdir()] == ["backup-2026-11-29"]
    assert {path.name for path in backed_up.iterdir()} == {*FILES, MANIFEST}
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in backed_up.iterdir()} == {0o600}
        assert stat.S_IMODE(backed_up.stat().st_mode) == 0o700
    assert all(b"quokka" not in path.read_bytes() for path in backed_up.iterdir())


def test_it_is_put_back_into_an_empty_place(backed_up: Path, tmp_path: Path) -> None:
    assert put_back(backed_up, tmp_path / "new") == Restored(sessions=1, aside=None)
    assert answers(tmp_path / "new") == [SAID]
    assert {path.name for path in (tmp_path / "new").iterdir()} >= {"vault.db", "vault.key", "vault.key.copy"}
    assert not (tmp_path / "new" / ".restoring").exists()


def test_a_vault_that_is_there_is_refused_or_kept_aside_whole(backed_up: Path, folder: Path, begin: Begin) -> None:
    later = Fact(FactKind.ANSWER_KEPT, payload={"text": "said after the backup"})
    with Vault.open(folder, passphrase=None) as vault:
        begin(vault).append([later])
    with pytest.raises(VaultError, match="restore_vault_there"):
        put_back(backed_up, folder)
    assert answers(folder) == [SAID, later]
    first = put_back(backed_up, folder, move_aside=True)
    second = put_back(backed_up, folder, move_aside=True)
    assert (first.aside, second.aside) == (folder / "set-aside-2026-11-29", folder / "set-aside-2026-11-29-2")
    assert answers(folder) == [SAID]
    assert first.aside is not None
    assert answers(first.aside) == [SAID, later]


def test_every_backup_has_a_name_of_its_own(vault: Vault, stick: Path) -> None:
    made = [make_backup(vault, stick, now=DAY).name for _ in range(3)]
    assert made == ["backup-2026-11-29", "backup-2026-11-29-2", "backup-2026-11-29-3"]


def test_a_backup_is_made_while_a_session_runs_and_holds_what_was_said_so_far(
    vault: Vault, begin: Begin, stick: Path, tmp_path: Path
) -> None:
    journal = begin(vault)
    journal.append([SAID])
    made = make_backup(vault, stick, now=DAY)
    journal.append([Fact(FactKind.CLOSED)])
    put_back(made, tmp_path / "new")
    assert answers(tmp_path / "new") == [SAID]


def test_a_backup_opens_with_the_passphrase_or_recovery_key_of_its_day(
    folder: Path, stick: Path, tmp_path: Path
) -> None:
    paper = RecoveryKey.new()
    with Vault.create(folder, passphrase="first words", recovery_key=paper, cost=LEAST_COST) as vault:
        made = make_backup(vault, stick, now=DAY)
        vault.keyring.change_passphrase("second words", cost=LEAST_COST)
    for passphrase, told in ((None, "vault_locked"), ("second words", "wrong_passphrase")):
        with pytest.raises(VaultError, match=told):
            put_back(made, tmp_path / "new", passphrase=passphrase)
        assert not Vault.exists(tmp_path / "new")
    put_back(made, tmp_path / "new", passphrase="first words")
    restore(made, tmp_path / "other", unlock=secret(None, paper, made), move_aside=False, now=DAY)
    Vault.open(tmp_path / "other", passphrase="first words").close()


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
@pytest.mark.parametrize("how", ["short", "flipped", "longer", "missing"])
def test_a_backup_that_was_cut_short_or_changed_is_refused(backed_up: Path, folder: Path, name: str, how: str) -> None:
    path = backed_up / name
    whole = path.read_bytes()
    middle = len(whole) // 2
    damage = {"short": whole[:middle], "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]}
    damage["longer"] = whole + b"\0"
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(damage[how])
    if (name, how) == (MANIFEST, "missing"):  # a folder copied by hand has no list, and the cipher looks at it
        put_back(backed_up, folder, move_aside=True)
    else:
        wanted = "no_backup" if (name, how) == ("vault.db", "missing") else "backup_altered"
        with pytest.raises(VaultError, match=wanted):
            put_back(backed_up, folder, move_aside=True)
        assert not list(folder.glob("set-aside*"))
    assert answers(folder) == [SAID]
    assert not (folder / ".restoring").exists()


def test_without_its_list_a_damaged_backup_is_refused_all_the_same(backed_up: Path, tmp_path: Path) -> None:
    (backed_up / MANIFEST).unlink()
    whole = (backed_up / "vault.db").read_bytes()
    chance = random.Random(4)
    pages = len(whole) // 4096
    told = set()
    for at in [0, 30, 4096, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))]:
        (backed_up / "vault.db").write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            put_back(backed_up, tmp_path / f"new{at}")
        except VaultError as error:
            told.add(error.key)
        else:
            assert answers(tmp_path / f"new{at}") == [SAID], f"byte {at}"
    assert told == {"backup_damaged"}
    for size in [0, 100, *(4096 * page for page in range(1, pages))]:
        (backed_up / "vault.db").write_bytes(whole[:size])
        with pytest.raises(VaultError, match="backup_damaged"):
            put_back(backed_up, tmp_path / f"short{size}")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"format": "another"}, "backup_altered"),
        ({"version": 2}, "backup_newer"),
        ({"files": []}, "backup_altered"),
        ({"files": {"vault.db": {"bytes": "many"}}}, "backup_altered"),
    ],
)
def test_a_list_of_another_kind_is_refused(backed_up: Path, folder: Path, told: dict[str, object], error: str) -> None:
    manifest = backed_up / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **told}))
    with pytest.raises(VaultError, match=error):
        put_back(backed_up, folder, move_aside=True)


def test_a_list_can_name_no_file_outside_the_backup(backed_up: Path, tmp_path: Path) -> None:
    manifest = backed_up / MANIFEST
    body = json.loads(manifest.read_text())
    body["files"]["../../elsewhere"] = {"bytes": 0, "sha256": ""}
    manifest.write_text(json.dumps(body))
    put_back(backed_up, tmp_path / "new")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_no_backup_is_told(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(VaultError, match="no_backup"):
        put_back(tmp_path, folder)
    assert not folder.exists()


def test_a_backup_inside_the_vault_is_refused(vault: Vault) -> None:
    for place in (vault.folder, vault.folder / "below"):
        with pytest.raises(VaultError, match="backup_inside"):
            make_backup(vault, place, now=DAY)
    assert not (vault.folder / "below").exists()


def test_a_place_that_can_not_be_written_to_is_told_and_no_half_is_left(vault: Vault, stick: Path) -> None:
    stick.write_text("a file, not a folder")
    with pytest.raises(VaultError, match="backup_not_written"):
        make_backup(vault, stick, now=DAY)
    assert stick.read_text() == "a file, not a folder"


def test_a_disk_that_gives_back_something_else_is_noticed(
    vault: Vault, begin: Begin, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(vault).append([SAID])
    monkeypatch.setattr(backup, "contents", lambda connection: "another")
    with pytest.raises(VaultError, match="backup_not_whole"):
        make_backup(vault, stick, now=DAY)
    assert list(stick.iterdir()) == []


def test_a_journal_left_by_a_killed_program_never_meets_the_backups_database(backed_up: Path, folder: Path) -> None:
    (folder / "vault.db-journal").write_bytes(b"left over")
    restored = put_back(backed_up, folder, move_aside=True)
    assert restored.aside is not None
    assert (restored.aside / "vault.db-journal").read_bytes() == b"left over"
    assert not (folder / "vault.db-journal").exists() or (folder / "vault.db-journal").stat().st_size == 0
    assert answers(folder) == [SAID]


def test_without_links_the_vault_is_moved_aside_all_the_same(
    backed_up: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    restored = put_back(backed_up, folder, move_aside=True)
    assert restored.aside is not None
    assert answers(restored.aside) == answers(folder) == [SAID]


def test_a_key_file_of_the_vault_that_went_aside_does_not_stay_beside_the_backups(
    folder: Path, stick: Path, tmp_path: Path
) -> None:
    with Vault.create(folder, passphrase="first words", cost=LEAST_COST) as vault:
        made = make_backup(vault, stick, now=DAY)
        vault.keyring.change_passphrase("second words", cost=LEAST_COST)
    (made / MANIFEST).unlink()
    (made / "vault.key.copy").unlink()
    restored = put_back(made, folder, move_aside=True, passphrase="first words")
    assert restored.aside is not None
    Vault.open(folder, passphrase="first words").close()
    Vault.open(restored.aside, passphrase="second words").close()


def test_a_vault_that_is_open_is_not_put_aside(backed_up: Path, folder: Path) -> None:
    with Vault.open(folder, passphrase=None), pytest.raises(VaultError, match="vault_in_use"):
        put_back(backed_up, folder, move_aside=True)
