"""What a transcript is to hold, and in which order: with or without names, the whole or one part alone."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from enum import StrEnum

from voice_guide.errors import UsageError
from voice_guide.guide.model import Category
from voice_guide.record.document import Papers


class Order(StrEnum):
    """In which order answers stand."""

    QUESTIONS = "questions"  # as the guide has them, with everyone's answers under each
    TIME = "time"  # as they were given
    PERSON = "person"  # one person after another, each with the guide's questions


@dataclass(frozen=True)
class TranscriptOptions:
    """``names`` False: people are called Person 1, Person 2 in all that is ours. ``category``: one part alone, by id or title.

    What one person alone said is no option of these: it is a paper of its own (record/own_copy.py).
    """

    names: bool = True
    category: str | None = None
    order: Order = Order.QUESTIONS

    def applied(self, papers: Papers) -> Papers:
        """The papers with no more in them than was chosen. Raises UsageError ``unknown_category``."""
        chosen = copy.copy(papers)
        chosen.named = self.names
        if self.category is not None:
            chosen.only = self._category(papers)
            chosen.guide = replace(papers.guide, categories=(chosen.only,), private_time=None)
            asked = {question.id for question in chosen.only.questions}
            answers = tuple(answer for answer in papers.view.answers if answer.question in asked)
            chosen.view = replace(papers.view, answers=answers, private_times=(), service_views=())
        return chosen

    def _category(self, papers: Papers) -> Category:
        wanted = " ".join((self.category or "").split()).casefold()
        for category in papers.guide.categories:
            if wanted in (category.id.casefold(), category.title.casefold()):
                return category
        known = ", ".join(category.id for category in papers.guide.categories)
        raise UsageError("unknown_category", category=self.category, session=papers.view.id, known=known)
