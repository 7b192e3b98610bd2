"""Which words of a rehearsal were dropped, because somebody who is not recorded had said them: its report has none of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.whose import moved_words
from voice_guide.ports import Journal
from voice_guide.session.trace import TurnTrace

_WHENEVER = datetime.min.replace(tzinfo=UTC)  # the order counts here, not the time


class DroppedWords:
    """ports.Journal: keeps a session's facts, and remembers them for as long as the rehearsal lasts."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._facts: list[Fact] = []

    def append(self, facts: Sequence[Fact]) -> object:
        """See Journal."""
        written = self._journal.append(facts)
        self._facts += facts
        return written

    def leave_out(self, traces: Sequence[TurnTrace]) -> None:
        """Take the words that were dropped out of what was measured of their turns."""
        recorded = [RecordedFact(number, _WHENEVER, "", fact) for number, fact in enumerate(self._facts)]
        dropped = [self._facts[number] for number, whose in moved_words(recorded).items() if whose is None]
        gone = {(f.payload.get("turn"), f.payload.get("text")) for f in dropped if f.kind == FactKind.UTTERANCE_HEARD}
        for trace in traces:
            if (trace.turn.id, trace.text) in gone:
                trace.text = trace.second_text = None
