"""The words that days are made of, and a day said in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from voice_guide.languages import Language, fill

_LAST_DAY = 31
IN_FIGURES = "0"


class CalendarWords:
    """Weekdays, months, numbers and days of the month of a language (``understanding/dates.toml``)."""

    def __init__(self, language: Language) -> None:
        self.data: Mapping[str, Any] = language.understanding("dates")
        self.weekdays = {name: at for at, names in enumerate(self.data["weekdays"]) for name in names}
        self.months = {name: at for at, names in enumerate(self.data["months"], start=1) for name in names}
        self.numbers: Mapping[str, int] = self.data["numbers"]
        spoken_of = language.understanding("people")
        self._people = {*spoken_of["first_names"].split(), *spoken_of["kin"]}
        self.named: Mapping[str, list[int]] = self.data["named"]
        self.plural: str = self.data["plural"]
        spoken = {words: at for at, words in enumerate(self.data["ordinals"], start=1)}
        self.ordinals = {**spoken, **{self.in_figures(day): day for day in range(1, _LAST_DAY + 1)}}

    def in_figures(self, day: int) -> str:
        """A day of the month as it is written: ``27th``."""
        return f"{day}{self.data['endings'].get(str(day), self.data['ending'])}"

    def gaps(self) -> dict[str, str]:
        """An expression for each gap that the data's phrases may use."""
        weekday = _any(self.weekdays)
        nth = [words for words, day in self.ordinals.items() if day > 3 or words[0].isdigit()]
        people = self._people
        following = rf"(?=(?: (?:{_any(self.data['after_nth'])}) | (?:{_any(people)})(?:'(?:ll|s|d))? | $))"
        return {
            "weekday": weekday,
            "second": weekday,
            "weekdays": f"(?:{weekday}){self.plural}",
            "seconds": f"(?:{weekday}){self.plural}",
            "month": _any(self.months),
            "ordinal": _any(self.ordinals),
            "nth": f"(?:{_any(nth)}){following}",
            "figure": r"(?:[12]?\d|3[01])",
            "number": _any([*self.numbers, *map(str, range(1, 60))]),
            "year": r"20\d\d",
            "named": _any(self.named),
        }

    def gap_beginnings(self) -> dict[str, set[str]]:
        """The words that each gap may begin with; ``IN_FIGURES`` where it may be written in figures."""
        ordinals = {words.split()[0] for words in self.data["ordinals"]} | {IN_FIGURES}
        weekdays = set(self.weekdays)
        plural = {f"{day}{self.plural}" for day in weekdays}
        return {
            **dict.fromkeys(("weekday", "second"), weekdays),
            **dict.fromkeys(("weekdays", "seconds"), plural),
            **dict.fromkeys(("ordinal", "nth"), ordinals),
            "figure": {IN_FIGURES},
            "year": {IN_FIGURES},
            "month": set(self.months),
            "number": {*self.numbers, IN_FIGURES},
            "named": {words.split()[0] for words in self.named},
        }

    def number(self, words: str) -> int:
        """A number in words or figures."""
        return int(words) if words.isdigit() else self.numbers[words]

    def say(self, day: date, *, today: date | None = None) -> str:
        """A day in full: ``Friday the 27th of November``; with its year where ``today`` is given and stands in another."""
        template = "said_with_year" if today is not None and day.year != today.year else "said"
        return fill(
            self.data[template],
            {
                "weekday": self.data["weekday_names"][day.weekday()],
                "ordinal": self.in_figures(day.day),
                "month": self.data["month_names"][day.month - 1],
                "year": day.year,
            },
        )


def _any(words: object) -> str:
    longest_first = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return f"(?:{'|'.join(re.escape(word) for word in longest_first)})"
