"""One person's copy as a page, a PDF and a Word file: every word of theirs, and not one of anybody else's."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pytest

from tests.kept import KAI, OF_KAI, keep, two_people
from tests.unit.record.tagged import Tagged
from tests.unit.record.test_html_and_pdf import Shown
from tests.unit.record.test_own_copy import copy_of
from voice_guide.journal.vault import Vault
from voice_guide.record import own_copy_forms
from voice_guide.record.forms import make
from voice_guide.record.look import LAYOUTS, Look

OF_JO = ("it was quizzaciously loud and wombatish", "my larkspurred aunt", "wombatish the shed", "in two weeks")


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _in_word(content: bytes) -> str:
    return "".join(each.text or "" for each in docx.Document(io.BytesIO(content)).element.body.iter())


# What a reader gets of each form, without its spaces: a PDF holds none.
READ: Mapping[str, Callable[[str | bytes], str]] = {
    "html": lambda page: _squeezed("".join(Shown(str(page)).text)),
    "pdf": lambda content: Tagged(bytes(content)).words if isinstance(content, bytes) else "",
    "docx": lambda content: _squeezed(_in_word(content)) if isinstance(content, bytes) else "",
}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", READ)
def test_every_word_of_theirs_is_in_it_and_nobody_elses(vault: Vault, form: str, layout: str) -> None:
    session = keep(vault, two_people())
    copies = {}
    for person in ("p1", "p2"):
        paper = own_copy_forms.paper(copy_of(vault, session, person))
        copies[person] = make(paper, form, Look.of(layout)).content
    of_jo, of_kai = READ[form](copies["p1"]), READ[form](copies["p2"])
    for words in map(_squeezed, OF_JO):
        assert words in of_jo
        assert words not in of_kai
    for words in map(_squeezed, OF_KAI):
        assert words in of_kai
        assert words not in of_jo
    assert KAI not in of_jo
    if isinstance(copies["p1"], bytes):
        assert KAI.encode() not in copies["p1"]


def test_a_copy_as_pdf_is_told_as_it_should_be(vault: Vault) -> None:
    content = make(
        own_copy_forms.paper(copy_of(vault, keep(vault, two_people()), "p1")), "pdf", Look.of("easy-read")
    ).content
    assert isinstance(content, bytes)
    assert Tagged(content).faults() == []
