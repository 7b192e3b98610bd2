"""Where the dialogue stands between two events, beside the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voice_guide.dialogue.gathering import Remembered
from voice_guide.dialogue.steps import AskWho, Step
from voice_guide.dialogue.withdrawing import Confirming
from voice_guide.events import Turn, Utterance

ASIDES = (
    "check",
    "take-out",
    "delete-all",
    "change",
    "quiet-over",
)  # turns beside the step's own, which stays to be asked


@dataclass
class Standing:
    """The step, its turn as first asked, and the turn being listened to (as first asked, reworded, or a check).

    ``checking``: a command that may have been meant, and the words it was in. ``listing``: words that may go on the list.
    ``confirming``: what may be taken out, if there is a clear yes. ``again``: this step has been asked again.
    ``last_words``: what "read that back" reads. ``numbers_shown``: the help numbers were, at this step.
    """

    step: Step = AskWho()  # noqa: RUF009 - frozen and without content
    turn: Turn | None = None
    asked: Turn | None = None
    again: bool = False
    no_match_told: bool = False
    checking: tuple[str, Utterance] | None = None
    listing: Utterance | None = None
    confirming: Confirming | None = None
    last_words: str | None = None
    numbers_shown: bool = False

    def copy(self) -> Standing:
        """As it is now."""
        return replace(self)

    def become(self, other: Standing) -> None:
        """Be as another was."""
        self.__dict__.update(other.__dict__)

    def begin(self, step: Step, turn: Turn | None) -> None:
        """Stand at a new step."""
        self.step, self.turn, self.asked = step, turn, turn
        self.again = self.no_match_told = self.numbers_shown = False
        self.checking = self.listing = self.confirming = None


@dataclass(frozen=True)
class Before:
    """Everything as it was when an utterance came, so that its answer can be opened again."""

    facts: int
    standing: Standing
    gathering: Remembered
