"""What is wrong with a line that is not TOML, told as the slip that it is, with the line put right.

tomllib says that a value is invalid, and perhaps some lines too late. Somebody who has never seen TOML needs to hear
that a quotation mark is missing. A guide's statements mostly stand on one line each, so one line is looked at by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voice_guide.guide.schema import HEADERS, PRIVATE_HEADER, nearest_header

_TOML_LINE = re.compile(r" ?\(at line (\d+), column \d+\)")
_TOML_END = " (at end of document)"
_USUAL = 'title = "..."'

_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"'})
_PAIR = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*(.*?)\s*")
_COLON = re.compile(r"\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*?)\s*")
_NO_SIGN = re.compile(r"""\s*([A-Za-z0-9_-]+)\s*(["'].*?)\s*""")
_HEADER = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_.-]+)\s*(\]{0,2})\s*(?:#.*)?")
_PLAIN_WORDS = re.compile(r"\w[^\"=\[\]{}]*")
_TRUTH = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}


@dataclass(frozen=True)
class Slip:
    """``key`` names the message; ``wrong`` is the key or line that is meant, ``example`` the line put right."""

    line: int
    key: str
    wrong: str
    example: str


def find_slip(text: str, said: str) -> Slip:
    """The slip in a text that tomllib refused with these words."""
    lines = text.split("\n")
    found = _TOML_LINE.search(said)
    number = int(found.group(1)) if found else text.rstrip().count("\n") + 1
    if "overwrite" in said or "twice" in said or "Duplicate" in said:
        return _wrong_header(lines, number) or _twice(lines, number)
    for at in _suspects(lines, number):
        line = lines[at - 1].rstrip("\r")
        for look in _LOOKS:
            slip = look(at, line)
            if slip is not None:
                return slip
    wrong = _TOML_LINE.sub("", said).removesuffix(_TOML_END)
    return Slip(number, "guide_not_toml", wrong, _USUAL)


def _suspects(lines: list[str], number: int) -> Iterator[int]:
    """The line that was complained of; where it is right by itself, the nearest before it that is not."""
    number = min(number, len(lines))
    if not _is_right(lines[number - 1]):
        yield number
    for at in range(number - 1, max(0, number - 40), -1):
        if not _is_right(lines[at - 1]):
            yield at
            return


def _is_right(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _twice(lines: list[str], number: int) -> Slip:
    found = _PAIR.fullmatch(lines[min(number, len(lines)) - 1].rstrip("\r"))
    name = found[1] if found else "id"
    return Slip(number, "guide_key_twice", name, "[[category.question]]")


def _wrong_header(lines: list[str], upto: int) -> Slip | None:
    """The line of a part or question that is not quite one: TOML takes it, and complains of a later one."""
    for number, line in enumerate(lines[:upto], start=1):
        found = _HEADER.fullmatch(line.rstrip("\r"))
        if found is None or line.split("#")[0].strip() == PRIVATE_HEADER:
            continue
        if found[1] == "[" and found[3] == "]":
            return Slip(number, "guide_brackets", line.strip(), nearest_header(found[2]))
        if found[2] not in HEADERS:
            return Slip(number, "guide_header_unknown", line.strip(), nearest_header(found[2]))
    return None


def _brackets(number: int, line: str) -> Slip | None:
    found = _HEADER.fullmatch(line)
    if found and len(found[1]) + len(found[3]) < 4 and line.split("#")[0].strip() != PRIVATE_HEADER:
        return Slip(number, "guide_brackets", line.strip(), nearest_header(found[2]))
    return None


def _curly(number: int, line: str) -> Slip | None:
    straight = line.translate(_CURLY)
    if straight == line:
        return None
    found = _PAIR.fullmatch(straight)
    if found is None or _is_right(straight):
        return Slip(number, "guide_curly_quotes", line.strip(), straight.strip())
    return Slip(number, "guide_curly_quotes", line.strip(), f'{found[1]} = "{_inner(found[2])}"')


def _colon(number: int, line: str) -> Slip | None:
    found = _COLON.fullmatch(line)
    return Slip(number, "guide_colon", found[1], f"{found[1]} = {_as_value(found[2])}") if found else None


def _no_sign(number: int, line: str) -> Slip | None:
    found = _NO_SIGN.fullmatch(line)
    return Slip(number, "guide_no_equals", found[1], f"{found[1]} = {_as_value(found[2])}") if found else None


def _value(number: int, line: str) -> Slip | None:
    """``key = value``, where the value is wrong."""
    found = _PAIR.fullmatch(line)
    if found is None:
        return None
    name, value = found[1], found[2]
    if not value:
        return Slip(number, "guide_no_value", name, f'{name} = "..."')
    if value[0] in "[{":
        closing = {"[": "]", "{": "}"}
        kind = "guide_list_open" if value[-1] != closing[value[0]] else "guide_list_wrong"
        example = 'ask_order = ["first-question", "next-question"]'
        if value[0] == "{":
            example = 'introduction = { text = "...", source = "added" }'
        return Slip(number, kind, name, example)
    if value.lower() in _TRUTH:
        return Slip(number, "guide_true_false", name, f"{name} = {_TRUTH[value.lower()]}")
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        if "\\" in value:
            return Slip(number, "guide_backslash", name, f'{name} = "{_inner(value)}"'.replace("\\", "/"))
        return Slip(number, "guide_quote_inside", name, f'{name} = "{_inner(value)}"')
    if '"' in value[:1] or '"' in value[-1:] or "'" in value[:1]:
        return Slip(number, "guide_quote_missing", name, f"{name} = {_as_value(value)}")
    return Slip(number, "guide_no_quotes", name, f"{name} = {_as_value(value)}")


def _loose_words(number: int, line: str) -> Slip | None:
    if _PLAIN_WORDS.fullmatch(line.strip()):
        return Slip(number, "guide_loose_words", line.strip(), f"# {line.strip()}")
    return None


_LOOKS: tuple[Callable[[int, str], Slip | None], ...] = (_brackets, _curly, _colon, _no_sign, _value, _loose_words)


def _as_value(value: str) -> str:
    """A text between quotation marks, however many it has; what is right by itself stays."""
    return value if _is_right(f"x = {value}") else f'"{_inner(value)}"'


def _inner(value: str) -> str:
    """The words of a value, with no mark in them that would end it."""
    bare = value.strip().removeprefix('"').removesuffix('"') if value.count('"') else value.strip("'")
    return bare.replace('"', "'")
