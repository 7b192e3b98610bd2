"""Reply latency: from the last sample of an answer to the first sample of the next spoken prompt, and its parts.

Both lie in one recording of virtual devices, so the figures are numbers of samples. Tones are no reply. Beside it, on the
same devices, runs a naive loop: half a second of silence, then decode, then render, then play.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.bench_parts.conversation import CHECKOUT, hold, virtual_table
from scripts.bench_parts.figures import median, p95, print_machine, print_table
from tests.integration.voice.questions import OPEN_ANSWERS, YES
from tests.robot.robot import at_the_table
from tests.robot.table import Table
from tests.robot.timing import Turn
from voice_guide.session.answer_file import Item

NAIVE = Path(__file__).with_name("naive_loop.py")
NAIVE_TURNS = 10
PHRASE_PATIENCE_SECONDS = 1.0  # what "pass" and "I'm finished" by themselves wait
PASS, FINISHED = "pass", "I'm finished"
# Two of the nine open questions are passed, and two answers end with a phrase that stands by itself.
SHORTENED = {
    "tf-thinking": Item(say="Pass."),
    "im-hardest": Item(say="Pass."),
    "tf-now": Item(say="I think that we were both tired. I'm finished.", pauses=(1.2,)),
    "ne-need": Item(say="I need some quiet in the house. I'm finished.", pauses=(1.2,)),
}


@dataclass(frozen=True)
class Reply:
    """One reply and its parts, in seconds. What no part accounts for is the devices' and the voice activity's."""

    total: float
    patience: float
    decode: float | None = None
    begin: float | None = None

    @property
    def rest(self) -> float | None:
        if self.decode is None or self.begin is None:
            return None
        return self.total - self.patience - self.decode - self.begin


def main() -> None:
    """Hold conversations and print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench latency", description="reply latency and its parts")
    parser.add_argument("--runs", type=int, default=1, help="conversations of each sort")
    options = parser.parse_args()
    print_machine()
    replies: dict[str, list[Reply]] = defaultdict(list)
    with virtual_table() as there:
        for _ in range(options.runs):
            _gather(replies, there, OPEN_ANSWERS, ("--patience", "2"))
            _gather(replies, there, OPEN_ANSWERS | SHORTENED, ())
        naive = _naive(there)
    print_table(
        ["turn", "n", "patience", "reply", "p95", "after patience", "decode", "begin to speak", "devices"],
        [_row(kind, found) for kind, found in sorted(replies.items())],
    )
    print_table(
        ["“yes”", "n", "reply", "p95", "against naive"],
        [
            _versus("naive loop", naive, naive),
            _versus("Voice Guide", [reply.total for reply in replies["light 0.5 s"]], naive),
        ],
    )


def _gather(replies: dict[str, list[Reply]], there: Table, answers: dict[str, Item], options: tuple[str, ...]) -> None:
    held = hold(there, answers, options)
    listened = [row for row in held.figures["turns"] if row["listen_start"] is not None]
    for turn, row in zip(held.turns, listened, strict=False):
        if turn.reply_seconds is not None and not turn.cut_off:
            kind, patience = _kind(turn, row)
            replies[kind].append(_reply(turn.reply_seconds, patience, row))


def _kind(turn: Turn, row: Mapping[str, Any]) -> tuple[str, float]:
    said = turn.item.say or ""
    if row["kind"] == "open" and said == "Pass.":
        return f"“{PASS}”", PHRASE_PATIENCE_SECONDS
    if row["kind"] == "open" and said.endswith(f"{FINISHED}."):
        return f"“{FINISHED}”", PHRASE_PATIENCE_SECONDS
    return f"{row['kind']} {row['patience']:g} s", float(row["patience"])


def _reply(total: float, patience: float, row: Mapping[str, Any]) -> Reply:
    if None in (row["answer_end"], row["decided_at"], row["reply_start"]):
        return Reply(total, patience)
    decode = row["decided_at"] - row["answer_end"] - patience
    return Reply(total, patience, decode, row["reply_start"] - row["decided_at"])


def _row(kind: str, replies: list[Reply]) -> list[object]:
    totals = [reply.total for reply in replies]
    patience = replies[0].patience
    return [
        kind,
        len(totals),
        f"{patience:g} s",
        f"{median(totals):.2f} s",
        f"{p95(totals):.2f} s",
        f"{median(totals) - patience:+.2f} s",
        _middle(reply.decode for reply in replies),
        _middle(reply.begin for reply in replies),
        _middle(reply.rest for reply in replies),
    ]


def _middle(values: Iterable[float | None]) -> str | None:
    known = [value for value in values if value is not None]
    return f"{median(known):.2f} s" if known else None


def _versus(name: str, ours: list[float], naive: list[float]) -> list[object]:
    if not ours or not naive:
        return [name, len(ours), None, None, None]
    share = f"{median(ours) / median(naive):.2f}"
    return [name, len(ours), f"{median(ours):.2f} s", f"{p95(ours):.2f} s", share]


def _naive(there: Table) -> list[float]:
    command = [sys.executable, str(NAIVE), str(NAIVE_TURNS)]
    places = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    with at_the_table(there, command, environment=places) as robot:
        left = iter([YES] * NAIVE_TURNS)
        turns = robot.converse(lambda: next(left, None))
    return [turn.reply_seconds for turn in turns if turn.reply_seconds is not None]


if __name__ == "__main__":
    main()
