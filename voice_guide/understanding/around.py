"""Polite and idle words round an utterance: "er, could you ... please"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.phrases import read, wordings


class Around:
    """Words that may stand before and after a command without changing it."""

    def __init__(self, everyday: Everyday, *, before: Iterable[str], after: Iterable[str]) -> None:
        self._before = _by_first(_spelt(everyday, before))
        self._after = _by_first({words[::-1] for words in _spelt(everyday, after)})

    def cores(self, words: Sequence[str]) -> list[str]:
        """Every way to leave such words out, shortest first; each word of a core is followed by a space."""
        row = tuple(words)
        starts = _reached(row, self._before)
        ends = [len(row) - cut for cut in _reached(row[::-1], self._after)]
        spans = sorted(((start, end) for start in starts for end in ends if start < end), key=lambda s: s[1] - s[0])
        return ["".join(word + " " for word in row[start:end]) for start, end in spans]


class Openings:
    """Ways to begin a request ("could you", "let's"), each known by one mark, so that phrases need not spell them out."""

    def __init__(self, everyday: Everyday, ways: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for mark, texts in ways.items():
            for words in _spelt(everyday, texts):
                self._by_first.setdefault(words[0], []).append((" ".join(words) + " ", mark))

    def marked(self, core: str) -> list[str]:
        """The core, and every way to see it as an opening's mark and the rest."""
        first = core.partition(" ")[0]
        openings = [one for one in self._by_first.get(first, []) if core.startswith(one[0])]
        return [core, *(f"{mark} {core[len(opening) :]}" for opening, mark in openings)]


def _reached(row: tuple[str, ...], leaving: Mapping[str, Sequence[tuple[str, ...]]]) -> list[int]:
    """The places in a row to which words from ``leaving`` lead from its start."""
    reached = [0]
    for at in reached:
        ways = leaving.get(row[at], ()) if at < len(row) else ()
        reached += [at + len(words) for words in ways if row[at : at + len(words)] == words]
    return sorted(set(reached))


def _by_first(sayings: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sayings:
        found.setdefault(words[0], []).append(words)
    return found


def _spelt(everyday: Everyday, texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {
        tuple(everyday.spelt(wording.split())) for text in texts for wording in wordings(read(everyday.phrase(text)))
    }
