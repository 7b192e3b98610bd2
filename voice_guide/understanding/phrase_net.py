"""Many phrases walked at once, word by word: which of them begin at a place, and where each can end.

The phrases become a net of places with words between them. The sets of places that words lead to are kept, so that the
cost of a step does not depend on how many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from voice_guide.errors import GuideError
from voice_guide.understanding.phrases import Choice, Gap, Phrase

_Places = frozenset[int]


class PhraseNet:
    """Phrases without gaps, each under a name."""

    def __init__(self, named: Mapping[str, Iterable[Phrase]]) -> None:
        self._by_word: dict[tuple[int, str], list[int]] = {}  # from a place, by a word
        self._free: dict[int, list[int]] = {}  # from a place, without a word
        self._places = 0
        self._names: dict[int, set[str]] = {}
        self._known: dict[tuple[_Places, str], _Places] = {}
        self._ended: dict[_Places, tuple[str, ...]] = {}
        start = self._place()
        for name, phrases in named.items():
            end = self._place()
            self._names.setdefault(end, set()).add(name)
            for phrase in phrases:
                self._add(phrase, start, end)
        self._start = self._with_free({start})
        self._words = {word for _, word in self._by_word}

    def walk(self, row: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
        """Where phrases that begin at a place in the row end, and their names."""
        places = self._start
        for end in range(at, len(row)):
            places = self._step(places, row[end])
            if not places:
                return
            for name in self._ended[places]:
                yield end + 1, name

    def _step(self, places: _Places, word: str) -> _Places:
        if word not in self._words:
            return frozenset()
        if (places, word) not in self._known:
            reached = self._with_free({to for place in places for to in self._by_word.get((place, word), ())})
            self._ended[reached] = tuple(sorted({name for place in reached for name in self._names.get(place, ())}))
            self._known[places, word] = reached
        return self._known[places, word]

    def _with_free(self, places: set[int]) -> _Places:
        reached, waiting = set(places), list(places)
        while waiting:
            for to in self._free.get(waiting.pop(), ()):
                if to not in reached:
                    reached.add(to)
                    waiting.append(to)
        return frozenset(reached)

    def _place(self) -> int:
        self._places += 1
        return self._places

    def _add(self, phrase: Phrase, start: int, end: int) -> None:
        if not phrase:
            self._free.setdefault(start, []).append(end)
        here, last = start, len(phrase) - 1
        for at, part in enumerate(phrase):
            there = end if at == last else self._place()
            if isinstance(part, str):
                self._by_word.setdefault((here, part), []).append(there)
            elif isinstance(part, Choice):
                for way in part.ways:
                    self._add(way, here, there)
            elif isinstance(part, Gap):
                raise GuideError("understanding_phrase_wrong", phrase="{" + part.name + "}")
            here = there
