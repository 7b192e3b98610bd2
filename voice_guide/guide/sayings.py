"""Every text that may be said to people for a guide, with the place where it stands and whose words it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voice_guide.guide.loader import load_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import load_numbers
from voice_guide.languages import Language

PAGE = "page"
ADDED = "added"


@dataclass(frozen=True)
class Saying:
    """One text. ``file`` and ``key`` are its place; ``source``: ``page`` (the council's words), ``added`` (ours)."""

    file: str
    key: str
    text: str
    source: str


def guide_sayings(guide: Guide) -> list[Saying]:
    """What a guide's own file gives to say. Category titles and reasons are the page's, every wording is ours."""
    file = f"{guide.id}.toml"
    found = [Saying(file, "title", guide.title, ADDED), Saying(file, "description", guide.description, ADDED)]
    for category in guide.categories:
        found.append(Saying(file, f"{category.id}.title", category.title, PAGE))
        found.append(Saying(file, f"{category.id}.reason", category.reason, PAGE))
        introduction = category.introduction
        found.append(Saying(file, f"{category.id}.introduction", introduction.text, introduction.source))
        for question in category.questions:
            found.append(Saying(file, f"{question.id}.text", question.text, question.source))
            found.append(Saying(file, f"{question.id}.wording", question.wording, ADDED))
    return [saying for saying in found if saying.text]


def review_sayings(language: Language) -> list[Saying]:
    """What a language gives to say in a review meeting, beside the last list itself."""
    return guide_sayings(load_guide(language.review))


def language_sayings(language: Language) -> list[Saying]:
    """What a language gives to say in every conversation: the notice, the prompts, the plan's questions and the help numbers."""
    found = [Saying("notice.txt", "notice", language.notice(), ADDED)]
    found += [Saying("prompts.toml", key, text, ADDED) for key, text in _texts(language.prompts)]
    for name in ("slot", "another", "review"):
        tables = language.plan[name]
        for table in tables if isinstance(tables, list) else [tables]:
            found.append(Saying("plan.toml", f"{table['id']}.text", table["text"], table["source"]))
            found.append(Saying("plan.toml", f"{table['id']}.wording", table["wording"], ADDED))
    for place, number in enumerate(load_numbers(language.numbers_file), 1):
        found += [
            Saying("numbers.toml", f"number.{place}", text, ADDED) for text in (number.hours, number.note) if text
        ]
    return found


def _texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside tables and lists, with its dotted key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for position, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{key}.{position}")
