"""Key files put back, swapped and mixed up: what counts, what is told, and that no key is ever written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voice_guide.errors import VaultError
from voice_guide.journal.key_copies import COPIES, KEY_COPY, KEY_FILE, CopyState, copy_states
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

Begin = Callable[..., SessionJournal]


def locked(folder: Path) -> bytes:
    """A vault with a passphrase; its key file."""
    Vault.create(folder, passphrase="first words", cost=LEAST_COST).close()
    return (folder / KEY_FILE).read_bytes()


def test_one_older_copy_put_back_opens_nothing_and_is_mended(folder: Path) -> None:
    before = locked(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        vault.keyring.change_passphrase("second words", cost=LEAST_COST)
        keys = vault.keyring.key_file
    for name in COPIES:
        (folder / name).write_bytes(before)
        assert copy_states(folder, keys)[name] is CopyState.OLDER
        with pytest.raises(VaultError, match="wrong_passphrase"):
            Vault.open(folder, passphrase="first words")
        with Vault.open(folder, passphrase="second words") as vault:
            assert not vault.keyring.is_older
        assert set(copy_states(folder, keys).values()) == {CopyState.GOOD}


def test_both_older_copies_put_back_open_it_and_are_told(folder: Path) -> None:
    """The data key is the same, so a kept key file and its passphrase still open it: that can only be noticed."""
    before = locked(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        vault.keyring.change_passphrase("second words", cost=LEAST_COST)
        newer = (folder / KEY_FILE).read_bytes()
    for name in COPIES:
        (folder / name).write_bytes(before)
    with Vault.open(folder, passphrase="first words") as vault:
        assert vault.keyring.is_older
        vault.keyring.change_passphrase("third words", cost=LEAST_COST)
        assert not vault.keyring.is_older
    (folder / KEY_COPY).write_bytes(newer)  # the second one comes up again: it is older than the third
    with pytest.raises(VaultError, match="wrong_passphrase"):
        Vault.open(folder, passphrase="second words")
    Vault.open(folder, passphrase="third words").close()


def test_a_change_is_newer_than_any_copy_that_lies_here(folder: Path) -> None:
    locked(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        for words in ("second words", "third words"):
            vault.keyring.change_passphrase(words, cost=LEAST_COST)
        third = (folder / KEY_FILE).read_bytes()
        vault.keyring.change_recovery_key(RecoveryKey.new())
        (folder / KEY_COPY).write_bytes(third)
        vault.keyring.change_passphrase("fourth words", cost=LEAST_COST)
    Vault.open(folder, passphrase="fourth words").close()


def test_key_files_that_vanish_under_an_open_vault_are_written_with_the_next_change(folder: Path) -> None:
    locked(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        for name in COPIES:
            (folder / name).unlink()
        vault.keyring.change_passphrase("second words", cost=LEAST_COST)
    Vault.open(folder, passphrase="second words").close()


@pytest.mark.parametrize("swapped", COPIES)
@pytest.mark.parametrize("other_passphrase", [None, "other words"])
def test_another_vaults_key_file_among_ours_does_not_shut_us_out_and_is_kept(
    folder: Path, tmp_path: Path, begin: Begin, swapped: str, other_passphrase: str | None
) -> None:
    locked(folder)
    with Vault.create(tmp_path / "other", passphrase=other_passphrase, cost=LEAST_COST) as other:
        other.keyring.change_passphrase(other_passphrase, cost=LEAST_COST)  # its key file is newer than ours
        session = begin(other).id
    foreign = (tmp_path / "other" / KEY_FILE).read_bytes()
    for name in COPIES:
        (tmp_path / "other" / name).unlink()
    (folder / swapped).write_bytes(foreign)

    assert Vault.needs_passphrase(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        assert set(copy_states(folder, vault.keyring.key_file).values()) == {CopyState.GOOD}
    (aside,) = folder.glob(f"{swapped}.of-*")
    assert aside.read_bytes() == foreign

    (tmp_path / "other" / KEY_FILE).write_bytes(aside.read_bytes())
    with Vault.open(tmp_path / "other", passphrase=other_passphrase) as other:
        assert [each.id for each in other.sessions()] == [session]


def test_a_vault_that_is_locked_for_a_while_keeps_others_out_and_opens_with_its_passphrase_alone(
    folder: Path, begin: Begin
) -> None:
    locked(folder)
    with Vault.open(folder, passphrase="first words") as vault:
        journal = begin(vault)
        vault.keyring.lock()
        for ask in (vault.sessions, journal.facts, vault.reopen):
            with pytest.raises(Exception, match=r"vault_needs_reopening|vault_locked"):
                ask()
        with pytest.raises(VaultError, match="vault_in_use"):
            Vault.open(folder, passphrase="first words")
        with pytest.raises(VaultError, match="wrong_passphrase"):
            vault.keyring.unlock("last words")
        with pytest.raises(VaultError, match="vault_locked"):
            vault.reopen()
        vault.keyring.unlock("first words")
        assert len(journal.facts()) == 1
