"""A guide as somebody would want to change it: its TOML with a note at each part, one statement on each line.

Questions stand in the order in which they are asked, so that there is no list of names to keep in step with them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from voice_guide.guide import schema
from voice_guide.guide.model import Category, Guide, PrivateTime, Question
from voice_guide.languages import fill

_COLUMNS = 96


def commented(guide: Guide, notes: Mapping[str, Any], *, name: str, title: str) -> str:
    """The text of a new guide with this name and title, and with the other one's parts. ``notes``: guide_comments.toml."""
    return "\n".join(_Writer(notes, name).lines(replace(guide, id=name, title=title))) + "\n"


class _Writer:
    def __init__(self, notes: Mapping[str, Any], name: str) -> None:
        self._notes = notes
        self._name = name
        self._told: set[tuple[str, str]] = set()

    def lines(self, guide: Guide) -> Iterator[str]:
        yield from self._comment(str(self._notes["top"]))
        yield ""
        yield from self._statement("", "schema", str(schema.SCHEMA))
        yield from self._statement("", "id", _string(guide.id))
        yield from self._statement("", "title", _string(guide.title))
        if guide.description:
            yield from self._statement("", "description", _string(guide.description))
        if guide.joint:
            yield from self._statement("", "joint", "true")
        if guide.roles:
            yield from self._statement("", "roles", "true")
        if guide.service_view:
            yield from self._statement("", "service_view", "true")
        for number, category in enumerate(guide.categories, start=1):
            yield from self._category(category, number)
        if guide.private_time is not None:
            yield from self._private_time(guide.private_time)

    def _category(self, category: Category, number: int) -> Iterator[str]:
        introduction = category.introduction
        yield from ("", "")
        yield from self._comment(str(self._notes["category"]["start"]), number=number)
        yield from ("", "[[category]]")
        yield from self._statement("category", "id", _string(category.id))
        yield from self._statement("category", "title", _string(category.title))
        yield from self._statement("category", "reason", _string(category.reason))
        value = f"{{ text = {_string(introduction.text)}, source = {_string(introduction.source)} }}"
        yield from self._statement("category", "introduction", value)
        if category.ways_forward:
            yield from self._statement("category", "ways_forward", "true")
        if category.rounds:
            yield from self._statement("category", "rounds", "true")
        if category.ground_rules:
            yield from self._statement("category", "ground_rules", "true")
        for question in _as_asked(category):
            yield from self._question(question)

    def _question(self, question: Question) -> Iterator[str]:
        yield ""
        yield from self._note("question", "start")
        yield "[[category.question]]"
        yield from self._statement("question", "id", _string(question.id))
        yield from self._statement("question", "role", _string(question.role.value))
        if question.after is not None:
            yield from self._statement("question", "after", _string(question.after))
        if question.when is not None:
            yield from self._statement("question", "when", _string(question.when))
        if question.read is not None:
            yield from self._statement("question", "read", _string(question.read))
        yield from self._statement("question", "text", _string(question.text))
        yield from self._statement("question", "wording", _string(question.wording))
        yield from self._statement("question", "source", _string(question.source))
        if question.patience_seconds is not None:
            yield from self._statement("question", "patience", f"{question.patience_seconds:g}")
        if question.strength:
            yield from self._statement("question", "strength", "true")

    def _private_time(self, private: PrivateTime) -> Iterator[str]:
        yield from ("", "")
        yield from self._note("private_time", "start")
        yield schema.PRIVATE_HEADER
        yield from self._statement("private_time", "before", _string(private.before))
        yield from self._statement("private_time", "minutes", str(private.minutes))
        yield from self._statement("private_time", "longest_minutes", str(private.longest_minutes))
        introduction = private.introduction
        value = f"{{ text = {_string(introduction.text)}, source = {_string(introduction.source)} }}"
        yield from self._statement("private_time", "introduction", value)

    def _statement(self, table: str, key: str, value: str) -> Iterator[str]:
        yield from self._note(table, key)
        yield f"{key} = {value}"

    def _note(self, table: str, key: str) -> Iterator[str]:
        """The note for this key, where it stands for the first time."""
        notes: Mapping[str, Any] = self._notes[table] if table else self._notes
        if (table, key) not in self._told and key in notes:
            self._told.add((table, key))
            yield from self._comment(str(notes[key]))

    def _comment(self, text: str, **values: object) -> Iterator[str]:
        for line in fill(text.strip("\n"), {"name": self._name, **values}).split("\n"):
            indent = line[: len(line) - len(line.lstrip())]
            wrapped = textwrap.wrap(line, _COLUMNS, subsequent_indent=indent, break_on_hyphens=False)
            yield from (f"# {each}" for each in wrapped)


def _as_asked(category: Category) -> Iterator[Question]:
    """The questions in the order in which they are asked; what that order leaves out comes last."""
    yield from (category.question(question_id) for question_id in category.ask_order)
    yield from (question for question in category.questions if question.id not in category.ask_order)


def _string(text: str) -> str:
    """A TOML string on one line."""
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"
