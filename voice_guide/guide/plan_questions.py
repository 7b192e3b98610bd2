"""The questions that make the plan, from a language's plan.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voice_guide.errors import GuideError

SLOTS = ("what", "who", "when", "check", "if")

# Turns that a conversation makes for itself; a guide's question can't take their names. wf-when isn't among them:
# a guide may bring its own, which is asked in place of the plan's.
RESERVED_IDS = frozenset({"who", "who-check", "wf-what", "wf-who", "wf-check", "wf-if", "wf-another", "review"})

_KEYS = ("id", "text", "wording", "source")


@dataclass(frozen=True)
class PlanQuestion:
    """One question of the plan. ``slot`` is the part of a way forward that it fills; None for another and review."""

    id: str
    slot: str | None
    text: str
    wording: str
    source: str


@dataclass(frozen=True)
class PlanQuestions:
    """All questions of the plan. ``slots`` (what, who, when, check, if) stand in the order in which they are asked."""

    slots: tuple[PlanQuestion, ...]
    another: PlanQuestion
    review: PlanQuestion

    def slot(self, name: str) -> PlanQuestion:
        """The question that fills this slot. Raises KeyError."""
        for question in self.slots:
            if question.slot == name:
                return question
        raise KeyError(name)


def load_plan(table: Mapping[str, Any]) -> PlanQuestions:
    """The plan's questions from plan.toml as read. Raises GuideError naming the table and key that is wrong."""
    unknown = [key for key in table if key not in ("slot", "another", "review")]
    if unknown:
        raise _wrong(unknown[0], "[[slot]]")
    found = table.get("slot")
    slots = tuple(_question(entry, "slot") for entry in (found if isinstance(found, list) else ()))
    if sorted(str(question.slot) for question in slots) != sorted(SLOTS):
        raise _wrong("slot", " ".join(f'slot = "{name}"' for name in SLOTS))
    return PlanQuestions(slots, _question(table.get("another"), "another"), _question(table.get("review"), "review"))


def _question(entry: object, name: str) -> PlanQuestion:
    keys = ("id", "slot", "text", "wording", "source") if name == "slot" else _KEYS
    if not isinstance(entry, Mapping):
        raise _wrong(name, f"[{name}]")
    for key in keys:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise _wrong(f"{name}.{key}", f'{key} = "..."')
    for key in entry:
        if key not in keys:
            raise _wrong(f"{name}.{key}", f'{keys[0]} = "..."')
    return PlanQuestion(entry["id"], entry.get("slot"), entry["text"], entry["wording"], entry["source"])


def _wrong(wrong: str, example: str) -> GuideError:
    return GuideError("plan_wrong", file="plan.toml", wrong=wrong, example=example)
