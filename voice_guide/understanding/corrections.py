"""Putting right what was just read back: "it was Thursday, not Friday", "no, my sister is doing it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.around import Around
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf

CLITIC = re.compile(r"('(?:ll|s|m|re))\b")
_ANY_DAY = date(2026, 1, 1)  # only whether words name a day matters here, not which day


@dataclass(frozen=True)
class Correction:
    """``about``: ``who``, ``when`` or ``what``. ``new``: the words to put in place, or None where only the old is denied."""

    about: str
    new: str | None


class Corrections:
    """A language's ways to put right (``understanding/corrections.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("corrections")
        self._everyday = Everyday(language)
        self._dates = Dates(language)
        self._people = PeopleSpokenOf(language)
        self._around = Around(self._everyday, before=data["before"], after=data["after"])
        self._frames = [
            (entry["about"], re.compile(phrases.pattern(self._read(text))))
            for entry in data["frame"]
            for text in entry["says"]
        ]
        self._never: frozenset[str | None] = frozenset(data["never"])
        self._doing = re.compile(phrases.any_of(map(self._everyday.phrase, data["doing"])))
        self._denying: str = data["denying"] + " "
        self._on: str = data["on"]
        self._verbs = frozenset(language.understanding("plan")["verbs"].split())
        self._agreeing = frozenset(data["agreeing"])
        self._turning = frozenset(data["turning"])
        self._most_words: int = data["most_words"]

    def find(self, words: Sequence[str]) -> Correction | None:
        """What these plain words put right, or None where they are no correction."""
        if not words or len(words) > self._most_words or self._agrees(words):
            return None
        cores = self._around.cores(words)
        for about, expression in self._frames:
            for core in cores:
                found = expression.fullmatch(core)
                if found and (correction := self._correction(about, found)):
                    return correction
        return None

    def _agrees(self, words: Sequence[str]) -> bool:
        """Whether this begins with a yes that nothing turns round: "yes she will" puts nothing right."""
        return words[0] in self._agreeing and not self._turning & set(words[1:])

    def _correction(self, about: str, found: re.Match[str]) -> Correction | None:
        gaps = found.groupdict()
        new, old = gaps.get("new"), gaps.get("old")
        if {new, old} & self._never or any(gap and gap.startswith(self._denying) for gap in (new, old)):
            return None
        told = self._about(about, new or old)
        if told == "who" and new:
            new = self._doer(new)
        return Correction(told, new) if told else None

    def _read(self, text: str) -> phrases.Phrase:
        return phrases.read(self._everyday.phrase(text))

    def _about(self, about: str, words: str | None) -> str | None:
        """What a frame is about; "any" is told by the words in it, "day or person" by nothing else than those."""
        if about not in ("any", "day or person") or words is None:
            return about
        row = words.split()
        if self._dates.all([self._on, *row], _ANY_DAY):
            return "when"
        if row[0] not in self._verbs and self._people.likely.fullmatch(self._doer(words) + " "):
            return "who"
        return "what" if about == "any" else None

    def _doer(self, words: str) -> str:
        """``my sister is doing it`` is about ``my sister``."""
        return self._doing.sub("", CLITIC.sub(r" \1", words) + " ").strip()
