"""How easily the lines are followed that we put on papers: each table of papers.toml, and what is said of papers on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voice_guide.guide.checker import Checks, check_sayings, load_checks
from voice_guide.guide.readability import count_words, split_sentences
from voice_guide.guide.readability import measure as measured
from voice_guide.guide.sayings import Saying, paper_sayings
from voice_guide.languages import Language, read_toml


@dataclass(frozen=True)
class Read:
    """The lines of one table. ``words``: in a sentence, on average; ``longest``: of any; ``concerns``: what the checker finds."""

    name: str
    sentences: int
    words: float
    longest: int
    grade: float
    concerns: int


def measure() -> list[Read]:
    """Each table that has whole sentences."""
    language = Language.load()
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    return list(_tables(paper_sayings(language), checks))


def _tables(sayings: list[Saying], checks: Checks) -> Iterator[Read]:
    for file in dict.fromkeys(saying.file for saying in sayings):
        some = [saying for saying in sayings if saying.file == file]
        found = measured([saying.text for saying in some], checks.syllables)
        longest = max(count_words(sentence) for saying in some for sentence in split_sentences(saying.text))
        if found.sentences:
            concerns = len(check_sayings(some, checks))
            yield Read(file, found.sentences, found.average_sentence_words, longest, found.grade, concerns)
