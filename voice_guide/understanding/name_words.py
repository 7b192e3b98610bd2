"""What is said about names where it is asked who is here: "no, it's Kai with a K", "spell it", "and Priya", "not Dan"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from voice_guide.languages import Language, fill
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.names import Names
from voice_guide.understanding.shared import shared
from voice_guide.understanding.spelling import Spelling
from voice_guide.understanding.text import tidy, tokens

_ALIKE = 0.5  # how alike two names must be for one to be meant by the other; 1 is the same
_GAP = r"\S+(?: \S+){0,2}?"
_ENDING = re.compile(r"(?<=\w)('s|n't)\b")
_ALONE = re.compile(r"<(\w+)>")


class Does(StrEnum):
    """What is to be done about a name."""

    REPLACE = "replace"  # by ``name``, in the place of ``old``
    LETTER = "letter"
    SPELL = "spell"
    TYPE = "type"
    ADD = "add"
    REMOVE = "remove"
    TWO = "two"  # two people are called ``name``
    SUPPORTER = "supporter"  # ``old`` answers no questions
    CALLED = "called"
    LABEL = "label"
    COMES = "comes"
    ADDS = "adds"  # as ``comes``, and asked for in so many words; perhaps without a name
    TAKES_OFF = "takes off"
    FIRST = "first"  # the order in which people are asked: ``old`` is asked first
    LAST = "last"
    BEFORE = "before"  # ``old`` comes just before ``name``, who is one of those said back too
    AFTER = "after"
    SWAP = "swap"


AT_WHO = (Does.SPELL, Does.TYPE, Does.TWO, Does.CALLED, Does.LABEL)
ORDER = (Does.FIRST, Does.LAST, Does.BEFORE, Does.AFTER, Does.SWAP)
AT_CHECK = (*AT_WHO, *ORDER, Does.SUPPORTER, Does.LETTER, Does.ADD, Does.REMOVE, Does.REPLACE)
LATER = (Does.ADDS, Does.COMES, Does.TAKES_OFF)


@dataclass(frozen=True)
class NameWord:
    """What an utterance is to do. ``old`` is one of the names that were said back; ``spelt``: a letter of it was named."""

    does: Does
    name: str | None = None
    old: str | None = None
    spelt: bool = False


class NameWords:
    """A language's words about names (``understanding/naming.toml``)."""

    def __init__(self, language: Language) -> None:
        self._data: Mapping[str, Any] = language.understanding("naming")
        self._names = shared(Names, language)
        self._spelling = shared(Spelling, language)
        self._hesitations = shared(Everyday, language).hesitations
        self._polite = sorted((_apart(text).split() for text in self._data["polite"]), key=len, reverse=True)
        rules = {name: [_apart(way) for way in ways] for name, ways in self._data["rules"].items()}
        self._says = [
            (Does(say["does"]), re.compile(phrases.pattern(phrases.read(way, rules), _gaps())))
            for say in self._data["say"]
            for text in say["ways"]
            for way in _ways(_apart(text), rules)
        ]
        numbers: Sequence[str] = self._data["labels"]["numbers"]
        label = str(self._data["labels"]["label"])
        self._labels = {word: fill(label, {"number": word.capitalize()}) for word in numbers}
        self._labels |= {str(place): self._labels[word] for place, word in enumerate(numbers, 1)}
        self._sounds = {sign: group[0] for group in reversed(self._data["alike"]["letters"]) for sign in group}

    def read(self, text: str, names: Sequence[str], does: Sequence[Does]) -> NameWord | None:
        """What this whole utterance does to these ``names``, if it is one of those; None for everything else."""
        row = self._row(text)
        while row and len(row) <= self._data["most_words"]:
            said = "".join(word.lower() + " " for word in row)
            for kind, expression in self._says:
                if kind in does and (found := expression.fullmatch(said)):
                    read = self._read(kind, _gaps_as_said(found, row), names)
                    if read is not None:
                        return read
            shorter = self._without_polite(row)
            if len(shorter) == len(row):
                return None
            row = shorter
        return None

    def closest(self, name: str, names: Sequence[str]) -> str | None:
        """The one of these names that most likely was heard for this one; None where none is like it, or two are."""
        scores = sorted(((self._likeness(name, other), other) for other in names), reverse=True)
        if not scores or scores[0][0] < _ALIKE or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return None
        return scores[0][1]

    def _read(self, kind: Does, gaps: Mapping[str, str], names: Sequence[str]) -> NameWord | None:
        old = self._known(gaps["old"], names) if "old" in gaps else None
        if "old" in gaps and old is None:
            return None
        if kind is Does.LETTER:
            return self._letter(gaps, names)
        if kind is Does.LABEL:
            label = self._labels.get(gaps["number"].lower())
            return NameWord(Does.LABEL, label) if label else None
        if kind is Does.CALLED:
            return NameWord(kind, self._names.written(gaps["name"]))
        if kind is Does.TWO:
            several = gaps.get("names", "")
            return self._with_name(kind, gaps.get("name") or several.removesuffix("s"), None)
        if "name" not in gaps:
            return NameWord(kind, old=old)
        if kind in ORDER:
            other = self._known(gaps["name"], names)
            return NameWord(kind, other, old) if other not in (None, old) else None
        if kind is Does.REPLACE:
            found = self._with_name(kind, gaps["name"], old)
            if found is not None and old is None:
                old = self.closest(str(found.name), names)
                return NameWord(kind, found.name, old) if old is not None else None
            return found
        return self._with_name(kind, gaps["name"], old)

    def _with_name(self, kind: Does, words: str, old: str | None) -> NameWord | None:
        name = self._names.one(words)
        return NameWord(kind, name, old) if name is not None else None

    def _letter(self, gaps: Mapping[str, str], names: Sequence[str]) -> NameWord | None:
        """A name with one letter put right; where it can't be told which, it is to be spelt."""
        letter, other = self._spelling.letter(gaps["letter"]), self._spelling.letter(gaps.get("other", ""))
        if letter is None:
            return None
        name = self._names.one(gaps["name"]) if "name" in gaps else None
        if "name" in gaps and name is None:
            return None
        old = self.closest(name, names) if name else self._beginning_like(letter, names)
        if old is None:
            return NameWord(Does.SPELL)
        sign = letter.lower()
        if name is not None and sign in name.lower() and name.casefold() != old.casefold():
            return NameWord(Does.REPLACE, name, old, spelt=True)  # "Sarah with an H"
        name = name or old
        if other is not None and other.lower() in name.lower():
            at = name.lower().index(other.lower())
            return NameWord(Does.REPLACE, name[:at] + (letter if at == 0 else sign) + name[at + 1 :], old, spelt=True)
        if name[0].lower() == sign or self._sounds.get(name[0].lower()) == self._sounds.get(sign, sign):
            return NameWord(Does.REPLACE, letter + name[1:], old, spelt=True)
        return NameWord(Does.SPELL, old=old)

    def _beginning_like(self, letter: str, names: Sequence[str]) -> str | None:
        sound = self._sounds.get(letter.lower(), letter.lower())
        like = [name for name in names if self._sounds.get(name[0].lower(), name[0].lower()) == sound]
        found = like if len(like) == 1 else list(names)
        return found[0] if len(found) == 1 else None

    def _known(self, words: str, names: Sequence[str]) -> str | None:
        said = words.casefold()
        whole = [name for name in names if name.casefold() == said]
        first = [name for name in names if name.casefold().split()[0] == said]
        found = whole or first
        return found[0] if len(found) == 1 else None

    def _likeness(self, one: str, other: str) -> float:
        return SequenceMatcher(None, self._sound(one), self._sound(other)).ratio()

    def _sound(self, name: str) -> str:
        return "".join(self._sounds.get(sign, sign) for sign in name.casefold() if sign.isalpha())

    def _row(self, text: str) -> list[str]:
        said = tidy(text)
        words = [said[token.start : token.end] for token in tokens(said) if token.text not in self._hesitations]
        return [part for word in words for part in _apart(word).split()]

    def _without_polite(self, row: Sequence[str]) -> list[str]:
        plain = [word.lower() for word in row]
        for polite in self._polite:
            size = len(polite)
            if plain[:size] == polite:
                return list(row[size:])
            if plain[-size:] == polite:
                return list(row[:-size])
        return list(row)


def _apart(text: str) -> str:
    """The words with "'s" and "n't" apart, so that they may stand after any name."""
    return _ENDING.sub(r" \1", text.replace("{old}'s", "{old} 's").replace("{name}'s", "{name} 's"))


def _ways(text: str, rules: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The phrase; a rule that stands alone as each of its ways, since no gap may stand in one expression twice."""
    alone = _ALONE.fullmatch(text)
    yield from rules[alone[1]] if alone else [text]


def _gaps() -> dict[str, str]:
    one = dict.fromkeys(("number", "names"), r"\S+")
    return dict.fromkeys(("name", "old", "letter", "other"), _GAP) | one


def _gaps_as_said(found: re.Match[str], row: Sequence[str]) -> dict[str, str]:
    """The words of each gap, with the capitals that they were said with."""
    starts = [0]
    for word in row:
        starts.append(starts[-1] + len(word) + 1)
    out: dict[str, str] = {}
    for gap, words in found.groupdict().items():
        if words is not None:
            first = starts.index(found.start(gap))
            out[gap] = " ".join(row[first : first + len(words.split())])
    return out
