"""A paper as Markdown. Signs in people's words that would be read as markup are shown as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Run, Runs, Said, Sign, Whose
from voice_guide.shown import one_line

# Signs that are markup anywhere, and an & that would begin a named or numbered sign.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$]|&(?=#?\w+;))")
_LIST_SIGN = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")
_PLACE = "…" * 12  # to sign on


def escaped(words: str) -> str:
    """A person's words as Markdown text: signs that would be read as markup are shown as they are."""
    return _LIST_SIGN.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", words))


def render(paper: Paper) -> str:
    """The paper as Markdown, every block on a line of its own, and without a sign that would steer a terminal."""
    lines: list[str] = []
    before: Block | None = None
    for block in paper.blocks:
        if lines and not (isinstance(block, (Item, Row)) and isinstance(before, (Item, Row))):
            lines.append("")
        lines += _lines(block)
        before = block
    return "\n".join(one_line(line) for line in lines).rstrip() + "\n"


def _lines(block: Block) -> Sequence[str]:
    match block:
        case Heading(level, runs):
            return [f"{'#' * level} {_inline(runs, begins=False)}"]
        case Line(runs, note, read):
            return [f"{'> ' if read else ''}{_note(_inline(runs)) if note else _inline(runs)}"]
        case Item(runs):
            return [f"- {_inline(runs)}"]
        case Row(label, runs):
            return [f"- **{escaped(label)}:** {_inline(runs, begins=False)}"]
        case Said():
            return _said(block)
        case Sign():
            return [f"**{escaped(block.title)}**", "", *(f"- {escaped(name)}: {_PLACE}" for name in block.names)]
    raise AssertionError(block)


def _said(said: Said) -> list[str]:
    who = _note(escaped(said.name)) if said.later else f"**{escaped(said.name)}:**"
    words = _inline(said.runs)
    lines = [f"{who} {_note(words) if said.note else words}"]
    for runs in said.below:
        lines += ["", _inline(runs)]
    if said.after is not None:
        lines += ["", _note(escaped(said.after))]
    return lines


def _inline(runs: Runs, *, begins: bool = True) -> str:
    """``begins``: the line begins with these runs, so a sign at its start could be read as a list's."""
    shown = "".join(_run(run) for run in runs)
    return _LIST_SIGN.sub(r"\1\\\2", shown) if begins else shown


def _run(run: Run) -> str:
    if run.whose is Whose.MARK:
        return run.text
    words = escaped(run.text) if run.whose is Whose.THEIRS else _MARKDOWN.sub(r"\\\1", run.text)
    return f"**{words}**" if run.whose is Whose.LABEL and words.strip() else words


def _note(words: str) -> str:
    return f"*{words}*"
