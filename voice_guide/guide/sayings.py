"""Every text that may be said to people for a guide, with the place where it stands and whose words it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voice_guide.guide.lines import KeyPath
from voice_guide.guide.loader import load_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import load_numbers
from voice_guide.guide.preparation import load_preparation
from voice_guide.languages import Language, read_toml

PAGE = "page"
ADDED = "added"


@dataclass(frozen=True)
class Saying:
    """One text. ``file`` and ``key`` are its place; ``source``: ``page`` (the council's words), ``added`` (ours)."""

    file: str
    key: str
    text: str
    source: str


def guide_sayings(guide: Guide, page: frozenset[str] | None = None) -> list[Saying]:
    """What a guide's own file gives to say. Category titles and reasons are the page's, every wording is ours.

    With ``page``, all the texts of the page: what is not among them is nobody's but whose guide it is.
    """
    file = f"{guide.id}.toml"

    def whose(text: str, said: str = PAGE) -> str:
        return ADDED if page is not None and text not in page else said

    found = [Saying(file, "title", guide.title, ADDED), Saying(file, "description", guide.description, ADDED)]
    for category in guide.categories:
        found.append(Saying(file, f"{category.id}.title", category.title, whose(category.title)))
        found.append(Saying(file, f"{category.id}.reason", category.reason, whose(category.reason)))
        introduction = category.introduction
        source = whose(introduction.text, introduction.source)
        found.append(Saying(file, f"{category.id}.introduction", introduction.text, source))
        for question in category.questions:
            found.append(Saying(file, f"{question.id}.text", question.text, whose(question.text, question.source)))
            found.append(Saying(file, f"{question.id}.wording", question.wording, ADDED))
    if guide.private_time is not None:
        said = guide.private_time.introduction
        found.append(Saying(file, "private_time.introduction", said.text, whose(said.text, said.source)))
    return [saying for saying in found if saying.text]


def saying_paths(guide: Guide) -> dict[str, KeyPath]:
    """Where in a guide's file each of its sayings stands, by the saying's key."""
    found: dict[str, KeyPath] = {"title": ("title",), "description": ("description",)}
    found["private_time.introduction"] = ("private_time", "introduction")
    for c, category in enumerate(guide.categories):
        for key in ("title", "reason", "introduction"):
            found[f"{category.id}.{key}"] = ("category", c, key)
        for q, question in enumerate(category.questions):
            for key in ("text", "wording", "source"):
                found[f"{question.id}.{key}"] = ("category", c, "question", q, key)
    return found


def page_texts(*guides: Guide) -> frozenset[str]:
    """All the council's texts, from the guide that has the whole page; none without it."""
    categories = [category for guide in guides for category in guide.categories]
    texts = {question.text for category in categories for question in category.questions if question.source == PAGE}
    return frozenset(texts | {text for category in categories for text in (category.title, category.reason)})


def review_sayings(language: Language) -> list[Saying]:
    """What a language gives to say in a review meeting, beside the last list itself."""
    return guide_sayings(load_guide(language.review))


def language_sayings(language: Language) -> list[Saying]:
    """What a language gives to say in every conversation: notice, prompts, plan, help numbers, and before a joint one."""
    found = [Saying("notice.txt", "notice", language.notice(), ADDED)]
    found += [Saying("prompts.toml", key, text, ADDED) for key, text in _texts(language.prompts)]
    for name in ("slot", "another", "review"):
        tables = language.plan[name]
        for table in tables if isinstance(tables, list) else [tables]:
            found.append(Saying("plan.toml", f"{table['id']}.text", table["text"], table["source"]))
            found.append(Saying("plan.toml", f"{table['id']}.wording", table["wording"], ADDED))
    for item in load_preparation(language.preparation_file):
        asked = (("text", item.text), ("wording", item.wording), ("no", item.no))
        found += [Saying("preparation.toml", f"{item.id}.{key}", text, ADDED) for key, text in asked]
    for place, number in enumerate(load_numbers(language.numbers_file), 1):
        found += [
            Saying("numbers.toml", f"number.{place}", text, ADDED) for text in (number.hours, number.note) if text
        ]
    return found


def audio_sayings(language: Language) -> list[Saying]:
    """What a language gives to say in an agreement that is read aloud, beside the agreement itself."""
    return [Saying("papers.toml", f"audio.{key}", text, ADDED) for key, text in _texts(language.papers["audio"])]


def paper_sayings(language: Language) -> list[Saying]:
    """All that a language gives to put on papers, and what is told of them on a screen; each table is a file of its own."""
    found = [
        Saying(f"papers.toml, {table}", key, text, ADDED)
        for table, lines in language.papers.items()
        for key, text in _texts(lines)
    ]
    told = read_toml(language.folder / "messages" / "papers.toml")["messages"]
    return found + [Saying("messages/papers.toml", key, text, ADDED) for key, text in _texts(told)]


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
