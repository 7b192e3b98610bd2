"""What of a plan goes into a calendar, under which name, and what becomes of it when the plan is changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conversations.scripted import Conversation
from tests.unit.record.planned import (
    BEGAN,
    Journal,
    calendar_of,
    family,
    joined,
    person_of,
    plan,
    said,
    way,
)
from voice_guide.dialogue.parts import NO, UNSURE
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.record.calendar_entries import Aside, Chosen, PlanCalendar


def days(plan: PlanCalendar) -> list[tuple[int | None, str]]:
    """The places on the list and the first days of what is in it."""
    return [(entry.number, entry.day.isoformat()) for entry in plan.entries]


def dropped(number: int) -> Fact:
    return Fact(FactKind.WAY_FORWARD_DROPPED, "p1", None, {"way": number})


def moved(number: int, words: str, day: str) -> Fact:
    slots = {"when": {"words": words, "day": day}}
    return Fact(FactKind.WAY_FORWARD_CHANGED, "p1", None, {"way": number, "slots": slots, "amended": True})


def test_what_all_agreed_to_is_in_it_and_what_is_not_is_told_with_the_reason() -> None:
    made = calendar_of(Journal.of(family().facts))
    assert days(made) == [(1, "2026-11-27"), (2, "2026-11-27"), (None, "2026-12-10")]
    assert made.left_out == [Aside(3, "not_agreed"), Aside(4, "no_day")]
    assert all(entry.agreed for entry in made.entries)


def test_what_is_not_agreed_is_in_it_where_that_is_wanted_and_marked() -> None:
    made = calendar_of(Journal.of(family().facts), Chosen(not_agreed=True))
    assert [(entry.number, entry.agreed) for entry in made.entries] == [(1, True), (2, True), (3, False), (None, True)]
    assert made.left_out == [Aside(4, "no_day")]


@pytest.mark.parametrize("answer", [NO, UNSURE, "later"])
def test_one_who_does_not_say_yes_keeps_it_out(answer: str) -> None:
    facts = [*joined("Jo", "Kai"), way(1, "ring nan", "on Friday", "2026-11-27"), said(1), said(1, answer, "p2")]
    assert calendar_of(Journal.of(facts)).left_out == [Aside(1, "not_agreed")]


def test_whoever_is_to_do_it_and_is_not_here_is_still_to_be_asked() -> None:
    mum: dict[str, object] = {"words": "my mum", "people": [], "absent": ["my mum"]}
    absent = way(1, "ring nan", "on Friday", "2026-11-27", who=mum)
    assert Aside(1, "not_agreed") in calendar_of(Journal.of(plan([absent]))).left_out


def test_titles_tell_nothing_unless_that_was_chosen() -> None:
    journal = Journal.of(family().facts)
    neutral = calendar_of(journal)
    assert {(entry.title, entry.notes) for entry in neutral.entries} == {("Reminder", ())}
    own = calendar_of(journal, Chosen(own_titles=True)).entries
    assert [entry.title for entry in own] == ["wash up", "ring the school", "We look at our list again"]
    assert own[0].notes[0] == "Who: Jo and Kai"
    assert own[0].notes[-1] == "If it does not work: we swap; and then, we talk"


def test_one_persons_calendar_has_what_they_do_or_check_and_the_review() -> None:
    journal = Journal.of(family().facts)
    assert [entry.number for entry in calendar_of(journal, person_of(journal, "Kai")).entries] == [1, None]
    assert [entry.number for entry in calendar_of(journal, person_of(journal, "Jo")).entries] == [1, 2, None]


def test_one_persons_calendar_has_no_word_of_anybody_else() -> None:
    facts = plan(
        [
            way(
                1, "kestrelling at four", "on Friday", "2026-11-27", check={"words": "wombatish Kai", "people": ["p2"]}
            ),
            way(2, "ospreyfold the boat", "on Saturday", "2026-11-28", by="p2"),
        ],
        ("Jo", "Kai"),
    )
    journal = Journal.of(facts)
    made = calendar_of(journal, person_of(journal, "Kai", own_titles=True))
    shown = " ".join([*(entry.title for entry in made.entries), *(note for e in made.entries for note in e.notes)])
    assert [entry.title for entry in made.entries] == ["Reminder", "ospreyfold the boat"]
    assert "ospreyfold" in shown
    assert not [word for word in ("kestrelling", "wombatish") if word in shown]
    assert made.neutral_all_the_same == [Aside(1, "not_theirs")]


def test_what_nobody_is_named_for_is_in_everybodys() -> None:
    nobody = way(1, "no phones at the table", "every day", "every day", who=None)
    journal = Journal.of(plan([nobody], ("Jo", "Kai")))
    assert [entry.number for entry in calendar_of(journal, person_of(journal, "Kai")).entries] == [1]


def test_a_repetition_begins_on_its_first_day_after_it_was_said_and_not_with_a_later_change() -> None:
    journal = Journal.of(plan([way(1, "wash up", "every friday", "every friday")]))
    assert calendar_of(journal).entries[0].day == date(2026, 11, 27)
    checked = Fact(FactKind.WAY_FORWARD_CHANGED, "p1", None, {"way": 1, "slots": {"check": {"words": "mum"}}})
    assert calendar_of(journal.later(checked)).entries[0].day == date(2026, 11, 27)
    asked_again = journal.later(*[moved(1, "every monday", "every monday"), said(1)])
    assert calendar_of(asked_again).entries[0].day == date(2026, 11, 30)


def test_an_entry_keeps_its_name_for_good_and_no_other_session_has_it() -> None:
    journal = Journal.of(family().facts)
    first = {entry.key: entry.uid for entry in calendar_of(journal).entries}
    assert len(set(first.values())) == 3
    changed = journal.later(moved(1, "on Sunday", "2026-11-29"), said(1), said(1, by="p2"))
    assert {entry.key: entry.uid for entry in calendar_of(changed).entries} == first
    elsewhere = Journal.of(family().facts, session="df234")
    another_day = Journal.of(family().facts, began=BEGAN + timedelta(days=1))  # ids are short, and may come again
    for other in (elsewhere, another_day):
        assert not set(first.values()) & {entry.uid for entry in calendar_of(other).entries}


def test_the_first_calendar_takes_nothing_back_whatever_was_dropped_before() -> None:
    journal = Journal.of([*family().facts, dropped(2)])
    made = calendar_of(journal)
    assert (days(made), made.taken_back) == ([(1, "2026-11-27"), (None, "2026-12-10")], [])


def test_what_is_dropped_after_it_was_given_out_is_taken_back() -> None:
    journal = Journal.of(family().facts)
    first = calendar_of(journal)
    after = calendar_of(journal.exported(first).later(dropped(2)))
    assert [entry.number for entry in after.entries] == [1, None]
    (gone,) = after.taken_back
    assert (gone.uid, gone.taken_back) == (first.entries[1].uid, True)
    assert (gone.title, gone.notes) == ("Reminder", ())
    assert after.sequence > first.sequence
    assert after.changed > first.changed


def test_what_is_not_agreed_any_more_or_has_no_day_any_more_is_taken_back_too() -> None:
    journal = Journal.of(family().facts)
    given = journal.exported(calendar_of(journal))
    assert [entry.key for entry in calendar_of(given.later(said(1, NO))).taken_back] == ["1"]
    undone = Fact(FactKind.ANSWER_TAKEN_OUT, "p1", None, {"ways": [], "slots": [[2, "when"]], "utterances": []})
    assert [entry.key for entry in calendar_of(given.later(undone)).taken_back] == ["2"]


def test_everything_taken_out_takes_every_entry_back() -> None:
    journal = Journal.of(family().facts)
    given = journal.exported(calendar_of(journal))
    made = calendar_of(given.later(Fact(FactKind.ANSWER_TAKEN_OUT, "p1", None, {"all": True})))
    assert made.entries == []
    assert [entry.key for entry in made.taken_back] == ["1", "2", "review"]


def test_one_persons_calendar_takes_back_what_is_theirs_no_more_and_leaves_what_is_others() -> None:
    journal = Journal.of(family().facts)
    everybodys = journal.exported(calendar_of(journal))
    assert calendar_of(everybodys, person_of(everybodys, "Kai")).taken_back == []
    kais = journal.exported(calendar_of(journal, person_of(journal, "Kai")))
    assert calendar_of(kais).taken_back == []
    kais = kais.later(dropped(1))
    assert [entry.key for entry in calendar_of(kais, person_of(kais, "Kai")).taken_back] == ["1"]
    assert calendar_of(kais, person_of(kais, "Jo")).taken_back == []
    assert [entry.key for entry in calendar_of(kais).taken_back] == ["1"]


def test_writing_it_once_more_with_other_titles_counts_as_newer() -> None:
    journal = Journal.of(family().facts)
    first = calendar_of(journal)
    again = calendar_of(journal.exported(first), Chosen(own_titles=True))
    assert again.sequence > first.sequence


def test_it_is_as_new_as_the_plan_and_not_as_what_was_said_besides() -> None:
    journal = Journal.of(family().facts)
    first = calendar_of(journal)
    transcript = Fact(FactKind.EXPORTED, None, None, {"what": "transcript", "format": "md", "file": "/x.md"})
    after = calendar_of(journal.later(transcript, Fact(FactKind.PAUSED)))
    assert (after.sequence, after.changed) == (first.sequence, first.changed)


def test_without_a_plan_there_is_no_review_and_nothing_to_tell() -> None:
    review = Fact(FactKind.REVIEW_DAY_SET, "p1", None, {"words": "on Friday", "day": "2026-11-27"})
    made = calendar_of(Journal.of([*joined("Jo"), review]))
    assert (made.entries, made.taken_back, made.left_out) == ([], [], [])


def test_a_plan_without_a_review_day_says_so() -> None:
    made = calendar_of(Journal.of(plan([way(1, "ring nan", "on Friday", "2026-11-27")])))
    assert made.left_out == [Aside(None, "no_day")]


def test_it_is_made_in_the_language_of_the_conversation() -> None:
    korean = Language.load("ko")
    talk = Conversation.begin(people=("민지",), language=korean)
    facts = [*talk.facts, way(1, "설거지하기", "매주 금요일", "매주 금요일"), said(1)]
    (entry,) = calendar_of(Journal.of(facts, language="ko"), language=korean).entries
    assert (entry.title, entry.day.isoformat()) == ("알림", "2026-11-27")
    assert entry.repeats is not None
