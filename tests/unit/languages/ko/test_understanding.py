"""Korean, as people say it: tables of lines and what they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from voice_guide.dialogue.meaning import Meaning
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer

HERE = Path(__file__).parent
THURSDAY = date(2026, 11, 26)
MEANING = Meaning(Language.load("ko"))


def rows(name: str, columns: int) -> list[list[str]]:
    """The table's rows; a column that is left out is empty."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [[*row, *[""] * (columns - len(row))] for row in split]


def test_yes_no_and_unsure() -> None:
    table = rows("yes_no.tsv", 2)
    assert len(table) >= 60
    read = [(said, meant, str(MEANING.yes_no(said))) for said, meant in table]
    assert [line for line in read if line[1] != line[2]] == []


def test_a_yes_with_a_no_or_a_doubt_is_never_a_yes() -> None:
    table = rows("yes_no.tsv", 2)
    yes = [said for said, meant in table if meant == "yes"]
    against = [said for said, meant in table if meant in ("no", "unsure")]
    wrong = [
        pair
        for one in yes
        for other in against
        for pair in (f"{one} {other}", f"{other} {one}", f"{one}, {other}")
        if MEANING.yes_no(pair) is Answer.YES
    ]
    assert wrong == []


def test_what_is_told_of_somebody_else_is_never_a_yes() -> None:
    wrong = [
        told
        for said, meant in rows("yes_no.tsv", 2)
        if meant == "yes"
        for told in (
            f"{said}라고 했어요",
            f"동생이 {said}라고 해서요",
            f"{said}라고는 못 하겠어요",
            f"{said}는 아니에요",
        )
        if MEANING.yes_no(told) is Answer.YES
    ]
    assert wrong == []


def test_what_is_said_to_the_program_is_no_yes() -> None:
    commands = [said for said, command, _, _ in rows("commands.tsv", 4) if command != "answer"]
    assert [said for said in commands if MEANING.yes_no(said) is Answer.YES] == []


def test_commands_and_stories() -> None:
    table = rows("commands.tsv", 4)
    assert len(table) >= 60
    read = []
    for said, command, about, ask in table:
        found = MEANING.command(said)
        read.append((said, (command, about, ask), (found.command, found.about or "", found.ask or "")))
    assert [line for line in read if line[1] != line[2]] == []


def test_days() -> None:
    table = rows("days.tsv", 2)
    assert len(table) >= 40
    read = [(said, day, MEANING.day(said, THURSDAY) or "none") for said, day in table]
    assert [line for line in read if line[1] != line[2]] == []


def test_plans_leave_words_out_and_add_none() -> None:
    read = []
    for said, what, who, when in rows("plans.tsv", 4):
        found = MEANING.plan(said, THURSDAY)
        read.append((said, (what, who, when), (found.what or "-", found.who or "-", found.when or "-")))
        for words in (found.what, found.who, found.when_words):
            assert words is None or all(word in said for word in words.split())
    assert [line for line in read if line[1] != line[2]] == []


def test_names() -> None:
    read = [(said, names, ", ".join(MEANING.people(said)) or "-") for said, names in rows("names.tsv", 2)]
    assert [line for line in read if line[1] != line[2]] == []


@pytest.mark.parametrize(
    ("said", "here", "absent"),
    [
        ("저요", ["지민"], []),
        ("제가 할게요", ["지민"], []),
        ("저랑 엄마요", ["지민"], ["엄마"]),
        ("민수가 할 거예요", ["민수"], []),
        ("저 말고 엄마요", [], ["엄마"]),
        ("우리 둘 다요", ["지민", "민수"], []),
        ("담임 선생님이요", [], ["담임 선생님"]),
        ("지민이하고 민수요", ["지민", "민수"], []),
        ("아무도 없어요", [], []),
        ("걔가요", [], []),
    ],
)
def test_who_is_meant(said: str, here: list[str], absent: list[str]) -> None:
    assert MEANING.who(said, ["지민", "민수"], "지민") == (here, absent)


@pytest.mark.parametrize(
    ("said", "slot", "new", "old"),
    [
        ("금요일이 아니라 목요일이에요", "when", "목요일", "금요일"),
        ("아니요 목요일이에요", "when", "목요일", None),
        ("엄마가 아니라 아빠가 할 거예요", "who", "아빠", "엄마"),
        ("아니요 아빠예요", "who", "아빠", None),
        ("학교가 아니라 병원이에요", "what", "병원", "학교"),
    ],
)
def test_what_puts_a_line_right(said: str, slot: str, new: str, old: str | None) -> None:
    found = MEANING.amendment(said)
    assert found is not None
    assert (found.slot, found.new, found.old) == (slot, new, old)


@pytest.mark.parametrize("said", ["네", "아니요", "싫어요", "금요일이었어요", "그날은 비가 왔어요"])
def test_what_puts_nothing_right(said: str) -> None:
    assert MEANING.amendment(said) is None


def test_a_day_is_said_back_with_its_weekday() -> None:
    assert MEANING.say_day("2026-11-27") == "11월 27일 금요일"


@pytest.mark.parametrize("said", ["그리고", "화가 나서 소리를 질렀는데", "왜냐하면"])
def test_an_answer_that_hangs(said: str) -> None:
    assert MEANING.hangs(said)


@pytest.mark.parametrize("said", ["그랬어요", "네", ""])
def test_an_answer_that_is_whole(said: str) -> None:
    assert not MEANING.hangs(said)


@pytest.mark.parametrize("said", ["네", "네 동의해요", "그래요"])
def test_a_yes_that_names_nobody(said: str) -> None:
    assert MEANING.is_only_yes(said)


def test_nothing_and_cannot() -> None:
    assert MEANING.is_nothing("아무것도 없어요")
    assert not MEANING.is_nothing("전화요")
    assert MEANING.says_cannot("저 혼자서는 못 해요")
    assert not MEANING.says_cannot("못 해요라고 했지만 할게요")


def test_spaces_mean_nothing() -> None:
    """A recogniser cuts words into pieces; people leave spaces out."""
    table = rows("yes_no.tsv", 2)
    without = [(said, str(MEANING.yes_no(said.replace(" ", "")))) for said, meant in table if meant == "yes"]
    assert [line for line in without if line[1] != "yes"] == []
