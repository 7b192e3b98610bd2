"""Figures as Markdown: tables, medians, and the line that says which machine gave them."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print one table; None is an empty cell."""
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |")
    print()


def print_machine() -> None:
    """Print which machine this is, and how busy it was with other things before."""
    load = f"; load before: {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}{load}.\n")


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay under (the nearest that was measured)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered) - 0.5))]


def share(count: int, of: int) -> str:
    """``2 of 400, 0.5 % (0.1 to 1.8)``: a count, its percentage, and the exact 95 % interval (Clopper and Pearson)."""
    if of == 0:
        return "0 of 0"
    low, high = interval(count, of)
    return f"{count} of {of}, {100 * count / of:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def interval(count: int, of: int) -> tuple[float, float]:
    """The exact 95 % interval of a share, from 0 to 1."""
    low = 0.0 if count == 0 else _where(lambda p: 1 - _at_most(count - 1, of, p), 0.025)
    high = 1.0 if count == of else _where(lambda p: 1 - _at_most(count, of, p), 0.975)
    return low, high


def _at_most(count: int, of: int, p: float) -> float:
    """The chance of at most this many, each with chance p."""
    if not 0 < p < 1:
        return float(p <= 0 or count >= of)
    choices = [math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) for k in range(count + 1)]
    return math.fsum(math.exp(c + k * math.log(p) + (of - k) * math.log1p(-p)) for k, c in enumerate(choices))


def _where(rises: Callable[[float], float], to: float) -> float:
    """Where a function that rises from 0 to 1 comes to a value."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < to else (low, middle)
    return (low + high) / 2


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
