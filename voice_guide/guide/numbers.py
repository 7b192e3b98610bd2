"""The page of help numbers: read from its file and checked, shown as lines, said as prompts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from voice_guide.errors import GuideError
from voice_guide.events import Prompt
from voice_guide.languages import Language, read_toml
from voice_guide.small_file import read_small

_FILE_BYTES = 64 * 1024
_MAY_BE_EMPTY = ("place", "note")
_EXAMPLES = {
    "name": 'name = "Childline"',
    "number": 'number = "0800 1111"',
    "place": 'place = "Shropshire"',
    "hours": 'hours = "Day and night."',
    "note": 'note = "Free."',
    "checked": "checked = 2026-11-25",
}


@dataclass(frozen=True)
class HelpNumber:
    """One number to ring. ``place`` tells where it is for and ``hours`` when it answers; ``checked`` is when somebody last
    made sure of all this. ``place`` and ``note`` may be empty."""

    name: str
    number: str
    place: str
    hours: str
    note: str
    checked: date

    @property
    def more(self) -> str:
        """Where, when, and what else there is to know."""
        place = f"{self.place.rstrip('.')}." if self.place else ""
        return " ".join(filter(None, (place, self.hours, self.note)))


def load_numbers(path: Path) -> tuple[HelpNumber, ...]:
    """The numbers in a file, in its order. Raises GuideError with what is wrong, where, and an example of right."""
    try:
        read_small(path, _FILE_BYTES)
        table = read_toml(path)
    except OSError as error:
        raise GuideError("numbers_unreadable", file=str(path)) from error
    entries = table.get("number")
    unknown = [key for key in table if key != "number"]
    if unknown or not isinstance(entries, list) or not entries:
        raise _wrong(path, unknown[0] if unknown else "number", "[[number]]")
    return tuple(_number(path, place, entry) for place, entry in enumerate(entries, 1))


def page(language: Language, numbers: Sequence[HelpNumber]) -> list[str]:
    """The page's lines, with the oldest day on which its numbers were made sure of."""
    lines = [language.message("numbers_title")]
    for number in numbers:
        lines.append(language.message("numbers_line", name=number.name, number=number.number))
        lines.append(language.message("numbers_more", more=number.more))
    oldest = min((number.checked for number in numbers), default=None)
    return [*lines, *([language.message("numbers_checked", day=oldest.isoformat())] if oldest else [])]


def read_aloud(language: Language, numbers: Sequence[HelpNumber]) -> list[Prompt]:
    """Each number as it is said: figure by figure."""
    return [
        language.prompt(
            "numbers.read",
            name=number.name,
            number=_figures(number.number),
            more=number.more,
        )
        for number in numbers
    ]


def _figures(number: str) -> str:
    """``0800 1111`` as ``0, 8, 0, 0. 1, 1, 1, 1``: a group at a time, with a pause between."""
    apart = re.sub(r"(?<=\d)\s+(?=\d)", ". ", number)
    return re.sub(r"\d+", lambda group: ", ".join(group[0]), apart)


def _number(path: Path, place: int, entry: object) -> HelpNumber:
    if not isinstance(entry, Mapping):
        raise _wrong(path, f"number {place}", "[[number]]")
    unknown = next((key for key in entry if key not in _EXAMPLES), None)
    if unknown is not None:
        raise _wrong(path, f"number {place}: {unknown}", ", ".join(_EXAMPLES))
    for key in ("name", "number", "place", "hours", "note"):
        if not _is_right(key, entry.get(key, "" if key in _MAY_BE_EMPTY else None)):
            raise _wrong(path, f"number {place}: {key}", _EXAMPLES[key])
    checked = _day(entry.get("checked"))
    if checked is None:
        raise _wrong(path, f"number {place}: checked", _EXAMPLES["checked"])
    return HelpNumber(
        entry["name"], entry["number"], entry.get("place", ""), entry["hours"], entry.get("note", ""), checked
    )


def _is_right(key: str, value: Any) -> bool:
    """A text on one line, not empty but for a place or a note; a number has a figure in it."""
    if not isinstance(value, str) or not value.isprintable() or not (value.strip() or key in _MAY_BE_EMPTY):
        return False
    return key != "number" or any(sign.isdecimal() for sign in value)


def _day(value: object) -> date | None:
    """A TOML date, or one in quotes; no time of day."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _wrong(path: Path, wrong: str, example: str) -> GuideError:
    return GuideError("numbers_wrong", file=str(path), wrong=wrong, example=example)
