"""Pauses that people make are learned, and nobody is hurried or made to wait for ever."""

from __future__ import annotations

from voice_guide.listening.endpoint import Segment
from voice_guide.listening.own_pauses import OwnPauses


def segments(*pauses: float) -> list[Segment]:
    made = [Segment(0.0, 1.0)]
    for pause in pauses:
        start = made[-1].ended_at + pause
        made.append(Segment(start, start + 1.0))
    return made


def test_one_long_pause_is_no_habit() -> None:
    pauses = OwnPauses()
    pauses.learn("p1", segments(3.9, 0.4, 0.5))
    assert pauses.patience("p1", 4.0) == 4.0


def test_three_long_pauses_are_a_way_of_speaking() -> None:
    pauses = OwnPauses()
    pauses.learn("p1", segments(3.8, 3.7, 3.6))
    assert pauses.patience("p1", 4.0) == 4.5


def test_it_never_goes_below_what_was_set_nor_far_above() -> None:
    pauses = OwnPauses()
    pauses.learn("p1", segments(0.3, 0.3, 0.3))
    assert pauses.patience("p1", 4.0) == 4.0
    pauses.learn("p1", segments(30.0, 30.0, 30.0))
    assert pauses.patience("p1", 4.0) == 6.0


def test_each_person_has_their_own() -> None:
    pauses = OwnPauses()
    pauses.learn("p1", segments(3.8, 3.7, 3.6))
    assert pauses.patience("p2", 4.0) == 4.0
