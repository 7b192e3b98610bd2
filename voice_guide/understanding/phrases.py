"""A small notation for phrases, so that a language's folder can say "these words, in these ways".

    repeat that             these words
    [please] repeat         the part in square brackets may be missing
    (repeat|say) that       one of these
    <request> repeat        the rule of that name stands here (after a backslash: the mark itself)
    about {about}           a gap: the person's own words (or the words that a gap was given)

A phrase becomes a regular expression over words that each end in one space, or, where it has no gap, the set of all
its wordings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product

from voice_guide.errors import GuideError

LONGEST_GAP_WORDS = 6
_PART = re.compile(
    r"\s*(?:(?P<mark>[\[\]()|])|<(?P<rule>[\w-]+)>|\{(?P<gap>\w+)\}|(?P<word>\\<\w+>|[^\s\[\]()|<>{}]+))"
)
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Gap:
    """Words that are not known beforehand."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of several ways to say a part; an empty way means that the part may be missing."""

    ways: tuple[Phrase, ...]


Phrase = tuple["str | Gap | Choice", ...]
Rules = Mapping[str, "Sequence[str] | Choice"]


class _Reader:
    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self.rules = rules
        self.at = 0

    def ways(self, closing: str) -> tuple[Phrase, ...]:
        """Read alternatives up to the closing mark, or to the end where ``closing`` is empty."""
        ways: list[Phrase] = []
        parts: list[str | Gap | Choice] = []
        while (found := self.next()) is not None:
            mark = found["mark"]
            if mark is None:
                parts.append(self.part(found))
            elif mark == "|":
                ways.append(tuple(parts))
                parts = []
            elif mark in _CLOSING:
                inner = self.ways(_CLOSING[mark])
                parts.append(Choice((*inner, ()) if mark == "[" else inner))
            elif mark == closing:
                return (*ways, tuple(parts))
            else:
                raise self.wrong()
        if closing:
            raise self.wrong()
        return (*ways, tuple(parts))

    def next(self) -> re.Match[str] | None:
        found = _PART.match(self.text, self.at)
        if found is None:
            if self.text[self.at :].strip():
                raise self.wrong()
            return None
        self.at = found.end()
        return found

    def part(self, found: re.Match[str]) -> str | Gap | Choice:
        if (rule := found["rule"]) is not None:
            if rule not in self.rules:
                raise self.wrong()
            known = self.rules[rule]
            return known if isinstance(known, Choice) else _choice(known, self.rules)
        if (gap := found["gap"]) is not None:
            return Gap(gap)
        return found["word"].removeprefix("\\").lower()

    def wrong(self) -> GuideError:
        return GuideError("understanding_phrase_wrong", phrase=self.text)


def read(text: str, rules: Rules | None = None) -> Phrase:
    """Read one phrase. Raises GuideError when brackets don't pair or a rule is not known."""
    ways = _Reader(text, rules or {}).ways("")
    return ways[0] if len(ways) == 1 else (Choice(ways),)


def read_rules(rules: Mapping[str, Sequence[str]]) -> dict[str, Choice]:
    """The rules read once, for phrases that use them often. Raises GuideError as ``read`` does."""
    return {name: _choice(ways, rules) for name, ways in rules.items()}


def _choice(ways: Iterable[str], rules: Rules) -> Choice:
    return Choice(tuple(read(way, rules) for way in ways))


def has_gap(phrase: Phrase) -> bool:
    """Whether the phrase holds words that are not known beforehand."""
    return any(
        isinstance(part, Gap) or (isinstance(part, Choice) and any(has_gap(way) for way in part.ways))
        for part in phrase
    )


def pattern(phrase: Phrase, gaps: Mapping[str, str] | None = None) -> str:
    """A regular expression for the phrase over words that each end in a space. ``gaps``: expressions for known gaps."""
    return "".join(_part_pattern(part, gaps or {}) for part in phrase)


def _part_pattern(part: str | Gap | Choice, gaps: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return re.escape(part) + " "
    if isinstance(part, Gap):
        if part.name in gaps:
            return f"(?P<{part.name}>{gaps[part.name]}) "
        return rf"(?P<{part.name}>\S+(?: \S+){{0,{LONGEST_GAP_WORDS - 1}}}?) "
    return f"(?:{'|'.join(pattern(way, gaps) for way in part.ways)})"


def any_of(texts: Iterable[str], rules: Rules | None = None) -> str:
    """A regular expression for any of these phrases, each without a gap."""
    return f"(?:{'|'.join(pattern(read(text, rules)) for text in texts)})"


def expression(texts: Iterable[str]) -> re.Pattern[str]:
    """A compiled expression for any of these phrases, each without a gap, the longest tried first."""
    return re.compile(any_of(sorted(texts, key=len, reverse=True)))


def wordings(phrase: Phrase) -> set[str]:
    """All ways to say a phrase that has no gap."""
    ways = [_part_wordings(part) for part in phrase]
    return {" ".join(word for word in way if word) for way in product(*ways)}


def _part_wordings(part: str | Gap | Choice) -> set[str]:
    if isinstance(part, str):
        return {part}
    if isinstance(part, Gap):
        raise GuideError("understanding_phrase_wrong", phrase="{" + part.name + "}")
    return set().union(*(wordings(way) for way in part.ways))


def first_words(phrase: Phrase, gaps: Mapping[str, Set[str]] | None = None) -> set[str]:
    """The words that the phrase may begin with; the empty word where it may be missing or begins with a gap.

    ``gaps``: the words that known gaps may begin with.
    """
    found = {""}
    for part in phrase:
        found.discard("")
        if isinstance(part, str):
            return found | {part}
        if isinstance(part, Gap):
            return found | (gaps or {}).get(part.name, {""})
        found |= set().union(*(first_words(way, gaps) for way in part.ways))
        if "" not in found:
            return found
    return found


def words(phrase: Phrase) -> set[str]:
    """Every word that the phrase may use, gaps apart."""
    found: set[str] = set()
    for part in phrase:
        if isinstance(part, str):
            found.add(part)
        elif isinstance(part, Choice):
            found |= set().union(*(words(way) for way in part.ways))
    return found
