"""What puts a line right that was just read back, where words are joined (``understanding/corrections.toml``)."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from voice_guide.languages import Language
from voice_guide.understanding.joined.days import JoinedDays
from voice_guide.understanding.joined.letters import letters
from voice_guide.understanding.joined.people import JoinedPeople
from voice_guide.understanding.joined.sayings import any_of, pattern
from voice_guide.understanding.phrases import read
from voice_guide.understanding.shared import shared

_GAP = r".{1,16}?"
_ANY_DAY = date(2026, 1, 1)  # only whether a day is named matters here
WHO, WHEN, WHAT = "who", "when", "what"


class Amended(NamedTuple):
    """What part is put right, and the words for it."""

    about: str
    new: str | None
    old: str | None


class JoinedAmending:
    """A language's ways to put right: "not Friday but Thursday", "it is Thursday"."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("corrections")
        rules = data["rules"]
        gaps = {"old": _GAP, "new": _GAP}
        self._forms = [re.compile(pattern(read(text, rules), gaps)) for text in data["says"]]
        self._before = re.compile(f"(?:{any_of(data['before'])})*")
        self._days = shared(JoinedDays, language)
        self._people = shared(JoinedPeople, language)

    def find(self, text: str) -> Amended | None:
        """What these words put right, as they were said; None where that is not sure."""
        said = letters(text)
        begins = self._before.match(said.letters).end()  # type: ignore[union-attr]
        for form in self._forms:
            found = form.fullmatch(said.letters, begins)
            if found is None or not found.groupdict().get("new"):
                continue
            spans = {name: found.span(name) for name, words in found.groupdict().items() if words}
            new = said.said(*spans["new"])
            old = said.said(*spans["old"]) if "old" in spans else None
            about = self._about(new) or (WHAT if old is not None else None)
            if about is not None and (old is None or about == WHAT or self._about(old) == about):
                return Amended(about, new, old)
        return None

    def _about(self, words: str) -> str | None:
        if self._days.when(words, _ANY_DAY) is not None:
            return WHEN
        return WHO if self._people.is_person(words) else None
