"""What the page for practitioners says of guides is so, and it is as easy to read as what they are to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.docs.pages import ROOT, blocks, read
from voice_guide.cli import guide_check_views as views
from voice_guide.cli.guide_rehearsing import GuideRehearsal
from voice_guide.cli.guide_words import Hearing
from voice_guide.guide import schema
from voice_guide.guide.checker import Checks, ConcernKind, check_sayings, load_checks
from voice_guide.guide.commented import commented
from voice_guide.guide.loader import check_guide, find_guide, load_guide, parse_guide
from voice_guide.guide.looking_over import look_over
from voice_guide.guide.readability import measure
from voice_guide.guide.sayings import ADDED, Saying, page_texts
from voice_guide.languages import Language, read_toml
from voice_guide.session.answer_file import read_answers
from voice_guide.session.fitted_answers import fitted
from voice_guide.settings import Settings

PAGE = Path("docs/writing-a-guide.md")
EXAMPLE = ROOT / "docs/examples/disagreement-at-work.toml"
ENGLISH = Language.load("en")
GUIDES = ENGLISH.folder / "guides"
COUNCIL = page_texts(find_guide("restorative", GUIDES))
NOTES = read_toml(ENGLISH.folder / "guide_comments.toml")


@pytest.fixture(scope="module")
def checks() -> Checks:
    return load_checks(read_toml(ENGLISH.folder / "checks.toml"))


def test_the_whole_guide_on_the_page_is_right_and_leaves_nothing_to_think_about(checks: Checks) -> None:
    (whole,) = [block for block in blocks(PAGE, "toml") if "schema" in block]
    assert look_over(parse_guide(whole, file="page.toml"), checks, COUNCIL) == []


def test_the_worked_example_can_be_followed_step_by_step(tmp_path: Path, checks: Checks) -> None:
    before, after, more = [block for block in blocks(PAGE, "toml") if block.startswith("[[category.question]]")]
    (told,) = [block for block in blocks(PAGE, "text") if "disagreement-at-work" in block]
    path = tmp_path / "disagreement-at-work.toml"
    copy = commented(find_guide("short", GUIDES), NOTES, name="disagreement-at-work", title="Disagreement at work")
    found = "\n".join(line for line in copy.splitlines() if not line.startswith("#"))
    assert before in found

    lines = copy.splitlines()
    for old, new in zip(before.splitlines(), after.splitlines(), strict=True):
        at = lines.index(old)
        lines[at] = new
    at = lines.index(after.splitlines()[-1])
    lines[at + 1 : at + 1] = ["", *more.splitlines()]
    right = "\n".join(lines) + "\n"
    path.write_text(right, encoding="utf-8")
    assert look_over(load_guide(path), checks, COUNCIL) == []

    path.write_text(right.replace('led to today?"', "led to today?", 1), encoding="utf-8")
    result = views.CheckResult(path.name, path.name, None, check_guide(path), (), Hearing(None, None))
    shown = [line.replace(f"{tmp_path}/", "") for line in views.check_lines(result, ENGLISH)]
    assert shown[:2] == told.splitlines()


def test_the_example_is_right_and_leaves_nothing_to_think_about(checks: Checks) -> None:
    guide = load_guide(EXAMPLE)
    assert guide.id == EXAMPLE.stem
    assert look_over(guide, checks, COUNCIL) == []


def test_the_example_is_held_to_its_end_with_every_question_asked(capsys: pytest.CaptureFixture[str]) -> None:
    guide = load_guide(EXAMPLE)
    answers = fitted(read_answers(ENGLISH.folder / "made_up_any.json"), guide)
    assert GuideRehearsal(guide.id, guide, answers, Settings(), ENGLISH).shown()
    told = capsys.readouterr()
    for category in guide.categories:
        for question in category.questions:
            assert question.text in told.out, question.id
    assert "Every question of this guide was asked." in told.err


def test_the_page_names_every_word_role_and_condition_of_a_guide() -> None:
    page = read(PAGE)
    words = {*schema.GUIDE, *schema.CATEGORY, *schema.QUESTION} - {"category", "question", "ask_order", "read"}
    assert not {word for word in words if f"`{word}" not in page}
    assert not {role for role in schema.ROLES if f'`"{role}"`' not in page}
    assert not {when for when in (*schema.PLAIN_CONDITIONS, schema.PASSED) if f'`"{when}' not in page}
    assert "above 5" in page
    assert "more than 15 words" in page


def test_the_page_is_as_easy_to_read_as_what_it_asks_for(checks: Checks) -> None:
    reading = measure(_texts(read(PAGE)), checks.syllables)
    assert reading.sentences > 80
    assert reading.average_sentence_words <= checks.average_sentence_words
    assert reading.grade <= checks.grade


def _texts(page: str) -> list[str]:
    """The page's paragraphs, list items and table cells, without code blocks, marks and addresses."""
    text = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"`[^`]*`", "this", text)
    paragraphs = re.split(r"\n\n|\n(?=- |\d\. |\|)|\|", re.sub(r"[*#\[\]]", "", text))
    return [" ".join(each.strip(" -").split()) for each in paragraphs if each.strip()]


def _every_text(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _every_text(each)]
    return [str(value)]


@pytest.mark.parametrize("file", ["guide_comments.toml", "messages/guide_making.toml", "messages/guide_check.toml"])
def test_notes_and_messages_keep_to_what_guides_are_held_to(file: str, checks: Checks) -> None:
    texts = [re.sub(r"\{\w+\}", "this", text) for text in _every_text(read_toml(ENGLISH.folder / file))]
    sayings = [Saying(file, str(number), text, ADDED) for number, text in enumerate(texts)]
    assert [found for found in check_sayings(sayings, checks) if found.kind is not ConcernKind.LONG_SENTENCE] == []
    assert len(sayings) > 15


def test_the_mends_are_easy_to_read_too(checks: Checks) -> None:
    table = read_toml(ENGLISH.folder / "checks.toml")["never"]
    mends = [Saying("checks.toml", str(number), entry["mend"], ADDED) for number, entry in enumerate(table)]
    assert check_sayings(mends, checks) == []
