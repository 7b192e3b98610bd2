"""A paper before it has a format: blocks of runs. Each run is known to be a person's own words or ours.

What makes a paper (the sheet, the transcript) gives a ``Paper``; what writes a format takes one. Neither knows the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Whose(Enum):
    """Whose words a run holds, or what else it is."""

    OURS = "ours"
    THEIRS = "theirs"  # word for word
    LABEL = "label"  # ours, and shown strong: "Who", a name before what was said
    MARK = "mark"  # ours, round words that were not heard well


@dataclass(frozen=True)
class Run:
    """Words that stand on one line with the runs beside them."""

    text: str
    whose: Whose = Whose.OURS


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 is the paper's title."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Line:
    """A line by itself. ``note``: ours, and quieter; ``read``: it was read aloud before a question."""

    runs: Runs
    note: bool = False
    read: bool = False
    picture: str | None = None


@dataclass(frozen=True)
class Item:
    """One of several lines that belong together."""

    runs: Runs
    picture: str | None = None


@dataclass(frozen=True)
class Row:
    """What is known of one thing: its ``label`` at the left, the words at the right."""

    label: str
    runs: Runs
    picture: str | None = None


@dataclass(frozen=True)
class Said:
    """What one person said. ``name``: as it stands before the words; ``later``: it was said after the answer before it.

    ``note`` tells that the runs are ours (they passed ...); ``below`` stands under the words, ``after`` at the end.
    """

    name: str
    runs: Runs
    later: bool = False
    note: bool = False
    below: tuple[Runs, ...] = ()
    after: str | None = None


@dataclass(frozen=True)
class Sign:
    """A place to sign for each name."""

    title: str
    names: tuple[str, ...]
    name_label: str
    sign_label: str
    day_label: str


Block = Heading | Line | Item | Row | Said | Sign


@dataclass(frozen=True)
class Paper:
    """A whole paper. ``language``: as HTML and PDF name it (en-GB). ``legend``: how theirs and ours are told apart."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    legend: str = ""


def ours(text: str) -> Runs:
    """One run of ours."""
    return (Run(text),)


def theirs(text: str) -> Runs:
    """One run of somebody's own words."""
    return (Run(text, Whose.THEIRS),)


def plain(runs: Iterable[Run]) -> str:
    """The runs' words one after another."""
    return "".join(run.text for run in runs)
