"""The second half of a guide's check: what its keys say of one another.

Tables whose shape is wrong are passed over here, so that one slip gives one fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voice_guide.guide import schema
from voice_guide.guide.faults import Fault, shown
from voice_guide.guide.lines import KeyPath, Lines
from voice_guide.guide.model import Role
from voice_guide.guide.plan_questions import RESERVED_IDS

EACH_WAY_FORWARD = "each-way-forward"


@dataclass(frozen=True)
class _Entry:
    """A category or question of the file, with the place where it stands."""

    path: KeyPath
    table: Mapping[str, Any]

    def text(self, key: str) -> str:
        value = self.table.get(key)
        return value if isinstance(value, str) else ""

    def lacks(self, key: str) -> bool:
        return key not in self.table and not schema.misspelt(key, self.table)


@dataclass(frozen=True)
class _Part:
    """A category, its questions, and the position at which each is asked."""

    entry: _Entry
    questions: tuple[_Entry, ...]
    positions: Mapping[str, int]

    @classmethod
    def of(cls, entry: _Entry) -> _Part:
        questions = tuple(_entries(entry.table, entry.path, "question"))
        order = entry.table.get("ask_order")
        asked = order if isinstance(order, list) and order else [question.text("id") for question in questions]
        return cls(entry, questions, {name: at for at, name in enumerate(asked) if isinstance(name, str)})


class RuleCheck:
    """Looks at ids, roles and orders, and collects the faults."""

    def __init__(self, file: str, lines: Lines) -> None:
        self._file = file
        self._lines = lines
        self.faults: list[Fault] = []

    def guide(self, table: Mapping[str, Any]) -> None:
        """Check a whole guide."""
        parts = [_Part.of(entry) for entry in _entries(table, (), "category")]
        questions = [question for part in parts for question in part.questions]
        self._ids([part.entry for part in parts])
        self._ids(questions)
        self._one([part.entry for part in parts], "ways_forward", "guide_two_ways_forward")
        self._one([part.entry for part in parts], "ground_rules", "guide_two_ground_rules")
        self._one(questions, "strength", "guide_two_strengths")
        self._private_time(table.get("private_time"), [part.entry.text("id") for part in parts])
        known = frozenset(question.text("id") for question in questions)
        for question in questions:
            self._role(question)
            self._passed(question, known)
        for part in parts:
            ids = frozenset(question.text("id") for question in part.questions)
            for question in part.questions:
                self._after(question, part, ids)
            self._order(part, ids)

    def _add(self, key: str, path: KeyPath, *, wrong: object, example: str, hint: str = "") -> None:
        line = self._lines.of(*path)
        self.faults.append(Fault(line, key, self._file, wrong=shown(wrong), example=shown(example), hint=shown(hint)))

    def _ids(self, entries: list[_Entry]) -> None:
        first: dict[str, int] = {}
        for entry in entries:
            name, path = entry.text("id"), (*entry.path, "id")
            if not name:
                continue
            if name in first:
                self._add("guide_double_id", path, wrong=name, example=f'id = "{name}-2"', hint=str(first[name]))
            elif name in RESERVED_IDS:
                self._add("guide_reserved_id", path, wrong=name, example=f'id = "my-{name}"')
            first.setdefault(name, self._lines.of(*path))

    def _private_time(self, private: object, parts: list[str]) -> None:
        """It stands before a part that there is, and its longest time is not shorter than its usual one."""
        if not isinstance(private, dict):
            return
        before, usual, longest = private.get("before"), private.get("minutes", 0), private.get("longest_minutes", 0)
        if isinstance(before, str) and before and before not in parts:
            right = f'before = "{next((name for name in reversed(parts) if name), "ways-forward")}"'
            self._add("guide_before_unknown", ("private_time", "before"), wrong=before, example=right)
        numbers = isinstance(usual, int | float) and isinstance(longest, int | float)
        if numbers and 0 < longest < usual:
            right = f"longest_minutes = {usual}"
            self._add("guide_longest_too_short", ("private_time", "longest_minutes"), wrong=longest, example=right)

    def _one(self, entries: list[_Entry], flag: str, fault: str) -> None:
        """At most one of these bears this flag."""
        marked = [entry for entry in entries if entry.table.get(flag) is True]
        for extra in marked[1:]:
            path, name = (*extra.path, flag), extra.text("id")
            first = str(self._lines.of(*marked[0].path, flag))
            self._add(fault, path, wrong=name, example=f"{flag} = false", hint=first)

    def _role(self, question: _Entry) -> None:
        role, name = question.text("role"), question.text("id")
        if role == Role.PROBE and question.lacks("after"):
            self._add("guide_probe_without_after", question.path, wrong=name, example='after = "wh-today"')
        if role == Role.CONDITIONAL and question.lacks("when"):
            self._add("guide_conditional_without_when", question.path, wrong=name, example='when = "cannot"')
        for key, fitting in (("after", Role.PROBE), ("when", Role.CONDITIONAL), ("strength", Role.CORE)):
            if key in question.table and role in schema.ROLES and role != fitting:
                path, right = (*question.path, key), f'role = "{fitting}"'
                self._add("guide_key_not_for_role", path, wrong=key, example=right, hint=role)

    def _passed(self, question: _Entry, known: frozenset[str]) -> None:
        when = question.text("when")
        passed = when.removeprefix(schema.PASSED)
        if passed != when and (passed not in known or passed == question.text("id")):
            path = (*question.path, "when")
            self._add("guide_when_unknown", path, wrong=passed, example='when = "passed:wh-today"')

    def _after(self, question: _Entry, part: _Part, ids: frozenset[str]) -> None:
        after, name, path = question.text("after"), question.text("id"), (*question.path, "after")
        if not after:
            return
        if after not in ids or after == name:
            other = next((q.text("id") for q in part.questions if q.text("id") not in ("", name)), "wh-today")
            self._add("guide_after_unknown", path, wrong=after, example=f'after = "{other}"')
        elif part.positions.get(name, 0) < part.positions.get(after, 0) and name in part.positions:
            right = f'ask_order = ["{after}", "{name}"]'
            self._add("guide_probe_too_early", path, wrong=name, example=right, hint=after)

    def _order(self, part: _Part, ids: frozenset[str]) -> None:
        order = part.entry.table.get("ask_order")
        if not isinstance(order, list) or not order:
            return
        path = (*part.entry.path, "ask_order")
        right = "ask_order = [" + ", ".join(f'"{question.text("id")}"' for question in part.questions[:2]) + "]"
        named: set[str] = set()
        for position, name in enumerate(order):
            if not isinstance(name, str):
                continue  # told as a wrong kind of value
            if name not in ids:
                self._add("guide_ask_order_unknown", (*path, position), wrong=name, example=right)
            elif name in named:
                self._add("guide_ask_order_twice", (*path, position), wrong=name, example=right)
            named.add(name)
        for question in part.questions:
            name = question.text("id")
            if name and name not in named and question.text("when") != EACH_WAY_FORWARD:
                self._add("guide_ask_order_missing", path, wrong=name, example=right)


def _entries(table: Mapping[str, Any], path: KeyPath, key: str) -> Iterator[_Entry]:
    found = table.get(key)
    if isinstance(found, list):
        for position, entry in enumerate(found):
            if isinstance(entry, dict):
                yield _Entry((*path, key, position), entry)
