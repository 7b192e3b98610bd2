"""The guides that come with the program say what the page says, in the order and with the roles it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from voice_guide.guide.loader import find_guide, list_guides, load_guide
from voice_guide.guide.model import Guide, Role
from voice_guide.guide.plan_questions import RESERVED_IDS, SLOTS, load_plan
from voice_guide.languages import Language

PAGE = Path(__file__).parent / "page.txt"
STARRED = {
    "wh-today", "tf-thinking", "tf-feeling", "tf-now", "im-others", "im-hardest", "ne-need", "wf-add", "wf-help",
}  # fmt: skip


@dataclass
class PagePart:
    title: str
    reason: str = ""
    questions: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def page() -> list[PagePart]:
    parts: list[PagePart] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        mark, _, words = line.partition(" ")
        if mark == "##":
            parts.append(PagePart(words))
        elif mark == ">":
            parts[-1].reason = words
        elif mark == "-":
            parts[-1].questions.append(words)
    return parts


@pytest.fixture(scope="module")
def restorative(guides: Path) -> Guide:
    return find_guide("restorative", guides)


@pytest.fixture(scope="module")
def short(guides: Path) -> Guide:
    return find_guide("short", guides)


def test_the_restorative_guide_is_the_page_word_for_word(restorative: Guide, page: list[PagePart]) -> None:
    ours = [
        PagePart(c.title, c.reason, [q.text for q in c.questions if q.source == "page"]) for c in restorative.categories
    ]
    assert ours == page
    assert [len(part.questions) for part in page] == [4, 8, 5, 4, 5]


def test_the_pages_words_are_marked_as_the_pages_and_ours_as_ours(restorative: Guide) -> None:
    added = [q.id for c in restorative.categories for q in c.questions if q.source != "page"]
    assert added == ["st-strengths"]
    assert {c.introduction.source for c in restorative.categories} == {"added"}


def test_roles_are_as_the_practice_sets_them(restorative: Guide) -> None:
    by_role = {role: {q.id for c in restorative.categories for q in c.questions if q.role is role} for role in Role}
    assert by_role[Role.CONDITIONAL] == {"tf-here", "ne-cant", "wf-when", "wf-suggested"}
    assert by_role[Role.CLOSER] == {"im-add", "wf-add"}
    assert by_role[Role.CORE] == (STARRED - {"wf-add"}) | {"wh-before", "im-now", "ne-better", "st-strengths"}
    assert len(by_role[Role.PROBE]) == 9


def test_conditionals_say_when_they_are_asked(restorative: Guide) -> None:
    conditions = {q.id: q.when for c in restorative.categories for q in c.questions if q.when}
    assert conditions == {
        "tf-here": "passed:wh-today",
        "ne-cant": "cannot",
        "wf-when": "each-way-forward",
        "wf-suggested": "ideas",
    }


def test_closers_are_asked_last(restorative: Guide) -> None:
    for category in restorative.categories:
        roles = [category.question(question_id).role for question_id in category.ask_order]
        closers = roles.count(Role.CLOSER)
        assert roles[len(roles) - closers :] == [Role.CLOSER] * closers


def test_every_probe_comes_after_its_question_with_nothing_but_its_fellows_between(restorative: Guide) -> None:
    for category in restorative.categories:
        for question in category.questions:
            if question.after is None:
                continue
            start, end = category.ask_order.index(question.after), category.ask_order.index(question.id)
            between = [category.question(name) for name in category.ask_order[start + 1 : end]]
            assert all(q.after == question.after or q.role is Role.CONDITIONAL for q in between)
            assert start < end


def test_ways_forward_are_helped_seen_and_talked_over_before_the_plan(restorative: Guide) -> None:
    last = restorative.categories[-1]
    assert last.ways_forward
    assert last.ask_order == ("wf-help", "wf-look", "wf-suggested", "wf-when", "wf-add")


def test_the_short_guide_is_the_nine_starred_questions_of_the_same_five_parts(short: Guide, restorative: Guide) -> None:
    assert {q.id for c in short.categories for q in c.questions} == STARRED
    for mine, whole in zip(short.categories, restorative.categories, strict=True):
        assert (mine.id, mine.title, mine.reason, mine.introduction) == (
            whole.id, whole.title, whole.reason, whole.introduction,
        )  # fmt: skip
        assert mine.ask_order == tuple(name for name in whole.ask_order if name in STARRED)
        assert all(question == whole.question(question.id) for question in mine.questions)


def test_what_is_good_here_is_asked_last_of_needs_and_not_in_the_short_guide(restorative: Guide, short: Guide) -> None:
    needs = restorative.categories[3]
    assert [question.id for question in needs.questions if question.strength] == ["st-strengths"]
    assert needs.ask_order[-1] == "st-strengths"
    assert sum(q.strength for guide in (restorative, short) for c in guide.categories for q in c.questions) == 1


def test_the_review_asks_of_each_line_then_as_the_short_guide_does(english: Language, short: Guide) -> None:
    review = load_guide(english.review)
    assert [(q.id, q.source) for q in review.categories[0].questions] == [("rv", "added")]
    assert review.categories[1] == short.categories[-1]
    assert review.id == english.review.stem


def test_a_guides_file_has_its_id_for_a_name(guides: Path) -> None:
    assert [guide.id for guide in list_guides(guides)] == [path.stem for path in sorted(guides.glob("*.toml"))]


def test_the_plan_asks_for_what_who_when_who_checks_and_what_if(english: Language, restorative: Guide) -> None:
    plan = load_plan(english.plan)
    assert tuple(question.slot for question in plan.slots) == SLOTS
    assert {q.id for q in (*plan.slots, plan.another, plan.review)} == (RESERVED_IDS | {"wf-when"}) - {
        "who",
        "who-check",
    }
    assert [q.id for q in plan.slots if q.source == "page"] == ["wf-when"]
    assert plan.slot("when").text == restorative.find("wf-when")[1].text


def test_a_plan_with_a_part_missing_says_which(english: Language) -> None:
    from voice_guide.errors import GuideError

    broken = {**english.plan, "review": {**english.plan["review"], "wording": " "}}
    with pytest.raises(GuideError) as caught:
        load_plan(broken)
    assert "review.wording" in english.explain(caught.value)


def test_the_notice_promises_nothing_that_is_not_so(english: Language) -> None:
    notice = english.notice()
    assert "I do not save the sound" in notice
    assert "must be shared" in notice
    assert "locked" not in notice  # true only of a vault with a passphrase
