"""settings.toml: what an organisation or a person sets once. Each key has one line in docs/settings.md."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from voice_guide.errors import SettingsError
from voice_guide.small_file import read_small

SETTINGS_FILE = "settings.toml"
MOST_KEEP_DAYS = 36500
_FILE_BYTES = 64 * 1024
_LINE_CHARACTERS = 1000


@dataclass(frozen=True)
class Settings:
    """Every setting with its default. Command-line options win over them for one session."""

    language: str = "en"
    guide: str = "short"
    patience_seconds: float | None = None  # open answers; None: the question's own, else 4 s
    hold: bool = False
    page_order: bool = False
    talk_time: bool = False  # a group is asked whether it may be measured
    input: str | None = None
    output: str | None = None
    voice: str | None = None
    rate_wpm: int = 150  # practice.md: comfortable for most; range 100 to 350
    volume: float = 0.8
    recogniser: str = "auto"
    speak_over: bool = True
    empty_minutes: float = 30  # far longer than any silence that is thinking; 0: never
    lock_minutes: float = 10  # of a pause, until the words are locked away; 0: never
    quiet_key: str = "F12"
    numbers: str | None = None  # a file of help numbers; None: the language's own
    notice: str | None = None  # a file with the notice that is read before agreeing; None: the language's own
    preparation: str | None = None  # a file with the list before a joint conversation; None: the language's own
    pictures: str | None = None  # a folder with pictures.toml and SVG files; None: the pictures that ship
    paper_template: str | None = None  # a TOML file: logo, contact, colours; None: the look that ships
    keep_days: int | None = None  # a session is erased so many days after its last use, told of before; None: never
    reminder: str = "18:00 the day before"  # when a calendar reminds of a day on the plan


@dataclass(frozen=True)
class _Rule:
    """What a key may hold, with an example of right."""

    right: Callable[[Any], bool]
    example: str


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _number(low: float, high: float) -> Callable[[Any], bool]:
    def right(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

    return right


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    def right(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return right


_REMINDER = re.compile(r"([01]\d|2[0-3]):([0-5]\d) (on the day|the day before|([2-9]|[12]\d|30) days before)")
NO_REMINDER = "none"


def reminder_after(value: str) -> timedelta | None:
    """How long after a day's beginning a reminder shows: "18:00 the day before" is minus six hours. None: not at all.

    Raises ValueError for anything that the setting may not hold.
    """
    if value == NO_REMINDER:
        return None
    found = _REMINDER.fullmatch(value)
    if found is None:
        raise ValueError("not a reminder")
    hours, minutes, day, days = found.groups()
    before = int(days or (0 if day == "on the day" else 1))
    return timedelta(days=-before, hours=int(hours), minutes=int(minutes))


def _reminder(value: Any) -> bool:
    return isinstance(value, str) and (value == NO_REMINDER or _REMINDER.fullmatch(value) is not None)


def _free_key(value: Any) -> bool:
    """A key with a name, or a sign that no other key's command has."""
    if not isinstance(value, str):
        return False
    return value in _NAMED_KEYS or (len(value) == 1 and value.isprintable() and value.lower() not in KEYS_IN_USE)


KEYS_IN_USE = " nurepbhs.?+-<>#wa"  # those that give a command; a test holds them beside session/key_names.py
_NAMED_KEYS = {f"F{number}" for number in range(1, 13)} | {"Insert", "Delete", "Home", "End", "PageUp", "PageDown"}
_NAMED_KEYS |= {"Up", "Down", "Left", "Right"}

_RULES = {
    "language": _Rule(_text, 'language = "en"'),
    "guide": _Rule(_text, 'guide = "short"'),
    "patience_seconds": _Rule(_number(2, 15), "patience_seconds = 6    # 2 to 15"),
    "hold": _Rule(_truth, "hold = true"),
    "page_order": _Rule(_truth, "page_order = true"),
    "talk_time": _Rule(_truth, "talk_time = true"),
    "input": _Rule(_text, 'input = "USB"'),
    "output": _Rule(_text, 'output = "Speakers"'),
    "voice": _Rule(_text, 'voice = "gmw/en-gb-x-rp"'),
    "rate_wpm": _Rule(_whole(100, 350), "rate_wpm = 150    # 100 to 350"),
    "volume": _Rule(_number(0, 1), "volume = 0.8    # 0 to 1"),
    "speak_over": _Rule(_truth, "speak_over = false"),
    "empty_minutes": _Rule(_number(0, 1440), "empty_minutes = 30    # 0 to 1440; 0: never"),
    "lock_minutes": _Rule(_number(0, 1440), "lock_minutes = 10    # 0 to 1440; 0: never"),
    "quiet_key": _Rule(_free_key, 'quiet_key = "F12"    # F1 to F12, Insert, Home, PageUp ... or a sign without a use'),
    "numbers": _Rule(_text, 'numbers = "our-numbers.toml"'),
    "notice": _Rule(_text, 'notice = "our-notice.txt"'),
    "preparation": _Rule(_text, 'preparation = "our-preparation.toml"'),
    "pictures": _Rule(_text, 'pictures = "our-pictures"'),
    "paper_template": _Rule(_text, 'paper_template = "our-papers.toml"'),
    "keep_days": _Rule(_whole(1, MOST_KEEP_DAYS), "keep_days = 365    # 1 to 36500"),
    "reminder": _Rule(
        _reminder,
        'reminder = "18:00 the day before"    # or "08:00 on the day", "09:00 2 days before", "none"',
    ),
    "recogniser": _Rule(
        _text, 'recogniser = "auto"    # auto, vosk, whisper, or a name from "voice-guide models list"'
    ),
}
assert set(_RULES) == {field.name for field in fields(Settings)}


def settings_path() -> Path:
    """Where settings.toml lies: $XDG_CONFIG_HOME/voice-guide, or the system's own place for settings."""
    configured = os.environ.get("XDG_CONFIG_HOME")
    if configured:
        return Path(configured) / "voice-guide" / SETTINGS_FILE
    from platformdirs import user_config_path

    return user_config_path("voice-guide", appauthor=False) / SETTINGS_FILE


def load_settings(path: Path) -> Settings:
    """The settings in a file; the defaults where there is none. Raises SettingsError for a wrong key or value."""
    try:
        content = read_small(path, _FILE_BYTES)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError("settings_unreadable", file=str(path)) from error
    try:
        text = content.decode("utf-8-sig")  # some editors put a mark before the first character
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SettingsError("settings_not_utf8", file=str(path), line=line) from error
    return parse_settings(text.replace("\r\n", "\n").replace("\r", "\n"), file=str(path))


def parse_settings(text: str, *, file: str) -> Settings:
    """The settings in a text. Raises SettingsError with the line and an example of right."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LINE_CHARACTERS:  # tomllib's time grows with the square of a key's depth
            raise SettingsError("settings_line_too_long", file=file, line=number, most=_LINE_CHARACTERS)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and that of a number with thousands of digits
        raise SettingsError("settings_not_toml", file=file, wrong=str(error)) from error
    for key, value in data.items():
        if key not in _RULES:
            near = difflib.get_close_matches(key, _RULES, 1)
            example = _RULES[near[0]].example if near else ", ".join(_RULES)
            raise SettingsError("settings_unknown_key", file=file, line=_line(text, key), wrong=key, example=example)
        if not _RULES[key].right(value):
            raise SettingsError(
                "settings_wrong_value", file=file, line=_line(text, key), wrong=key, example=_RULES[key].example
            )
    return Settings(**data)


def _line(text: str, key: str) -> int:
    """The line on which a top-level key stands."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[\]=.]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
