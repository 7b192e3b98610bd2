"""The key file: two copies, a passphrase or none, and damage told from a wrong passphrase."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voice_guide.errors import VaultError
from voice_guide.journal import wrapping
from voice_guide.journal.key_copies import KEY_COPY, KEY_FILE, mend_keys, read_keys, write_keys
from voice_guide.journal.keys import KeyFile
from voice_guide.journal.wrapping import LEAST_COST, Cost, NotEnoughMemory

DATA_KEY = bytes(range(32))
PASSPHRASE = "a quiet place"


def key_file(passphrase: str | None = PASSPHRASE) -> KeyFile:
    return KeyFile.new(DATA_KEY, passphrase=passphrase, cost=LEAST_COST)


def test_the_passphrase_opens_it_and_another_does_not(tmp_path: Path) -> None:
    keys = key_file("a quiet place")
    assert keys.has_passphrase
    assert keys.unlock("a quiet place", folder=tmp_path) == DATA_KEY
    for wrong in ("a quiet plac", "A quiet place", "", "a quiet place "):
        with pytest.raises(VaultError, match="wrong_passphrase"):
            keys.unlock(wrong, folder=tmp_path)
    with pytest.raises(VaultError, match="vault_locked"):
        keys.unlock(None, folder=tmp_path)


def test_letters_typed_composed_or_not_are_the_same_passphrase(tmp_path: Path) -> None:
    assert key_file("caf\u00e9").unlock("cafe\u0301", folder=tmp_path) == DATA_KEY


def test_without_a_passphrase_the_file_says_that_the_key_is_in_plain(tmp_path: Path) -> None:
    keys = key_file(None)
    assert not keys.has_passphrase
    assert keys.unlock(None, folder=tmp_path) == keys.unlock("not needed", folder=tmp_path) == DATA_KEY
    assert json.loads(keys.to_bytes())["wrappings"] == [{"kind": "none", "key_in_plain": DATA_KEY.hex()}]


def test_neither_key_nor_passphrase_is_in_the_file_or_in_what_is_printed() -> None:
    keys = key_file("a quiet place")
    for shown in (keys.to_bytes().decode(), repr(keys), repr(key_file(None))):
        assert DATA_KEY.hex() not in shown or "key_in_plain" in shown
        assert "quiet" not in shown
    assert DATA_KEY.hex() not in repr(key_file(None))


def test_a_new_passphrase_wraps_the_same_key_and_the_old_one_is_dead(tmp_path: Path) -> None:
    old = key_file("old words")
    new = old.rewrapped(DATA_KEY, passphrase="new words", cost=LEAST_COST)
    assert new.unlock("new words", folder=tmp_path) == DATA_KEY
    with pytest.raises(VaultError, match="wrong_passphrase"):
        new.unlock("old words", folder=tmp_path)


def test_a_wrapping_of_a_kind_not_known_here_stays_and_opens_nothing(tmp_path: Path) -> None:
    keys = key_file("old words")
    other = {"kind": "a kind of the future", "box": "00"}
    keys = KeyFile(keys.vault_id, keys.generation, (*keys.wrappings, other))
    keys = KeyFile.from_bytes(keys.to_bytes(), folder=tmp_path)
    changed = keys.rewrapped(DATA_KEY, passphrase="new words", cost=LEAST_COST)
    assert other in changed.wrappings
    assert changed.has_passphrase
    assert changed.unlock("new words", folder=tmp_path) == DATA_KEY


@pytest.mark.parametrize("broken", [KEY_FILE, KEY_COPY])
@pytest.mark.parametrize("how", ["missing", "empty", "flipped", "short", "not JSON"])
def test_either_copy_opens_when_the_other_is_damaged_and_is_mended(tmp_path: Path, broken: str, how: str) -> None:
    keys = key_file(None)
    write_keys(tmp_path, keys)
    path = tmp_path / broken
    whole = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        damage = {"empty": b"", "flipped": _flip(whole, len(whole) // 2), "short": whole[:-40], "not JSON": b"\xff{"}
        path.write_bytes(damage[how])
    assert read_keys(tmp_path) == keys
    assert mend_keys(tmp_path, keys) == (broken,)
    assert path.read_bytes() == whole
    assert mend_keys(tmp_path, keys) == ()


def test_every_flipped_bit_of_a_key_file_is_noticed_or_harmless(tmp_path: Path) -> None:
    keys = key_file(None)
    whole = keys.to_bytes()
    for bit in range(len(whole) * 8):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << (bit % 8)
        assert _read(bytes(damaged), tmp_path) in (keys, "vault_key_damaged")


def test_two_damaged_copies_and_none_at_all_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="vault_key_missing"):
        read_keys(tmp_path)
    for name in (KEY_FILE, KEY_COPY):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(VaultError, match="vault_key_damaged"):
        read_keys(tmp_path)


def test_the_newer_copy_counts_so_that_an_old_passphrase_dies_with_a_change_cut_short(tmp_path: Path) -> None:
    old = key_file("old words")
    write_keys(tmp_path, old)
    new = old.rewrapped(DATA_KEY, passphrase="new words", cost=LEAST_COST)
    (tmp_path / KEY_FILE).write_bytes(new.to_bytes())  # and the power went
    assert read_keys(tmp_path) == new
    assert mend_keys(tmp_path, new) == (KEY_COPY,)


def test_a_key_file_of_a_newer_version_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice_guide.journal.keys.VERSION", 2)
    write_keys(tmp_path, key_file(None))
    monkeypatch.undo()
    with pytest.raises(VaultError, match="vault_newer"):
        read_keys(tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"memory_bytes": 1024},  # a guess would cost nothing
        {"memory_bytes": 2**50},  # all the memory of the machine
        {"passes": 10**9},
        {"passes": "many"},
        {"derivation": "md5"},
        {"salt": "00"},
        {"nonce": "zz"},
    ],
)
def test_a_wrapping_made_to_harm_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    keys = key_file("a quiet place")
    hostile = KeyFile(keys.vault_id, 1, ({**keys.wrappings[0], **wrong},))
    hostile = KeyFile.from_bytes(hostile.to_bytes(), folder=tmp_path)
    with pytest.raises(VaultError, match="vault_key_damaged"):
        hostile.unlock("a quiet place", folder=tmp_path)


@pytest.mark.parametrize("content", [b"[]", b"1", b"null", b"[" * 60_000, b"x" * 100_000, b'{"check": 1}'])
def test_a_file_that_is_no_key_file_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(VaultError, match="vault_key_damaged"):
        read_keys(tmp_path)


def test_a_box_put_into_the_key_file_of_another_vault_stays_shut(tmp_path: Path) -> None:
    mine, other = key_file("a quiet place"), key_file("a quiet place")
    swapped = KeyFile(mine.vault_id, 1, other.wrappings)
    with pytest.raises(VaultError, match="wrong_passphrase"):
        swapped.unlock("a quiet place", folder=tmp_path)


def test_too_little_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = key_file("a quiet place")

    def no_memory(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("nacl.pwhash.argon2id.kdf", no_memory)
    with pytest.raises(VaultError, match="vault_needs_memory"):
        keys.unlock("a quiet place", folder=tmp_path)
    with pytest.raises(NotEnoughMemory):
        key_file("a quiet place")


@pytest.mark.slow
def test_what_a_guess_costs_in_use() -> None:
    assert Cost() == Cost(memory_bytes=256 * 1024 * 1024, passes=2)
    made = wrapping.wrap_with_passphrase(DATA_KEY, "a quiet place", vault_id="v", cost=Cost())
    assert wrapping.unwrap_with_passphrase(made, "a quiet place", vault_id="v") == DATA_KEY


def _read(content: bytes, folder: Path) -> KeyFile | str:
    try:
        return KeyFile.from_bytes(content, folder=folder)
    except VaultError as error:
        return error.key


def _flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
