"""Every line that we put on papers is short, plain, and none of what is never said."""

from __future__ import annotations

import pytest

from voice_guide.guide.checker import Checks, ConcernKind, check_sayings, load_checks
from voice_guide.guide.readability import measure
from voice_guide.guide.sayings import ADDED, Saying, paper_sayings
from voice_guide.languages import Language, read_toml


@pytest.fixture(scope="module")
def english() -> Language:
    return Language.load("en")


@pytest.fixture(scope="module")
def checks(english: Language) -> Checks:
    return load_checks(read_toml(english.folder / "checks.toml"))


def test_no_line_on_a_paper_breaks_a_promise(english: Language, checks: Checks) -> None:
    assert check_sayings(paper_sayings(english), checks) == []


def test_every_table_is_read_by_itself_and_is_easy(english: Language, checks: Checks) -> None:
    tables = {saying.file for saying in paper_sayings(english)}
    assert {"papers.toml, sheet", "papers.toml, transcript", "papers.toml, easy", "messages/papers.toml"} <= tables
    for table in tables:
        found = measure([each.text for each in paper_sayings(english) if each.file == table], checks.syllables)
        assert found.average_sentence_words <= 15
        assert found.grade <= 5


def test_easy_read_is_easier_still(english: Language, checks: Checks) -> None:
    easy = [each.text for each in paper_sayings(english) if each.file == "papers.toml, easy"]
    found = measure(easy, checks.syllables)
    assert found.average_sentence_words <= 8
    assert found.grade <= 2


def test_a_hard_line_is_noticed(checks: Checks) -> None:
    hard = (
        "Participants acknowledge the aforementioned responsibilities and understand that subsequent contraventions, "
    )
    hard += "whether intentional or unintentional, necessitate reconsideration of every individual undertaking herein."
    kinds = {each.kind for each in check_sayings([Saying("papers.toml, sheet", "made-by", hard, ADDED)], checks)}
    assert ConcernKind.HARD in kinds
    assert ConcernKind.LONG_SENTENCES in kinds
