"""The first half of a guide's check: each table has the right keys, and each key the right kind of value."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from voice_guide.guide import schema
from voice_guide.guide.faults import Fault, shown
from voice_guide.guide.lines import KeyPath, Lines
from voice_guide.guide.schema import Field, Kind

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN_CATEGORIES = frozenset(
    {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
)  # control, surrogate, private, unassigned, separators


class ShapeCheck:
    """Looks at every key of a guide and collects the faults."""

    def __init__(self, file: str, lines: Lines) -> None:
        self._file = file
        self._lines = lines
        self.faults: list[Fault] = []

    def guide(self, table: Mapping[str, Any]) -> None:
        """Check a whole guide."""
        self._table(table, schema.GUIDE, ())
        private = table.get("private_time")
        if isinstance(private, dict):
            self._table(private, schema.PRIVATE_TIME, ("private_time",))
            if isinstance(private.get("introduction"), dict):
                self._table(private["introduction"], schema.INTRODUCTION, ("private_time", "introduction"))
        for c, category in enumerate(_tables(table.get("category"))):
            self._table(category, schema.CATEGORY, ("category", c))
            introduction = category.get("introduction")
            if isinstance(introduction, dict):
                self._table(introduction, schema.INTRODUCTION, ("category", c, "introduction"))
            for q, question in enumerate(_tables(category.get("question"))):
                self._table(question, schema.QUESTION, ("category", c, "question", q))

    def _add(self, key: str, path: KeyPath, *, wrong: object, example: str, hint: str = "") -> None:
        line = self._lines.of(*path)
        self.faults.append(Fault(line, key, self._file, wrong=shown(wrong), example=example, hint=hint))

    def _table(self, table: Mapping[str, Any], fields: Mapping[str, Field], path: KeyPath) -> None:
        for key in table:
            if key not in fields:
                self._unknown(key, table[key], fields, path)
        for key, field in fields.items():
            if key in table:
                self._value(key, table[key], field, (*path, key))
            elif field.required and not schema.misspelt(key, table):
                self._add("guide_missing_key", path, wrong=key, example=field.example)

    def _unknown(self, key: str, value: object, fields: Mapping[str, Field], path: KeyPath) -> None:
        if _is_kind(value, Kind.TABLES) and value:
            dotted = ".".join([*(str(step) for step in path[:1]), key])
            self._add(
                "guide_header_unknown", (*path, key), wrong=f"[[{dotted}]]", example=schema.nearest_header(dotted)
            )
            return
        home = schema.home(key)
        if home is not None:
            self._add("guide_key_elsewhere", (*path, key), wrong=key, example=home, hint=home)
            return
        nearest = difflib.get_close_matches(key.lower(), fields, n=1, cutoff=0.0)[0]
        self._add("guide_unknown_key", (*path, key), wrong=key, example=fields[nearest].example, hint=nearest)

    def _value(self, key: str, value: object, field: Field, path: KeyPath) -> None:
        if not _is_kind(value, field.kind):
            self._add("guide_wrong_kind", path, wrong=f"{key} = {shown(value)}", example=field.example)
        elif isinstance(value, str):
            self._string(key, value, field, path)
        elif isinstance(value, int | float) and field.kind is Kind.NUMBER:
            self._number(key, value, field, path)
        elif field.kind in (Kind.TABLES, Kind.IDS) and not value:
            self._add("guide_missing_key", path, wrong=key, example=field.example)

    def _number(self, key: str, value: float, field: Field, path: KeyPath) -> None:
        if key == "schema" and value != schema.SCHEMA:
            self._add("guide_unknown_schema", path, wrong=value, example=field.example, hint=str(schema.SCHEMA))
        least, most = schema.PATIENCE_SECONDS
        if key == "patience" and not least <= value <= most:
            self._add("guide_patience_range", path, wrong=value, example=field.example, hint=f"{least:g}-{most:g}")
        bounds = {"minutes": schema.PRIVATE_MINUTES, "longest_minutes": schema.LONGEST_PRIVATE_MINUTES}.get(key)
        if bounds is not None and not (bounds[0] <= value <= bounds[1] and value == int(value)):
            hint = f"{bounds[0]}-{bounds[1]}"
            self._add("guide_minutes_range", path, wrong=f"{key} = {value}", example=field.example, hint=hint)

    def _string(self, key: str, value: str, field: Field, path: KeyPath) -> None:
        if field.kind is Kind.WORDS and value.strip():
            return  # nobody's to mend
        hidden = next((c for c in value if c in _BIDI_CONTROLS or unicodedata.category(c) in _HIDDEN_CATEGORIES), None)
        if hidden is not None:
            self._add("guide_hidden_character", path, wrong=f"U+{ord(hidden):04X}", example=field.example, hint=key)
        elif not value.strip():
            self._add("guide_empty_text", path, wrong=key, example=field.example)
        elif len(value) > schema.TEXT_CHARACTERS:
            limit = str(schema.TEXT_CHARACTERS)
            self._add("guide_text_too_long", path, wrong=len(value), example=field.example, hint=limit)
        elif field.kind is Kind.ID and not _ID.fullmatch(value):
            self._add("guide_bad_id", path, wrong=value, example=field.example)
        elif field.kind is Kind.NAME and not _is_known(key, value):
            known = {"role": schema.ROLES, "source": schema.SOURCES}.get(key, _CONDITIONS)
            self._add(
                "guide_unknown_name",
                path,
                wrong=f'{key} = "{shown(value)}"',
                example=field.example,
                hint=", ".join(known),
            )


_CONDITIONS = (*schema.PLAIN_CONDITIONS, schema.PASSED + "...")


def _is_known(key: str, value: str) -> bool:
    if key == "role":
        return value in schema.ROLES
    if key == "source":
        return value in schema.SOURCES
    return value in schema.PLAIN_CONDITIONS or (value.startswith(schema.PASSED) and value != schema.PASSED)


def _is_kind(value: object, kind: Kind) -> bool:
    if kind in (Kind.TEXT, Kind.WORDS, Kind.ID, Kind.NAME):
        return isinstance(value, str)
    if kind is Kind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is Kind.FLAG:
        return isinstance(value, bool)
    if kind is Kind.TABLE:
        return isinstance(value, dict)
    element: type = str if kind is Kind.IDS else dict
    return isinstance(value, list) and all(isinstance(item, element) for item in value)


def _tables(value: object) -> list[Mapping[str, Any]]:
    """The tables in a value that may be anything."""
    if not isinstance(value, list):
        return []
    return [item if isinstance(item, dict) else {} for item in value]
