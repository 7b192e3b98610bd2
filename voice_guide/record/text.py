"""A paper as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Said, Sign, plain
from voice_guide.shown import one_line

_FORMULA = ("=", "+", "-", "@")
_PLACE = "." * 30  # to sign on


def render(paper: Paper) -> str:
    """The paper as text, every line without a sign that would steer a terminal.

    A line whose first sign would make it a formula in a spreadsheet gets a space before it.
    """
    lines: list[str] = []
    for block in paper.blocks:
        if lines and isinstance(block, Heading | Sign) and lines[-1]:
            lines.append("")
        lines += _lines(block)
    shown = [one_line(line) for line in lines]
    safe = [f" {line}" if line.startswith(_FORMULA) and set(line) != {"="} else line for line in shown]
    return "\n".join(safe).rstrip() + "\n"


def _lines(block: Block) -> Sequence[str]:
    match block:
        case Heading(level, runs):
            words = plain(runs)
            return [words] if level > 2 else [words, ""] if level == 1 else [words, "=" * len(words), ""]
        case Line(runs, note):
            return [f"({plain(runs)})" if note else plain(runs)]
        case Item(runs):
            return [f"  {plain(runs)}"]
        case Row(label, runs):
            return [f"  {label}: {plain(runs)}"]
        case Said():
            return _said(block)
        case Sign():
            places = [f"  {block.name_label}: {name}   {block.sign_label}: {_PLACE}" for name in block.names]
            return [block.title, *places]
    raise AssertionError(block)


def _said(said: Said) -> list[str]:
    words = f"({plain(said.runs)})" if said.note else plain(said.runs)
    lines = [f"  {said.name if said.later else said.name + ':'} {words}"]
    lines += [f"    {plain(runs)}" for runs in said.below]
    return lines + ([f"  ({said.after})"] if said.after is not None else [])
