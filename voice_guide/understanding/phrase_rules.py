"""Phrases that share rules, found in a row of words: where each kind of phrase that begins at a place can end.

A rule is a net of its own, walked where a phrase names it, and not copied into every phrase that does: many phrases may
name many rules, and all of them together are made in a few milliseconds. A rule never stands for no words at all, and none begins
with itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from voice_guide.errors import GuideError
from voice_guide.understanding import phrases
from voice_guide.understanding.phrases import Choice, Gap, Phrase

_Places = frozenset[int]
ANY = "*"  # in a phrase: a word that is in none of them, such as a name
_RULE = re.compile(r"(<[\w-]+>)")
_Found = tuple[tuple[int, tuple[str, ...]], ...]  # an end, and the kinds that end there


class PhraseRules:
    """Phrases without gaps, each of a kind. ``spelt``: puts a phrase into the one spelling that the row will have."""

    def __init__(
        self, kinds: Mapping[str, Iterable[str]], rules: Mapping[str, Iterable[str]], spelt: Callable[[str], str]
    ) -> None:
        self._by_word: list[dict[str, set[int]]] = []
        self._free: list[set[int]] = []
        self._kinds: dict[int, str] = {}
        self._by_places: dict[_Places, _Step] = {}
        named = {name: [rf"\<{name}>"] for name in rules}  # a rule stands in a phrase as one word
        self._starts: dict[str, _Places] = {}
        begins = {f"<{name}>": self._place() for name in rules}
        start = self._place()
        for name, texts in rules.items():
            self._add_all([phrases.read(_spelt(text, spelt), named) for text in texts], begins[f"<{name}>"], name)
        for kind, texts in kinds.items():
            self._add_all([phrases.read(_spelt(text, spelt), named) for text in texts], start, kind)
        self._starts = {rule: self._with_free({place}) for rule, place in begins.items()}
        self._start = self._with_free({start})
        self._words = {word for ways in self._by_word for word in ways} - {ANY}
        self._firsts = {rule: self._first(rule, ()) for rule in begins}

    def in_row(self, row: Sequence[str]) -> Callable[[int], _Found]:
        """What can be asked of a row: for each place, where phrases that begin there end, and of which kinds they are."""
        known: dict[tuple[str, int], _Found] = {}
        words = [word if word in self._words else ANY for word in row]

        def ends(rule: str, at: int) -> _Found:
            if (rule, at) not in known:
                known[rule, at] = self._walk(self._starts[rule], words, at, ends)
            return known[rule, at]

        return lambda at: self._walk(self._start, words, at, ends)

    def _walk(self, start: _Places, row: Sequence[str], at: int, ends: Callable[[str, int], _Found]) -> _Found:
        waiting: dict[int, _Places] = {at: start}
        found: dict[int, set[str]] = {}
        for here in range(at, len(row) + 1):
            places = waiting.pop(here, None)
            if places is None:
                if not waiting:
                    break
                continue
            step = self._step(places)
            if here > at and step.kinds:
                found.setdefault(here, set()).update(step.kinds)
            if here == len(row):
                break
            for end, reached in self._reached(step, row, here, ends):
                waiting[end] = waiting[end] | reached if end in waiting else reached
        return tuple((end, tuple(sorted(kinds))) for end, kinds in sorted(found.items()))

    def _reached(
        self, step: _Step, row: Sequence[str], at: int, ends: Callable[[str, int], _Found]
    ) -> list[tuple[int, _Places]]:
        word = row[at]
        if word not in step.by_word:
            rules = tuple(rule for rule in step.by_rule if word in self._firsts[rule])
            to = step.words.get(word)
            step.by_word[word] = (self._with_free(to) if to else None, rules)
        plain, rules = step.by_word[word]
        out = [(at + 1, plain)] if plain else []
        return out + [(end, step.by_rule[rule]) for rule in rules for end, _ in ends(rule, at)]

    def _step(self, places: _Places) -> _Step:
        if places not in self._by_places:
            words: dict[str, set[int]] = {}
            for place in places:
                for word, to in self._by_word[place].items():
                    words.setdefault(word, set()).update(to)
            rules = {
                word: self._with_free(words.pop(word)) for word in [word for word in words if word in self._starts]
            }
            kinds = frozenset(self._kinds[place] for place in places if place in self._kinds)
            self._by_places[places] = _Step(words, rules, kinds)
        return self._by_places[places]

    def _first(self, rule: str, within: tuple[str, ...]) -> frozenset[str]:
        """The words that a rule may begin with."""
        if rule in within:
            raise GuideError("understanding_phrase_wrong", phrase=rule)
        step = self._step(self._starts[rule])
        inner = [self._first(name, (*within, rule)) for name in step.by_rule]
        return frozenset(step.words).union(*inner)

    def _with_free(self, places: Iterable[int]) -> _Places:
        reached, waiting = set(places), list(places)
        while waiting:
            for to in self._free[waiting.pop()] - reached:
                reached.add(to)
                waiting.append(to)
        return frozenset(reached)

    def _place(self) -> int:
        self._by_word.append({})
        self._free.append(set())
        return len(self._free) - 1

    def _add_all(self, texts: Iterable[Phrase], start: int, kind: str) -> None:
        end = self._place()
        self._kinds[end] = kind
        for phrase in texts:
            self._add(phrase, start, end)

    def _add(self, phrase: Phrase, start: int, end: int) -> None:
        here = start
        for part in phrase:
            there = self._place()
            if isinstance(part, str):
                self._by_word[here].setdefault(part, set()).add(there)
            elif isinstance(part, Choice):
                for way in part.ways:
                    self._add(way, here, there)
            elif isinstance(part, Gap):
                raise GuideError("understanding_phrase_wrong", phrase="{" + part.name + "}")
            here = there
        self._free[here].add(end)


def _spelt(text: str, spelt: Callable[[str], str]) -> str:
    return "".join(part if _RULE.fullmatch(part) else spelt(part) for part in _RULE.split(text))


class _Step:
    """What leads on from some places, made once: by which word, by which rule; and the kinds that end there."""

    __slots__ = ("by_rule", "by_word", "kinds", "words")

    def __init__(self, words: dict[str, set[int]], rules: dict[str, _Places], kinds: frozenset[str]) -> None:
        self.words = words
        self.by_rule = rules
        self.kinds = kinds
        self.by_word: dict[str, tuple[_Places | None, tuple[str, ...]]] = {}
