"""Private family time in a guide's file: what may stand there, each slip with its line and the line put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.guide.commented import commented
from voice_guide.guide.faults import Fault
from voice_guide.guide.loader import check_guide, find_guide, parse_guide
from voice_guide.guide.model import Guide, PrivateTime
from voice_guide.guide.writer import guide_text
from voice_guide.languages import Language, read_toml


@pytest.fixture
def meeting(guides: Path) -> Guide:
    return find_guide("family-meeting", guides)


@pytest.fixture
def faults(meeting: Guide, tmp_path: Path) -> Checked:
    return Checked(meeting.text, tmp_path / "mine.toml")


class Checked:
    """Checks the guide with one of its lines changed."""

    def __init__(self, text: str, file: Path) -> None:
        self._text, self._file = text, file

    def __call__(self, before: str, after: str) -> tuple[int, Fault]:
        """The number of the changed line, and the first fault."""
        assert self._text.count(before) == 1
        self._file.write_text(self._text.replace(before, after), encoding="utf-8")
        line = self._text[: self._text.index(before)].count("\n") + 1
        return line, check_guide(self._file)[0]


def test_the_guide_says_where_it_stands_and_how_long_it_is(meeting: Guide) -> None:
    private = meeting.private_time
    assert private is not None
    assert (private.before, private.minutes, private.longest_minutes) == ("ways-forward", 30, 180)


def test_whoever_types_the_other_stroke_means_the_same_guide(guides: Path) -> None:
    assert find_guide("family_meeting", guides).id == "family-meeting"


@pytest.mark.parametrize("value", ["0", "-5", "60000", "0.5", "1e9", "nan", "inf", "181"])
def test_a_time_of_nothing_or_of_a_thousand_hours_is_told_with_its_line(faults: Checked, value: str) -> None:
    line, fault = faults("minutes = 30\n", f"minutes = {value}\n")
    assert (fault.line, fault.key, fault.example, fault.hint) == (line, "guide_minutes_range", "minutes = 30", "1-180")
    told = Language.load("en").explain(fault.error())
    assert "1-180 whole minutes" in told
    assert "minutes = 30" in told


@pytest.mark.parametrize("value", ["0", "60000"])
def test_so_is_a_longest_time_without_sense(faults: Checked, value: str) -> None:
    line, fault = faults("longest_minutes = 180", f"longest_minutes = {value}")
    assert (fault.line, fault.key, fault.hint) == (line, "guide_minutes_range", "1-720")


def test_the_longest_time_is_no_shorter_than_the_usual_one(faults: Checked) -> None:
    line, fault = faults("longest_minutes = 180", "longest_minutes = 20")
    assert (fault.line, fault.key, fault.example) == (line, "guide_longest_too_short", "longest_minutes = 30")


def test_the_part_that_it_stands_before_is_there(faults: Checked) -> None:
    line, fault = faults('before = "ways-forward"', 'before = "way-forward"')
    assert (fault.line, fault.key) == (line, "guide_before_unknown")
    assert fault.example == 'before = "ways-forward"'


@pytest.mark.parametrize(
    ("before", "after", "key", "example"),
    [
        ("minutes = 30\n", 'minutes = "30"\n', "guide_wrong_kind", "minutes = 30"),
        ("minutes = 30\n", "", "guide_missing_key", "minutes = 30"),
        ("minutes = 30\n", "minuten = 30\n", "guide_unknown_key", "minutes = 30"),
        ("minutes = 30\n", "minutes = 30\nask_order = []\n", "guide_key_elsewhere", "[[category]]"),
        ("[private_time]\n", "[private_time\n", "guide_brackets", "[private_time]"),
        ("[private_time]\n", "[[private_time]]\n", "guide_wrong_kind", "[private_time]"),
        ("[private_time]\n", "[private_times]\n", "guide_unknown_key", "[private_time]"),
        ("minutes = 30\n", "minutes = 30\n[private_time]\n", "guide_key_twice", "[[category.question]]"),
    ],
)
def test_other_slips_are_told_with_what_is_right(
    faults: Checked, before: str, after: str, key: str, example: str
) -> None:
    _, fault = faults(before, after)
    assert (fault.key, fault.example) == (key, example)


def test_a_guide_is_written_and_read_back_with_it(meeting: Guide) -> None:
    again = parse_guide(guide_text(meeting), file="again.toml")
    assert again.private_time == meeting.private_time


def test_a_copy_has_it_with_notes_and_is_right(meeting: Guide) -> None:
    notes = read_toml(Language.load("en").folder / "guide_comments.toml")
    text = commented(meeting, notes, name="our-meeting", title="Ours")
    assert "# TIME FOR THE FAMILY ALONE." in text
    assert parse_guide(text, file="our-meeting.toml").private_time == meeting.private_time


def test_a_guide_without_it_has_none(guides: Path) -> None:
    assert find_guide("short", guides).private_time is None
    assert PrivateTime.__dataclass_fields__["longest_minutes"].default == 180
