"""Opening an answer again: what came of it is taken back, and what was kept before holds again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_guide.dialogue.asking import enter
from voice_guide.dialogue.course import Course
from voice_guide.dialogue.gathering import Gathering, Remembered
from voice_guide.dialogue.machine import Phase
from voice_guide.dialogue.next_step import as_it_is
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.standing import Standing
from voice_guide.dialogue.turns import PAUSED_TURN, TurnMaker
from voice_guide.events import Action, Fact, Listen, SpokeOn, Turn
from voice_guide.facts import FactKind


@dataclass(frozen=True)
class _Before:
    """Everything as it was when an utterance came, so that its answer can be opened again."""

    facts: tuple[Fact, ...]
    standing: Standing
    gathering: Remembered


class Reopening:
    """Remembers how everything was before the last utterance, and goes back there when the person speaks on."""

    def __init__(
        self, *, course: Course, turns: TurnMaker, gathering: Gathering, progress: Progress, standing: Standing
    ) -> None:
        self._course = course
        self._turns = turns
        self._gathering = gathering
        self._progress = progress
        self._standing = standing
        self._before: _Before | None = None

    def remember(self) -> None:
        """An utterance came. Whoever goes on with an answer says it whole: what it was before holds no more."""
        if self._standing.goes_on:
            self._course.apply(self._standing.goes_on)
            self._standing.goes_on = ()
            self._standing.step = as_it_is(self._standing.step, self._progress)
        self._before = _Before(tuple(self._progress.facts), self._standing.copy(), self._gathering.remember())

    def forget(self) -> None:
        """The last utterance can't go on any more."""
        self._before = None

    def reopen(self, event: SpokeOn) -> list[Action]:
        """Go back to the last utterance and listen on; a yes or no is asked again in full.

        An answer that goes on is taken back only when its longer one is there to be kept: nothing is lost if it never comes.
        No actions where it is not the last utterance here that goes on.
        """
        before, course = self._before, self._course
        asked = before.standing.asked if before else None
        if before is None or asked is None or asked.id != event.turn_id:
            return []
        self.forget()
        now = self._progress.facts
        facts = reopened(now, before.facts, asked)
        waits = asked.goes_on and _has_words(now[_parted(now, before.facts) :])
        kept = [] if waits else course.keep(facts)
        self._standing.go_back_to(before.standing, by=facts if waits else ())
        self._standing.step = as_it_is(self._standing.step, self._progress)
        self._gathering.recall(before.gathering)
        if course.phases.phase is Phase.PAUSED:
            course.phases.go("carry_on")
        if self._progress.paused:
            course.phases.go("pause")
        else:
            enter(course.phases, self._standing.step, asked)
        if asked.goes_on or asked.id == PAUSED_TURN:
            self._standing.spoke_on = asked.goes_on
            return [*kept, Listen(asked, ask=False)]
        asked = self._standing.asked = self._turns.surely(asked, self._standing.turn)
        return [*kept, Listen(asked)]


def reopened(now: Sequence[Fact], before: Sequence[Fact], asked: Turn | None) -> list[Fact]:
    """What is to be kept so that of the facts that hold ``now`` those of ``before`` hold: back to where they part, and on."""
    same = _parted(now, before)
    participant, question = (asked.participant, asked.question) if asked else (None, None)
    return [Fact(FactKind.ANSWER_REOPENED, participant, question, {"back_to": same}), *before[same:]]


def _parted(now: Sequence[Fact], before: Sequence[Fact]) -> int:
    """How many facts, from the first on, are the same ones."""
    pairs = zip(now, before, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one is not other), min(len(now), len(before)))


def _has_words(facts: Sequence[Fact]) -> bool:
    """Whether somebody's words are in these."""
    return any(fact.kind == FactKind.UTTERANCE_HEARD and "text" in fact.payload for fact in facts)
