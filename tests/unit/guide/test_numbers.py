"""The help numbers' file: what is right is taken, what is wrong is told with its place and an example."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from voice_guide.cli.main import main
from voice_guide.errors import GuideError
from voice_guide.guide.numbers import load_numbers, page, read_aloud
from voice_guide.languages import Language

OURS = """
[[number]]
name = "The village hall"
number = "01743 12 34"
place = "Ludford Green"
hours = "Mondays."
checked = 2026-11-02

[[number]]
name = "The parish"
number = "999"
hours = "Always."
note = "It is next door."
checked = "2026-10-30"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


def told(file: Path, text: str, language: Language) -> GuideError:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GuideError) as error:
        load_numbers(file)
    assert language.explain(error.value).count("\n") == 2
    return error.value


def test_the_page_shows_each_number_and_how_old_it_is(file: Path, english: Language) -> None:
    assert page(english, load_numbers(file)) == [
        "Help numbers",
        "  The village hall: 01743 12 34",
        "      Ludford Green. Mondays.",
        "  The parish: 999",
        "      Always. It is next door.",
        "As known on 2026-10-30.",
    ]


def test_a_number_is_read_figure_by_figure(file: Path, english: Language) -> None:
    said = [prompt.text for prompt in read_aloud(english, load_numbers(file))]
    assert said == [
        "The village hall. 0, 1, 7, 4, 3. 1, 2. 3, 4. Ludford Green. Mondays.",
        "The parish. 9, 9, 9. Always. It is next door.",
    ]


def test_ours_are_those_of_the_practice(english: Language) -> None:
    ours = {entry.number: entry for entry in load_numbers(english.numbers_file)}
    assert set(ours) == {
        "999", "0800 1111", "0808 800 5000", "0345 678 9021", "0345 678 9040", "111, then option 2", "116 123",
        "0808 2000 247",
    }  # fmt: skip
    assert "55" in ours["999"].note
    assert "mobiles only" in ours["999"].note


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('name = "The parish"\n', "", "number 2: name"),
        ('number = "999"\n', "", "number 2: number"),
        ('number = "999"', 'number = "none"', "number 2: number"),
        ('number = "999"', "number = 999", "number 2: number"),
        ('hours = "Mondays."\n', "", "number 1: hours"),
        ('hours = "Mondays."', 'hours = " "', "number 1: hours"),
        ('note = "It is next door."', "note = 3", "number 2: note"),
        ("checked = 2026-11-02\n", "", "number 1: checked"),
        ('checked = "2026-10-30"', 'checked = "2026-02-30"', "number 2: checked"),
        ('checked = "2026-10-30"', 'checked = "last week"', "number 2: checked"),
        ("checked = 2026-11-02", "checked = 2026-11-02T10:00:00", "number 1: checked"),
        ('note = "It is next door."', 'notes = "It is next door."', "number 2: notes"),
        ('name = "The parish"', 'name = "The\\nparish"', "number 2: name"),
        (OURS, "", "number"),
        (OURS, "number = 3\n", "number"),
        (OURS, "number = [3]\n", "number 1"),
        (OURS, "[[numbers]]\nname = 'x'\n", "numbers"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(file: Path, english: Language, old: str, new: str, where: str) -> None:
    assert old in OURS
    error = told(file, OURS.replace(old, new), english)
    assert (error.key, error.values["wrong"]) == ("numbers_wrong", where)
    assert error.values["file"] == str(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, english: Language) -> None:
    with pytest.raises(GuideError, match="numbers_unreadable") as error:
        load_numbers(tmp_path / "nowhere.toml")
    assert "nowhere.toml" in english.explain(error.value)


def test_a_file_that_is_not_toml_is_told(file: Path, english: Language) -> None:
    assert told(file, "[[number", english).key == "content_not_toml"


def test_the_command_prints_the_page_and_json(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    assert main(["numbers"]) == 0
    assert "  Childline, for anyone under 19: 0800 1111\n" in capsys.readouterr().out
    assert main(["numbers", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert set(rows[0]) == {"name", "number", "place", "hours", "note", "checked"}
    assert all(date.fromisoformat(row["checked"]) for row in rows)


def test_an_organisations_own_file_takes_their_place(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config / "ours.toml").write_text(OURS, encoding="utf-8")
    (config / "settings.toml").write_text('numbers = "ours.toml"\n', encoding="utf-8")
    assert main(["numbers"]) == 0
    shown = capsys.readouterr().out
    assert "The village hall" in shown
    assert "Childline" not in shown


@pytest.mark.parametrize("command", [["numbers"], ["start", "--keyboard", "short"]])
def test_a_wrong_file_is_told_before_anything_starts(
    config: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (config / "settings.toml").write_text('numbers = "ours.toml"\n', encoding="utf-8")
    assert main(command) == 1
    assert "ours.toml" in capsys.readouterr().err


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of settings.toml."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "voice-guide"
    folder.mkdir()
    return folder
