"""Names that are spelt aloud, and what is no spelling."""

from __future__ import annotations

import pytest

from voice_guide.languages import Language
from voice_guide.understanding.spelling import Spelling


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(Language.load("en"))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("K A I", "Kai"),
        ("K-A-I", "Kai"),
        ("K. A. I.", "Kai"),
        ("kay a i", "Kai"),
        ("kay ay eye", "Kai"),
        ("it's k a i", "Kai"),
        ("er it's spelt k a i", "Kai"),
        ("KAI", "Kai"),
        ("kilo alpha india", "Kai"),
        ("k for kite a for apple i for ink", "Kai"),
        ("K for kite, A, I", "Kai"),
        ("a for kite a i", "Kai"),  # the word is heard better than the letter
        ("c as in cat a i", "Cai"),
        ("K4 kite, A4 apple, I4 ink", "Kai"),
        ("Z for zebra, O, net for egg", "Zoe"),
        ("Y for yellow, for apple, S for sugar, S for sugar, E for egg, R for rabbit.", "Yasser"),
        ("kai k a i", "Kai"),
        ("K A I, Kai", "Kai"),
        ("s a double l y", "Sally"),
        ("double u i double l", "Will"),
        ("double you i l l", "Will"),
        ("capital m a c capital k", "Mack"),
        ("a n n e hyphen m a r i e", "Anne-Marie"),
        ("o apostrophe b r i e n", "O'Brien"),
        ("j o space m", "Jo M"),
        ("s t o p", "Stop"),
        ("see a i", "Cai"),
        ("y a double s e r", "Yasser"),
        ("zed o e", "Zoe"),
    ],
)
def test_a_name_is_spelt(spelling: Spelling, said: str, name: str) -> None:
    found = spelling.read(said)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "said",
    [
        "",
        "er",
        "Kai",
        "no",
        "that's right",
        "stop",
        "k",
        "what do you mean",
        "I can't spell it",
        "k a i and Jo is here",
        "kite",
        "42",
        "a" * 300,
        "!!",
    ],
)
def test_what_is_no_spelling(spelling: Spelling, said: str) -> None:
    assert spelling.read(said) is None


@pytest.mark.parametrize(
    ("said", "letter"), [("B", "B"), ("bee", "B"), ("b for bravo", "B"), ("the letter k", "K"), ("double u", "W")]
)
def test_one_letter(spelling: Spelling, said: str, letter: str) -> None:
    assert spelling.letter(said) == letter


@pytest.mark.parametrize("said", ["k a", "Dan", "", "no"])
def test_what_is_not_one_letter(spelling: Spelling, said: str) -> None:
    assert spelling.letter(said) is None


def test_letters_can_be_said_back(spelling: Spelling) -> None:
    found = spelling.read("a n n e hyphen m")
    assert found is not None
    assert found.letters == ("A", "N", "N", "E", "M")
