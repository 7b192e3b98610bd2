"""How long the calendar of a very long session takes, and how much memory: 10,000 answers and 400 ways forward.

    .venv/bin/python -m scripts.bench_parts.papers_calendar [--answers 10000] [--ways 400]

The session is made as facts in a real vault. Then the command itself writes the file, in a process of its own; its time and
memory are the whole of that process. ``measure`` is for whoever puts this into a table of all papers.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table
from voice_guide.cli.wiring import load_named_guide
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language

PEOPLE = ("Jo", "Kai", "Sam", "Mo", "Bea", "Tom")
SAID = "it was a Tuesday and he came in late and we both said things"
MOST_SECONDS, MOST_MEBIBYTES = 10.0, 400.0
_FIRST = date(2026, 11, 27)
_KIB = 1024


@dataclass(frozen=True)
class Figure:
    """One command's time and the most memory that it held."""

    name: str
    seconds: float
    mebibytes: float
    file_bytes: int

    @property
    def within(self) -> bool:
        """Whether it keeps to the bounds."""
        return self.seconds <= MOST_SECONDS and self.mebibytes <= MOST_MEBIBYTES


def long_session(answers: int, ways: int) -> Iterator[Fact]:
    """The facts of a session with so many answers, and so many ways forward to which everyone says yes."""
    people = [f"p{number}" for number in range(1, len(PEOPLE) + 1)]
    for number, (person, name) in enumerate(zip(people, PEOPLE, strict=True), 1):
        joined: dict[str, object] = {"name": name, "recorded": True, "number": number, "of": len(people)}
        yield Fact(FactKind.PARTICIPANT_JOINED, person, None, joined)
    for number in range(1, answers + 1):
        person = people[number % len(people)]
        heard: dict[str, object] = {"turn": "wh-today", "text": SAID, "words": [], "engine": "typed"}
        yield Fact(FactKind.UTTERANCE_HEARD, person, "wh-today", heard)
        yield Fact(FactKind.ANSWER_KEPT, person, "wh-today", {"utterance": number, "kept": True})
    for number in range(1, ways + 1):
        person = people[number % len(people)]
        day = "every friday" if number % 4 == 0 else (_FIRST + timedelta(days=number)).isoformat()
        slots = {
            "what": {"words": f"{SAID}, number {number}"},
            "who": {"words": "me", "people": [person]},
            "when": {"words": "then", "day": day},
        }
        yield Fact(FactKind.WAY_FORWARD_DRAFTED, person, None, {"way": number, "turn": "wf-what", "slots": slots})
        for each in people:
            answer: dict[str, object] = {"way": number, "answer": "yes", "words": "yes"}
            yield Fact(FactKind.WAY_FORWARD_ANSWERED_BY, each, None, answer)


def keep(folder: Path, facts: Iterable[Fact]) -> None:
    """Keep a session with these facts in a vault of its own."""
    language = Language.load()
    guide = load_named_guide(language, "short")
    with Vault.create(folder, passphrase=None) as vault:
        session = vault.begin_session(
            guide_id=guide.id,
            guide_title=guide.title,
            guide_text=guide.text,
            guide_hash=guide.hash,
            notice=language.notice(),
            settings={},
            rehearsed=False,
            language=language.code,
        )
        session.append(list(facts))


def measure(answers: int = 10_000, ways: int = 400) -> list[Figure]:
    """Write the calendar of such a session with neutral titles, with own ones, and one person's."""
    found = []
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        home = Path(scratch)
        keep(home / "voice-guide", long_session(answers, ways))
        for name, options in (
            ("calendar", ()),
            ("calendar, own titles", ("--titles", "own")),
            ("calendar of one person, own titles", ("--titles", "own", "--person", "Jo")),
        ):
            found.append(figure_of(name, home, ("calendar", "latest", *options), "ics"))
    return found


def figure_of(name: str, home: Path, arguments: tuple[str, ...], ending: str) -> Figure:
    """Have a command write its file with this ending, in a process of its own."""
    out = home / f"x.{ending}"
    command = [sys.executable, "-m", "voice_guide.cli.main", *arguments, "--out", str(out)]
    environment = os.environ | {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    began = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{name}: exit status {child.returncode}")
    mebibytes = used.ru_maxrss / (_KIB * _KIB if sys.platform == "darwin" else _KIB)
    return Figure(name, seconds, mebibytes, out.stat().st_size)


def main() -> int:
    """Print the table; 1 where a bound is passed."""
    parser = argparse.ArgumentParser(prog="papers_calendar", description="the calendar of a very long session")
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--ways", type=int, default=400)
    chosen = parser.parse_args()
    print_machine()
    figures = measure(chosen.answers, chosen.ways)
    rows = [(each.name, f"{each.seconds:.2f}", f"{each.mebibytes:.0f}", each.file_bytes) for each in figures]
    print_table(("paper", "seconds", "most memory, MiB", "bytes"), rows)
    return int(not all(each.within for each in figures))


if __name__ == "__main__":
    raise SystemExit(main())
