"""Whether words of ours keep to what the program promises: nothing it never says, short sentences, plain words.

The lists and limits are a language's data (checks.toml). The page's own words are exempt from all of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from voice_guide.guide.readability import SyllableRules, count_words, measure, split_sentences
from voice_guide.guide.sayings import PAGE, Saying


class ConcernKind(StrEnum):
    """What a concern is about; ``guide_warning_<kind>`` is its message."""

    NEVER = "never"
    LONG_WORDING = "long_wording"
    LONG_SENTENCE = "long_sentence"
    LONG_SENTENCES = "long_sentences"
    HARD = "hard"
    SAME_WORDING = "same_wording"
    NOT_PAGE = "not_page"
    NO_PLAN = "no_plan"
    UNHEARD = "unheard"


@dataclass(frozen=True)
class Concern:
    """One thing to think about: where it stands, what was found, the limit or reason, and what would mend it.

    ``key`` is the saying that is meant; of a whole file, the one with most of it. ``mend`` is empty where the kind says it.
    """

    kind: ConcernKind
    place: str
    found: str
    limit: str = ""
    reason: str = ""
    key: str = ""
    mend: str = ""


@dataclass(frozen=True)
class Never:
    """Words that are never said, why, and what may be said in their place."""

    pattern: re.Pattern[str]
    reason: str
    mend: str = ""


@dataclass(frozen=True)
class Checks:
    """A language's checks.toml."""

    never: tuple[Never, ...]
    syllables: SyllableRules
    average_sentence_words: float
    sentence_words: float
    wording_words: int
    grade: float


def load_checks(table: Mapping[str, Any]) -> Checks:
    """The checks from checks.toml as read. Raises KeyError or re.error for a table that is not whole."""
    limits, syllables = table["limits"], table["syllables"]
    return Checks(
        never=tuple(
            Never(_pattern(entry["phrases"]), entry["reason"], entry.get("mend", "")) for entry in table["never"]
        ),
        syllables=SyllableRules(
            vowels=re.compile(syllables["vowels"]),
            silent=tuple(re.compile(pattern) for pattern in syllables["silent"]),
            apart=tuple(re.compile(pattern) for pattern in syllables["apart"]),
        ),
        average_sentence_words=limits["average_sentence_words"],
        sentence_words=limits.get("sentence_words", math.inf),
        wording_words=limits["wording_words"],
        grade=limits.get("grade", math.inf),  # a school grade is reckoned by a formula for one language
    )


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    escaped = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(escaped)})\b", re.IGNORECASE)


def check_sayings(sayings: Iterable[Saying], checks: Checks) -> list[Concern]:
    """What to think about in these texts: each text by itself, then each file as a whole."""
    ours = [saying for saying in sayings if saying.source != PAGE]
    found = [concern for saying in ours for concern in _check_one(saying, checks)]
    for file, group in groupby(ours, key=lambda saying: saying.file):
        found += _check_file(file, list(group), checks)
    return found


def _check_one(saying: Saying, checks: Checks) -> list[Concern]:
    place = f"{saying.file} {saying.key}"
    text = saying.text.replace("’", "'")
    found = [
        Concern(ConcernKind.NEVER, place, match.group(), reason=never.reason, key=saying.key, mend=never.mend)
        for never in checks.never
        for match in never.pattern.finditer(text)
    ]
    words = count_words(text)
    if saying.key.endswith(".wording") and words > checks.wording_words:
        limit = str(checks.wording_words)
        found.append(Concern(ConcernKind.LONG_WORDING, place, str(words), limit=limit, key=saying.key))
        return found
    longest = max(map(count_words, split_sentences(text)), default=0)
    if longest > checks.sentence_words:
        limit = f"{checks.sentence_words:g}"
        found.append(Concern(ConcernKind.LONG_SENTENCE, place, str(longest), limit=limit, key=saying.key))
    return found


def _check_file(file: str, sayings: Sequence[Saying], checks: Checks) -> list[Concern]:
    reading = measure([saying.text for saying in sayings], checks.syllables)
    found = []
    if reading.average_sentence_words > checks.average_sentence_words:
        average, limit = f"{reading.average_sentence_words:.1f}", f"{checks.average_sentence_words:g}"
        longest = max(sayings, key=lambda saying: max(map(count_words, split_sentences(saying.text)), default=0))
        found.append(Concern(ConcernKind.LONG_SENTENCES, file, average, limit=limit, key=longest.key))
    if reading.grade > checks.grade:
        hardest = max(sayings, key=lambda saying: measure([saying.text], checks.syllables).grade)
        found.append(
            Concern(ConcernKind.HARD, file, f"{reading.grade:.1f}", limit=f"{checks.grade:g}", key=hardest.key)
        )
    return found
