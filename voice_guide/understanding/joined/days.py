"""Days where words are joined (``understanding/dates.toml``). A day that could be two days is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding.calendar_words import CalendarWords
from voice_guide.understanding.joined.letters import Letters, letters, plain
from voice_guide.understanding.joined.sayings import any_of, pattern
from voice_guide.understanding.phrases import read
from voice_guide.understanding.reckoning import Reckoning

_MOST_LETTERS = 600
_MOST_ON = 100  # "in 99 days", in figures


@dataclass(frozen=True)
class JoinedDay:
    """Words about time, from letter ``start`` up to ``end``; ``when`` and ``day`` as in ``DayFound``."""

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


class JoinedDays:
    """A language's days."""

    def __init__(self, language: Language) -> None:
        self._words = CalendarWords(language)
        self._reckoning = Reckoning(self._words)
        data = self._words.data
        self._gaps = {
            "weekday": any_of(self._words.weekdays),
            "month": any_of(self._words.months),
            "ordinal": any_of(self._words.ordinals),
            "number": any_of([*self._words.numbers, *map(str, range(1, _MOST_ON))]),
            "year": r"20\d\d",
            "named": any_of(self._words.named),
        }
        self._endings = re.compile(any_of(data["endings_after"]))
        self._corrected = re.compile(f"{any_of(data['corrected'])}+")
        self._no_one_day = [plain(words) for words in data["no_one_day"]]
        self._forms = list(self._read_forms())

    def when(self, text: str, today: date) -> str | None:
        """The day or the repetition in an answer to "when"."""
        found = self.find(letters(text), today)
        return found.when if found else None

    def is_no_one_day(self, text: str) -> bool:
        """Whether what is said of when it is done means no one day: "whenever"."""
        said = plain(text)
        return any(words in said for words in self._no_one_day)

    def say_day(self, day: date) -> str:
        """A day in full, with its weekday."""
        return self._words.say(day)

    def find(self, said: Letters, today: date) -> JoinedDay | None:
        """The time that these letters name. None where they name none; no day where they name different ones."""
        found = [one for one in self.all(said, today) if one.names_a_day]
        if len(found) > 1:
            first, last = found[-2], found[-1]
            if self._corrected.fullmatch(said.letters, first.end, last.start):
                return JoinedDay(first.start, last.end, last.when, last.day)
        if len({one.when for one in found}) > 1:
            return JoinedDay(found[0].start, found[0].start, None, None)
        return found[0] if found else None

    def all(self, said: Letters, today: date) -> list[JoinedDay]:
        """All words about time, in order. Each begins where a word begins."""
        out: list[JoinedDay] = []
        if len(said.letters) > _MOST_LETTERS:
            return out
        place = 0
        for at in sorted(said.begins):
            if at >= place and (longest := self._longest(said, at)) is not None:
                form, found = longest
                place = found.end()
                if (day := self._found(form, found, today)) is not None:
                    out.append(day)
        return out

    def _longest(self, said: Letters, at: int) -> tuple[_Form, re.Match[str]] | None:
        fitting = [
            (form, found)
            for form in self._forms
            if (found := form.expression.match(said.letters, at)) and self._may_end(said, found.end())
        ]
        return max(fitting, key=lambda fit: fit[1].end(), default=None)

    def _may_end(self, said: Letters, end: int) -> bool:
        return said.is_edge(end) or self._endings.match(said.letters, end) is not None

    def _found(self, form: _Form, found: re.Match[str], today: date) -> JoinedDay | None:
        start, end, gaps = found.start(), found.end(), found.groupdict()
        match form.kind:
            case "past":
                return None
            case "vague":
                return JoinedDay(start, end, None, None, names_a_day=False)
            case "again":
                return JoinedDay(start, end, self._reckoning.again(form.means, gaps), None)
            case _:
                day = self._reckoning.day(form.means, form.numbers, gaps, today)
                return JoinedDay(start, end, day.isoformat() if day else None, day)

    def _read_forms(self) -> Iterator[_Form]:
        data = self._words.data
        for kind in ("past", "vague"):
            yield from self._forms_of(kind, kind, {}, data[kind]["says"])
        for entry in data["again"]:
            yield from self._forms_of("again", entry["gives"], {}, entry["says"])
        for entry in data["day"]:
            numbers = {key: value for key, value in entry.items() if isinstance(value, int)}
            yield from self._forms_of("day", entry["means"], numbers, entry["says"])

    def _forms_of(self, kind: str, means: str, numbers: Mapping[str, int], says: list[str]) -> Iterator[_Form]:
        for text in says:
            phrase = read(text, self._words.data["rules"])
            expression = pattern(phrase, self._gaps)
            if kind in ("past", "vague"):
                expression = re.sub(r"\(\?P<\w+>", "(?:", expression)
            yield _Form(kind, means, numbers, re.compile(expression))
