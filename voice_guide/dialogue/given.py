"""What each person has given, answer by answer, and which of it they mean when they want it out or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.guide.model import Category, Guide
from voice_guide.guide.plan_questions import PlanQuestions

_SHORTEST_TOLD = 4  # letters from which on a word may go on: "need" and "needs"
_SHORTEST = 3
WHAT, REVIEW = "what", "review"


@dataclass(frozen=True)
class Given:
    """One answer that stands: to a guide's ``question``, or to a ``slot`` of a way forward, or to when to look again.

    ``utterance`` is the number of the words it was in; a way forward and an answer may come from the same ones.
    """

    person: str
    utterance: int
    text: str
    question: str | None = None
    way: int | None = None
    slot: str | None = None


class Said:
    """Finds what one person has said, by what they say it is about."""

    def __init__(self, guide: Guide, plan: PlanQuestions) -> None:
        self._guide = guide
        self._plan = plan

    def asked(self, given: Given) -> str:
        """The question that this was the answer to, as it is asked."""
        if given.question is not None:
            return self._guide.find(given.question)[1].text
        return self._plan.review.text if given.slot == REVIEW else self._plan.slot(str(given.slot)).text

    def _about(self, given: Given) -> str:
        """Everything that its question was about: what was read before it, and how it was asked."""
        read = self._guide.find(given.question)[1].read if given.question is not None else None
        return f"{read or ''} {self.asked(given)}"

    def meant(self, person: str, about: str | None, progress: Progress) -> tuple[list[Given], Category | None]:
        """The answers that are meant, oldest first; the category, where all their answers in it are.

        By the words of a category, else of a question, else of what was said; the newest of those. Else the last answer.
        """
        own = [given for given in standing(progress) if given.person == person]
        wanted = _words(about or "")
        if wanted:
            for category in self._guide.categories:
                if _all_in(wanted, _words(f"{category.title} {category.id}")):
                    within = [given for given in own if self._category(given) is category]
                    if within:
                        return within, category
            for words_of in (self._about, lambda given: given.text):
                for given in reversed(own):
                    if _all_in(wanted, _words(words_of(given))):
                        return [given], None
        return own[-1:], None

    def _category(self, given: Given) -> Category:
        if given.question is not None:
            return self._guide.find(given.question)[0]
        return next(category for category in self._guide.categories if category.ways_forward)


def standing(progress: Progress) -> list[Given]:
    """Everything that has been given and is shown, in the order in which it was said."""
    hidden = progress.taken_out | progress.replaced
    return [
        given for given in _given(progress.facts) if given.utterance not in hidden and _still_stands(given, progress)
    ]


def utterances_of(progress: Progress, person: str) -> list[int]:
    """The numbers of everything that a person said and that was kept, whatever it was an answer to."""
    heard = [f for f in progress.facts if FactKind.UTTERANCE_HEARD in (f.kind, f.payload.get("kind"))]
    return [number for number, fact in enumerate(heard, 1) if fact.participant == person and "text" in fact.payload]


def _still_stands(given: Given, progress: Progress) -> bool:
    if given.slot == REVIEW:
        return progress.review is not None and progress.review.words == given.text
    if given.way is None or given.slot is None:
        return True
    way = progress.way(given.way)
    shown = not way.dropped or (given.slot == WHAT and not way.taken_out)  # papers show what was left out again
    return shown and way.words(given.slot) == given.text


def _given(facts: Iterable[Fact]) -> Iterator[Given]:
    texts: list[str] = []
    for fact in facts:
        person, payload = fact.participant or "", fact.payload
        number = payload.get("utterance", len(texts))
        utterance = number if isinstance(number, int) else len(texts)
        match fact.kind:
            case FactKind.UTTERANCE_HEARD:
                texts.append(str(payload.get("text", "")))
            case FactKind.ANSWER_KEPT if payload.get("kept") and 0 < utterance <= len(texts):
                yield Given(person, utterance, texts[utterance - 1], question=fact.question)
            case FactKind.WAY_FORWARD_DRAFTED | FactKind.WAY_FORWARD_CHANGED:
                slots = payload.get("slots")
                for slot, kept in slots.items() if isinstance(slots, dict) else ():
                    if kept.get("words"):
                        yield Given(person, utterance, str(kept["words"]), way=_number(payload["way"]), slot=slot)
            case FactKind.REVIEW_DAY_SET if payload.get("words"):
                yield Given(person, utterance, str(payload["words"]), slot=REVIEW)


def _number(value: object) -> int:
    return int(str(value))


def _words(text: str) -> set[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    # A sign may hold several letters ("말" has three), so they are counted spread out.
    return {spread for word in plain.split() if len(spread := normalize("NFD", word)) >= _SHORTEST}


def _all_in(wanted: set[str], words: set[str]) -> bool:
    return all(any(_goes_with(one, other) for other in words) for one in wanted)


def _goes_with(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return one == other or (shorter >= _SHORTEST_TOLD and (one.startswith(other) or other.startswith(one)))
