"""What there is to think about in one guide: its words, whose they are, and whether a recogniser can hear them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voice_guide.guide.checker import Checks, Concern, ConcernKind, check_sayings
from voice_guide.guide.lines import find_lines
from voice_guide.guide.model import Guide
from voice_guide.guide.sayings import PAGE, Saying, guide_sayings, saying_paths

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")  # figures are spoken as words


@dataclass(frozen=True)
class Vocabulary:
    """The words that one recogniser can hear: ``unknown`` gives those of some words that it can't."""

    name: str
    unknown: Callable[[Sequence[str]], list[str]]


def look_over(
    guide: Guide, checks: Checks, page: frozenset[str], vocabulary: Vocabulary | None = None
) -> list[Concern]:
    """All concerns about a guide, by line. ``page``: the council's texts; they are exempt where they stand as they were."""
    sayings = guide_sayings(guide, page)
    found = [*check_sayings(sayings, checks), *_not_page(guide, page), *_same_wordings(guide), *_no_plan(guide)]
    if vocabulary is not None:
        found += _unheard(sayings, vocabulary)
    lines = concern_lines(guide)
    return sorted(found, key=lambda concern: lines(concern))


def concern_lines(guide: Guide) -> Callable[[Concern], int]:
    """Tells the line of the guide's text that a concern is about."""
    lines, paths = find_lines(guide.text), saying_paths(guide)
    return lambda concern: lines.of(*paths.get(concern.key, ()))


def _not_page(guide: Guide, page: frozenset[str]) -> Iterator[Concern]:
    for category in guide.categories:
        introduction = category.introduction
        if introduction.source == PAGE and introduction.text not in page:
            yield _about(ConcernKind.NOT_PAGE, guide, f"{category.id}.introduction")
        for question in category.questions:
            if question.source == PAGE and question.text not in page:
                yield _about(ConcernKind.NOT_PAGE, guide, f"{question.id}.source")


def _same_wordings(guide: Guide) -> Iterator[Concern]:
    for category in guide.categories:
        for question in category.questions:
            if _bare(question.text) == _bare(question.wording):
                yield _about(ConcernKind.SAME_WORDING, guide, f"{question.id}.wording")


def _no_plan(guide: Guide) -> Iterator[Concern]:
    if not any(category.ways_forward for category in guide.categories):
        yield _about(ConcernKind.NO_PLAN, guide, f"{guide.categories[-1].id}.title")


def _unheard(sayings: Sequence[Saying], vocabulary: Vocabulary) -> Iterator[Concern]:
    """Each word once, where it stands first. Reasons are for the worker's eyes, and nobody says them back."""
    first: dict[str, Saying] = {}
    for saying in sayings:
        if not saying.key.endswith((".reason", "description")):
            for word in _WORD.findall(saying.text.lower().replace("’", "'")):
                first.setdefault(word, saying)
    for word in vocabulary.unknown(list(first)):
        place = f"{first[word].file} {first[word].key}"
        yield Concern(ConcernKind.UNHEARD, place, word, limit=vocabulary.name, key=first[word].key)


def _about(kind: ConcernKind, guide: Guide, key: str) -> Concern:
    return Concern(kind, f"{guide.id}.toml {key}", "", key=key)


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
