"""A guide that is written is read back as it was, whatever people's words stand in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voice_guide.guide.loader import list_guides, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.writer import guide_text
from voice_guide.languages import Language

SMALL = parse_guide((Path(__file__).parent / "small.toml").read_text(encoding="utf-8"), file="small.toml")


def bare(guide: Guide) -> Guide:
    return replace(guide, text="", hash="")


def read_back(guide: Guide) -> Guide:
    return parse_guide(guide_text(guide), file="made.toml")


def with_words(words: str) -> Guide:
    first, *others = SMALL.categories
    asked, *rest = first.questions
    return replace(SMALL, categories=(replace(first, questions=(replace(asked, read=words), *rest)), *others))


def test_every_guide_of_ours_is_read_back_as_it_was(english: Language) -> None:
    for guide in [*list_guides(english.folder / "guides"), SMALL]:
        assert bare(read_back(guide)) == bare(guide)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=700).filter(str.strip))
@example('"\n[[category]]\nid = "mine"')
@example('""" \\ """ \\u0041 # {gap} = [')
@example(" " * 450 + "x")
@example("\u202e\u2028\x1b[2J\ue000")
def test_peoples_words_are_words_and_nothing_else(words: str) -> None:
    guide = with_words(words)
    assert bare(read_back(guide)) == bare(guide)


@pytest.mark.parametrize("sign", ["word ", '"', "\\", "\x07", "é"])
def test_words_of_any_length_are_whole(sign: str) -> None:
    guide = with_words(sign * 10_000)
    assert bare(read_back(guide)) == bare(guide)
