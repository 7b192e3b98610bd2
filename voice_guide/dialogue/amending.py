"""Putting right a way forward that was just read back: "it was Thursday, not Friday", "no, my sister is doing it"."""

from __future__ import annotations

from datetime import date

from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress, WayForward
from voice_guide.dialogue.reply import Reply
from voice_guide.dialogue.slots import WHO, Filled
from voice_guide.dialogue.steps import AskAgreement
from voice_guide.events import Fact, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.understanding.text import normalise
from voice_guide.understanding.yes_no import Answer

AMEND = "amend"


class Amending:
    """What one person says is wrong is put right in their words, and everyone is asked again about the whole line."""

    def __init__(self, language: Language, meaning: Meaning, answers: Answers) -> None:
        self._language = language
        self._meaning = meaning
        self._answers = answers

    def reply(self, step: AskAgreement, turn: Turn, heard: Utterance, progress: Progress, today: date) -> Reply | None:
        """What comes of words that put the line right; None for a yes, and for whatever else puts nothing right.

        Nothing is taken from someone whose words are not kept: their line would be.
        """
        if not step.person.recorded or self._meaning.answer(heard) is Answer.YES:
            return None
        found = self._meaning.amendment(heard.text)
        if found is None:
            return None
        slot, new = found
        points = slot == WHO and new is not None and self._meaning.is_somebody_unnamed(new)
        payload: dict[str, object] = {"way": step.way.number, "amended": True, "slots": {}}
        if new is None or points:
            payload |= {"reopen": slot}
        else:
            filled = self._answers.filled(slot, new, today, progress, step.person.id)
            if _stands(step.way, slot, filled):
                return None  # said once more as it is
            payload["slots"] = filled
        note = Fact(FactKind.COMMAND, turn.participant, None, {"name": AMEND})
        changed = Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)
        lead = [] if new is None or points else [self._language.prompt("list.amended")]
        return Reply(f"command:{AMEND}", facts=[*self._answers.heard(turn, heard), note, changed], lead=lead)


def _stands(way: WayForward, slot: str, filled: Filled) -> bool:
    """Whether a way forward's slot says this already, in these words or by the same day."""
    kept, new = way.slots.get(slot), filled.get(slot, {})
    if kept is None:
        return False
    same_day = kept.day is not None and kept.day == new.get("day")
    return same_day or normalise(kept.words or "") == normalise(str(new.get("words") or ""))
