"""The parts of an answer to "who?": each person or group that it names, and whether it says that they won't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import Token, tidy, tokens
from voice_guide.understanding.word_row import WordRow

POSSESSIVE = "'s"
_ENDING = re.compile(r"(?:'ll|'s|'re|'m|'d)$")
_ANY_DAY = date(2026, 1, 1)  # only which words name a day matters here, not which day


@dataclass(frozen=True)
class Part:
    """One person or group, in lower-case ``words``, a possessive ``'s`` standing apart; ``said``: as it was said.

    ``denied``: it says that they won't ("not Kai"). ``first``: nothing was said before it.
    """

    words: tuple[str, ...]
    said: str
    denied: bool
    first: bool


class WhoAnswers:
    """Cuts answers into parts (``understanding/people.toml``, ``plan.toml``)."""

    def __init__(self, language: Language) -> None:
        people = language.understanding("people")
        plan = language.understanding("plan")
        answer = people["who_answer"][0]
        self._hesitations = shared(Everyday, language).hesitations
        self._dates = shared(Dates, language)
        self._asides = phrases.expression(answer["asides"])
        self._opens = phrases.expression([*answer["opens"], *plan["for_to"]])
        self._markers = phrases.expression(
            [*plan["said_they_will"], *plan["will"], *plan["may"], *plan["does_it"], *plan["to"], *answer["does"]]
        )
        self._does_it = phrases.expression([*plan["does_it"], *answer["it"]])
        self._denying = frozenset(answer["denying"])
        self._but = frozenset(answer["but"])
        self._any = frozenset(answer["any"])
        self._joins = phrases.expression(people["joins"])
        self._with = frozenset(answer["with"])
        self._stand_alone = frozenset(answer["after_s"])

    def parts(self, text: str) -> list[Part]:
        """The parts of an answer, in order; words of opinion, yes and no, days and "will do it" are left out."""
        said = tidy(text)
        row = self._without_asides(self._without_days(_apart(said)))
        out: list[Part] = []
        denied = busy = False
        for joined, stretch in self._stretches(said, row):
            denied = self._denied(denied, joined, out)
            kept, refused, done = self._named(stretch)
            # "I'll ring Kai and mum": mum is part of what will be done, unless she is said to do something too.
            if kept and (not busy or joined in self._with or done is not None):
                words = tuple(token.text for token in kept)
                out.append(Part(words, said[kept[0].start : kept[-1].end], denied or refused, not out))
            busy = bool(done) or (busy and done is None)
        return out

    def _denied(self, denied: bool, joined: str, before: Sequence[Part]) -> bool:
        if joined in self._denying:
            return True
        if joined in self._but:
            return bool(before) and bool(set(before[-1].words) & self._any)
        return denied and joined not in ("", ",")

    def _stretches(self, said: str, row: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
        """The words between joining words, commas and words such as "not", each with the word before it."""
        words = WordRow([token.text for token in row])
        stretch: list[Token] = []
        joined = ""
        at = 0
        while at < len(row):
            length = words.longest(self._markers, at) if stretch else 0
            if length:
                stretch += row[at : at + length]
                at += length
                continue
            length = words.longest(self._joins, at) or (1 if self._parts_here(row[at].text) else 0)
            marked = stretch and any(mark in said[stretch[-1].end : row[at].start] for mark in ",.;&+")
            if length or marked:
                yield joined, stretch
                joined, stretch = (words.words[at] if length else ","), []
                at += length
            if not length:
                stretch.append(row[at])
                at += 1
        yield joined, stretch

    def _parts_here(self, word: str) -> bool:
        return word in self._denying or word in self._but

    def _named(self, stretch: Sequence[Token]) -> tuple[list[Token], bool, bool | None]:
        """Who is named; whether they won't; and whether something is told that they do (None where nothing is)."""
        row = WordRow([token.text for token in stretch])
        begins = row.longest(self._opens, 0)
        if 0 < begins < len(row.words) and not row.longest(self._markers, begins):
            stretch = stretch[begins:]
            row = WordRow(row.words[begins:])
        for at in range(1, len(row.words)):
            length = row.longest(self._markers, at)
            if length:
                rest = row.words[at:]
                refused = any(word in self._denying or word.endswith("n't") for word in row.words[at : at + length])
                doing_it = row.longest(self._does_it, at) == len(rest) or length == len(rest)
                return list(stretch[:at]), refused, not doing_it
        if row.words and row.words[-1] == POSSESSIVE:
            stretch = stretch[:-1]
        elif POSSESSIVE in row.words and row.words[row.words.index(POSSESSIVE) + 1] in self._stand_alone:
            stretch = stretch[: row.words.index(POSSESSIVE)]
        return list(stretch), False, None

    def _without_days(self, row: list[Token]) -> list[Token]:
        named = self._dates.all([token.text for token in row], _ANY_DAY)
        days = {at for one in named for at in range(one.start, one.end)}
        return [token for at, token in enumerate(row) if at not in days or len(days) == len(row)]

    def _without_asides(self, row: Sequence[Token]) -> list[Token]:
        spoken = [token for token in row if token.text not in self._hesitations]
        words = WordRow([token.text for token in spoken])
        out: list[Token] = []
        at = 0
        while at < len(spoken):
            length = words.longest(self._asides, at)
            out += [] if length else [spoken[at]]
            at += length or 1
        return out


def _apart(said: str) -> list[Token]:
    """The words, with ``'s``, ``'ll`` and the like standing apart."""
    out: list[Token] = []
    for token in tokens(said):
        ending = _ENDING.search(token.text)
        if ending and ending.start():
            at = token.start + ending.start()
            out += [Token(token.text[: ending.start()], token.start, at), Token(ending.group(), at, token.end)]
        else:
            out.append(token)
    return out
