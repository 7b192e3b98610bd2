"""Finding known sayings in a row of words: at each place the longest one that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.phrases import read, wordings


class Sayings:
    """Sayings of several kinds, each without gaps. A saying of two kinds belongs to the kind named first.

    ``spelt``: how the words that are looked through are spelt, where it is not everyday speech made plain.
    """

    def __init__(
        self,
        everyday: Everyday,
        kinds: Mapping[str, Iterable[str]],
        spelt: Callable[[Sequence[str]], Sequence[str]] | None = None,
    ) -> None:
        spelt = spelt or everyday.spelt
        self._kinds: dict[tuple[str, ...], str] = {}
        for kind, texts in kinds.items():
            for text in texts:
                for wording in wordings(read(everyday.phrase(text))):
                    self._kinds.setdefault(tuple(spelt(wording.split())), kind)
        self._kinds.pop((), None)
        self._longest = max(map(len, self._kinds), default=0)

    def parts(self, words: Sequence[str]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The words from first to last as (kind, saying); a word that belongs to no saying has the kind None."""
        at = 0
        while at < len(words):
            length, kind = self._longest_at(words, at)
            yield kind, tuple(words[at : at + length])
            at += length

    def kind(self, words: Sequence[str]) -> str | None:
        """The kind of saying that all these words together are, or None."""
        return self._kinds.get(tuple(words))

    def _longest_at(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            kind = self._kinds.get(tuple(words[at : at + length]))
            if kind:
                return length, kind
        return 1, None
