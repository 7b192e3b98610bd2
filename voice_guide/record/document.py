"""A transcript before it has a format: headings and lines, each line marked as theirs or ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from voice_guide.dialogue.parts import LATER, Person
from voice_guide.dialogue.progress import Progress
from voice_guide.guide.model import Category, Guide, Question
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.journal.projections import KeptAnswer, SessionView
from voice_guide.languages import Language, fill
from voice_guide.record.filling import filled
from voice_guide.record.paper import Runs, Whose, ours
from voice_guide.record.unclear import stretches


@dataclass(frozen=True)
class Said:
    """One answer under its question: the person's own words, or a note of ours where there are none.

    ``kept`` holds as many answers as ``texts`` has texts, with all that is known of each. ``after`` stands below them.
    """

    name: str
    texts: tuple[str, ...]
    note: str | None
    kept: tuple[KeptAnswer, ...] = ()
    after: str | None = None


@dataclass(frozen=True)
class Asked:
    """One question with everyone's answers. ``added``: it is not one of the council's; ``read``: what was read before it."""

    id: str
    text: str
    added: bool
    answers: tuple[Said, ...]
    read: str | None = None


@dataclass(frozen=True)
class Part:
    """One category with the questions that were asked, or what else there was between two: ``notes`` of ours."""

    title: str
    questions: tuple[Asked, ...]
    answers: tuple[str, ...] = ()  # each person's own, to all that was said in it
    notes: tuple[str, ...] = ()


class Papers:
    """What all papers of one session share: names, days and the language's lines."""

    def __init__(
        self,
        view: SessionView,
        guide: Guide,
        plan: PlanQuestions,
        language: Language,
        *,
        say_day: Callable[[str], str | None],
        strength: Callable[[str, Progress], str | None] = lambda person, progress: None,
        zone: Callable[[datetime], datetime],
    ) -> None:
        self.view = view
        self.guide = guide
        self.plan = plan
        self._language = language
        self._say_day = say_day
        self._strength = strength
        self._zone = zone
        self.named = True  # False: people are called by numbers in all that is ours (record/options.py)
        self.only: Category | None = None  # the one part that is shown; None: all of them

    def line(self, key: str, /, **values: object) -> str:
        """One of papers.toml's lines, its gaps filled."""
        table, name = key.split(".")
        return fill(str(self._language.papers[table][name]), values)

    def name(self, person: Person) -> str:
        """A person's name, or a guest's number where no name is kept; a number for everyone where names are left out."""
        if not self.named:
            return self.line("common.unnamed", number=person.id.removeprefix("p"))
        return person.name or self.line("common.guest", number=person.id.removeprefix("p"))

    def without_names(self, text: str) -> str:
        """A text of ours with numbers in the place of names, where names are left out."""
        named = {person.name: self.name(person) for person in self.view.progress.everyone if person.name}
        if self.named or not named:
            return text
        either = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda found: named[found[0]], text)

    @property
    def has_list(self) -> bool:
        """Whether the list of ways forward belongs on these papers: it does not where another part is shown alone."""
        return self.only is None or self.only.ways_forward

    def day(self, day: str) -> str | None:
        """A day in full; None for a repetition."""
        return self._say_day(day)

    @property
    def day_held(self) -> str:
        """The day on which the session began, where it was held."""
        return f"{self._say_day(self._zone(self.view.started).date().isoformat())} {self._zone(self.view.started).year}"

    @property
    def date_held(self) -> date:
        """The date on which the session began, where it was held."""
        return self._zone(self.view.started).date()

    @property
    def names(self) -> str:
        """Everyone who took part, each with how they were here, where that is known."""
        return ", ".join(self._with_role(person) for person in self.view.people)

    @property
    def has_roles(self) -> bool:
        """Whether anybody chose words for how they are here, or was here beside the others."""
        return any(person.role or not person.answers for person in self.view.people)

    def _with_role(self, person: Person) -> str:
        role = person.role or ("" if person.answers else self.line("common.supporter"))
        return self.line("common.with-role", name=self.name(person), role=role) if role else self.name(person)

    def strengths(self) -> Iterator[tuple[str, str]]:
        """What people said is good here: each one's name, and their words as they stand."""
        for person in self.view.people:
            if (words := self.strength_of(person)) is not None:
                yield self.name(person), words

    def strength_of(self, person: Person) -> str | None:
        """What this person said is good here."""
        return self._strength(person.id, self.view.progress)

    def parts(self) -> Iterator[Part]:
        """The categories in the guide's order with the questions that were put to anybody."""
        private = self.guide.private_time
        for category in self.guide.categories:
            if private is not None and private.before == category.id and (notes := self.private_lines()):
                yield Part(self.line("transcript.private-title"), (), notes=tuple(notes))
            questions = tuple(self._questions(category))
            if questions:
                to_rules = self.to_ground_rules() if category.ground_rules else []
                lines = tuple(self.line(f"sheet.{each['answer']}", name=each["name"]) for each in to_rules)
                yield Part(category.title, questions, lines)

    def to_ground_rules(self) -> list[dict[str, str]]:
        """What each person said to the group's ground rules; nothing where nobody was asked."""
        given = self.view.progress.ground_rules.answers
        people = self.view.people if given else []
        return [
            {"participant": person.id, "name": self.name(person), "answer": given.get(person.id, LATER)}
            for person in people
        ]

    def private_lines(self) -> list[str]:
        """When the family was alone, and that nothing was heard then; or that it wanted no such time."""
        spans = self.view.private_times
        if self.only is not None:
            return []
        if self.view.progress.private_settled and not spans:
            return [self.line("transcript.private-left-out")]
        return [
            self.line("transcript.private-open", start=self.clock(span.began))
            if span.ended is None
            else self.line("transcript.private", start=self.clock(span.began), end=self.clock(span.ended))
            for span in spans
        ]

    def service_runs(self, *, newest: bool = False) -> Iterator[Runs]:
        """What the service wrote of the plan, each view with its day, or the ``newest`` alone."""
        for view in self.view.service_views[-1:] if newest else self.view.service_views:
            day = self._say_day(self._zone(view.at).date().isoformat())
            if view.erased:
                yield ours(self.line("service.erased", day=day))
                continue
            yield ours(self.line(f"service.{view.support}", day=day))
            if view.why is not None:
                yield filled(self, "service.why", {"words": (Whose.THEIRS, view.why)})

    def clock(self, at: datetime) -> str:
        """The time of day where the conversation was held; with the day where it is another one."""
        there, begun = self._zone(at), self._zone(self.view.started)
        day = "" if there.date() == begun.date() else f"{self._say_day(there.date().isoformat())}, "
        return f"{day}{there:%H:%M}"

    def _questions(self, category: Category) -> Iterator[Asked]:
        for question in category.questions:
            said = tuple(
                self.said(person, self.view.answers_to(question.id, person.id))
                for person in self.view.people
                if self.view.answers_to(question.id, person.id)
            )
            if said:
                yield self.asked(question, said)

    def asked(self, question: Question, said: tuple[Said, ...]) -> Asked:
        """A question with what was said to it."""
        read = None if question.read is None else self.without_names(question.read)
        return Asked(question.id, question.text, question.source != "page", said, read)

    def said(self, person: Person, answers: list[KeptAnswer]) -> Said:
        """What one person said to one question: one answer, or several in order."""
        kept = tuple(answer for answer in answers if answer.text is not None)
        texts = tuple(answer.text for answer in kept if answer.text is not None)
        out = any(answer.taken_out for answer in answers)
        if texts:
            return Said(self.name(person), texts, None, kept, self.line("transcript.taken-out") if out else None)
        lost = any(answer.lost for answer in answers)
        erased = any(answer.erased for answer in answers)
        passed = "passed" if answers[-1].passed else "not-saved"
        key = "erased" if erased else "taken-out" if out else "lost" if lost else passed
        return Said(self.name(person), texts, self.line(f"transcript.{key}"), kept)

    def heading_lines(self) -> list[str]:
        """What stands at the top of every transcript."""
        view = self.view
        lines = [
            self.line("common.made-by"),
            self.line("transcript.facts", guide=view.guide_title, day=self.day_held, id=view.id),
            *self.chosen_lines(),
        ]
        if view.reviews is not None:
            lines.append(self.line("transcript.reviews", id=view.reviews))
        if view.people:
            lines.append(self.line("transcript.people", names=self.names))
        for asked, answer in view.progress.prepared.items():
            said = self.line(f"transcript.prepared-{answer}")
            lines.append(self.line("transcript.prepared", question=asked, answer=said))
        if view.rehearsed:
            lines.append(self.line("common.rehearsed"))
        if view.all_taken_out:
            return [*lines, self.line("common.all-taken-out")]
        if view.progress.lost:
            lines.append(self.line("transcript.lost-note", count=view.progress.lost))
        if not view.closed:
            lines.append(self.line("common.unclosed"))
        elif away := [self.name(person) for person in view.people if not person.here]:
            lines.append(self.line("transcript.away", names=", ".join(away)))
        return [*lines, *self._unclear_lines()]

    def chosen_lines(self) -> list[str]:
        """What the papers say of what was left out of them by choice."""
        lines = [] if self.only is None else [self.line("transcript.only", title=self.only.title)]
        return lines if self.named else [*lines, self.line("common.unnamed-note")]

    def beside(self, answer: KeptAnswer) -> tuple[Runs, ...]:
        """What stands under an answer: how it was heard, and how a second recogniser read it."""
        runs = [ours(self.line("transcript.over-prompt"))] if answer.over_prompt and answer.text is not None else []
        if answer.changed:
            runs.append(ours(self.line("transcript.changed")))
        if answer.text is not None and answer.second_text:
            runs.append(filled(self, "transcript.read-again", {"text": (Whose.THEIRS, answer.second_text)}))
        return tuple(runs)

    def _unclear_lines(self) -> list[str]:
        """What the marks mean, where there are any, and how to say the words again while that can be done."""
        if not any(piece.unclear for answer in self.view.answers for piece in stretches(answer)):
            return []
        key = "transcript.unclear-closed" if self.view.closed else "transcript.unclear-open"
        return [self.line("transcript.unclear-note"), self.line(key)]
