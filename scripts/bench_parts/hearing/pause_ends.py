"""Where a way of listening ended an answer, and what that comes to: pauses and answers cut, seconds waited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scripts.bench_parts.figures import median, p95, share
from scripts.bench_parts.hearing.pause_answers import LEAD_SECONDS, SLACK_SECONDS, Answer, Pause
from voice_guide.listening.endpoint import CHUNK_SECONDS, Endpointer

HEAD = (
    "",
    "own pauses cut",
    "put-in pauses cut",
    "all pauses cut",
    "answers cut",
    "wait after the last sample, median s",
    "p95 s",
)


@dataclass(frozen=True)
class Ended:
    """One answer's ends, as seconds from its first sample, and how long the person waited after their last.

    ``taken_back``: an end was undone because the person spoke on; it is not among the ends.
    """

    at: tuple[float, ...]
    wait: float | None
    taken_back: bool = False


def by_silence(seconds: float, voice: Sequence[float]) -> Ended:
    """So much quiet ends an answer: our own endpointer with that patience, on the same voice activity."""
    endpointer = Endpointer(patience_seconds=seconds)
    at: list[float] = []
    over = False
    for number, probability in enumerate(voice, start=1):
        now = number * CHUNK_SECONDS
        endpointer.hear(probability, now)
        before, over = over, endpointer.ended(now)
        if over and not before:
            at.append(now - LEAD_SECONDS)
    return Ended(tuple(at), None)


def waited(answer: Answer, ended: Ended) -> float | None:
    """How long after the last sample the answer was taken; None when it never was."""
    if ended.wait is not None:
        return ended.wait
    return next((at - answer.seconds for at in ended.at if at >= answer.seconds - SLACK_SECONDS), None)


def row(name: str, answers: Sequence[Answer], ends: Sequence[Ended | None], *, waits: bool = True) -> list[object]:
    """One line of the table. What was never heard is not counted."""
    pairs = [(answer, ended) for answer, ended in zip(answers, ends, strict=True) if ended is not None]
    cells: list[object] = [name]
    kinds: tuple[Callable[[Pause], bool], ...] = (lambda p: not p.put_in, lambda p: p.put_in, lambda p: True)
    for wanted in kinds:
        count = of = 0
        for answer, ended in pairs:
            cut = {answer.pause_at(at) for at in ended.at}
            hits = [number in cut for number, pause in enumerate(answer.pauses) if wanted(pause)]
            count, of = count + sum(hits), of + len(hits)
        cells.append(share(count, of))
    cells.append(share(sum(any(map(answer.cut_at, ended.at)) for answer, ended in pairs), len(pairs)))
    times = [wait for answer, ended in pairs if (wait := waited(answer, ended)) is not None]
    return [*cells, *((f"{median(times):.2f}", f"{p95(times):.2f}") if waits and times else ("when told", None))]
