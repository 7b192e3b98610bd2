"""Every word of ours that people hear keeps to what the program promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from voice_guide.guide.checker import Checks, ConcernKind, check_sayings, load_checks
from voice_guide.guide.loader import find_guide, list_guides
from voice_guide.guide.readability import measure, split_sentences
from voice_guide.guide.sayings import ADDED, PAGE, Saying, guide_sayings, language_sayings, page_texts, review_sayings
from voice_guide.languages import Language, read_toml

SYLLABLES = (Path(__file__).parent / "syllables.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture(scope="module")
def checks(english: Language) -> Checks:
    return load_checks(read_toml(english.folder / "checks.toml"))


@pytest.fixture(scope="module")
def everything(english: Language) -> list[Saying]:
    page = page_texts(find_guide("restorative", english.folder / "guides"))
    guides = [saying for guide in list_guides(english.folder / "guides") for saying in guide_sayings(guide, page)]
    return guides + review_sayings(english) + language_sayings(english)


def one(text: str, *, source: str = ADDED, key: str = "wh-today.wording") -> Saying:
    return Saying("mine.toml", key, text, source)


def test_nothing_that_is_said_breaks_a_promise(everything: list[Saying], checks: Checks) -> None:
    assert check_sayings(everything, checks) == []


def test_all_files_that_are_said_are_looked_at(everything: list[Saying]) -> None:
    assert {saying.file for saying in everything} == {
        "circle.toml", "family-meeting.toml", "one-to-one.toml", "restorative.toml", "school.toml", "short.toml",
        "young-child.toml", "prompts.toml", "plan.toml", "notice.txt", "numbers.toml", "preparation.toml", "review.toml",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Why did you do that?",
        "That is a great idea, well done.",
        "You should say sorry.",
        "What would you like to say to the victim?",
        "Tell the offender how it was.",
        "That was an error. Please try again.",
        "How do you feel, on a scale of one to ten?",
        "Are you sure you don’t want to?",
        "It sounds like you are sad.",
        "This is completely safe and confidential.",
        "Whose fault was it?",
        "Please be quick.",
    ],
)
def test_what_is_never_said_is_noticed(text: str, checks: Checks) -> None:
    concerns = check_sayings([one(text)], checks)
    assert ConcernKind.NEVER in [concern.kind for concern in concerns]
    assert all(concern.reason for concern in concerns if concern.kind is ConcernKind.NEVER)


@pytest.mark.parametrize(
    "text",
    [
        "What was going on by default?",
        "You never need to say the reason.",
        "I can hear words wrong.",
        "The whyte horse.",
    ],
)
def test_ordinary_words_are_let_be(text: str, checks: Checks) -> None:
    assert check_sayings([one(text)], checks) == []


def test_the_pages_own_words_are_exempt(checks: Checks) -> None:
    assert check_sayings([one("Why is inappropriate or harmful behaviour a failure?", source=PAGE)], checks) == []


def test_a_long_wording_and_hard_words_are_noticed(checks: Checks) -> None:
    long = "Considering everything that subsequently occurred in your immediate family environment, what alternative "
    long += "responses could individuals realistically have considered?"
    kinds = {concern.kind for concern in check_sayings([one(long)], checks)}
    assert kinds == {ConcernKind.LONG_WORDING, ConcernKind.LONG_SENTENCES, ConcernKind.HARD}


def test_every_file_is_measured_by_itself(checks: Checks) -> None:
    hard = one("Extraordinary organisational responsibilities necessitate consideration.")
    easy = [replace(one("We sat. He ran. It was hot."), file="easy.toml")] * 50
    assert [c.place for c in check_sayings([hard, *easy], checks) if c.kind is ConcernKind.HARD] == ["mine.toml"]


@pytest.mark.parametrize("line", SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(line: str, checks: Checks) -> None:
    word, syllables = line.split()
    assert checks.syllables.count(word) == int(syllables)


def test_the_grade_is_kincaids(checks: Checks) -> None:
    reading = measure(["The cat sat on the mat. The idea was little."], checks.syllables)
    assert (reading.words, reading.sentences, reading.syllables) == (10, 2, 13)
    assert reading.grade == pytest.approx(0.39 * 5 + 11.8 * 1.3 - 15.59)


def test_gaps_and_loose_names_are_no_sentences(checks: Checks) -> None:
    reading = measure(["{question}", "everyone", "{name}, do you agree to this?"], checks.syllables)
    assert (reading.sentences, reading.words) == (1, 5)


def test_sentences_are_split_at_their_ends() -> None:
    assert split_sentences("Number {number}. “{what}.” Is that right? Yes") == [
        "Number {number}.", "“{what}.”", "Is that right?", "Yes",
    ]  # fmt: skip
