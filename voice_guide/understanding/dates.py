"""Days out of everyday words. A day that could be two days is no day: it is asked about, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.calendar_words import CalendarWords
from voice_guide.understanding.reckoning import Reckoning
from voice_guide.understanding.word_row import WordRow


@dataclass(frozen=True)
class DayFound:
    """Words about time, from word ``start`` up to word ``end``.

    ``when``: an ISO date, or "every ..."; None where the words name no one day. ``day``: the date, if one was named.
    ``names_a_day`` is False for words such as "soon", which stay in the answer.
    """

    start: int
    end: int
    when: str | None
    day: date | None
    names_a_day: bool = True


@dataclass(frozen=True)
class _Form:
    kind: str
    means: str
    numbers: Mapping[str, int]
    expression: re.Pattern[str]


class Dates:
    """A language's days (``understanding/dates.toml``)."""

    def __init__(self, language: Language) -> None:
        self._words = CalendarWords(language)
        self._reckoning = Reckoning(self._words)
        self._corrected = [tuple(words.split()) for words in self._words.data["corrected"]]
        self._forms = list(self._read_forms())
        # Most words begin nothing about time: one expression tells, without names for its gaps.
        named = re.compile(r"\(\?P<\w+>")
        self._any_day = re.compile("|".join(named.sub("(?:", form.expression.pattern) for form in self._forms))

    def find(self, words: Sequence[str], today: date) -> DayFound | None:
        """The time that these lower-case words name. None where they name none; no day where they name different ones."""
        found = [one for one in self.all(words, today) if one.names_a_day]
        if len(found) > 1 and self._is_put_right(words[found[-2].end : found[-1].start]):
            first, last = found[-2], found[-1]
            return DayFound(first.start, last.end, last.when, last.day)
        if len({one.when for one in found}) > 1:
            return DayFound(found[0].start, found[0].start, None, None)
        return found[0] if found else None

    def all(self, words: Sequence[str], today: date) -> list[DayFound]:
        """All words about time, in order."""
        row = WordRow(words)
        out: list[DayFound] = []
        place = 0
        while place < len(row.words):
            form, match = self._longest(row, place)
            if form is None or match is None:
                place += 1
                continue
            end = row.place(match.end())
            if day := self._found(form, match, place, end, today):
                out.append(day)
            place = end
        return out

    def say_day(self, day: date, *, today: date | None = None) -> str:
        """A day in full, weekday first: ``Friday the 27th of November``."""
        return self._words.say(day, today=today)

    def _longest(self, row: WordRow, place: int) -> tuple[_Form | None, re.Match[str] | None]:
        best: tuple[_Form | None, re.Match[str] | None] = (None, None)
        if not row.match(self._any_day, place):
            return best
        for form in self._forms:
            match = row.match(form.expression, place)
            if match and (best[1] is None or match.end() > best[1].end()):
                best = (form, match)
        return best

    def _found(self, form: _Form, match: re.Match[str], start: int, end: int, today: date) -> DayFound | None:
        gaps = match.groupdict()
        if form.kind in ("past", "denied"):
            return None
        if form.kind == "vague":
            return DayFound(start, end, None, None, names_a_day=False)
        if form.kind == "again":
            return DayFound(start, end, self._reckoning.again(form.means, gaps), None)
        day = self._reckoning.day(form.means, form.numbers, gaps, today)
        return DayFound(start, end, day.isoformat() if day else None, day)

    def _is_put_right(self, between: Sequence[str]) -> bool:
        return tuple(between) in self._corrected

    def _read_forms(self) -> Iterator[_Form]:
        data = self._words.data
        for kind in ("denied", "past", "vague"):
            yield from self._forms_of(kind, kind, {}, data[kind]["says"])
        for entry in data["again"]:
            yield from self._forms_of("again", entry["gives"], {}, entry["says"])
        for entry in data["day"]:
            numbers = {key: value for key, value in entry.items() if isinstance(value, int)}
            yield from self._forms_of("day", entry["means"], numbers, entry["says"])

    def _forms_of(self, kind: str, means: str, numbers: Mapping[str, int], says: Sequence[str]) -> Iterator[_Form]:
        gaps = self._words.gaps()
        for text in says:
            phrase = phrases.read(text, self._words.data["rules"])
            yield _Form(kind, means, numbers, re.compile(phrases.pattern(phrase, gaps)))
