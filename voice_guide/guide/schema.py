"""What a guide's tables may hold: each key, its kind, whether it must be there, and a line of right TOML."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from voice_guide.guide.model import Role

SCHEMA = 1  # the one schema number that this program reads

FILE_BYTES = 256 * 1024  # over twenty times the longest guide here; more is not a guide
LINE_CHARACTERS = 1000  # room for the longest text, and a bound on how deep one line can nest
TEXT_CHARACTERS = 300  # about 20 seconds of speech at 150 words a minute; the page's longest reason has under 200
PATIENCE_SECONDS = (0.5, 60.0)
PRIVATE_MINUTES = (1, 180)
LONGEST_PRIVATE_MINUTES = (1, 720)

ROLES = tuple(role.value for role in Role)
SOURCES = ("page", "added")
PLAIN_CONDITIONS = ("cannot", "each-way-forward", "ideas")
PASSED = "passed:"  # followed by a question's id


class Kind(Enum):
    """The kinds of value in a guide."""

    TEXT = "text"  # said or shown: one line, not empty
    WORDS = "words"  # people's own, as they were heard: of any length, with any signs
    ID = "id"  # lower-case letters, digits and hyphens
    NAME = "name"  # one of a few known words
    NUMBER = "number"
    FLAG = "flag"
    IDS = "ids"
    TABLE = "table"
    TABLES = "tables"


@dataclass(frozen=True)
class Field:
    """One key: its kind, an example of right, and whether it must be there."""

    kind: Kind
    example: str
    required: bool = True


def _text(key: str, *, required: bool = True) -> Field:
    return Field(Kind.TEXT, f'{key} = "..."', required)


PRIVATE_HEADER = "[private_time]"  # the one table that there is once
_SOURCE = Field(Kind.NAME, 'source = "added"')

GUIDE: dict[str, Field] = {
    "schema": Field(Kind.NUMBER, f"schema = {SCHEMA}"),
    "id": Field(Kind.ID, 'id = "short"'),
    "title": _text("title"),
    "description": _text("description", required=False),
    "roles": Field(Kind.FLAG, "roles = true", required=False),
    "joint": Field(Kind.FLAG, "joint = true", required=False),
    "category": Field(Kind.TABLES, "[[category]]"),
    "service_view": Field(Kind.FLAG, "service_view = true", required=False),
    "private_time": Field(Kind.TABLE, PRIVATE_HEADER, required=False),
}
PRIVATE_TIME: dict[str, Field] = {
    "before": Field(Kind.ID, 'before = "ways-forward"'),
    "minutes": Field(Kind.NUMBER, "minutes = 30"),
    "longest_minutes": Field(Kind.NUMBER, "longest_minutes = 180", required=False),
    "introduction": Field(Kind.TABLE, 'introduction = { text = "...", source = "added" }'),
}
CATEGORY: dict[str, Field] = {
    "id": Field(Kind.ID, 'id = "what-happened"'),
    "title": _text("title"),
    "reason": _text("reason"),
    "introduction": Field(Kind.TABLE, 'introduction = { text = "...", source = "added" }'),
    "ask_order": Field(Kind.IDS, 'ask_order = ["wh-today", "wh-next"]', required=False),
    "ways_forward": Field(Kind.FLAG, "ways_forward = true", required=False),
    "rounds": Field(Kind.FLAG, "rounds = true", required=False),
    "ground_rules": Field(Kind.FLAG, "ground_rules = true", required=False),
    "question": Field(Kind.TABLES, "[[category.question]]"),
}
INTRODUCTION: dict[str, Field] = {"text": _text("text"), "source": _SOURCE}
QUESTION: dict[str, Field] = {
    "id": Field(Kind.ID, 'id = "wh-today"'),
    "role": Field(Kind.NAME, 'role = "core"'),
    "text": _text("text"),
    "wording": _text("wording"),
    "source": _SOURCE,
    "after": Field(Kind.ID, 'after = "wh-today"', required=False),
    "when": Field(Kind.NAME, 'when = "cannot"', required=False),
    "patience": Field(Kind.NUMBER, "patience = 6", required=False),
    "read": Field(Kind.WORDS, 'read = "..."', required=False),
    "strength": Field(Kind.FLAG, "strength = true", required=False),
}
_ALL_KEYS = frozenset().union(GUIDE, CATEGORY, INTRODUCTION, QUESTION, PRIVATE_TIME)


def misspelt(key: str, table: Mapping[str, object]) -> bool:
    """Whether a missing key stands in the table with a slip in its name; the slip is then told, and the lack is not."""
    others = [other.lower() for other in table if other not in _ALL_KEYS]
    return bool(difflib.get_close_matches(key, others, n=1))


HEADERS = ("category", "category.question")


def nearest_header(dotted: str) -> str:
    """The line that begins a part, a question or the private time, whichever this one is more like."""
    if "priv" in dotted.lower():
        return PRIVATE_HEADER
    asks = "q" in dotted.lower() or dotted.lower() in QUESTION
    return f"[[{HEADERS[1] if asks else HEADERS[0]}]]"


_HOMES: tuple[tuple[str, dict[str, Field]], ...] = (
    ("[[category.question]]", QUESTION),
    ("[[category]]", CATEGORY),
    (PRIVATE_HEADER, PRIVATE_TIME),
    (f"schema = {SCHEMA}", GUIDE),
)


def home(key: str) -> str | None:
    """The line of right TOML under which this key belongs; None for a key that no table has."""
    return next((line for line, fields in _HOMES if key in fields), None)
