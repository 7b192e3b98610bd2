"""How easily a text is followed: sentence length, and the Flesch-Kincaid school grade.

The grade is 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others, 1975). Syllables are counted
by runs of vowels, with a language's own corrections as data. Libraries for this bring a pronouncing dictionary or
hyphenation tables; for short plain words a few patterns agree with them, and a test holds the counter to a word list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][”\"']))\s+")
_FINISHED = re.compile(r"[.?!:][”\"']?$")
_GAP = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return [piece for piece in _SENTENCE_END.split(text.strip()) if piece]


def count_words(text: str) -> int:
    """The words of a text; a {gap} counts as one word."""
    return len(_words(text)) + len(_GAP.findall(text))


def has_words(text: str) -> bool:
    """Whether there are words besides {gaps}."""
    return bool(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(_GAP.sub(" ", text))


@dataclass(frozen=True)
class SyllableRules:
    """How a language's syllables are counted: a run of vowels, what in a word is silent, what is spoken apart."""

    vowels: re.Pattern[str]
    silent: tuple[re.Pattern[str], ...]
    apart: tuple[re.Pattern[str], ...]

    def count(self, word: str) -> int:
        """The syllables of one word, at least 1."""
        spoken = word.lower().replace("’", "'")
        extra = sum(len(pattern.findall(spoken)) for pattern in self.apart)
        for pattern in self.silent:
            spoken = pattern.sub("", spoken)
        return max(1, len(self.vowels.findall(spoken)) + extra)


@dataclass(frozen=True)
class Reading:
    """The counts of a file's whole sentences. Gaps have no syllables of their own and are left out of them."""

    words: int
    sentences: int
    syllables: int

    @property
    def average_sentence_words(self) -> float:
        """Words a sentence; 0 for no sentences."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid school grade; 0 for no sentences."""
        if not self.words:
            return 0.0
        return 0.39 * self.average_sentence_words + 11.8 * self.syllables / self.words - 15.59


def measure(texts: Iterable[str], rules: SyllableRules) -> Reading:
    """Count the whole sentences of these texts; names, titles and other pieces without an end are not sentences."""
    sentences = [s for text in texts for s in split_sentences(text) if _FINISHED.search(s) and has_words(s)]
    words: Sequence[str] = [word for sentence in sentences for word in _words(sentence)]
    return Reading(len(words), len(sentences), sum(rules.count(word) for word in words))
