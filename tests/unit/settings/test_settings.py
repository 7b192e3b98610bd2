"""settings.toml: every key is taken, and whatever is wrong is told with its line and an example of right."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import pytest

from voice_guide.errors import SettingsError
from voice_guide.languages import Language
from voice_guide.session.key_names import KEY_COMMANDS
from voice_guide.settings import KEYS_IN_USE, Settings, load_settings, parse_settings, settings_path

FILE = "settings.toml"

RIGHT = {
    "language": ("cy", '"cy"'),
    "guide": ("restorative", '"restorative"'),
    "patience_seconds": (6, "6"),
    "hold": (True, "true"),
    "speak_over": (False, "false"),
    "empty_minutes": (60, "60"),
    "lock_minutes": (5, "5"),
    "talk_time": (True, "true"),
    "page_order": (True, "true"),
    "input": ("USB", '"USB"'),
    "output": ("Speakers", '"Speakers"'),
    "voice": ("gmw/en", '"gmw/en"'),
    "rate_wpm": (130, "130"),
    "volume": (0.5, "0.5"),
    "recogniser": ("whisper", '"whisper"'),
    "quiet_key": ("PageDown", '"PageDown"'),
    "numbers": ("ours.toml", '"ours.toml"'),
    "notice": ("ours.txt", '"ours.txt"'),
    "preparation": ("ours.toml", '"ours.toml"'),
    "pictures": ("ours", '"ours"'),
    "paper_template": ("ours.toml", '"ours.toml"'),
    "keep_days": (365, "365"),
    "reminder": ("08:00 on the day", '"08:00 on the day"'),
}


def told(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as error:
        parse_settings(text, file=FILE)
    assert Language.load("en").explain(error.value).count("\n") == 2  # what happened, what is safe, what mends it
    return error.value


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / FILE) == Settings()
    assert parse_settings("# nothing here\n", file=FILE) == Settings()


def test_every_key_is_taken_and_changes_only_itself() -> None:
    assert set(RIGHT) == {field.name for field in fields(Settings)}
    for key, (value, written) in RIGHT.items():
        assert asdict(parse_settings(f"{key} = {written}\n", file=FILE)) == asdict(Settings()) | {key: value}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('language = ""', "language"),
        ("guide = 3", "guide"),
        ("patience_seconds = 1.9", "patience_seconds"),
        ("patience_seconds = 15.1", "patience_seconds"),
        ("patience_seconds = nan", "patience_seconds"),
        ("patience_seconds = true", "patience_seconds"),
        ('hold = "yes"', "hold"),
        ("page_order = 1", "page_order"),
        ("input = 2", "input"),
        ('output = " "', "output"),
        ("voice = []", "voice"),
        ("rate_wpm = 99", "rate_wpm"),
        ("rate_wpm = 351", "rate_wpm"),
        ("rate_wpm = 150.5", "rate_wpm"),
        ("volume = 1.1", "volume"),
        ("volume = -0.1", "volume"),
        ("recogniser = false", "recogniser"),
        ('quiet_key = "s"', "quiet_key"),
        ('quiet_key = "S"', "quiet_key"),
        ('quiet_key = "Escape"', "quiet_key"),
        ('quiet_key = "F13"', "quiet_key"),
        ("quiet_key = 12", "quiet_key"),
        ("numbers = []", "numbers"),
        ('notice = " "', "notice"),
        ("keep_days = 0", "keep_days"),
        ("keep_days = 1.5", "keep_days"),
        ('reminder = "6 pm"', "reminder"),
        ('reminder = "24:00 on the day"', "reminder"),
        ('reminder = "18:00 1 days before"', "reminder"),
        ("reminder = 18", "reminder"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_an_example_that_is_right(line: str, key: str) -> None:
    error = told(f"# mine\n\n{line}\n")
    assert (error.key, error.exit_status) == ("settings_wrong_value", 1)
    assert (error.values["file"], error.values["line"], error.values["wrong"]) == (FILE, 3, key)
    parse_settings(str(error.values["example"]), file=FILE)


def test_no_key_that_gives_a_command_can_be_the_quiet_key() -> None:
    assert set(KEYS_IN_USE) == set(KEY_COMMANDS) - {"\r", "\n"}  # no text on one line holds Enter


@pytest.mark.parametrize("key", ["F1", "F12", "Insert", "Left", "q", "9", "§"])
def test_any_other_key_can(key: str) -> None:
    assert parse_settings(f'quiet_key = "{key}"', file=FILE).quiet_key == key


@pytest.mark.parametrize(
    ("name", "value"), [("patience_seconds", 2), ("patience_seconds", 15), ("volume", 0), ("volume", 1)]
)
def test_the_edges_are_right(name: str, value: int) -> None:
    assert getattr(parse_settings(f"{name} = {value}", file=FILE), name) == value


@pytest.mark.parametrize(
    ("wrong", "near"), [("patience", "patience_seconds"), ("recognizer", "recogniser"), ("Volume", "volume")]
)
def test_a_wrong_key_is_told_with_the_nearest_right_one(wrong: str, near: str) -> None:
    error = told(f'hold = true\n{wrong} = "x"\n')
    assert error.key == "settings_unknown_key"
    assert (error.values["line"], error.values["wrong"]) == (2, wrong)
    assert str(error.values["example"]).startswith(f"{near} = ")


def test_a_key_like_none_of_them_is_told_with_all_of_them() -> None:
    example = str(told("zzz = 1\n").values["example"])
    for key in RIGHT:
        assert key in example


def test_a_table_is_an_unknown_key_on_its_own_line() -> None:
    assert told("hold = true\n[people]\nname = 'x'\n").values["line"] == 2


@pytest.mark.parametrize("text", ["guide = short", "guide =", "[", "hold = true\nhold = false", "x = " + "[\n" * 5000])
def test_what_is_not_toml_is_told(text: str) -> None:
    assert told(text).key == "settings_not_toml"


def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b'guide = "short"\n# caf\xe9\n')
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert (error.value.key, error.value.values["line"]) == ("settings_not_utf8", 2)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="settings_unreadable"):
        load_settings(tmp_path / FILE)


def test_the_file_lies_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "voice-guide" / FILE
