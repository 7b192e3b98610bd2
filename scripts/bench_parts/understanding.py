"""How well words are understood: the development sets, and sets that were written without sight of the rules.

    scripts/bench understanding [--missed] [--set FOLDER]

A set in tests/unit/understanding/unseen/ was scored once when it was new (docs/benchmarks.md has that figure, the commit
and the file's hash), and then served to make the rules more general: what this prints for it now is no blind figure any more.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table, share
from voice_guide.languages import Language
from voice_guide.understanding.commands import Commands
from voice_guide.understanding.plan import Plan
from voice_guide.understanding.text import normalise
from voice_guide.understanding.yes_no import YesNo

EXAMPLES = Path(__file__).parents[2] / "voice_guide" / "languages" / "en" / "examples"
SETS = Path(__file__).parents[2] / "tests" / "unit" / "understanding"
TODAY = date(2026, 11, 26)  # a Thursday, as in every set of plans


@dataclass(frozen=True)
class Told:
    """One line, what it should be read as and what it was; ``harmful``: a mistake that acts on what was not meant."""

    said: str
    meant: str
    read: str
    harmful: bool = False
    asked: bool = False

    @property
    def right(self) -> bool:
        """Whether it was understood."""
        return self.meant == self.read


class Readers:
    """The language's readers."""

    def __init__(self) -> None:
        language = Language.load()
        self._yes_no, self._commands, self._plan = YesNo(language), Commands(language), Plan(language)

    def yes_no(self, row: Sequence[str]) -> list[Told]:
        """A yes that was not meant is harmful."""
        read = str(self._yes_no.read(row[0]))
        return [Told(row[0], row[1], read, harmful=read == "yes" != row[1])]

    def command(self, row: Sequence[str]) -> list[Told]:
        """A command that was not meant is harmful; what it is about is told apart elsewhere."""
        meant = row[1].lstrip("?").partition("/")[0]
        if row[1].startswith("?"):
            meant = "answer"
        found = self._commands.recognise(row[0])
        harmful = found.command not in ("answer", meant)
        return [Told(row[0], meant, found.command, harmful, asked=found.ask is not None)]

    def correction(self, row: Sequence[str]) -> list[Told]:
        """Putting right what nobody put right is harmful."""
        found = self._commands.recognise(row[0], during="read-back")
        read = f"amend/{found.about}" if found.command == "amend" else found.command
        return [Told(row[0], row[1], read, harmful=found.command == "amend" and row[1] == "answer")]

    def story(self, row: Sequence[str]) -> list[Told]:
        """Any command in a story is harmful."""
        found = self._commands.recognise(row[0])
        return [Told(row[0], "answer", found.command, found.command != "answer", asked=found.ask is not None)]

    def plan(self, row: Sequence[str]) -> list[Told]:
        """What, who and when, in this order. A wrong day is harmful, an empty one is not."""
        found = self._plan.parse(row[0], TODAY)
        read = [_plain(found.what), _plain(found.who), (found.when or "-").lower()]
        meant = [_plain(row[1]), _plain(row[2]), row[3].lower()]
        return [
            Told(row[0], m, r, harmful=part == "when" and r not in ("-", m))
            for part, m, r in zip(("what", "who", "when"), meant, read, strict=True)
        ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="scripts/bench understanding", description="how well words are understood")
    parser.add_argument("--missed", action="store_true", help="also list the lines that were not understood")
    parser.add_argument("--set", type=Path, help="score this folder's files (yes_no.tsv, commands.tsv, ...) alone")
    chosen = parser.parse_args()
    print_machine()
    folders = [chosen.set] if chosen.set else [EXAMPLES, SETS, *sorted((SETS / "unseen").iterdir())]
    rows, missed = [], []
    for folder in folders:
        for name, told, file in _scored(folder):
            label = f"{name}, {'development' if folder in (EXAMPLES, SETS) else 'set ' + folder.name}"
            right, harmful = sum(one.right for one in told), sum(one.harmful for one in told)
            asked = sum(one.asked for one in told if one.meant == "answer")
            stamp = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
            rows.append([label, len(told), share(right, len(told)), harmful, asked, stamp])
            missed += [[label, one.said, one.meant, one.read] for one in told if not one.right]
    print_table(("set", "lines", "right", "harmful", "answers asked about", "SHA-256"), rows)
    if chosen.missed:
        print_table(("set", "said", "meant", "read as"), missed)


def _scored(folder: Path) -> Iterator[tuple[str, list[Told], Path]]:
    readers = Readers()
    kinds: dict[str, Callable[[Sequence[str]], list[Told]]] = {
        "yes_no.tsv": readers.yes_no,
        "commands.tsv": readers.command,
        "corrections.tsv": readers.correction,
        "stories.txt": readers.story,
        "plans.tsv": readers.plan,
    }
    for file_name, read in kinds.items():
        file = folder / file_name
        if not file.is_file():
            continue
        told = [read(row) for row in _rows(file)]
        names = ("what", "who", "when") if file_name == "plans.tsv" else ("",)
        for part, name in enumerate(names):
            label = f"{file.stem.replace('_', '-')}{': ' + name if name else ''}"
            yield label, [one[part] for one in told], file


def _rows(file: Path) -> list[list[str]]:
    lines = file.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def _plain(words: str | None) -> str:
    return " ".join(normalise(words)) if words not in (None, "-") else "-"


if __name__ == "__main__":
    main()
