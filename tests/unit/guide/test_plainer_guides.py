"""The guides for a school, for one person and for a young child: fewer questions, plainer words, and a whole plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.guide.checker import Checks, load_checks
from voice_guide.guide.loader import find_guide
from voice_guide.guide.model import Guide, Question, Role
from voice_guide.guide.readability import Reading, count_words, measure, split_sentences
from voice_guide.guide.sayings import Saying, guide_sayings
from voice_guide.languages import Language, read_toml

MOST_QUESTIONS = {"school": 8, "one-to-one": 8, "young-child": 6}  # the day of each thing on the plan is not among them
LONGEST_FOR_A_CHILD = 8  # words of a sentence
YOUNG_GRADE = 2

plainer = pytest.mark.parametrize("name", MOST_QUESTIONS)


@pytest.fixture(scope="module")
def checks(english: Language) -> Checks:
    return load_checks(read_toml(english.folder / "checks.toml"))


@pytest.fixture(scope="module")
def restorative(guides: Path) -> Guide:
    return find_guide("restorative", guides)


@pytest.fixture
def guide(name: str, guides: Path) -> Guide:
    return find_guide(name, guides)


@pytest.fixture
def young(guides: Path) -> Guide:
    return find_guide("young-child", guides)


def questions(guide: Guide) -> list[Question]:
    return [question for category in guide.categories for question in category.questions]


def heard(guide: Guide) -> list[Saying]:
    """What people can hear of a guide: all but its title and the line in the list of guides."""
    return [saying for saying in guide_sayings(guide) if saying.key not in ("title", "description")]


def reading(guide: Guide, checks: Checks) -> Reading:
    return measure([saying.text for saying in heard(guide)], checks.syllables)


@plainer
def test_it_has_few_questions_and_none_that_follows_up(name: str, guide: Guide) -> None:
    asked = [question for question in questions(guide) if question.when != "each-way-forward"]
    assert len(asked) <= MOST_QUESTIONS[name]
    assert {question.role for question in asked} == {Role.CORE, Role.CLOSER}


@plainer
def test_every_sentence_is_short_and_the_whole_is_plain(guide: Guide, checks: Checks) -> None:
    for saying in heard(guide):
        assert max(map(count_words, split_sentences(saying.text))) <= checks.sentence_words, saying
    assert reading(guide, checks).grade <= checks.grade


@plainer
def test_it_is_plainer_than_the_short_guide(guide: Guide, guides: Path, checks: Checks) -> None:
    mine, short = reading(guide, checks), reading(find_guide("short", guides), checks)
    assert mine.grade < short.grade
    assert mine.average_sentence_words < short.average_sentence_words


def test_a_young_child_hears_short_words_in_short_sentences(young: Guide, checks: Checks) -> None:
    for saying in heard(young):
        for sentence in split_sentences(saying.text):
            assert count_words(sentence) <= LONGEST_FOR_A_CHILD, saying
            words = sentence.strip("?.").replace(",", "").split()
            assert all(checks.syllables.count(word) <= 2 for word in words), saying
    assert reading(young, checks).grade <= YOUNG_GRADE


def test_a_young_child_has_more_time(young: Guide) -> None:
    assert {question.patience_seconds for question in questions(young)} == {6}


@plainer
def test_the_councils_questions_are_kept_as_they_are(guide: Guide, restorative: Guide) -> None:
    taken = [question for question in questions(guide) if question.source == "page"]
    assert taken
    for question in taken:
        assert question.text == restorative.find(question.id)[1].text
    assert {category.introduction.source for category in guide.categories} == {"added"}


@plainer
def test_it_asks_what_is_good_before_the_plan_is_made_at_the_end(guide: Guide) -> None:
    assert [category.ways_forward for category in guide.categories] == [False] * (len(guide.categories) - 1) + [True]
    (strength,) = [question for question in questions(guide) if question.strength]
    assert not guide.find(strength.id)[0].ways_forward
    asked = guide.categories[-1].ask_order
    roles = [guide.find(name)[1].role for name in asked]
    assert (roles[0], roles[-1]) == (Role.CORE, Role.CLOSER)


@plainer
def test_a_word_of_a_heading_leads_to_one_part_alone(guide: Guide) -> None:
    headings = [category.title.lower().strip("?").split() for category in guide.categories]
    words = [word for heading in headings for word in heading if len(word) > 2]
    assert len(words) == len(set(words))


@plainer
def test_whoever_opens_it_reads_that_no_child_is_to_be_alone(guide: Guide) -> None:
    notes = " ".join(line.lstrip("# ") for line in guide.text.splitlines() if line.startswith("#")).lower()
    assert "child alone" in notes or "no child takes part alone" in notes
