"""What a conversation may come to next: each kind of step, with all that it takes to ask it."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.dialogue.parts import Person, WayForward
from voice_guide.guide.model import Category, PrivateTime, Question
from voice_guide.guide.preparation import PreparationItem


@dataclass(frozen=True)
class AskPreparation:
    """Ask the worker one question of the list before a joint conversation.

    ``number`` is its place there, ``left`` how many are not confirmed yet, with this one.
    """

    item: PreparationItem
    number: int
    left: int


@dataclass(frozen=True)
class AskWho:
    """Ask who is here."""


@dataclass(frozen=True)
class AskBack:
    """Nobody is here: ask who is back."""


@dataclass(frozen=True)
class AskQuestion:
    """Ask one person one of the guide's questions. ``introduce``: its category begins here.

    ``comes_back``: they passed it, and the round is over.
    """

    category: Category
    question: Question
    person: Person
    introduce: bool
    comes_back: bool = False


@dataclass(frozen=True)
class AskGroundRules:
    """Ask one person about the group's ground rules, which were given in this category."""

    category: Category
    person: Person


@dataclass(frozen=True)
class AskTalkTime:
    """Ask one person whether how long each one speaks may be measured."""

    person: Person


@dataclass(frozen=True)
class AskFirstWord:
    """Offer one person the first word at a question whose round begins."""

    question: Question
    person: Person


@dataclass(frozen=True)
class OfferPrivateTime:
    """Ask how long the family would like to be alone."""

    private: PrivateTime


@dataclass(frozen=True)
class LeaveAlone:
    """The family is alone, until one of them ends it by a key."""

    private: PrivateTime


@dataclass(frozen=True)
class AskSlot:
    """Ask one of a way forward's questions; ``way`` is None while there is nothing to hang it on yet (what)."""

    category: Category
    slot: str
    person: Person
    way: WayForward | None
    introduce: bool = False


@dataclass(frozen=True)
class AskAnother:
    """Ask one person whether there is another way forward to put on the list."""

    person: Person


@dataclass(frozen=True)
class AskAgreement:
    """Ask one person about one way forward; ``first``: the whole list is read before it."""

    way: WayForward
    person: Person
    first: bool


@dataclass(frozen=True)
class AskChange:
    """Somebody said no: offer to change the way forward, leave it out, or keep it as it is."""

    way: WayForward
    person: Person
    may_drop: bool


@dataclass(frozen=True)
class AskReview:
    """Ask for the day on which the plan is looked at again."""

    person: Person


@dataclass(frozen=True)
class Close:
    """Everything has been asked."""


Step = (
    AskPreparation
    | AskWho
    | AskBack
    | AskQuestion
    | AskGroundRules
    | AskTalkTime
    | AskFirstWord
    | AskSlot
    | AskAnother
    | AskAgreement
    | AskChange
    | AskReview
    | Close
    | OfferPrivateTime
    | LeaveAlone
)
