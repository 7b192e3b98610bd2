"""From a guide's file to a Guide, or to the faults that stand in the way."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voice_guide.errors import UsageError
from voice_guide.guide import schema
from voice_guide.guide.faults import Fault, shown, shown_line
from voice_guide.guide.lines import find_lines
from voice_guide.guide.model import Category, Guide, Introduction, PrivateTime, Question, Role
from voice_guide.guide.rules import RuleCheck
from voice_guide.guide.shape import ShapeCheck
from voice_guide.guide.slips import find_slip
from voice_guide.shown import printable
from voice_guide.small_file import is_file

_EXAMPLE = 'title = "..."'
# How files begin that only look like text: RTF, Word and OpenDocument (both ZIP), older Word, PDF, a web page.
_NOT_PLAIN = (b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"<!DOCTYPE", b"<html")


def load_guide(path: Path) -> Guide:
    """The guide in this file. Raises GuideError for its first fault, UsageError when there is no such file."""
    text = _read(path)
    if isinstance(text, Fault):
        raise text.error()
    return parse_guide(text, file=printable(str(path)))


def parse_guide(text: str, *, file: str) -> Guide:
    """The guide that this text describes; ``file`` is what errors call it. Raises GuideError for the first fault."""
    table, faults = _examine(text, file)
    if faults:
        raise faults[0].error()
    return _build(table, text)


def check_guide(path: Path) -> list[Fault]:
    """Every fault of this file, by line; none for a good guide. Raises UsageError when there is no such file."""
    text = _read(path)
    return [text] if isinstance(text, Fault) else _examine(text, printable(str(path)))[1]


def find_guide(name: str, *folders: Path) -> Guide:
    """The guide of this name in the first folder that has it, or in the file that the name is a path to (it ends in .toml).

    Raises UsageError for a guide or file that is not there, GuideError for one that is wrong.
    """
    return load_guide(guide_path(name, *folders))


def guide_path(name: str, *folders: Path) -> Path:
    """The file of this guide, as ``find_guide`` looks for it. Raises UsageError where no folder has it."""
    if name.endswith(".toml"):
        return Path(name)
    paths: dict[str, Path] = {}
    for folder in folders:
        for path in guide_paths(folder):
            paths.setdefault(path.stem, path)
    if name not in paths:
        name = name.replace("_", "-")  # ids have hyphens, and people type either
    if name not in paths:
        raise UsageError("unknown_guide", guide=shown(name), known=", ".join(map(printable, paths)))
    return paths[name]


def list_guides(folder: Path) -> list[Guide]:
    """All guides of the folder, by file name. Raises GuideError for the first that is wrong."""
    return [load_guide(path) for path in guide_paths(folder)]


def guide_paths(folder: Path) -> list[Path]:
    """The files of the folder that hold guides, by name. Hidden files are some system's own, and no guides."""
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _read(path: Path) -> str | Fault:
    name = printable(str(path))
    if not is_file(path):  # a folder, a pipe or a device would be no guide, and a pipe would wait for ever
        raise UsageError("guide_file_missing", file=name)
    try:
        with path.open("rb") as file:
            data = file.read(schema.FILE_BYTES + 1)
    except OSError as error:
        raise UsageError("guide_file_unreadable", file=name, wrong=error.strerror or "") from error
    if len(data) > schema.FILE_BYTES:
        return Fault(1, "guide_too_big", name, hint=f"{schema.FILE_BYTES // 1024} KiB")
    if data.lstrip().startswith(_NOT_PLAIN):
        return Fault(1, "guide_not_plain", name)
    try:
        return data.decode("utf-8-sig")  # some editors put a mark before the first character
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(line, "guide_not_utf8", name, wrong=f"0x{data[error.start]:02X}")


def _examine(text: str, file: str) -> tuple[dict[str, Any], list[Fault]]:
    """The text as TOML, and its faults by line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > schema.LINE_CHARACTERS:  # also keeps tomllib, whose time grows with a key's depth squared, quick
            limit = str(schema.LINE_CHARACTERS)
            return {}, [Fault(number, "guide_line_too_long", file, wrong=str(len(line)), hint=limit)]
    try:
        table = tomllib.loads(text)
        lines = find_lines(text)
    except RecursionError:
        return {}, [Fault(1, "guide_too_deep", file, example=_EXAMPLE)]
    except ValueError as error:  # TOMLDecodeError, and the plain ValueError of a number with thousands of digits
        return {}, [_not_toml(str(error), text, file)]
    shape, rules = ShapeCheck(file, lines), RuleCheck(file, lines)
    shape.guide(table)
    rules.guide(table)
    return table, sorted(shape.faults + rules.faults)


def _not_toml(said: str, text: str, file: str) -> Fault:
    slip = find_slip(text, said)
    return Fault(slip.line, slip.key, file, wrong=shown(slip.wrong), example=shown_line(slip.example))


def _build(table: Mapping[str, Any], text: str) -> Guide:
    """A Guide from a table without faults."""
    return Guide(
        id=table["id"],
        title=table["title"],
        description=table.get("description", ""),
        categories=tuple(_category(entry) for entry in table["category"]),
        text=text,
        hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        joint=table.get("joint", False),
        roles=table.get("roles", False),
        service_view=table.get("service_view", False),
        private_time=_private_time(table["private_time"]) if "private_time" in table else None,
    )


def _private_time(table: Mapping[str, Any]) -> PrivateTime:
    longest = {"longest_minutes": int(table["longest_minutes"])} if "longest_minutes" in table else {}
    introduction = Introduction(**table["introduction"])
    return PrivateTime(table["before"], int(table["minutes"]), introduction, **longest)


def _category(table: Mapping[str, Any]) -> Category:
    questions = tuple(_question(entry) for entry in table["question"])
    return Category(
        id=table["id"],
        title=table["title"],
        reason=table["reason"],
        introduction=Introduction(**table["introduction"]),
        questions=questions,
        ask_order=tuple(table.get("ask_order", [question.id for question in questions])),
        ways_forward=table.get("ways_forward", False),
        rounds=table.get("rounds", False),
        ground_rules=table.get("ground_rules", False),
    )


def _question(table: Mapping[str, Any]) -> Question:
    patience = table.get("patience")
    return Question(
        id=table["id"],
        role=Role(table["role"]),
        text=table["text"],
        wording=table["wording"],
        source=table["source"],
        after=table.get("after"),
        when=table.get("when"),
        patience_seconds=None if patience is None else float(patience),
        strength=table.get("strength", False),
        read=table.get("read"),
    )
