"""The answer that was just taken. Every end is provisional: for a moment it can still go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_guide.events import Turn
from voice_guide.ports import SoundHeard
from voice_guide.session.answering import Answering
from voice_guide.session.over_prompt import SpokenOver
from voice_guide.session.trace import TurnTrace

# Who speaks so soon after their answer was taken goes on with it; later, they answer what is being asked.
SPEAK_ON_SECONDS = 0.95


@dataclass
class LastAnswer:
    """What is needed to go on with it: its listener, and the sound that came since."""

    turn: Turn
    answering: Answering
    trace: TurnTrace
    since: list[SoundHeard] = field(default_factory=list)

    def goes_on(self, over: SpokenOver) -> bool:
        """Whether this voice is the rest of the answer, rather than an answer to the next question."""
        taken_at = self.trace.decided_at
        return taken_at is not None and over.onset_at <= taken_at + SPEAK_ON_SECONDS

    def reopen(self) -> None:
        """Listen on from where it was taken, with the sound that came since."""
        self.answering.reopen()
        for chunk in self.since:
            self.answering.hear(chunk)
        self.since.clear()
        self.trace.reopened = True
        self.trace.reply_start = None
        self.trace.outcome = ""
