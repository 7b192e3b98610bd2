"""Encrypted papers: only their passphrase opens them, other programs can, and damage is told."""

from __future__ import annotations

import io
import zipfile

import pytest
import pyzipper
from hypothesis import given, settings
from hypothesis import strategies as st
from stream_unzip import IncorrectAESPasswordError, stream_unzip

from voice_guide.errors import UsageError, VoiceGuideError
from voice_guide.languages import Language
from voice_guide.record.sealed import check_passphrase, made_up_passphrase, seal, unseal

PASSPHRASE = "kettle harbour nineteen"
WORDS = "Josephina will wombatish the shed. " * 20
SEALED = seal(WORDS.encode(), PASSPHRASE, name="reminders.ics")


def refused(sealed: bytes, passphrase: str = PASSPHRASE) -> str:
    """The key of the error; it must have words."""
    with pytest.raises(VoiceGuideError) as caught:
        unseal(sealed, passphrase)
    assert Language.load().explain(caught.value)
    return caught.value.key


def test_it_comes_back_and_another_program_opens_it_too() -> None:
    assert unseal(SEALED, PASSPHRASE) == WORDS.encode()
    opened = stream_unzip([SEALED], password=PASSPHRASE.encode())
    assert [(name, b"".join(pieces)) for name, _size, pieces in opened] == [(b"reminders.ics", WORDS.encode())]
    with pytest.raises(IncorrectAESPasswordError):
        list(stream_unzip([SEALED], password=b"another passphrase"))


def test_it_shows_neither_words_nor_when_it_was_made_nor_a_sum_of_the_words() -> None:
    assert b"wombatish" not in SEALED
    (inside,) = zipfile.ZipFile(io.BytesIO(SEALED)).infolist()
    assert (inside.filename, inside.date_time, inside.CRC) == ("reminders.ics", (1980, 1, 1, 0, 0, 0), 0)
    with pyzipper.AESZipFile(io.BytesIO(SEALED)) as file:
        assert file.infolist()[0].wz_aes_strength == 3  # AES-256
    assert seal(WORDS.encode(), PASSPHRASE, name="reminders.ics") != SEALED  # a salt of its own


def test_another_passphrase_does_not_open_it() -> None:
    keys = {refused(SEALED, f"kettle harbour number {number}") for number in range(20)}
    assert "sealed_wrong_passphrase" in keys
    assert keys <= {"sealed_wrong_passphrase", "sealed_damaged"}


@pytest.mark.slow
def test_every_changed_byte_is_noticed_or_changes_nothing() -> None:
    for place in range(len(SEALED)):
        for flip in (1, 0x80, 0xFF):
            altered = bytearray(SEALED)
            altered[place] ^= flip
            try:
                assert unseal(bytes(altered), PASSPHRASE) == WORDS.encode(), place
            except VoiceGuideError as error:
                assert error.key.startswith("sealed_")  # noqa: PT017 - most places are noticed, some tell nothing
    start = SEALED.index(b"reminders.ics") + 60
    for place in range(start, start + 30):  # what is encrypted is noticed everywhere
        altered = bytearray(SEALED)
        altered[place] ^= 1
        assert refused(bytes(altered)) == "sealed_damaged"


@pytest.mark.slow
def test_a_file_that_was_cut_short_or_is_none_of_ours_is_told() -> None:
    assert {refused(SEALED[:length]) for length in range(0, len(SEALED), 7)} == {"sealed_damaged"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as plain:
        plain.writestr("x.txt", "not encrypted")
    assert refused(out.getvalue()) == "sealed_not_one"
    with zipfile.ZipFile(out, "w") as two:
        two.writestr("x.txt", "x")
        two.writestr("y.txt", "y")
    assert refused(out.getvalue()) == "sealed_not_one"


def test_a_small_file_that_holds_too_much_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = seal(bytes(4 * 1024 * 1024), PASSPHRASE, name="x")
    monkeypatch.setattr("voice_guide.record.sealed.MOST_BYTES", 2 * 1024 * 1024)
    assert len(bomb) < 64 * 1024
    assert refused(bomb) == "sealed_not_one"


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(st.binary(max_size=5000), st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=15, max_size=80))
def test_any_content_and_any_right_passphrase(content: bytes, passphrase: str) -> None:
    if len(passphrase.strip()) >= 15:
        check_passphrase(passphrase)
    assert unseal(seal(content, passphrase, name="x"), passphrase) == content


@pytest.mark.slow
@settings(deadline=None, max_examples=80, derandomize=True, database=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda more: SEALED[:150] + more)))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    assert refused(content).startswith("sealed_")


@pytest.mark.parametrize(
    ("passphrase", "key"),
    [
        ("short", "sealed_too_short"),
        ("fourteen signs", "sealed_too_short"),
        (" " * 40, "sealed_too_short"),
        ("três palavras compridas", "sealed_signs"),
        ("세 낱말이 넘는 비밀번호입니다", "sealed_signs"),
        ("kettle\tharbour nineteen", "sealed_signs"),
    ],
)
def test_a_passphrase_that_is_easily_guessed_or_typed_in_two_ways_is_refused(passphrase: str, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_passphrase(passphrase)
    assert caught.value.key == key


def test_one_that_is_made_up_is_right_and_never_the_same() -> None:
    made = {made_up_passphrase() for _ in range(200)}
    assert len(made) == 200
    for passphrase in made:
        check_passphrase(passphrase)
        assert len(passphrase.replace("-", "")) == 16
