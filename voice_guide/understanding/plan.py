"""What will be done, by whom and when, out of one sentence, in the speaker's own words.

Words are only ever left out (the person, the day, "will" and "going to", hesitation), never put otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from voice_guide.languages import Language
from voice_guide.understanding.dates import Dates
from voice_guide.understanding.fluency import Fluency
from voice_guide.understanding.nothing import Nothing
from voice_guide.understanding.plan_grammar import PlanGrammar
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import Token, tidy, tokens

_CLITIC = re.compile(r"(?:'ll|'s|'re|'m|'d|'ve)$")
_MARK = re.compile(r"\s*[,.;!:]")
_MOST_WORDS = 200
_MARKS = ".,;:!?…-"
_SIGNS_BEFORE, _SIGNS_AFTER = re.compile(r"[^\w\s']*$"), re.compile(r"[^\w\s']*")


@dataclass(frozen=True)
class PlanParts:
    """A plan's parts; None where a part was not said.

    ``when``: an ISO date or "every ..."; ``when_date``: the date, if it is one; ``when_words``: the words about time as they
    were said, also where they name no one day ("soon"). ``when_apart``: such words stand before the plan and not in ``what``
    ("next week I'll ring him").
    """

    what: str | None = None
    who: str | None = None
    when: str | None = None
    when_date: date | None = None
    when_words: str | None = None
    when_apart: bool = False


class Plan:
    """Reads plans in a language (``understanding/plan.toml``, ``people.toml`` and ``dates.toml``)."""

    def __init__(self, language: Language) -> None:
        self._grammar = PlanGrammar(language)
        self._dates = shared(Dates, language)
        self._fluency = Fluency(language)
        self._beside_day = frozenset(language.understanding("plan")["beside_day"])
        self._for_day: str = language.understanding("plan")["for_day"]
        self._for_belongs_to = frozenset(language.understanding("plan")["for_belongs_to"])
        self._nothing = shared(Nothing, language)
        self._points = frozenset(language.understanding("plan")["points"])

    def parse(self, text: str, today: date) -> PlanParts:
        """The parts of the plan in ``text``, said on ``today``; nothing at all where nothing is planned."""
        said = tidy(text)
        row = tokens(said)
        if not row or len(row) > _MOST_WORDS or said.rstrip().endswith("?") or self._nothing.is_nothing(text):
            return PlanParts()
        row = [row[at] for at in self._fluency.kept([token.text for token in row])]
        row, found, words = self._without_day(said, row, today)
        if words is not None and found is None and (apart := self._after_time(said, row, today)):
            return apart
        return self._read(said, row, found, words)

    def _after_time(self, said: str, row: list[Token], today: date) -> PlanParts | None:
        """``next week i'll ring him``: a time that names no day, before a person and what they will do."""
        texts = [token.text for token in row]
        first = self._dates.all(texts, today)[0]
        if first.names_a_day or not self._grammar.is_nothing_but_frame(texts[: first.start]):
            return None
        words = _said(said, row[first.start : first.end])
        rest = row[first.end :]
        parts = self._read(said, rest, None, words)
        begins = parts.what is not None and parts.who is not None and _begins_with(parts.who, rest)
        return replace(parts, when_apart=True) if begins else None

    def _read(
        self, said: str, row: list[Token], found: tuple[str | None, date | None] | None, words: str | None
    ) -> PlanParts:
        parts = _split(row)
        marked = {at for at, part in enumerate(parts) if _MARK.match(said, part.end)}
        kept = self._grammar.read(
            [part.text for part in parts],
            planned_day=found is not None,
            again=found is not None and found[1] is None,
            marked=marked,
        )
        if kept is None:
            return self._only_a_day(found, words, parts)
        when, day = found or (None, None)
        if kept.what and all(parts[at].text in self._points for at in kept.what):
            return self._only_a_day(found, words, parts)  # "so it is with me" plans nothing
        what = _with_edges(said, [parts[at] for at in kept.what])
        return PlanParts(what, _said(said, [parts[at] for at in kept.who]), when, day, words)

    def _without_day(
        self, said: str, row: list[Token], today: date
    ) -> tuple[list[Token], tuple[str | None, date | None] | None, str | None]:
        """The words but those of the day; the day; and the words about time as they were said."""
        texts = [token.text for token in row]
        found = self._dates.find(texts, today)
        if found is None or found.start == found.end:
            spoken = self._dates.all(texts, today)
            return row, None, _said(said, row[spoken[0].start : spoken[-1].end]) if spoken else None
        before, after = row[: found.start], row[found.end :]
        begins = found.start
        if before and before[-1].text in self._beside_day:
            before = before[:-1]
        elif len(before) > 1 and before[-1].text == self._for_day and before[-2].text not in self._for_belongs_to:
            before, begins = before[:-1], begins - 1
        if after and after[0].text in self._beside_day:
            after = after[1:]
        return before + after, (found.when, found.day), _said(said, row[begins : found.end])

    def _only_a_day(
        self, found: tuple[str | None, date | None] | None, words: str | None, parts: Sequence[Token]
    ) -> PlanParts:
        """A day said by itself ("on friday then") is the answer to "When?"; a day in a story is not."""
        if found is None or not self._grammar.is_nothing_but_frame([part.text for part in parts]):
            return PlanParts(when_words=words if found is None and not parts else None)
        return PlanParts(when=found[0], when_date=found[1], when_words=words)


def _split(row: Sequence[Token]) -> list[Token]:
    """``we'll`` as ``we`` and ``'ll``, each where it stands."""
    out: list[Token] = []
    for token in row:
        ending = _CLITIC.search(token.text)
        if ending and ending.start():
            at = token.start + ending.start()
            out += [Token(token.text[: ending.start()], token.start, at), Token(ending.group(), at, token.end)]
        else:
            out.append(token)
    return out


def _said(text: str, row: Sequence[Token]) -> str | None:
    """These words as they stand in ``text``, with the spaces and marks between neighbours."""
    pieces: list[str] = []
    for at, token in enumerate(row):
        between = text[row[at - 1].end : token.start] if at else ""
        plain = not any(character.isalnum() for character in between)
        pieces.append(between if at and plain else " " if at else "")
        pieces.append(text[token.start : token.end])
    return " ".join("".join(pieces).split()) or None


def _with_edges(text: str, row: Sequence[Token]) -> str | None:
    """As ``_said``, with the signs that touch it ("*", ")"); a sentence's own marks are left out."""
    words = _said(text, row)
    if words is None:
        return None
    before, after = _SIGNS_BEFORE.search(text[: row[0].start]), _SIGNS_AFTER.match(text[row[-1].end :])
    return (before.group() if before else "").lstrip(_MARKS) + words + (after.group() if after else "").rstrip(_MARKS)


def _begins_with(words: str, row: Sequence[Token]) -> bool:
    """Whether a row of words begins with these, be it with a clitic after them ("dan'll")."""
    first = tokens(words)[0].text
    return bool(row) and row[0].text.partition("'")[0] == first.partition("'")[0]
