"""One person's own copy that is read aloud: their words of the list, and not one of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kept import JO, KAI, OF_JO, OF_KAI, keep, two_people
from tests.unit.record.test_audio_copy import read
from tests.unit.record.test_own_copy import copy_of
from voice_guide.journal.vault import Vault
from voice_guide.record.audio_own_copy import audio_own_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


def lines_of(vault: Vault, person: str) -> list[str]:
    return read(audio_own_copy(copy_of(vault, keep(vault, two_people()), person)))


def test_it_says_whose_it_is_and_has_their_own_words_and_answers(vault: Vault) -> None:
    lines = lines_of(vault, "p1")
    assert lines[3:5] == [
        f"This is the copy of {JO}.",
        "These are the words of one person. What others said is left out.",
    ]
    first = lines.index("Number 1.")
    assert lines[first + 1].startswith("wombatish the shed")
    assert "Who checks how it is going: my larkspurred aunt" in lines
    assert f"{JO} said yes." in lines
    assert lines[lines.index("Number 2.") + 1] == "Other parts of it are in somebody else's words, and are left out."
    assert "We will look at this again: in two weeks." in lines


def test_not_a_word_of_the_other_s_is_in_it(vault: Vault) -> None:
    of_jo, of_kai = "\n".join(lines_of(vault, "p1")), "\n".join(lines_of(vault, "p2"))
    for words in (*OF_KAI, KAI):
        assert words not in of_jo
    for words in OF_JO:
        assert words not in of_kai
    assert "ospreyfold the boat" in of_kai
    assert "We will look at this again" not in of_kai


def test_nothing_of_the_transcript_is_in_it(vault: Vault) -> None:
    assert "quizzaciously" not in "\n".join(lines_of(vault, "p1"))


def test_marks_hold_nobody_s_words(vault: Vault) -> None:
    copy = audio_own_copy(copy_of(vault, keep(vault, two_people()), "p1"))
    assert {track.title for track in copy.tracks} == {
        "Our ways forward",
        "Number 1",
        "Number 2",
        "When we look at this again",
        "The end",
    }
