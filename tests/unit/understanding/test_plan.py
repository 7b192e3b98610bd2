"""What, who and when, in people's own words. Today is Thursday the 26th of November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from voice_guide.understanding.plan import Plan, PlanParts

TODAY = date(2026, 11, 26)


def test_the_parts_of_a_plan(plan: Plan, row: tuple[str, ...]) -> None:
    """``plans.tsv``: what is said; what, who and when."""
    said, *expected = row
    found = plan.parse(said, TODAY)
    assert [found.what, found.who, found.when] == [None if part == "-" else part for part in expected]


def test_capitals_and_marks_stay_as_they_were_said(plan: Plan) -> None:
    found = plan.parse("So, Mum will ring St. Mary's, the school, on Friday.", TODAY)
    assert found == PlanParts("ring St. Mary's, the school", "Mum", "2026-11-27", date(2026, 11, 27), "on Friday")


def test_soon_stays_as_said(plan: Plan) -> None:
    found = plan.parse("i'll tidy my room soon", TODAY)
    assert (found.what, found.when, found.when_words) == ("tidy my room soon", None, "soon")


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
