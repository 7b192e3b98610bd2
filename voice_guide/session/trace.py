"""What was measured of one turn to listen: the report's and the benchmark's raw material. Clock times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.events import Turn


@dataclass
class TurnTrace:
    """One turn to listen. ``text`` never leaves the process but for a rehearsal's report."""

    turn: Turn
    prompt_start: float | None = None
    prompt_end: float | None = None
    listen_start: float | None = None
    answer_start: float | None = None
    answer_end: float | None = None
    decided_at: float | None = None
    reply_start: float | None = None
    text: str | None = None
    second_text: str | None = None
    outcome: str = ""
    reopened: bool = False
    lost_samples: int = 0
