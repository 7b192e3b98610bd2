"""Putting right a way forward that was just read back: "it was Thursday, not Friday", "no, my sister is doing it"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.meaning import Amendment, Meaning
from voice_guide.dialogue.parts import WayForward
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply
from voice_guide.dialogue.slots import WHAT, WHO, Filled
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
        if not step.person.recorded or self._meaning.known_yes_no(heard.text) is Answer.YES:
            return None
        found = self._meaning.amendment(heard.text)
        if found is None:
            return None
        found = _in_its_slot(found, step)
        payload: dict[str, object] = {"way": step.way.number, "amended": True, "slots": {}}
        slots = self._slots(found, step, progress, today)
        if slots and _stands(step.way, found.slot, slots):
            return None  # said once more as it is
        payload |= {"slots": slots} if slots else {"reopen": found.slot}
        note = Fact(FactKind.COMMAND, turn.participant, None, {"name": AMEND})
        changed = Fact(FactKind.WAY_FORWARD_CHANGED, step.person.id, None, payload)
        lead = [self._language.prompt("list.amended")] if slots else []
        return Reply(f"command:{AMEND}", facts=[*self._answers.heard(turn, heard), note, changed], lead=lead)

    def _slots(self, found: Amendment, step: AskAgreement, progress: Progress, today: date) -> Filled:
        """The part of the line with the new words in it; nothing where it has to be asked for."""
        if found.new is None or (found.slot == WHO and self._meaning.is_somebody_unnamed(found.new)):
            return {}
        if found.slot != WHAT:
            return self._answers.filled(found.slot, found.new, today, progress, step.person.id)
        changed = _put_in_place(step.way.words(WHAT) or "", found.old, found.new)
        if changed is not None:
            return {WHAT: {"words": changed}}
        if self._meaning.names_a_deed(found.new):
            return self._answers.filled(WHAT, found.new, today, progress, step.person.id)
        return {}


def _put_in_place(line: str, old: str | None, new: str) -> str | None:
    """The line with the new words where the old ones stand, once; None where they stand nowhere or more than once."""
    if not old:
        return None
    places = list(re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", line, re.IGNORECASE))
    return line[: places[0].start()] + new + line[places[0].end() :] if len(places) == 1 else None


def _in_its_slot(found: Amendment, step: AskAgreement) -> Amendment:
    """What was said of the line itself: of "ring the school", "not the school, the college" changes what is done."""
    stands = {
        slot for slot in (found.slot, WHAT) if _put_in_place(step.way.words(slot) or "", found.old, "") is not None
    }
    return replace(found, slot=WHAT) if stands == {WHAT} else found


def _stands(way: WayForward, slot: str, filled: Filled) -> bool:
    """Whether a way forward's slot says this already, in these words or by the same day."""
    kept, new = way.slots.get(slot), filled.get(slot, {})
    if kept is None:
        return False
    same_day = kept.day is not None and kept.day == new.get("day")
    return same_day or normalise(kept.words or "") == normalise(str(new.get("words") or ""))
