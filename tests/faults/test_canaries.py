"""What is said in a session is in the vault alone, encrypted, however it ends: no log, cache, temporary or core file has it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.canaries import CANARY, ENDS, NAME, PASSPHRASE, Place, makes_cores
from voice_guide.journal.vault import Vault

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")]


@pytest.mark.parametrize("end", ENDS)
def test_words_and_names_are_in_no_file_however_it_ends(tmp_path: Path, end: str) -> None:
    place = Place.made(tmp_path / "home")
    cores = makes_cores(place.work)
    place.talk(end)
    assert place.holding(CANARY, NAME) == []
    assert place.holding(PASSPHRASE) == ["passphrase.txt"]
    if cores:
        assert place.cores() == []
    with Vault.open(place.home.vault, passphrase=PASSPHRASE) as vault:
        facts = [str(each.fact) for each in vault.facts(vault.find_session("latest"))]
    assert sum(CANARY in fact for fact in facts) == 4  # all of it was saved
    assert any(NAME in fact for fact in facts)
    assert place.holding(CANARY, NAME) == []


def test_a_word_that_lies_about_is_found(tmp_path: Path) -> None:
    place = Place.made(tmp_path / "home")
    (place.work / "log.txt").write_text(f"he said {CANARY}")
    (place.home.temporary / "x.bin").write_bytes(CANARY.encode("utf-16-le"))
    assert set(place.holding(CANARY)) == {"temporary/x.bin", "user/log.txt"}
