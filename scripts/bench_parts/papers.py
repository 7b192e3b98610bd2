"""The long checks of papers: PDF/UA-1 by veraPDF, pages in a real browser, very long sessions, and how our own lines read.

    .venv/bin/python -m scripts.bench_parts.papers [--only pdf-ua browser size reading] [--answers 1000 3000 10000] [--ways 40]

Ends with 1 where something is not as it should be. What this machine lacks for a check is said, and the check left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import groupby

from scripts.bench_parts import papers_browser, papers_pdf_ua, papers_reading, papers_size
from scripts.bench_parts.figures import print_machine, print_table

PARTS = ("pdf-ua", "browser", "size", "reading")


def pdf_ua() -> bool:
    """Print what veraPDF and we found in every hard paper."""
    if not papers_pdf_ua.can_run():
        print("PDF/UA-1: not looked at, for there is no java or no mvn here.\n")
        return True
    *papers, wrong = papers_pdf_ua.measure()
    rows = [
        (each.name, each.pages, f"{each.checks:,}", each.broken or 0, "; ".join(each.faults) or 0, each.missing)
        for each in (*papers, wrong)
    ]
    print_table(("paper", "pages", "checks", "rules of PDF/UA-1 broken", "found by us", "signs without letters"), rows)
    return all(each.good for each in papers) and bool(wrong.broken)


def browser() -> bool:
    """Print what axe found in every hard paper, and the least size and contrast of its letters."""
    if not papers_browser.can_run():
        print("In a browser: not looked at, for there is no Chromium here (apt-get install chromium).\n")
        return True
    pages = sorted(papers_browser.measure(), key=lambda each: (each.layout, each.way))
    rows = []
    for (layout, way), found in groupby(pages, key=lambda each: (each.layout, each.way)):
        some = list(found)
        wrong = "; ".join(f"{each.name}: {', '.join(each.faults)}" for each in some if each.faults)
        least = f"{min(each.least_pt for each in some):.1f}", f"{min(each.least_contrast for each in some):.1f}"
        rows.append((layout, way, len(some), sum(each.pieces for each in some), wrong or 0, *least))
    print_table(("layout", "way", "pages", "pieces of text", "faults", "least size, pt", "least contrast"), rows)
    return not any(each.faults for each in pages)


def size(answers: tuple[int, ...], ways: int) -> bool:
    """Print seconds and memory of every form; how much longer each answer takes in the longest session than before it."""
    grown = papers_size.measure(answers, ways)
    head = (
        "paper",
        *(f"{count:,} answers: s, MiB" for count in answers),
        "bytes",
        "s for each 1,000 more, first and last",
    )
    rows = [
        (each.name, *(f"{one.seconds:.2f}, {one.mebibytes:.0f}" for one in each.figures), f"{each.figures[-1].file_bytes:,}",
         ", ".join(f"{slope:.2f}" for slope in each.slopes(answers)))
        for each in grown
    ]  # fmt: skip
    print_table(head, rows)
    return all(one.within for each in grown for one in each.figures)


def reading() -> bool:
    """Print how the lines read that we put on papers."""
    rows = papers_reading.measure()
    head = ("lines", "sentences", "words a sentence", "longest", "grade (Flesch and Kincaid)", "concerns")
    print_table(head, [(e.name, e.sentences, f"{e.words:.1f}", e.longest, f"{e.grade:.1f}", e.concerns) for e in rows])
    return not any(each.concerns for each in rows)


def main() -> int:
    """Print the tables of the parts asked for."""
    parser = argparse.ArgumentParser(prog="papers", description="the long checks of papers")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--answers", nargs="+", type=int, default=[1_000, 3_000, 10_000])
    parser.add_argument("--ways", type=int, default=40)
    chosen = parser.parse_args()
    print_machine()
    checks: dict[str, Callable[[], bool]] = {
        "pdf-ua": pdf_ua, "browser": browser, "size": lambda: size(tuple(chosen.answers), chosen.ways), "reading": reading,
    }  # fmt: skip
    good = [checks[part]() for part in PARTS if part in chosen.only]  # all of them, though one is not good
    return int(not all(good))


if __name__ == "__main__":
    raise SystemExit(main())
