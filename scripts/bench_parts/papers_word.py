"""Word files: time and memory by the number of answers, and whether LibreOffice, where it is installed, opens them."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table

COUNTS = (1_000, 10_000)
_MAKE = """
import resource, sys, time
from pathlib import Path
from voice_guide.record import word
from voice_guide.record.look import Look
from voice_guide.record.paper import Heading, Paper, Run, Said, Whose, ours
count, place = int(sys.argv[1]), Path(sys.argv[2])
blocks = [Heading(1, ours("What was said"))]
for number in range(count):
    words = (Run(f"answer {number}: it was late and we were tired, " * 6, Whose.THEIRS), Run("[unclear: ", Whose.MARK))
    blocks += [Heading(3, ours(f"Question {number}?")), Said("Jo", (*words, Run("mam", Whose.THEIRS), Run("]", Whose.MARK)))]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
place.write_bytes(word.render(Paper("What was said", "en-GB", tuple(blocks)), Look.of("standard")))
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure() -> None:
    """Print one table: a row for each number of answers."""
    head = ["answers", "seconds", "peak MB", "file kB", "LibreOffice to PDF, seconds"]
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as folder:
        print_table(head, [_row(count, Path(folder)) for count in COUNTS])


def _row(count: int, folder: Path) -> list[object]:
    file = folder / f"{count}.docx"
    done = subprocess.run(
        [sys.executable, "-c", _MAKE, str(count), str(file)], check=True, capture_output=True, text=True
    )
    seconds, peak = (float(figure) for figure in done.stdout.split())
    return [count, f"{seconds:.2f}", f"{peak:.0f}", f"{file.stat().st_size / 1000:.0f}", _opened(file)]


def _opened(file: Path) -> str:
    if shutil.which("soffice") is None:
        return "not installed"
    began = time.perf_counter()
    own = f"-env:UserInstallation={(file.parent / 'own').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    if not file.with_suffix(".pdf").is_file():
        return "not opened"
    return f"{time.perf_counter() - began:.1f}"


def main() -> None:
    """Print the machine and the table."""
    argparse.ArgumentParser(prog="scripts/bench papers_word", description="papers as Word files").parse_args()
    print_machine()
    measure()


if __name__ == "__main__":
    main()
