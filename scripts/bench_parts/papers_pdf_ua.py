"""Every hard paper as PDF, held against PDF/UA-1 by veraPDF, and its structure looked at; one file made wrong must fail.

veraPDF comes by Maven into a cache folder the first time (16 MB). Needs ``java`` and ``mvn``; pdftotext is not needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from tests.unit.record.hard_papers import PICTURES, hard_papers
from tests.unit.record.tagged import Tagged
from voice_guide.record.forms import make

_SOURCE = Path(__file__).parent / "verapdf"
_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "voice-guide-bench" / "verapdf"
_LEAST_ABOVE_EDGE = 20  # points: lower letters would be cut off by many printers
WRONG = "made wrong on purpose"


@dataclass(frozen=True)
class Held:
    """One paper. ``checks``: how many veraPDF made; ``broken``: the rules it found broken; ``faults``: what we found."""

    name: str
    pages: int
    checks: int
    broken: str
    faults: tuple[str, ...]
    missing: int

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return not self.broken and not self.faults


def can_run() -> bool:
    """Whether this machine has what veraPDF needs."""
    return all(shutil.which(program) for program in ("java", "mvn"))


def measure() -> list[Held]:
    """Every hard paper, and last the one that is made wrong."""
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as scratch:
        folder = Path(scratch)
        made: list[tuple[str, Path, int]] = []
        for number, (name, paper, look) in enumerate(hard_papers()):
            found = make(paper, "pdf", look, PICTURES.of_slot)
            assert isinstance(found.content, bytes)
            file = folder / f"{number}.pdf"
            file.write_bytes(found.content)
            made.append((name, file, len(found.missing)))
        made.append((WRONG, _made_wrong(made[0][1]), 0))
        told = _verapdf([file for _, file, _ in made])
        return [_held(name, file, missing, *told[file.name]) for name, file, missing in made]


def _made_wrong(good: Path) -> Path:
    """The same file without its language, and with its headings no longer told as such."""
    wrong = good.with_name("wrong.pdf")
    with pikepdf.open(good) as pdf:
        del pdf.Root.Lang
        for each in pdf.Root.StructTreeRoot.K[0].K:
            each.S = pikepdf.Name("/Heading")
        pdf.save(wrong)
    return wrong


def _held(name: str, file: Path, missing: int, checks: int, broken: str) -> Held:
    if name == WRONG:
        return Held(name, 0, checks, broken, (), 0)
    tagged = Tagged(file.read_bytes())
    faults = tagged.faults() + ["letters at the edge"] * (tagged.lowest() < _LEAST_ABOVE_EDGE)
    return Held(name, tagged.pages, checks, broken, tuple(faults), missing)


def _verapdf(files: list[Path]) -> dict[str, tuple[int, str]]:
    """What veraPDF says to each file, by its name."""
    jars = _CACHE / "jars"
    if not jars.is_dir():
        _CACHE.mkdir(parents=True, exist_ok=True)
        shutil.copy(_SOURCE / "pom.xml", _CACHE)
        fetch = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars.new"]
        subprocess.run(fetch, cwd=_CACHE, check=True)
        (_CACHE / "jars.new").rename(jars)
    command = ["java", "-cp", f"{jars}/*", str(_SOURCE / "CheckPdfUa.java"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = (line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2)
    return {Path(file).name: (int(checks), broken.strip("{}")) for file, checks, broken in told}
