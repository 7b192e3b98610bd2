"""Bits flip and files are cut short: it is noticed, never passed over. And nothing that lies about can be read."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.saving import CHILD, kept_in, lines
from tests.faults.saving_child import answer, begin
from voice_guide.errors import VaultError
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Vault.create(tmp_path / "vault", passphrase=None).close()
    return tmp_path / "vault"


def test_every_flipped_bit_of_a_vault_is_noticed_or_harmless(folder: Path) -> None:
    said = [answer(number) for number in range(50)]
    with Vault.open(folder, passphrase=None) as vault:
        begin(vault).append(said)
    whole = (folder / "vault.db").read_bytes()
    chance = random.Random(7)
    noticed = 0
    for at in [*range(120), *(chance.randrange(len(whole)) for _ in range(400))]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        (folder / "vault.db").write_bytes(damaged)
        try:
            kept = kept_in(folder)
        except VaultError as error:
            noticed += error.key == "vault_damaged"
        else:
            assert kept == said, f"byte {at}"
    assert noticed > 400


@needs_strace
@pytest.mark.parametrize("when", [30, 60, 101])
def test_a_flipped_bit_in_the_journal_of_a_killed_program_drops_nothing_in_silence(folder: Path, when: int) -> None:
    strace = ["strace", "-f", "-o", os.devnull, "-P", f"{folder}/vault.db"]
    inject = ["-e", f"inject=pwrite64:signal=SIGKILL:when={when}"]
    ran = subprocess.run([*strace, *inject, *CHILD, str(folder), "80"], capture_output=True, text=True)
    saved = len(lines(ran.stdout, "saved"))
    database, journal = ((folder / name).read_bytes() for name in ("vault.db", "vault.db-journal"))
    chance = random.Random(when)
    noticed = 0
    for at in [*range(28), *(chance.randrange(len(journal)) for _ in range(60))]:  # the header, and anywhere
        damaged = bytearray(journal)
        damaged[at] ^= 1 << chance.randrange(8)
        (folder / "vault.db").write_bytes(database)
        (folder / "vault.db-journal").write_bytes(damaged)
        try:
            kept = kept_in(folder)
        except VaultError as error:
            noticed += error.key == "vault_damaged"
        else:
            assert kept == [answer(number) for number in range(len(kept))], f"byte {at}"
            assert len(kept) >= saved, f"byte {at}"
    assert noticed


def test_every_cut_short_database_is_noticed(folder: Path) -> None:
    with Vault.open(folder, passphrase=None) as vault:
        begin(vault).append([answer(number) for number in range(50)])
    whole = (folder / "vault.db").read_bytes()
    chance = random.Random(8)
    for size in [0, 1, 16, 4095, 4096, 4097, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(100))]:
        (folder / "vault.db").write_bytes(whole[:size])
        with pytest.raises(VaultError, match="vault_damaged"):
            kept_in(folder)


@needs_strace
def test_words_are_in_no_file_when_the_program_is_killed_in_mid_save(folder: Path) -> None:
    """The journal file is full only between its writing and its cutting: the kill comes there."""
    strace = ["strace", "-f", "-o", os.devnull, "-P", f"{folder}/vault.db"]
    inject = ["-e", "inject=pwrite64:signal=SIGKILL:when=30"]
    subprocess.run([*strace, *inject, *CHILD, str(folder), "50"], capture_output=True, check=False)
    assert (folder / "vault.db-journal").stat().st_size > 4096
    for path in folder.iterdir():
        content = path.read_bytes()
        for words in (b"said in full", b"answer 1", b"If you agree", b"short"):
            assert words not in content, path.name
    assert kept_in(folder)
