"""What, who and when, in people's own words. Today is Thursday the 26th of November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from voice_guide.understanding.plan import Plan, PlanParts

TODAY = date(2026, 11, 26)


def test_the_parts_of_a_plan(plan: Plan, rows: list[tuple[str, ...]]) -> None:
    """``plans.tsv``: what is said; what, who and when."""
    meant = {said: [None if part == "-" else part for part in parts] for said, *parts in rows}
    found = {said: plan.parse(said, TODAY) for said in meant}
    read = {said: [parts.what, parts.who, parts.when] for said, parts in found.items()}
    assert {said: parts for said, parts in read.items() if parts != meant[said]} == {}


def test_capitals_and_marks_stay_as_they_were_said(plan: Plan) -> None:
    found = plan.parse("So, Mum will ring St. Mary's, the school, on Friday.", TODAY)
    assert found == PlanParts("ring St. Mary's, the school", "Mum", "2026-11-27", date(2026, 11, 27), "on Friday")


def test_soon_stays_as_said(plan: Plan) -> None:
    found = plan.parse("i'll tidy my room soon", TODAY)
    assert (found.what, found.when, found.when_words) == ("tidy my room soon", None, "soon")


@pytest.mark.parametrize("aside", ["um", "like", "you know", "er like", "i mean", "sort of"])
@pytest.mark.parametrize(
    "who", ["the caretaker", "our kid", "me and the lads on nights", "whoever's up first", "Shanelle"]
)
def test_thinking_aloud_changes_nothing(plan: Plan, who: str, aside: str) -> None:
    plainly = plan.parse(f"{who} will lock the door on friday", TODAY)
    assert (plainly.what, plainly.who, plainly.when) == ("lock the door", who, "2026-11-27")
    assert plan.parse(f"{who} will {aside} lock the door on friday", TODAY) == plainly
    assert plan.parse(f"{who} will {who} will lock the door on friday", TODAY) == plainly


@pytest.mark.parametrize(
    "name", ["will", "may", "mark", "grace", "rose", "summer", "hope", "bill", "june", "joy", "dawn"]
)
def test_a_name_may_be_a_word_as_well(plan: Plan, name: str) -> None:
    alone = plan.parse(f"{name} will ring the school on friday", TODAY)
    assert (alone.what, alone.who, alone.when) == ("ring the school", name, "2026-11-27")
    both = plan.parse(f"{name} and dad are going to ring the school on friday", TODAY)
    assert (both.what, both.who, both.when) == ("ring the school", f"{name} and dad", "2026-11-27")


@pytest.mark.parametrize("said", ["will dad ring on friday", "may will be hard", "june will be busy", "hope will help"])
def test_such_a_word_need_not_be_a_name(plan: Plan, said: str) -> None:
    assert plan.parse(said, TODAY).who is None


@pytest.mark.parametrize("who", ["mum", "the caretaker", "our kid", "Shanelle", "me and dan"])
@pytest.mark.parametrize(
    "said",
    [
        "it's {who} who'll lock the door on friday",
        "it'll be {who} that's going to lock the door on friday",
        "{who} will be the one to lock the door on friday",
        "on friday what {who} will do is lock the door",
        "the one who'll lock the door on friday is {who}",
        "so the plan is {who} will lock the door on friday",
        "because it's late {who} will lock the door on friday",
    ],
)
def test_a_sentence_may_be_turned_about(plan: Plan, said: str, who: str) -> None:
    found = plan.parse(said.format(who=who), TODAY)
    assert (found.what, found.who, found.when) == ("lock the door", who, "2026-11-27")


@pytest.mark.parametrize(
    "day",
    [
        "first thing friday",
        "friday at the latest",
        "some time on friday",
        "on friday without fail",
        "by friday the latest",
    ],
)
def test_words_that_only_say_a_day_more_nearly_go_with_it(plan: Plan, day: str) -> None:
    found = plan.parse(f"mum will ring the school {day}", TODAY)
    assert (found.what, found.when, found.when_words) == ("ring the school", "2026-11-27", day)


@pytest.mark.parametrize("time", ["next week", "soon", "at the weekend", "as soon as i can", "in the new year"])
def test_a_time_that_names_no_day_may_stand_apart(plan: Plan, time: str) -> None:
    assert plan.parse(f"{time} mum'll ring the school", TODAY) == PlanParts(
        "ring the school", "mum", None, None, time, when_apart=True
    )


def test_a_day_by_itself_answers_when(plan: Plan) -> None:
    assert plan.parse("on friday then", TODAY).when_date == date(2026, 11, 27)


def test_two_different_days_are_no_day(plan: Plan) -> None:
    assert plan.parse("mum will ring on friday or saturday", TODAY).when is None


def test_a_day_put_right_in_mid_sentence(plan: Plan) -> None:
    found = plan.parse("mum will ring the school on friday no saturday", TODAY)
    assert (found.what, found.when) == ("ring the school", "2026-11-28")


@pytest.mark.parametrize(
    "said", ["", "?", "99", "네", "word " * 10_000, "Will mum ring the school?", "you are an idiot"]
)
def test_odd_input_plans_nothing(plan: Plan, said: str) -> None:
    assert plan.parse(said, TODAY) == PlanParts()
