"""A way forward's slots, filled from what was said: the words themselves, and what was worked out beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voice_guide.dialogue.meaning import Meaning

WHAT, WHO, WHEN, CHECK = "what", "who", "when", "check"

Filled = dict[str, dict[str, object]]


@dataclass(frozen=True)
class Company:
    """Who is here, by id and by what they are called, and who is speaking."""

    names: Sequence[tuple[str, str]]
    speaker: str


class Slots:
    """Fills slots. Never rewords: where a sentence holds more than one slot, each gets its own words of it."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning

    def whole(self, text: str, today: date, company: Company) -> Filled:
        """All that is in one sentence: what, and who and when where they are said."""
        parts = self._meaning.plan(text, today)
        if parts.who and self._meaning.is_somebody_unnamed(parts.who):
            # "He could text me": who "he" is has to be asked, and the sentence makes sense only whole.
            return {WHAT: {"words": without_stop(text)}}
        filled: Filled = {WHAT: {"words": parts.what or without_stop(text)}}
        if parts.who:
            filled[WHO] = self._who(parts.who, company)
        if parts.when:
            filled[WHEN] = {"words": parts.when_words or parts.when, "day": parts.when}
        elif parts.when_apart:
            # "Next week I'll ring him": no word is lost, and whether there is a day is asked.
            asked = not self._meaning.may_have_a_day(str(parts.when_words), today)
            filled[WHEN] = {"words": parts.when_words, "day": None, **({} if asked else {"day_asked_for": False})}
        return filled

    def one(self, slot: str, text: str, today: date, company: Company) -> Filled:
        """The answer to one slot's own question."""
        if slot == WHAT:
            return self.whole(text, today, company)
        if slot == WHO:
            # "My sister will, on Sunday" names a person and a day: the person is asked for here, the day may come too.
            found = self.whole(text, today, company)
            return {WHO: self._who(without_stop(text), company)} | {k: found[k] for k in (WHO, WHEN) if k in found}
        if slot == WHEN:
            return {WHEN: {"words": without_stop(text), "day": self._meaning.day(text, today)}}
        return {slot: self._who(without_stop(text), company) if slot == CHECK else {"words": without_stop(text)}}

    def day_said(self, filled: Filled) -> str | None:
        """The day in full, to be said back; None where no day was worked out."""
        day = filled.get(WHEN, {}).get("day")
        return self._meaning.say_day(day) if isinstance(day, str) else None

    def _who(self, words: str, company: Company) -> dict[str, object]:
        names = dict(company.names)
        here, absent = self._meaning.who(words, list(names.values()), names.get(company.speaker))
        ids = [person_id for person_id, name in company.names if name in here]
        return {"words": words, "people": ids, "absent": absent}


def without_stop(text: str) -> str:
    """The words without the full stop or comma that a recogniser puts after them: a list line has its own."""
    return text.strip().rstrip(".,;").rstrip()
