"""Everyday speech made plain before meaning is looked for: hesitation, repeats, stammers, spellings, contractions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding.text import normalise

_LONGEST_FALSE_START = 4
_LONGEST_REPEAT = 3  # words that are begun anew: "i just, i just don't know"


class Everyday:
    """A language's everyday speech (``understanding/everyday.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("everyday")
        self.hesitations = frozenset(data["hesitations"])
        self._spellings = {said: meant.split() for said, meant in data["spellings"].items()}
        self._joined = {tuple(apart.split()): joined for apart, joined in data["joined"].items()}
        self._first_of_two = frozenset(first for first, _ in self._joined)
        changes = {**data["spellings"], **data["joined"]}
        self._spelling_changes = [
            (said, re.compile(rf"(?<![\w'{{]){re.escape(said)}(?![\w'}}])"), meant) for said, meant in changes.items()
        ]
        self._stammer = re.compile(data["stammer"])
        self._asides: dict[str, list[list[str]]] = {}
        for aside in sorted((aside.split() for aside in data["asides"]), key=len, reverse=True):
            self._asides.setdefault(aside[0], []).append(aside)

    def spelt(self, words: Sequence[str]) -> list[str]:
        """One spelling for each word and contraction: ``gonna`` is ``going to``, ``that is`` is ``that's``."""
        spread: Sequence[str] = words
        if not self._spellings.keys().isdisjoint(words):
            spread = [part for word in words for part in self._spellings.get(word, [word])]
        if self._first_of_two.isdisjoint(spread):
            return list(spread)
        out: list[str] = []
        for word in spread:
            joined = self._joined.get((out[-1], word)) if out else None
            if joined:
                out[-1] = joined
            else:
                out.append(word)
        return out

    def phrase(self, text: str) -> str:
        """A phrase of the data in the one spelling that ``plain`` gives, so that both meet."""
        for said, expression, meant in self._spelling_changes:
            if said in text:
                text = expression.sub(meant, text)
        return text

    def plain(self, text: str) -> list[str]:
        """The words that carry meaning: no hesitations, no stammers, no word said twice running, one spelling."""
        return once(self.spelt(self.spoken(text)))

    def fluent(self, text: str, dialect: Mapping[str, Sequence[str]] | None = None) -> list[str]:
        """The plain words without those begun and begun anew: ``can you can you``. ``dialect``: words to take for others."""
        known = dialect or {}
        spoken = [part for word in self.spoken(text) for part in known.get(word, [word])]
        return once(self.spelt(_begun_once(spoken)))

    def spoken(self, text: str) -> list[str]:
        """The words as they are, without hesitations and stammers ("st stop", "i i'd")."""
        return self._unstammered([word for word in normalise(text) if word not in self.hesitations])

    def without_asides(self, words: Sequence[str]) -> list[str]:
        """The words without such asides as "you know" and "like", wherever they stand."""
        out: list[str] = []
        at = 0
        while at < len(words):
            aside = next((a for a in self._asides.get(words[at], ()) if list(words[at : at + len(a)]) == a), None)
            if aside:
                at += len(aside)
            else:
                out.append(words[at])
                at += 1
        return once(out)

    def _unstammered(self, words: list[str]) -> list[str]:
        begun = [
            following.startswith(f"{word}'")
            or (self._stammer.fullmatch(word) is not None and following.startswith(word))
            for word, following in pairwise(words)
        ]
        return [word for word, drop in zip(words, [*begun, False], strict=False) if not drop]


def once(words: Sequence[str]) -> list[str]:
    """The words with running repeats taken out: ``no no no`` is ``no``, ``go back go back`` is ``go back``."""
    out = [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]
    for size in range(2, len(out) // 2 + 1):
        times, rest = divmod(len(out), size)
        if not rest and out == out[:size] * times:
            return out[:size]
    return out


def without_repeats(words: Sequence[str]) -> list[str]:
    """The words with what is begun anew left out: ``i just i just don't know`` is ``i just don't know``."""
    row = list(words)
    for size in range(_LONGEST_REPEAT, 0, -1):
        at = 0
        while at + 2 * size <= len(row):
            if row[at : at + size] == row[at + size : at + 2 * size]:
                del row[at : at + size]
            else:
                at += 1
    return row


def false_starts(row: Sequence[str], at: int, *, skipped: int) -> Iterator[int]:
    """Where words begun at this place are begun anew after ``skipped`` more: ``can you can you``, ``can you be can you``."""
    for size in range(1 + skipped, _LONGEST_FALSE_START + 1):
        anew = at + size + skipped
        if anew + size <= len(row) and row[anew : anew + size] == row[at : at + size]:
            yield anew


def _begun_once(words: Sequence[str]) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(words):
        anew = next(false_starts(words, at, skipped=0), None)
        if anew is None:
            out.append(words[at])
        at = at + 1 if anew is None else anew
    return out
