"""The recovery key: read from paper with every usual slip, and what opens a vault whose passphrase is lost."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from voice_guide.errors import VaultError
from voice_guide.journal.key_copies import KEY_COPY, KEY_FILE
from voice_guide.journal.recovery import RANDOM_SIGNS, SIGNS, RecoveryKey
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

Begin = Callable[..., SessionJournal]
PAPER = RecoveryKey.read("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTK")
OLD = Path(__file__).parent / "vaults" / "v1"


def test_it_is_long_enough_that_nobody_guesses_it_and_holds_no_look_alikes() -> None:
    assert RANDOM_SIGNS * math.log2(len(SIGNS)) >= 128
    assert not set("ILOU") & set(SIGNS)
    made = {RecoveryKey.new().text for _ in range(200)}
    assert len(made) == 200
    for text in made:
        assert [len(group) for group in text.split("-")] == [4] * 7
        assert RecoveryKey.read(text).text == text


def test_every_sign_comes_in_every_place() -> None:
    made = [RecoveryKey.new().signs for _ in range(1000)]
    assert all(len({signs[place] for signs in made}) == len(SIGNS) for place in range(28))


@pytest.mark.parametrize(
    "typed",
    [
        "0123-4567-89ab-cdef-ghjk-mnpq-rstk",
        "0123 4567 89AB CDEF GHJK MNPQ RSTK",
        "0123456789ABCDEFGHJKMNPQRSTK",
        "O123-4567-89AB-CDEF-GHJK-MNPQ-RSTK",
        "oI23 – 4567 – 89AB – CDEF – GHJK – MNPQ – RSTK\n",
        "0l23.4567.89AB.CDEF.GHJK.MNPQ.RSTK",
        "０１２３-4567-89AB-CDEF-GHJK-MNPQ-RSTK",
    ],
)
def test_case_spaces_dashes_and_look_alikes_are_forgiven(typed: str) -> None:
    assert RecoveryKey.read(typed) == PAPER


def test_every_sign_typed_wrong_and_every_two_changed_about_is_a_slip() -> None:
    for signs in (PAPER.signs, RecoveryKey.new().signs):
        for place in range(len(signs)):
            for sign in set(SIGNS) - {signs[place]}:
                with pytest.raises(VaultError, match="recovery_key_mistyped"):
                    RecoveryKey.read(signs[:place] + sign + signs[place + 1 :])
        for one, other in combinations(range(len(signs)), 2):
            if signs[one] != signs[other]:
                swapped = list(signs)
                swapped[one], swapped[other] = swapped[other], swapped[one]
                with pytest.raises(VaultError, match="recovery_key_mistyped"):
                    RecoveryKey.read("".join(swapped))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "recovery_key_length (typed=0, wanted=28)"),
        ("0123-4567", "recovery_key_length (typed=8, wanted=28)"),
        (PAPER.text + "0", "recovery_key_length (typed=29, wanted=28)"),
        ("0123-456é", "recovery_key_sign (place=8)"),
    ],
)
def test_what_can_be_no_recovery_key_is_told_without_repeating_it(typed: str, told: str) -> None:
    with pytest.raises(VaultError) as error:
        RecoveryKey.read(typed)
    assert str(error.value) == told


def test_it_is_in_nothing_that_is_printed_by_accident() -> None:
    assert "0123" not in repr(PAPER)
    assert "0123" not in str(PAPER)


def test_the_passphrase_is_lost_and_the_recovery_key_sets_a_new_one(folder: Path, begin: Begin) -> None:
    with Vault.create(folder, passphrase="forgotten words", recovery_key=PAPER, cost=LEAST_COST) as vault:
        assert vault.keyring.has_recovery_key
        session = begin(vault).id
    with Vault.open(folder, passphrase=None, recovery_key=PAPER) as vault:
        vault.keyring.change_passphrase("remembered words", cost=LEAST_COST)
    with pytest.raises(VaultError, match="wrong_passphrase"):
        Vault.open(folder, passphrase="forgotten words")
    with Vault.open(folder, passphrase="remembered words") as vault:
        assert [each.id for each in vault.sessions()] == [session]
    Vault.open(folder, passphrase=None, recovery_key=PAPER).close()  # it stays valid through the change


def test_another_vaults_recovery_key_opens_nothing(folder: Path) -> None:
    Vault.create(folder, passphrase="a quiet place", recovery_key=PAPER, cost=LEAST_COST).close()
    with pytest.raises(VaultError, match="wrong_recovery_key"):
        Vault.open(folder, passphrase=None, recovery_key=RecoveryKey.new())


def test_a_new_recovery_key_is_the_only_one(folder: Path) -> None:
    newer = RecoveryKey.new()
    with Vault.create(folder, passphrase="a quiet place", recovery_key=PAPER, cost=LEAST_COST) as vault:
        vault.keyring.change_recovery_key(newer)
    with pytest.raises(VaultError, match="wrong_recovery_key"):
        Vault.open(folder, passphrase=None, recovery_key=PAPER)
    Vault.open(folder, passphrase=None, recovery_key=newer).close()
    Vault.open(folder, passphrase="a quiet place").close()


def test_a_vault_without_passphrase_has_none_until_there_is_something_to_recover(folder: Path) -> None:
    with Vault.create(folder, passphrase=None, recovery_key=PAPER) as vault:
        assert not vault.keyring.has_recovery_key
        with pytest.raises(VaultError, match="recovery_needs_passphrase"):
            vault.keyring.change_recovery_key(PAPER)
        vault.keyring.change_passphrase("a quiet place", recovery_key=PAPER, cost=LEAST_COST)
        assert vault.keyring.has_recovery_key
        vault.keyring.change_passphrase(None)
        assert not vault.keyring.has_recovery_key


def test_a_vault_from_before_there_were_recovery_keys_opens_and_can_have_one(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OLD, tmp_path / "vault"))
    with pytest.raises(VaultError, match="no_recovery_key"):
        Vault.open(folder, passphrase=None, recovery_key=PAPER)
    with Vault.open(folder, passphrase="a quiet place") as vault:
        assert not vault.keyring.has_recovery_key
        vault.keyring.change_recovery_key(PAPER)
    with Vault.open(folder, passphrase=None, recovery_key=PAPER) as vault:
        assert len(vault.sessions()) == 1


@pytest.mark.parametrize("wrong", [{"salt": "00"}, {"nonce": "zz"}, {"derivation": "none"}, {"box": 7}])
def test_a_recovery_box_that_is_not_well_formed_is_damage(folder: Path, wrong: dict[str, object]) -> None:
    with Vault.create(folder, passphrase="a quiet place", recovery_key=PAPER, cost=LEAST_COST) as vault:
        keys = vault.keyring.key_file
    hostile = type(keys)(
        keys.vault_id, 9, tuple({**w, **wrong} if w["kind"] == "recovery" else w for w in keys.wrappings)
    )
    for name in (KEY_FILE, KEY_COPY):
        (folder / name).write_bytes(hostile.to_bytes())
    with pytest.raises(VaultError, match="vault_key_damaged"):
        Vault.open(folder, passphrase=None, recovery_key=PAPER)
    Vault.open(folder, passphrase="a quiet place").close()  # the other way in is not touched by it
