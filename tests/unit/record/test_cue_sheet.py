"""The cue sheet: where each part begins, in minutes, seconds and seventy-fifths, as players read it."""

from __future__ import annotations

import pytest

from voice_guide.record.cue_sheet import MOST_TRACKS, cue_sheet, names_file


def made(
    marks: list[tuple[str, float]], file: str = "a.mp3", form: str = "mp3", label: str = "Read aloud"
) -> list[str]:
    return cue_sheet(file, form, marks, label=label, date="2026-11-26", comment="Made by a computer.").splitlines()


def test_a_whole_one() -> None:
    assert made([("The beginning", 0.0), ("Number 1", 21.9), ("The end", 3725.5)]) == [
        "REM DATE 2026-11-26",
        'REM COMMENT "Made by a computer."',
        'TITLE "Read aloud"',
        'FILE "a.mp3" MP3',
        "  TRACK 01 AUDIO",
        '    TITLE "The beginning"',
        "    INDEX 01 00:00:00",
        "  TRACK 02 AUDIO",
        '    TITLE "Number 1"',
        "    INDEX 01 00:21:67",
        "  TRACK 03 AUDIO",
        '    TITLE "The end"',
        "    INDEX 01 62:05:37",
    ]


@pytest.mark.parametrize("seconds", [0.0, 0.999, 1.0, 59.99, 60.0, 754.321])
def test_a_mark_is_never_after_its_sound_and_less_than_a_frame_before(seconds: float) -> None:
    minutes, rest, frames = map(int, made([("x", seconds)])[-1].split()[-1].split(":"))
    told = 60 * minutes + rest + frames / 75
    assert told <= seconds + 1e-9
    assert seconds - told < 1 / 75
    assert rest < 60
    assert frames < 75


@pytest.mark.parametrize(("form", "kind"), [("wav", "WAVE"), ("mp3", "MP3"), ("opus", "WAVE"), ("ogg", "WAVE")])
def test_the_kind_of_file_is_one_that_the_format_knows(form: str, kind: str) -> None:
    assert made([("x", 0.0)], f"a.{form}", form)[3] == f'FILE "a.{form}" {kind}'


def test_a_list_of_more_than_the_format_holds_ends_at_the_last_mark() -> None:
    lines = made([(f"Number {number}", float(number)) for number in range(150)])
    assert [line for line in lines if line.startswith("  TRACK")][-1] == f"  TRACK {MOST_TRACKS} AUDIO"
    assert lines[-2] == '    TITLE "Number 98"'


def test_a_quotation_mark_ends_no_title() -> None:
    assert made([('The "end"', 0.0)], label='our "talk"')[2] == "TITLE \"our 'talk'\""


@pytest.mark.parametrize("name", ['a".wav', "a\nFILE b.wav", "a\x1b.wav"])
def test_a_file_that_it_can_not_name_is_found(name: str) -> None:
    assert not names_file(name)


@pytest.mark.parametrize("name", ["agreement.mp3", "unser Plan.opus", "약속.wav"])
def test_any_other_file_can_be_named(name: str) -> None:
    assert names_file(name)
