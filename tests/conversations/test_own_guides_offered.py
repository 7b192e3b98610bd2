"""Guides of one's own are offered by their titles before a session; what is not clear is typed, where there are keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.scripted import ENGLISH, MEANING, guide_file
from tests.conversations.test_first_questions import Told
from voice_guide.cli.first_questions import FirstQuestions
from voice_guide.cli.offered_guides import OfferedGuides
from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Event, KeyCommand, NoInput, Utterance
from voice_guide.guide.shelf import Shelf
from voice_guide.languages import Language

WHICH = "Would you like the short talk, or the long one?"
TITLES = {"our-circle": "Our circle", "bikes": "Bikes in the hall", "works": "At work"}
TYPED = "Please type its number, then press Enter."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder for one's own guides, with three in it."""
    for name, title in TITLES.items():
        put(tmp_path, name, title)
    return tmp_path


def put(folder: Path, name: str, title: str) -> None:
    text = guide_file("short").read_text(encoding="utf-8")
    text = text.replace('id = "short"', f'id = "{name}"', 1).replace('"Short conversation"', f'"{title}"', 1)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


class Shown(Told):
    """A side that shows lines too, and tells which turns were typed for."""

    def __init__(self, *events: Event) -> None:
        super().__init__(*events)
        self.lines: list[str] = []

    def show_lines(self, lines: object) -> None:
        self.lines += lines  # type: ignore[arg-type]


def asks(told: Told, own: Path, *, keys: bool = True, language: Language = ENGLISH) -> FirstQuestions:
    meaning = MEANING if language is ENGLISH else Meaning(language)
    offered = OfferedGuides(language, meaning, Shelf(language.folder / "guides", own))
    return FirstQuestions(told, language, meaning, None, offered=offered, keys=keys)


def heard(*lines: str) -> list[Event]:
    return [Utterance("guide", line) for line in lines]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("our circle", "our-circle"),
        ("Our circle, please.", "our-circle"),
        ("um the circle one", "our-circle"),
        ("let's do our circle please", "our-circle"),
        ("I want to start with the bikes one", "bikes"),
        ("bikes in the hall", "bikes"),
        ("the one called bikes in the hall", "bikes"),
        ("at work", "works"),
        ("the short one please", "short"),
        ("long", "restorative"),
    ],
)
def test_one_is_chosen_by_its_title_or_by_a_word_that_no_other_has(own: Path, words: str, chosen: str) -> None:
    told = Shown(*heard(words))
    assert asks(told, own).guide() == chosen
    assert told.said == [[f"{WHICH} Or one of yours: Bikes in the hall, or Our circle, or At work?"]]


@pytest.mark.parametrize(
    "words",
    ["not the circle one", "we went round in a circle", "the hall or the circle", "well now", "in the", "talk", ""],
)
def test_what_is_not_wholly_a_title_chooses_nothing(own: Path, words: str) -> None:
    told = Shown(*heard(words or "hm", "bikes"))
    assert asks(told, own).guide() == "bikes"
    assert told.said[1] == ["Please say short, say long, or say the name of yours."]


def test_what_is_not_clear_twice_is_typed(own: Path) -> None:
    told = Shown(*heard("well", "now"), NoInput("guide-typed"), Utterance("guide-typed", "4"))
    assert asks(told, own).guide() == "our-circle"
    assert told.said[2:] == [[TYPED], []]  # an empty line decides nothing
    assert told.lines == [
        "1. Short conversation (short)",
        "2. Restorative conversation (restorative)",
        "3. Bikes in the hall (bikes)",
        "4. Our circle (our-circle)",
        "5. At work (works)",
    ]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("1", "short"), ("5", "works"), ("our circle", "our-circle"), ("0", None), ("6", None), ("²", None)],
)
def test_a_number_or_a_title_is_typed_and_anything_else_leaves_it_open(
    own: Path, typed: str, chosen: str | None
) -> None:
    told = Shown(*heard("well", "now"), Utterance("guide-typed", typed))
    assert asks(told, own).guide() == chosen


def test_without_keys_or_without_ones_own_nothing_is_typed(own: Path, tmp_path: Path) -> None:
    told = Shown(*heard("well", "now"))
    assert asks(told, own, keys=False).guide() is None
    none = tmp_path / "none"
    told = Shown(*heard("well", "now"))
    assert asks(told, none).guide() is None
    assert told.said[0] == [WHICH]


def test_two_of_one_title_are_told_apart_by_keys(own: Path) -> None:
    put(own, "second-circle", "Our circle")
    told = Shown(*heard("our circle", "circle"), Utterance("guide-typed", "5"))
    assert asks(told, own).guide() == "second-circle"
    assert told.lines[3:5] == ["4. Our circle (our-circle)", "5. Our circle (second-circle)"]


def test_many_are_on_the_screen_and_not_read_out(own: Path) -> None:
    for number in range(3):
        put(own, f"more-{number}", f"Number {number} of ours")
    told = Shown(*heard("bikes"))
    assert asks(told, own).guide() == "bikes"
    assert told.said == [[f"{WHICH} Or one of yours, by its name? The names are on the screen."]]
    assert "Bikes in the hall" in told.lines


def test_one_that_is_wrong_is_told_of_and_keeps_nobody_from_the_others(own: Path) -> None:
    (own / "broken.toml").write_text("this is none", encoding="utf-8")
    told = Shown(*heard("our circle"))
    assert asks(told, own).guide() == "our-circle"
    assert len(told.lines) == 1
    assert told.lines[0].startswith("broken: ")


def test_a_key_that_says_nothing_here_is_not_clear(own: Path) -> None:
    told = Shown(KeyCommand("help"), *heard("at work"))
    assert asks(told, own).guide() == "works"


def test_in_korean_ones_own_are_offered_beside_the_one_that_ships(own: Path) -> None:
    korean = Language.load("ko")
    put(own, "moim", "우리 반 모임")
    told = Shown(*heard("우리 반 모임으로 할게요"))
    side = asks(told, own, language=korean)
    assert side.has_choice
    assert side.guide() == "moim"
    assert "우리 반 모임" in told.said[0][0]
