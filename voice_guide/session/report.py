"""A rehearsal's report.json (its format is relied on: fields are added, never renamed)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from voice_guide.session.trace import TurnTrace

# An answer was cut off when its turn ended for good this long before its last sample.
CUT_OFF_SECONDS = 0.1


def turn_rows(traces: Sequence[TurnTrace], spoken: Mapping[int, tuple[float, float]]) -> list[dict[str, Any]]:
    """One row for each turn to listen; times are seconds on the rehearsal's clock, to the millisecond."""
    return [_row(trace, spoken.get(id(trace))) for trace in traces]


def _row(trace: TurnTrace, really: tuple[float, float] | None) -> dict[str, Any]:
    started, ended = really or (trace.answer_start, trace.answer_end)
    early = ended is not None and trace.decided_at is not None and trace.decided_at < ended - CUT_OFF_SECONDS
    return {
        "id": trace.turn.id,
        "question": trace.turn.question,
        "participant": trace.turn.name,
        "kind": str(trace.turn.kind),
        "prompt_start": _rounded(trace.prompt_start),
        "prompt_end": _rounded(trace.prompt_end),
        "answer_start": _rounded(started),
        "answer_end": _rounded(ended),
        "decided_at": _rounded(trace.decided_at),
        "reply_start": _rounded(trace.reply_start),
        "patience": trace.turn.patience_seconds,
        "text": trace.text,
        "second_text": trace.second_text,
        "outcome": trace.outcome,
        "reopened": trace.reopened,
        "cut_off": bool(trace.lost_samples) or early,
    }


def write_report(folder: Path, report: Mapping[str, Any]) -> None:
    """Write report.json, readable by its owner alone, in one step."""
    target = folder / "report.json"
    draft = folder / ".report.json.new"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(report, file, ensure_ascii=False, indent=1)
    draft.replace(target)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
