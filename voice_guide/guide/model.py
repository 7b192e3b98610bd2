"""A guide as the dialogue sees it: categories and questions, nothing of files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_guide.guide.preparation import PreparationItem


class Role(StrEnum):
    """What part a question plays (practice.md, "What the page does not give")."""

    CORE = "core"
    PROBE = "probe"  # asked once after its core question, never after a pass
    CONDITIONAL = "conditional"  # asked only when its condition holds
    CLOSER = "closer"  # asked last in its category


@dataclass(frozen=True)
class Question:
    """One question. ``text`` is read as it stands; ``wording`` is the plainer alternative.

    ``after`` (probes): the question it follows. ``when`` (conditionals): ``passed:<id>``, ``cannot``, ``each-way-forward``
    or ``ideas``. ``source`` is ``page`` for the council's words, ``added`` for ours. ``strength`` marks the question about
    what is good here: its answer is said again at the ways forward and stands on their sheet. ``read``, if given, is read
    aloud before the question, once for everybody: people's own words, of any length and with any signs.
    """

    id: str
    role: Role
    text: str
    wording: str
    source: str
    after: str | None = None
    when: str | None = None
    patience_seconds: float | None = None
    strength: bool = False
    read: str | None = None


@dataclass(frozen=True)
class Introduction:
    """What is said when a category begins."""

    text: str
    source: str


@dataclass(frozen=True)
class Category:
    """One of the guide's parts. ``questions`` stand in the page's order; ``ask_order`` lists ids as they are asked.

    ``ways_forward`` is True for the category in which the plan is made. ``rounds``: its questions go round with a talking
    piece, which can be passed, and whoever passes is come back to once at the end of the round. ``ground_rules``: the
    answers are the group's ground rules; they are read back, and each person says yes, no or unsure to them.
    """

    id: str
    title: str
    reason: str
    introduction: Introduction
    questions: tuple[Question, ...]
    ask_order: tuple[str, ...]
    ways_forward: bool = False
    rounds: bool = False
    ground_rules: bool = False

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True)
class PrivateTime:
    """Time for the family alone, before the category with the id ``before``.

    ``minutes`` is how long it lasts where the family names no length; after ``longest_minutes`` nobody is taken to be there.
    """

    before: str
    minutes: int
    introduction: Introduction
    longest_minutes: int = 180


@dataclass(frozen=True)
class Guide:
    """A whole guide. ``text`` is the file as it was read and ``hash`` its SHA-256: the vault keeps both.

    ``joint``: it brings people together about something between them, so the worker confirms a list first. That list,
    ``preparation``, is no part of the file: it is the language's, or an organisation's own. ``roles``: each person is asked
    how they are here, in words that they choose.
    ``service_view``: after the plan the service says for itself whether it supports it as safe, and the family is told so.
    """

    id: str
    title: str
    description: str
    categories: tuple[Category, ...]
    text: str = ""
    hash: str = ""
    joint: bool = False
    roles: bool = False
    preparation: tuple[PreparationItem, ...] = ()
    private_time: PrivateTime | None = None
    service_view: bool = False

    @property
    def goes_round(self) -> bool:
        """Whether a talking piece goes round anywhere in it: then it is a group's guide."""
        return any(category.rounds for category in self.categories)

    def find(self, question_id: str) -> tuple[Category, Question]:
        """The question with this id and its category. Raises KeyError."""
        for category in self.categories:
            for question in category.questions:
                if question.id == question_id:
                    return category, question
        raise KeyError(question_id)
