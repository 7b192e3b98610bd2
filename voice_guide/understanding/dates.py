"""Days out of everyday words. A day that could be two days is no day: it is asked about, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.calendar_words import IN_FIGURES, CalendarWords
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
    phrase: phrases.Phrase
    gaps: Mapping[str, str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when first tried: few of the forms are, and to compile them all takes long."""
        pattern = phrases.pattern(self.phrase, self.gaps)
        return re.compile(pattern if self.kind in ("again", "day") else _nameless(pattern))


class Dates:
    """A language's days (``understanding/dates.toml``)."""

    def __init__(self, language: Language) -> None:
        self._words = CalendarWords(language)
        self._reckoning = Reckoning(self._words)
        data = self._words.data
        self._corrected = phrases.expression(data["corrected"])
        self._not_corrected_alone = frozenset(data["not_corrected_alone"])
        self._because = frozenset(data["because"])
        self._starting = frozenset(data["starting"])
        self._before_day = _by_last(data["before_day"])
        self._after_day = phrases.expression(data["after_day"])
        self._gaps = self._words.gaps()
        self._beginnings = self._words.gap_beginnings()
        # Most words begin nothing about time, and few forms begin with any one word.
        self._forms: dict[str, list[_Form]] = {}
        for first, form in self._read_forms():
            self._forms.setdefault(first, []).append(form)

    def find(self, words: Sequence[str], today: date) -> DayFound | None:
        """The time that these lower-case words name. None where they name none; no day where they name different ones."""
        found = self._without_reasons(words, [one for one in self.all(words, today) if one.names_a_day])
        if len(found) > 1:
            first, last = found[-2], found[-1]
            if self._is_put_right(words, first.end, last.start):
                return DayFound(first.start, last.end, last.when, last.day)
            again = self._again_from(words, found)
            if again is not None:
                return again
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
                day = self._with_words_beside(row, day, out)
                out = [*(one for one in out if one.end <= day.start), day]
            place = day.end if day else end
        return out

    def _with_words_beside(self, row: WordRow, day: DayFound, before: Sequence[DayFound]) -> DayFound:
        """The same with words that only say it more nearly: ``first thing monday``, ``friday at the latest``."""
        if not day.names_a_day:
            return day
        start, end = day.start, day.end
        least = max((one.end for one in before if one.names_a_day), default=0)
        while size := self._size_before(row, start, least):
            start -= size
        while end < len(row.words) and (size := row.longest(self._after_day, end)):
            end += size
        return replace(day, start=start, end=end)

    def _size_before(self, row: WordRow, ends: int, least: int) -> int:
        phrases_here = self._before_day.get(row.words[ends - 1], ()) if ends > least else ()
        return next((len(said) for said in phrases_here if row.words[max(least, ends - len(said)) : ends] == said), 0)

    def say_day(self, day: date, *, today: date | None = None) -> str:
        """A day in full, weekday first: ``Friday the 27th of November``."""
        return self._words.say(day, today=today)

    def _longest(self, row: WordRow, place: int) -> tuple[_Form | None, re.Match[str] | None]:
        best: tuple[_Form | None, re.Match[str] | None] = (None, None)
        for form in self._beginning_with(row.words[place]):
            match = row.match(form.expression, place)
            if match and (best[1] is None or match.end() > best[1].end()):
                best = (form, match)
        return best

    def _beginning_with(self, word: str) -> list[_Form]:
        figures = self._forms.get(IN_FIGURES, []) if word[0].isdigit() and word != IN_FIGURES else []
        return [*self._forms.get(word, []), *figures]

    def _length_denied(self, row: WordRow, place: int) -> int:
        """How many words from there on say that a day is wrong ("not friday")."""
        forms = (form for form in self._beginning_with(row.words[place]) if form.kind == "denied")
        return max((row.longest(form.expression, place) for form in forms), default=0)

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

    def _is_put_right(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether these words are all "no", "sorry", "not friday" and the like."""
        row = WordRow(words[:end])
        turns: list[str] = []
        while start < end:
            length = max(row.longest(self._corrected, start), self._length_denied(row, start))
            if not length:
                return False
            turns.append(" ".join(words[start : start + length]))
            start += length
        return any(turn not in self._not_corrected_alone for turn in turns)

    def _without_reasons(self, words: Sequence[str], found: list[DayFound]) -> list[DayFound]:
        """The days but those after "because", where one comes before it."""
        reason = next((at for at, word in enumerate(words) if word in self._because), None)
        if reason is None or not found or found[0].start > reason:
            return found
        return [one for one in found if one.start < reason]

    def _again_from(self, words: Sequence[str], found: Sequence[DayFound]) -> DayFound | None:
        """The repetition of "every friday, starting this friday"."""
        first, last = found[0], found[-1]
        again, start = (first, last) if first.day is None else (last, first)
        beside = len(found) == 2 and first.end == last.start and again.day is None and again.when
        if beside and start.day and words[start.start] in self._starting:
            return DayFound(first.start, last.end, again.when, None)
        return None

    def _read_forms(self) -> Iterator[tuple[str, _Form]]:
        data = self._words.data
        for kind in ("denied", "past", "vague"):
            yield from self._forms_of(kind, kind, {}, data[kind]["says"])
        for entry in data["again"]:
            yield from self._forms_of("again", entry["gives"], {}, entry["says"])
        for entry in data["day"]:
            numbers = {key: value for key, value in entry.items() if isinstance(value, int)}
            yield from self._forms_of("day", entry["means"], numbers, entry["says"])

    def _forms_of(
        self, kind: str, means: str, numbers: Mapping[str, int], says: Sequence[str]
    ) -> Iterator[tuple[str, _Form]]:
        for text in says:
            phrase = phrases.read(text, self._words.data["rules"])
            form = _Form(kind, means, numbers, phrase, self._gaps)
            yield from ((first, form) for first in phrases.first_words(phrase, self._beginnings))


def _nameless(pattern: str) -> str:
    """The same expression without names for its gaps, which may then stand in it more than once."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _by_last(texts: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """All wordings of these phrases by their last word, the longest first."""
    spelt = {tuple(words.split()) for text in texts for words in phrases.wordings(phrases.read(text))}
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(spelt, key=len, reverse=True):
        found.setdefault(words[-1], []).append(words)
    return found
