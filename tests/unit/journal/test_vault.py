"""A vault: made, opened, locked against a second program, closed to everybody else."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from voice_guide.errors import StorageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import database
from voice_guide.journal.database import NotEncrypted, open_database
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

Begin = Callable[..., SessionJournal]
CANARY = "zanzibarquokka"
PASSPHRASE = "a quiet place"
PAGE = 4096

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no file modes of this kind")


def locked_vault(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.create(folder, passphrase=passphrase, cost=LEAST_COST)


def test_a_folder_without_a_vault_says_so(folder: Path) -> None:
    assert not Vault.exists(folder)
    for ask in (lambda: Vault.open(folder, passphrase=None), lambda: Vault.needs_passphrase(folder)):
        with pytest.raises(VaultError, match="no_vault"):
            ask()
    assert not folder.exists()


def test_a_vault_without_passphrase_opens_and_never_says_locked(folder: Path) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        assert not vault.has_passphrase
        assert vault.folder == folder
    assert Vault.exists(folder)
    assert not Vault.needs_passphrase(folder)
    with Vault.open(folder, passphrase=None) as vault:
        assert not vault.has_passphrase


def test_a_vault_with_a_passphrase_opens_with_it_alone(folder: Path, begin: Begin) -> None:
    with locked_vault(folder) as vault:
        assert vault.has_passphrase
        journal = begin(vault)
    assert Vault.needs_passphrase(folder)
    with pytest.raises(VaultError, match="vault_locked"):
        Vault.open(folder, passphrase=None)
    with pytest.raises(VaultError, match="wrong_passphrase"):
        Vault.open(folder, passphrase="another place")
    with Vault.open(folder, passphrase="a quiet place") as vault:
        assert [each.id for each in vault.sessions()] == [journal.id]


@pytest.mark.parametrize("passphrase", ["", "   "])
def test_an_empty_passphrase_is_refused_before_anything_is_made(folder: Path, passphrase: str) -> None:
    with pytest.raises(VaultError, match="passphrase_empty"):
        Vault.create(folder, passphrase=passphrase)
    assert not folder.exists()


def test_a_vault_is_never_made_over_another(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault)
    with pytest.raises(VaultError, match="vault_exists"):
        Vault.create(folder, passphrase=None)
    with Vault.open(folder, passphrase=None) as vault:
        assert len(vault.sessions()) == 1


def test_a_changed_passphrase_rewraps_the_key_and_leaves_every_word_alone(folder: Path, begin: Begin) -> None:
    with locked_vault(folder, "old words") as vault:
        begin(vault)
        before = (folder / "vault.db").read_bytes()
        vault.keyring.change_passphrase("new words", cost=LEAST_COST)
        after = (folder / "vault.db").read_bytes()
        assert (len(after), after[PAGE:]) == (len(before), before[PAGE:])  # the header alone counts the change
    with pytest.raises(VaultError, match="wrong_passphrase"):
        Vault.open(folder, passphrase="old words")
    with Vault.open(folder, passphrase="new words") as vault:
        assert len(vault.sessions()) == 1
        vault.keyring.change_passphrase(None)
        assert not vault.has_passphrase
    with Vault.open(folder, passphrase=None) as vault:
        assert len(vault.sessions()) == 1


@pytest.mark.parametrize("lost", ["vault.key", "vault.key.copy"])
def test_a_lost_copy_of_the_key_is_made_again_by_opening(folder: Path, lost: str) -> None:
    locked_vault(folder).close()
    whole = (folder / lost).read_bytes()
    (folder / lost).unlink()
    Vault.open(folder, passphrase="a quiet place").close()
    assert (folder / lost).read_bytes() == whole


def test_the_files_of_a_vault_are_its_owners_alone(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault)
        names = {path.name for path in folder.iterdir()}
        assert names == {"vault.db", "vault.db-journal", "vault.key", "vault.key.copy", "vault.lock"}
        if os.name != "nt":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@posix_only
def test_a_folder_open_to_others_is_closed_to_them(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    Vault.create(folder, passphrase=None).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix_only
def test_a_shared_folder_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o1777)
    Vault.create(folder, passphrase=None).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777


def test_no_word_stands_in_plain_in_any_file(folder: Path, begin: Begin) -> None:
    said = Fact(FactKind.ANSWER_KEPT, participant=CANARY, question=CANARY, payload={"text": f"{CANARY} " * 2000})
    with locked_vault(folder, CANARY) as vault:
        begin(vault, title=CANARY).append([said])
        found = _files_with(folder, CANARY)  # a full journal file lies beside the database only in mid-write
    assert found == _files_with(folder, CANARY) == []
    for encoded in (CANARY.encode("utf-16-le"), CANARY.encode().hex().encode()):
        assert all(encoded not in path.read_bytes() for path in folder.iterdir())


def test_without_the_key_the_database_can_not_be_read(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault)
    with pytest.raises(VaultError, match="vault_damaged"):
        open_database(folder / "vault.db", bytes(32), folder=folder)


def test_a_key_file_of_another_vault_opens_nothing(folder: Path, tmp_path: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    Vault.create(tmp_path / "other", passphrase=None).close()
    for name in ("vault.key", "vault.key.copy"):
        (folder / name).write_bytes((tmp_path / "other" / name).read_bytes())
    with pytest.raises(VaultError, match="vault_damaged"):
        Vault.open(folder, passphrase=None)


def test_a_missing_database_is_not_replaced_by_an_empty_one(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    (folder / "vault.db").unlink()
    assert Vault.exists(folder)
    with pytest.raises(VaultError, match="vault_database_missing"):
        Vault.open(folder, passphrase=None)
    with pytest.raises(VaultError, match="vault_exists"):
        Vault.create(folder, passphrase=None)


def test_missing_keys_are_told(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    (folder / "vault.key").unlink()
    (folder / "vault.key.copy").unlink()
    for ask in (lambda: Vault.open(folder, passphrase=None), lambda: Vault.needs_passphrase(folder)):
        with pytest.raises(VaultError, match="vault_key_missing"):
            ask()


def test_a_database_in_plain_is_never_written_to(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    (folder / "vault.db").unlink()
    plain = apsw.Connection(str(folder / "vault.db"))
    plain.execute("CREATE TABLE facts (seq)")
    plain.close()
    with pytest.raises(VaultError, match="vault_damaged"):
        Vault.open(folder, passphrase=None)


def test_a_setting_that_does_not_take_stops_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database.SETTINGS, "sinchronous", ("EXTRA", 3))  # SQLite ignores a misspelt pragma
    with pytest.raises(NotEncrypted, match="sinchronous"):
        Vault.create(folder, passphrase=None)


def test_a_library_without_ciphers_stops_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(apsw, "mc_version")
    with pytest.raises(NotEncrypted):
        Vault.create(folder, passphrase=None)


def test_a_second_opening_is_refused_and_harms_nothing(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase=None) as vault:
        journal = begin(vault)
        for again in (Vault.open, Vault.create):
            with pytest.raises(VaultError, match="vault_in_use"):
                again(folder, passphrase=None)
        journal.append([Fact(FactKind.CLOSED)])
    Vault.open(folder, passphrase=None).close()


def test_a_second_program_is_refused_until_the_first_has_ended(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    script = (
        "import sys; from pathlib import Path; from voice_guide.journal.vault import Vault\n"
        "vault = Vault.open(Path(sys.argv[1]), passphrase=None); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(VaultError, match="vault_in_use"):
            Vault.open(folder, passphrase=None)
        other.kill()
        other.wait()
    Vault.open(folder, passphrase=None).close()


def test_closing_twice_and_using_it_afterwards(vault: Vault, begin: Begin) -> None:
    journal = begin(vault)
    vault.close()
    vault.close()
    with pytest.raises(StorageError, match="vault_needs_reopening"):
        journal.append([Fact(FactKind.CLOSED)])


def test_a_creation_that_was_cut_short_can_be_done_again(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    (folder / "vault.key").unlink()
    (folder / "vault.db").rename(folder / "vault.db.new")  # as it lies before the last two steps
    (folder / "vault.db.new-journal").write_bytes(b"left over")
    assert not Vault.exists(folder)
    with Vault.create(folder, passphrase=None) as vault:
        assert vault.sessions() == []
    assert {path.name for path in folder.iterdir()} >= {"vault.db", "vault.key", "vault.key.copy"}
    assert not list(folder.glob("*.new*"))


def test_between_database_and_key_the_copy_of_the_key_is_enough(folder: Path) -> None:
    Vault.create(folder, passphrase=None).close()
    (folder / "vault.key").unlink()  # as it lies before the last step
    assert Vault.exists(folder)
    Vault.open(folder, passphrase=None).close()
    assert (folder / "vault.key").exists()


def _files_with(folder: Path, words: str) -> list[str]:
    return [path.name for path in folder.iterdir() if words.encode() in path.read_bytes()]
