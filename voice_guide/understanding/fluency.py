"""Which words of a sentence carry it: hesitation, words said aside and false starts are left out, nothing is put otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.shared import shared
from voice_guide.understanding.word_row import WordRow

_LONGEST_START = 8


class Fluency:
    """A language's ways to think aloud (``understanding/everyday.toml`` and ``fluency.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("fluency")
        self._hesitations = shared(Everyday, language).hesitations
        self._aside = phrases.expression(data["aside"])
        self._not_after = frozenset(data["not_aside_after"])
        self._not_before = frozenset(data["not_aside_before"])
        self._searching = phrases.expression(data["searching"])
        self._filler = phrases.expression(data["filler"])
        self._filler_after = frozenset(data["filler_after"])
        self._no_filler_before = frozenset(data["no_filler_before"])
        self._said_twice = frozenset(data["said_twice"])
        self._named = frozenset(data["said_twice_but_named"])
        self._beginnings = frozenset(data["beginnings"])

    def kept(self, words: Sequence[str]) -> list[int]:
        """The places of the words that carry the sentence, in order."""
        places = [at for at, word in enumerate(words) if word not in self._hesitations]
        places = self._without_asides(places, words)
        return self._without_false_starts(places, words)

    def _without_asides(self, places: list[int], words: Sequence[str]) -> list[int]:
        row = WordRow([words[place] for place in places])
        out: list[int] = []
        at = 0
        while at < len(places):
            length = self._aside_length(row, at)
            if not length:
                out.append(places[at])
            at += length or 1
        return out

    def _aside_length(self, row: WordRow, at: int) -> int:
        before = row.words[at - 1] if at else ""
        if length := row.longest(self._searching, at):
            return length
        length = row.longest(self._aside, at)
        after = row.words[at + length] if at + length < len(row.words) else ""
        if length and before not in self._not_after and after not in self._not_before:
            return length
        length = row.longest(self._filler, at)
        after = row.words[at + length] if at + length < len(row.words) else ""
        will_before = before in self._filler_after or before.endswith("'ll")
        return length if length and will_before and after and after not in self._no_filler_before else 0

    def _without_false_starts(self, places: list[int], words: Sequence[str]) -> list[int]:
        """Of "i'll i'll", "he's gonna like he's gonna" and "to the to the", the last."""
        row = WordRow([words[place] for place in places])
        out: list[int] = []
        at = 0
        while at < len(places):
            length = self._false_start(row, at)
            if not length:
                out.append(places[at])
            at += length or 1
        return out

    def _false_start(self, row: WordRow, at: int) -> int:
        """How many words to leave out at this place because they are said again."""
        for size in range(min(_LONGEST_START, (len(row.words) - at) // 2), 0, -1):
            start = row.words[at : at + size]
            if size == 1 and start[0] not in self._said_twice and "'" not in start[0]:
                continue
            if size == 1 and start[0] in self._named and (not at or row.words[at - 1] in self._beginnings):
                continue  # "will will ring": somebody called Will
            for again in (at + size, at + size + row.longest(self._filler, at + size)):
                if row.words[again : again + size] == start:
                    return again - at
        return 0
