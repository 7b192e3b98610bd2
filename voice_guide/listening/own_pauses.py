"""The pauses that a person makes inside their answers, learned within a session: nobody who thinks long is hurried."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import pairwise

from voice_guide.listening.endpoint import Segment

REMEMBERED_PAUSES = 40
HABIT = 3  # a pause this long has been made so often: once is a moment, three times is a way of speaking
ROOM_FOR_LONGER = 1.25  # a habit, and a quarter of it again
MOST_LONGER = 1.5  # times the patience that was set: nobody waits for ever because somebody thought long


class OwnPauses:
    """Each participant's own pauses, in memory only."""

    def __init__(self) -> None:
        self._pauses: defaultdict[str | None, deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED_PAUSES))

    def learn(self, participant: str | None, segments: Sequence[Segment]) -> None:
        """Take in the pauses of one answer."""
        for before, after in pairwise(segments):
            self._pauses[participant].append(after.started_at - before.ended_at)

    def patience(self, participant: str | None, seconds: float) -> float:
        """The patience for this person's open answers: never below what was set, at most MOST_LONGER times that."""
        longest = sorted(self._pauses[participant], reverse=True)
        habit = longest[HABIT - 1] if len(longest) >= HABIT else 0.0
        return min(max(seconds, habit * ROOM_FOR_LONGER), seconds * MOST_LONGER)
