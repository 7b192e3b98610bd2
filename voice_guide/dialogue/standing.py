"""Where the dialogue stands between two events, beside the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue.steps import AskWho, Step
from voice_guide.dialogue.withdrawing import Confirming
from voice_guide.events import Fact, Turn, Utterance

ASIDES = (
    "check",
    "take-out",
    "delete-all",
    "change",
    "stop-saving",
    "quiet-over",
)  # turns beside the step's own, which stays to be asked


@dataclass(frozen=True)
class Checking:
    """``command`` may have been meant by ``words``, which are kept as so many facts, ``kept``, after the ``before`` first.

    ``person``: the one of the group whom it is about; ``about``: what it is about, in their words.
    """

    command: str
    words: Utterance
    before: int
    kept: int
    person: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Listing:
    """Words that may go on the list, and the number of their utterance."""

    words: Utterance
    utterance: int


@dataclass
class Standing:
    """The step, its turn as first asked, and the turn being listened to (as first asked, reworded, or a check).

    ``checking``: words that may be a command. ``listing``: words that may go on the list.
    ``confirming``: what may be taken out, if there is a clear yes. ``again``: this step has been asked again.
    ``last_words``: what "read that back" reads. ``numbers_shown``: the help numbers were, at this step.
    ``goes_on``: the answer that was taken here is being gone on with; by these facts its longer one takes its place.
    ``spoke_on``: whoever spoke here goes on, and says it all once more.
    """

    step: Step = AskWho()  # noqa: RUF009 - frozen and without content
    turn: Turn | None = None
    asked: Turn | None = None
    again: bool = False
    no_match_told: bool = False
    checking: Checking | None = None
    listing: Listing | None = None
    confirming: Confirming | None = None
    last_words: str | None = None
    numbers_shown: bool = False
    goes_on: tuple[Fact, ...] = ()
    spoke_on: bool = False

    def copy(self) -> Standing:
        """As it is now."""
        return replace(self)

    def go_back_to(self, other: Standing, *, by: Sequence[Fact]) -> None:
        """Be as another was. With facts to do it ``by``, the answer taken since then stands until its longer one is here."""
        last_words = self.last_words if by else other.last_words
        self.__dict__.update(other.__dict__)
        self.goes_on, self.last_words = tuple(by), last_words

    def begin(self, step: Step, turn: Turn | None) -> None:
        """Stand at a new step."""
        self.step, self.turn, self.asked = step, turn, turn
        self.again = self.no_match_told = self.numbers_shown = False
        self.leave()

    def leave(self) -> None:
        """Nothing beside the step is being asked about any more."""
        self.checking = self.listing = self.confirming = None
        self.goes_on, self.spoke_on = (), False
