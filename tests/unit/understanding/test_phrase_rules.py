"""Phrases that share rules: where each kind of them can end in a row of words."""

from __future__ import annotations

import pytest

from voice_guide.errors import GuideError
from voice_guide.understanding.phrase_rules import PhraseRules

RULES = {"i": ["i", "me and *"], "agree": ["agree [to <it>]"], "it": ["it", "that plan"]}


def _found(row: str, at: int = 0) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rules = PhraseRules({"yes": ["<i> <agree>", "yes"], "word": ["yes", "i"]}, RULES, str.lower)
    return rules.in_row(row.split())(at)


def test_every_end_is_found_with_its_kinds() -> None:
    assert _found("i agree to it") == ((1, ("word",)), (2, ("yes",)), (4, ("yes",)))


def test_a_phrase_begins_anywhere() -> None:
    assert _found("well i agree to that plan", 1) == ((2, ("word",)), (3, ("yes",)), (6, ("yes",)))


def test_words_may_be_of_two_kinds() -> None:
    assert _found("yes") == ((1, ("word", "yes")),)


def test_a_star_is_a_word_that_no_phrase_knows() -> None:
    assert _found("me and kai agree") == ((4, ("yes",)),)
    assert _found("me and i agree") == ()


def test_nothing_is_found_in_other_words() -> None:
    assert _found("to it i go") == ()
    assert _found("") == ()


def test_a_rule_that_begins_with_itself_is_refused() -> None:
    with pytest.raises(GuideError):
        PhraseRules({"yes": ["<i>"]}, {"i": ["i", "<me> too"], "me": ["<i>"]}, str.lower)


def test_a_rule_that_is_not_there_is_refused() -> None:
    with pytest.raises(GuideError):
        PhraseRules({"yes": ["<nobody> agrees"]}, RULES, str.lower)
