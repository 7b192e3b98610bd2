"""What people say is good here: said again, in their own words, when they come to the ways forward."""

from __future__ import annotations

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.slots import without_stop
from voice_guide.dialogue.steps import AskQuestion, AskSlot

MOST_WORDS = 25  # about ten seconds of speech; what is longer is not said again, for it is said whole or not at all


class Strengths:
    """Finds the words that may be said again."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning

    def before(self, step: AskQuestion | AskSlot, progress: Progress) -> str | None:
        """The person's own words, before the first thing they are asked in the ways forward; else None."""
        if not step.category.ways_forward or step.person.id in progress.at_ways_forward:
            return None
        said = self.of(step.person.id, progress)
        return without_stop(said) if said is not None and len(said.split()) <= MOST_WORDS else None

    def of(self, person: str, progress: Progress) -> str | None:
        """What this person said is good here, as it stands now; None where they passed or said that there is nothing."""
        utterance, said = progress.strengths.get(person, (0, ""))
        if not said or utterance in progress.taken_out or self._says_nothing(said):
            return None
        return said

    def _says_nothing(self, said: str) -> bool:
        return self._meaning.is_nothing(said) or self._meaning.choice(said, "bare") is not None
