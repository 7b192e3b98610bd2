"""One person's copy: their own words with the questions they were asked, and nobody else's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from voice_guide.dialogue.parts import LATER, Person, WayForward
from voice_guide.dialogue.progress import effective, effective_by
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.projections import KeptAnswer
from voice_guide.journal.redaction import is_utterance
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.whose import Whose
from voice_guide.record.document import Papers

SLOTS = ("what", "who", "when", "check", "if")


@dataclass(frozen=True)
class OwnPart:
    """One category with the questions that were put to this person, each with what they gave to it."""

    id: str
    title: str
    questions: tuple[tuple[str, str, tuple[KeptAnswer, ...]], ...]  # id, text, answers


@dataclass(frozen=True)
class OwnWay:
    """One way forward as far as it is theirs: the parts in their words alone, their answer, and the words of it."""

    number: int
    parts: dict[str, str]
    day: str | None  # worked out from "when", where that is theirs
    others: bool  # whether other parts of it are in somebody else's words
    answer: str
    words: str | None


@dataclass(frozen=True)
class OwnRules:
    """Their own answer to the group's ground rules (yes, no, unsure, later or erased), and the words of it."""

    answer: str
    words: str | None


@dataclass(frozen=True)
class OwnWords:
    """Something else that they said, at a turn that asks for no answer of its own: of the list, mostly."""

    turn: str
    at: datetime
    text: str


@dataclass(frozen=True)
class OwnAgreement:
    """What they said to having their words saved, when, and after which notice; ``agreed`` None: not asked yet."""

    agreed: bool | None
    at: datetime | None
    notice: str | None
    withdrawn_at: datetime | None


class OwnCopy:
    """What one person's copy is made from. ``notices`` finds a notice by its hash."""

    def __init__(self, papers: Papers, facts: Sequence[RecordedFact], person: Person, notices: dict[str, str]) -> None:
        self.papers = papers
        self.person = person
        self._recorded = facts
        self._facts = effective(recorded.fact for recorded in facts)
        self._notices = notices

    @property
    def name(self) -> str:
        """What they are called."""
        return self.papers.name(self.person)

    @property
    def nothing_is_here(self) -> bool:
        """Whether everything was taken out."""
        return self.papers.view.all_taken_out

    def agreement(self) -> OwnAgreement:
        """Their agreement to record, as it was logged."""
        found = OwnAgreement(None, None, None, None)
        started = self._recorded[0].fact.payload
        for recorded in self._recorded:
            fact = recorded.fact
            if fact.participant != self.person.id:
                continue
            if fact.kind in (FactKind.AGREED_TO_RECORD, FactKind.DECLINED_TO_RECORD):
                notice = self._notices.get(str(fact.payload.get("notice", started.get("notice_hash"))))
                found = OwnAgreement(fact.kind == FactKind.AGREED_TO_RECORD, recorded.at, notice, None)
            elif fact.kind == FactKind.WITHDREW:
                found = OwnAgreement(found.agreed, found.at, found.notice, recorded.at)
        return found

    def parts(self) -> Iterator[OwnPart]:
        """The categories in which something was put to them."""
        for category in self.papers.guide.categories:
            asked = tuple(
                (question.id, question.text, tuple(self.papers.view.answers_to(question.id, self.person.id)))
                for question in category.questions
                if self.papers.view.answers_to(question.id, self.person.id)
            )
            if asked:
                yield OwnPart(category.id, category.title, asked)

    def to_ground_rules(self) -> OwnRules | None:
        """What they said to the ground rules; "later" where one was given since. None where they were not asked."""
        only = self.papers.only
        if only is not None and not only.ground_rules:
            return None
        kind = FactKind.GROUND_RULES_ANSWERED_BY
        given = [fact for fact in self._facts if fact.kind == kind and fact.participant == self.person.id]
        answers = self.papers.view.progress.ground_rules.answers
        if not given:
            return None
        stands = self.person.id in answers
        return OwnRules(answers.get(self.person.id, LATER), self._words(given[-1]) if stands else None)

    def ways(self) -> Iterator[OwnWay]:
        """Each way forward on the list, in its place, without what others said of it; none where it does not belong here."""
        if not self.papers.has_list:
            return
        whose = Whose.after(self._facts)
        for number, way in enumerate(self.papers.view.ways_forward, 1):
            said = {slot: words for slot in SLOTS if (words := way.words(slot)) is not None}
            own = {slot: words for slot, words in said.items() if whose.people((way.number, slot)) == {self.person.id}}
            day = way.slots["when"].day if "when" in own else None
            answer = way.answers.get(self.person.id, LATER)
            yield OwnWay(number, own, day, len(own) < len(said), answer, self._words_of_answer(way))

    def else_said(self) -> Iterator[OwnWords]:
        """Whatever else of their words is kept, and was not taken out, in order; nothing where one part is shown alone."""
        if self.papers.only is not None:
            return
        holds = effective_by(self._recorded, lambda recorded: recorded.fact)
        progress = self.papers.view.progress
        shown = {each.fact.payload.get("utterance") for each in holds if each.fact.kind == FactKind.ANSWER_KEPT}
        hidden = shown | progress.taken_out | progress.replaced
        heard = [each for each in holds if is_utterance(each.fact)]
        for number, recorded in enumerate(heard, 1):
            text = recorded.fact.payload.get("text")
            if recorded.fact.participant == self.person.id and text and number not in hidden:
                turn = str(recorded.fact.payload.get("turn", "")).partition(":")[0]
                yield OwnWords(turn, recorded.at, str(text))

    def review(self) -> str | None:
        """When the plan is looked at again, where they were the one who said it."""
        if not self.papers.has_list:
            return None
        review = self.papers.view.progress.review
        set_by = [fact for fact in self._facts if fact.kind == FactKind.REVIEW_DAY_SET and fact.payload.get("words")]
        theirs = bool(set_by) and set_by[-1].participant == self.person.id
        return review.words if review is not None and theirs else None

    def _words_of_answer(self, way: WayForward) -> str | None:
        given = [fact for fact in self._facts if self._answers(fact, way)]
        return self._words(given[-1]) if given and self.person.id in way.answers else None

    def _words(self, fact: Fact) -> str | None:
        """The words of an answer; none of somebody who took out all of theirs, and their name with it."""
        words = fact.payload.get("words")
        return str(words) if words and self.person.name is not None else None

    def _answers(self, fact: Fact, way: WayForward) -> bool:
        return (
            fact.kind == FactKind.WAY_FORWARD_ANSWERED_BY
            and fact.participant == self.person.id
            and fact.payload.get("way") == way.number
        )
