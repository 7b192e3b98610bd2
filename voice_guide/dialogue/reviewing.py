"""The guide of a review meeting: the last list, line by line and word for word, then the next ways forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from voice_guide.dialogue.answers import way_line
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.next_step import concerned, is_agreed
from voice_guide.dialogue.parts import LATER, Person, WayForward
from voice_guide.dialogue.progress import Progress
from voice_guide.guide.model import Category, Guide, Introduction, Question
from voice_guide.languages import Language

ADDED = "added"


class Reviewing:
    """Makes the guide from the authored one, whose first category has the question that is asked of each line."""

    def __init__(self, authored: Guide, language: Language, meaning: Meaning) -> None:
        self._authored = authored
        self._language = language
        self._meaning = meaning

    def guide(self, last: Progress, day: str) -> Guide:
        """The guide to review the list of a session that was held on this day and came so far."""
        lines, onward = self._authored.categories[0], self._authored.categories[1:]
        ways = last.ways_kept
        if not ways:
            introduction = self._introduction("nothing", day, then=onward[0].introduction.text)
            return replace(self._authored, categories=(replace(onward[0], introduction=introduction), *onward[1:]))
        key = "list" if any(is_agreed(way, last) for way in ways) else "none-agreed"
        return replace(self._authored, categories=(self._list(lines, last, self._introduction(key, day)), *onward))

    def _introduction(self, key: str, day: str, **more: object) -> Introduction:
        return Introduction(self._language.prompt(f"review.{key}", day=day, **more).text, ADDED)

    def _list(self, authored: Category, last: Progress, introduction: Introduction) -> Category:
        asked = authored.questions[0]
        questions = tuple(self._line(asked, way, number, last) for number, way in enumerate(last.ways_kept, 1))
        order = tuple(question.id for question in questions)
        return replace(authored, introduction=introduction, questions=questions, ask_order=order)

    def line(self, way: WayForward, number: int, last: Progress) -> str:
        """One line of the last list as it is read aloud, with how it stood."""
        line = way_line(self._language, self._meaning, way, number, lambda person: self._name(last.person(person)))
        return " ".join([line, *self._how_it_stood(way, last)])

    def erased(self, number: int) -> str:
        """What is read in the place of a line whose words were erased."""
        return self._language.prompt("review.erased-line", number=number).text

    def _line(self, asked: Question, way: WayForward, number: int, last: Progress) -> Question:
        return replace(asked, id=f"{asked.id}-{number}", read=self.line(way, number, last))

    def _how_it_stood(self, way: WayForward, last: Progress) -> Iterator[str]:
        """Whether it was agreed; where it was not, what each person said, and who was still to be asked."""
        if is_agreed(way, last):
            yield self._said("agreed")
            return
        yield self._said("not-agreed")
        for person in concerned(way, last):
            yield self._said(way.answers.get(person.id, LATER), name=self._name(person))
        for words in way.absent("who"):
            yield self._said(LATER, name=words)

    def _said(self, key: str, **values: object) -> str:
        return self._language.prompt(f"review.{key}", **values).text

    def _name(self, person: Person) -> str:
        if person.name is not None:
            return person.name
        return self._language.prompt("who.guest", number=person.id.removeprefix("p")).text
