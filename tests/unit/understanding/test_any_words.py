"""Whatever row of known words is said, each reader comes to an end and gives something back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.dialogue.meaning import Meaning
from voice_guide.languages import Language

MEANING = Meaning(Language.load("en"))
TODAY = date(2026, 11, 26)
SETS = ("yes_no", "commands", "plans", "corrections")


def known_words() -> list[str]:
    found: set[str] = set()
    for name in SETS:
        here = Path(__file__).with_name(f"{name}.tsv")
        text = (
            (here if here.exists() else Language.load("en").folder / "examples" / here.name)
            .read_text(encoding="utf-8")
            .lower()
        )
        found.update(re.findall(r"[a-z']+", " ".join(line.partition("\t")[0] for line in text.splitlines())))
    return sorted(found)


words = st.lists(st.sampled_from(known_words()), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(words, st.integers(1, 20), st.sampled_from(["", "?", ".", "!", ",", "...", "? Yes."]))
def test_a_row_of_known_words_again_and_again_is_read_to_its_end(row: list[str], times: int, mark: str) -> None:
    text = " ".join(row * times) + mark
    assert MEANING.command(text).command
    assert MEANING.yes_no(text)
    assert MEANING.plan(text, TODAY) is not None
    assert isinstance(MEANING.people(text), list)
    here, absent = MEANING.who(text, ["Jo", "Kai"], "Jo")
    assert set(here) <= {"Jo", "Kai"}
    assert all(words_used for words_used in absent)
    assert isinstance(MEANING.says_cannot(text), bool)
    MEANING.day(text, TODAY)
    MEANING.amendment(text)


def test_a_long_row_of_names_is_read_to_its_end() -> None:
    _, absent = MEANING.who("mum and dad and " * 40 + "the 1st!", ["Jo"], "Jo")
    assert absent
