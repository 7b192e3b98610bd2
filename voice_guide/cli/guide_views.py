"""How guides are shown: as facts for ``--json``, and as lines for a person."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from voice_guide.errors import VoiceGuideError
from voice_guide.guide import schema
from voice_guide.guide.model import Category, Guide, Question, Role
from voice_guide.guide.readability import has_words, split_sentences
from voice_guide.guide.sayings import ADDED, PAGE, Saying
from voice_guide.languages import Language
from voice_guide.shown import printable

_WIDEST_COLUMNS = 100  # longer lines are hard to read

OwnGuides = tuple[list[tuple[str, Guide]], list[tuple[str, VoiceGuideError]]]


def list_facts(shipped: Sequence[Guide], own: OwnGuides) -> list[dict[str, Any]]:
    """The guides as JSON facts: those that ship by their ids, one's own by the names of their files."""
    right, wrong = own
    found = [_list_fact(guide.id, guide, own=False) for guide in shipped]
    found += [_list_fact(name, guide, own=True) for name, guide in right]
    return found + [{"id": name, "own": True, "wrong": error.key} for name, error in wrong]


def _list_fact(name: str, guide: Guide, *, own: bool) -> dict[str, Any]:
    fact = {"id": name, "title": guide.title, "description": guide.description, "questions": question_count(guide)}
    return fact | {"own": own}


def list_lines(shipped: Sequence[Guide], own: OwnGuides, folder: Path, language: Language) -> list[str]:
    """One line for each guide, one's own under their folder; of a wrong one, what is wrong."""
    right, wrong = own
    say = language.message
    lines = [_list_line(guide.id, guide, language) for guide in shipped]
    if right or wrong:
        lines.append(say("guide_list_own", folder=printable(str(folder))))
    lines += [_list_line(name, guide, language) for name, guide in right]
    for name, error in wrong:
        lines.append(say("guide_list_wrong", name=printable(name), what=language.what(error)))
    return lines


def _list_line(name: str, guide: Guide, language: Language) -> str:
    values = {"title": guide.title, "description": guide.description, "count": question_count(guide)}
    return language.message("guide_list_line", id=name, **values)


def question_count(guide: Guide) -> int:
    """How many questions a guide has, in all its parts."""
    return sum(len(category.questions) for category in guide.categories)


def guide_facts(guide: Guide) -> dict[str, Any]:
    """A whole guide as JSON facts, in the page's order."""
    categories = [_category_facts(category) for category in guide.categories]
    facts: dict[str, Any] = {
        "id": guide.id,
        "title": guide.title,
        "description": guide.description,
        "joint": guide.joint,
        "roles": guide.roles,
        "categories": categories,
    }
    facts["service_view"] = guide.service_view
    return facts | {"private_time": asdict(guide.private_time) if guide.private_time is not None else None}


def _category_facts(category: Category) -> dict[str, Any]:
    return {
        "id": category.id,
        "title": category.title,
        "reason": category.reason,
        "introduction": {"text": category.introduction.text, "source": category.introduction.source},
        "ways_forward": category.ways_forward,
        "rounds": category.rounds,
        "ground_rules": category.ground_rules,
        "ask_order": list(category.ask_order),
        "questions": [_question_facts(question) for question in category.questions],
    }


def _question_facts(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "role": question.role.value,
        "text": question.text,
        "wording": question.wording,
        "source": question.source,
        "after": question.after,
        "when": question.when,
        "strength": question.strength,
        "read": question.read,
    }


def guide_lines(guide: Guide, language: Language, page: frozenset[str] = frozenset()) -> list[str]:
    """A guide as a person reads it, in the page's order, whose words they are marked. ``page``: the council's texts."""
    say = language.message
    lines = _wrap(say("guide_show_title", title=guide.title, id=guide.id))
    lines += _wrap(guide.description) if guide.description else []
    lines += _wrap(say("guide_show_joint")) if guide.joint else []
    lines += _wrap(say("guide_show_roles")) if guide.roles else []
    lines += _wrap(say("guide_show_marks"))
    for number, category in enumerate(guide.categories, start=1):
        introduction = category.introduction
        lines += ["", *_wrap(say("guide_show_category", number=number, title=category.title))]
        lines += _wrap(say("guide_show_reason", reason=category.reason, source=_whose(category.reason, page)), indent=3)
        lines += _wrap(say("guide_show_introduction", source=introduction.source, text=introduction.text), indent=3)
        lines += _wrap(say("guide_show_ask_order", order=", ".join(category.ask_order)), indent=3)
        lines += _wrap(say("guide_show_rounds"), indent=3) if category.rounds else []
        lines += _wrap(say("guide_show_ground_rules"), indent=3) if category.ground_rules else []
        for question in category.questions:
            lines += ["", *_question_lines(question, language)]
    if (private := guide.private_time) is not None:
        values = {"before": private.before, "minutes": private.minutes, "longest": private.longest_minutes}
        said = say("guide_show_introduction", source=private.introduction.source, text=private.introduction.text)
        lines += ["", *_wrap(say("guide_show_private", **values)), *_wrap(said, indent=3)]
    lines += ["", *_wrap(say("guide_show_service_view"))] if guide.service_view else []
    return lines


def _whose(text: str, page: frozenset[str]) -> str:
    return PAGE if text in page else ADDED


def _question_lines(question: Question, language: Language) -> list[str]:
    say = language.message
    return [
        *(_wrap(say("guide_show_read", read=question.read), indent=3) if question.read else []),
        *_wrap(say("guide_show_question", id=question.id, source=question.source, text=question.text), indent=3),
        *_wrap(say("guide_show_wording", wording=question.wording), indent=6),
        *_wrap(_asked_when(question, language), indent=6),
        *(_wrap(say("guide_show_strength"), indent=6) if question.strength else []),
    ]


def _asked_when(question: Question, language: Language) -> str:
    if question.role is not Role.CONDITIONAL:
        return language.message(f"guide_show_{question.role.value}", after=question.after)
    when = question.when or ""
    if when.startswith(schema.PASSED):
        return language.message("guide_show_when_passed", after=when.removeprefix(schema.PASSED))
    return language.message(f"guide_show_when_{when}")


def sentence_facts(sayings: Sequence[Saying]) -> list[dict[str, str]]:
    """Every sentence as JSON facts, with its place and whose words it holds. A gap by itself is no sentence."""
    return [
        {"text": sentence, "source": saying.source, "file": saying.file, "key": saying.key}
        for saying in sayings
        for sentence in split_sentences(saying.text)
        if has_words(sentence)
    ]


def sentence_lines(sayings: Sequence[Saying], language: Language) -> list[str]:
    """Every sentence on a line of its own, with its place and whose words it holds."""
    return [language.message("guide_sentence_line", **fact) for fact in sentence_facts(sayings)]


def _wrap(text: str, *, indent: int = 0) -> list[str]:
    columns = min(shutil.get_terminal_size().columns, _WIDEST_COLUMNS)
    margin = " " * indent
    return textwrap.wrap(text, width=columns, initial_indent=margin, subsequent_indent=margin + "   ")
