"""The worker's keys in a group."""

from __future__ import annotations

from voice_guide.events import KeyCommand, Seat
from voice_guide.session.group_keys import GroupKeys


def keys(people: int) -> GroupKeys:
    group = GroupKeys()
    group.sit([Seat(number, f"Person {number}", recorded=True) for number in range(1, people + 1)])
    return group


def test_a_figure_is_somebodys_number() -> None:
    assert keys(5).told("3") == KeyCommand("speaker", 3)
    assert keys(5).told("7") is None
    assert keys(5).told("0") is None


def test_in_a_group_of_ten_or_more_two_figures_are() -> None:
    group = keys(14)
    assert [group.told(key) for key in "031299"] == [
        None,
        KeyCommand("speaker", 3),
        None,
        KeyCommand("speaker", 12),
        None,
        None,
    ]


def test_another_key_or_another_turn_leaves_the_first_figure() -> None:
    group = keys(14)
    assert [group.told(key) for key in "1t"] == [None, KeyCommand("talking piece")]
    assert [group.told(key) for key in "04"] == [None, KeyCommand("speaker", 4)]
    group.told("1")
    group.sit(group.seats)
    assert group.told("1") is None


def test_without_a_group_no_key_means_anything() -> None:
    assert [GroupKeys().told(key) for key in "to3²"] == [None] * 4
    assert keys(3).told("²") is None


def test_after_an_equals_sign_it_is_whose_the_last_words_were() -> None:
    group = keys(5)
    assert [group.told(key) for key in "=33"] == [None, KeyCommand("that was", 3), KeyCommand("speaker", 3)]
    assert [keys(14).told(key) for key in "="] == [None]
    many = keys(14)
    assert [many.told(key) for key in "=12"] == [None, None, KeyCommand("that was", 12)]
    assert [many.told(key) for key in "=t04"][-1] == KeyCommand("speaker", 4)
