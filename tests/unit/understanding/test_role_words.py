"""Roles in people's own words; labels are none."""

from __future__ import annotations

import pytest

from voice_guide.languages import Language
from voice_guide.understanding.role_words import RoleWords

WORDS = RoleWords(Language.load("en"))


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("mum", "mum"),
        ("I'm his mum.", "his mum"),
        ("er I'm here as Kai's nan", "Kai's nan"),
        ("a friend of the family", "a friend of the family"),
        ("call me Captain", "Captain"),
        ("um just his big brother", "his big brother"),
        ("I'm", "I'm"),
        ("", ""),
    ],
)
def test_only_the_words_themselves_are_kept(said: str, role: str) -> None:
    assert WORDS.words(said) == role


@pytest.mark.parametrize(
    "said", ["the victim", "Victim", "I'm the offender", "victims", "the victim's mum", "PERPETRATOR!"]
)
def test_labels_are_refused(said: str) -> None:
    assert WORDS.is_refused(said)


@pytest.mark.parametrize("said", ["mum", "the one who lives next door", "Vic Tim", "his teacher", ""])
def test_other_words_are_not(said: str) -> None:
    assert not WORDS.is_refused(said)


def test_who_may_be_beside_the_others_is_told_by_their_word() -> None:
    assert WORDS.may_support("social worker")
    assert WORDS.may_support("Mum's interpreter")
    assert not WORDS.may_support("mum")


def test_a_story_is_no_role() -> None:
    assert WORDS.is_short("his mum")
    assert not WORDS.is_short("well I came because my sister asked me to come along with her")
    assert not WORDS.is_short("")
