"""What a command does. Each also has a key and, later, a button; all come here by the same names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from unicodedata import normalize

from voice_guide.dialogue import talk_time
from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.asking import reading_of
from voice_guide.dialogue.ground_rules import RuleBook
from voice_guide.dialogue.parts import LATER, NO, WayForward
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.rounds import leads
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskBack,
    AskChange,
    AskFirstWord,
    AskGroundRules,
    AskPreparation,
    AskQuestion,
    AskReview,
    AskSlot,
    AskTalkTime,
    OfferPrivateTime,
    Step,
)
from voice_guide.events import Adjust, Fact, Prompt, Turn
from voice_guide.facts import FactKind
from voice_guide.guide.model import Category, Guide
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language

RATE_STEP_WPM = 20
VOLUME_STEP = 0.15

_EXPLAINED = {
    "record": "record.explain",
    "role": "role.explain",
    "answers": "supporter.answers-explain",
    "name": "supporter.name-explain",
}
_NOT_BEFORE = ("skip to", "progress")  # before anybody is asked anything, there is no part to skip, or to be in
_ADJUSTMENTS = {
    "slower": Adjust(rate_step_wpm=-RATE_STEP_WPM),
    "faster": Adjust(rate_step_wpm=RATE_STEP_WPM),
    "louder": Adjust(volume_step=VOLUME_STEP),
    "quieter": Adjust(volume_step=-VOLUME_STEP),
}


@dataclass(frozen=True)
class Place:
    """Where a command was given: the step, its turn as first asked, and what has been said and done so far."""

    step: Step
    turn: Turn
    progress: Progress
    last_words: str | None
    next_name: str | None


class SpokenCommands:
    """Turns a command into a reply. ``help`` remembers which three lines come next."""

    def __init__(self, language: Language, guide: Guide, plan: PlanQuestions, answers: Answers) -> None:
        self._language = language
        self._guide = guide
        self._plan = plan
        self._answers = answers
        self._help_given = 0

    def reply(self, name: str, about: str | None, place: Place) -> Reply:
        """What this command does here. Commands that can't be done here say so and ask again."""
        outcome = f"command:{name}"
        # A "back" that could not be done must not be folded as one that was.
        noted: dict[str, object] = {"name": name, "done": False} if name == "back" else {"name": name}
        note = Fact(FactKind.COMMAND, place.turn.participant, place.turn.question, noted)
        if name in _ADJUSTMENTS:
            return self._again(outcome, f"commands.{name}", place, adjust=_ADJUSTMENTS[name], facts=[note])
        handlers = {
            "repeat": self._repeat,
            "explain": self._explain,
            "pass": self._pass,
            "finished": self._finished,
            "back": self._back,
            "skip to": self._skip,
            "hold": self._hold,
            "read back": self._read_back,
            "progress": self._progress,
            "who next": self._who_next,
            "help": self._help,
        }
        if name == "stop":
            return Reply(outcome, then=Then.STOP, facts=[note])
        if name == "pause":
            return Reply(outcome, then=Then.PAUSE, facts=[note])
        not_yet = isinstance(place.step, AskPreparation) and name in _NOT_BEFORE
        if name in handlers and not not_yet:
            reply = handlers[name](about, place)
            reply.outcome = outcome
            if not any(fact.kind == FactKind.COMMAND for fact in reply.facts):
                reply.facts.insert(0, note)
            return reply
        return self._again(outcome, "commands.not-here", place, facts=[note])

    def _again(
        self,
        outcome: str,
        key: str,
        place: Place,
        *,
        adjust: Adjust | None = None,
        facts: list[Fact] | None = None,
        **values: object,
    ) -> Reply:
        """Say something, and ask the same turn again in one breath."""
        asked = place.turn.prompt.text if place.turn.prompt else ""
        prompt = self._language.prompt(key, question=asked, **values)
        ask = replace(place.turn, prompt=prompt)
        return Reply(outcome, then=Then.ASK_AGAIN, ask=ask, adjust=adjust, facts=facts or [])

    def _repeat(self, _about: str | None, place: Place) -> Reply:
        reply = self._again("", "commands.repeat", place)
        reply.lead += reading_of(place.step)
        return reply

    def _explain(self, about: str | None, place: Place) -> Reply:
        category = self._category(place.step)
        if about == "part" and category is not None:
            return self._again("", "commands.part", place, category=category.title, reason=category.reason)
        wording = self._wording(place)
        return Reply(
            "", then=Then.ASK_AGAIN, ask=replace(place.turn, prompt=Prompt(f"{place.turn.id}.wording", wording))
        )

    def _wording(self, place: Place) -> str:
        step = place.step
        if place.turn.id == "wf-list":
            return self._language.prompt("plan.say-listed").text
        if place.turn.id == self._plan.slots[0].id:
            return self._plan.slots[0].wording
        if isinstance(step, AskPreparation):
            return step.item.wording
        if isinstance(step, AskQuestion):
            return step.question.wording
        if isinstance(step, AskSlot):
            return next(question.wording for question in self._plan.slots if question.slot == step.slot)
        if isinstance(step, AskAnother):
            return self._plan.another.wording
        if isinstance(step, AskReview):
            return self._plan.review.wording
        if isinstance(step, AskAgreement):
            return self._language.prompt("list.agree-explain").text
        if isinstance(step, AskChange):
            return self._language.prompt("list.change-explain" if step.may_drop else "list.change-several-explain").text
        if isinstance(step, AskTalkTime | AskFirstWord):
            key = "what" if isinstance(step, AskTalkTime) else "first-explain"
            return self._language.prompt(f"talk-time.{key}").text
        if isinstance(step, AskGroundRules):
            return self._language.prompt("rules.agree-explain").text
        if isinstance(step, AskBack):
            return self._language.prompt("presence.who-back-explain").text
        if isinstance(step, OfferPrivateTime):
            return self._language.prompt("private.length-explain").text
        kind, _, name = place.turn.id.partition(":")
        key = _EXPLAINED.get(kind, "who.explain")
        return self._language.prompt(key, name=name).text

    def _pass(self, _about: str | None, place: Place) -> Reply:
        """Passing is always allowed, without comment."""
        passed = self._language.prompt("answer.passed")
        return Reply("", facts=self.passing(place), lead=[passed])

    def passing(self, place: Place) -> list[Fact]:
        """The facts of a pass at this step."""
        step = place.step
        if isinstance(step, AskQuestion):
            in_round = step.category.rounds and leads(step.question)
            return [Fact(FactKind.PASSED, step.person.id, step.question.id, {"round": True} if in_round else {})]
        if isinstance(step, AskTalkTime):
            return [talk_time.agreeing(step.person.id, LATER)]
        if isinstance(step, AskFirstWord):
            return [talk_time.offering(step.person.id, step.question.id, NO)]
        if isinstance(step, AskGroundRules):
            return [RuleBook.fact(place.turn, LATER, None)]
        if isinstance(step, AskSlot):
            return self._answers.no_slot(step)
        if isinstance(step, AskAnother):
            return [Fact(FactKind.WAYS_FORWARD_NAMED, step.person.id)]
        if isinstance(step, AskAgreement):
            return [self._answers.answered(step, LATER, None)]
        if isinstance(step, AskChange):
            return [self._answers.keep_as_it_is(step)]
        if isinstance(step, AskReview):
            return [self._answers.no_review(step)]
        return []

    def _finished(self, about: str | None, place: Place) -> Reply:
        """Finished with nothing said: go on, as after a pass. A person who is not recorded has answered."""
        step = place.step
        if isinstance(step, AskQuestion) and not step.person.recorded:
            payload: dict[str, object] = {"utterance": None, "kept": False}
            return Reply("", facts=[Fact(FactKind.ANSWER_KEPT, step.person.id, step.question.id, payload)])
        return self._pass(about, place)

    def _back(self, _about: str | None, place: Place) -> Reply:
        payload: dict[str, object] = {"name": "back"}
        way = self._way_before(place)
        if way is not None:
            payload |= {"way": way.number, "slot": list(way.slots)[-1]}
        elif not isinstance(place.step, (AskQuestion, AskSlot)):
            return self._again("", "commands.not-here", place)
        elif not place.progress.order:
            return self._again("", "commands.back-first", place)
        fact = Fact(FactKind.COMMAND, place.turn.participant, place.turn.question, payload)
        return Reply("", facts=[fact], lead=[self._language.prompt("commands.back")])

    @staticmethod
    def _way_before(place: Place) -> WayForward | None:
        """The way forward whose last slot was filled just before this step, if the step before was one."""
        if isinstance(place.step, AskSlot) and place.step.way is not None and place.step.way.slots:
            return place.step.way
        if isinstance(place.step, AskAnother):
            theirs = (way for way in reversed(place.progress.ways) if way.proposer == place.step.person.id)
            way = next(theirs, None)
            return way if way is not None and way.slots else None  # nothing is left of one that was taken out
        return None

    def _skip(self, about: str | None, place: Place) -> Reply:
        """On to a later category by its title; what lies between is left for another day."""
        ids = [category.id for category in self._guide.categories]
        here = self._category(place.step)
        start = ids.index(here.id) if here else 0
        later = self._guide.categories[start + 1 :]
        target = max(
            later, key=lambda category: _in_common(about or "", category), default=None
        )  # the first of the best
        if target is None or not _in_common(about or "", target):
            titles = ", ".join(category.title for category in later)
            return self._again("", "commands.skip-unknown", place, categories=titles)
        skipped = ids[start : ids.index(target.id)]
        fact = Fact(FactKind.CATEGORY_SKIPPED, place.turn.participant, None, {"categories": skipped})
        return Reply("", facts=[fact], lead=[self._language.prompt("commands.skip", category=target.title)])

    def _hold(self, _about: str | None, place: Place) -> Reply:
        ask = replace(place.turn, hold=True, prompt=self._language.prompt("commands.hold"))
        return Reply("", then=Then.ASK_AGAIN, ask=ask)

    def _read_back(self, _about: str | None, place: Place) -> Reply:
        if place.last_words is None:
            return self._again("", "commands.read-back-none", place)
        return self._again("", "commands.read-back", place, words=place.last_words)

    def _progress(self, _about: str | None, place: Place) -> Reply:
        here = self._category(place.step)
        parts = self._guide.categories
        part = next((n for n, category in enumerate(parts, 1) if here and category.id == here.id), len(parts))
        return self._again("", "commands.progress", place, part=part, parts=len(parts))

    def _who_next(self, _about: str | None, place: Place) -> Reply:
        if place.next_name is None:
            return self._again("", "commands.next-none", place)
        return self._again("", "commands.next-one", place, name=place.next_name)

    def _help(self, _about: str | None, place: Place) -> Reply:
        if isinstance(place.step, AskPreparation):
            return Reply("", then=Then.ASK_AGAIN, lead=[self._language.prompt("prepare.help")])
        lines = self._language.prompts["help"]["lines"]
        prompt = Prompt("help.lines", lines[self._help_given % len(lines)])
        self._help_given += 1
        return Reply("", then=Then.ASK_AGAIN, lead=[prompt])

    @staticmethod
    def _category(step: Step) -> Category | None:
        return step.category if isinstance(step, (AskQuestion, AskSlot)) else None


def _in_common(about: str, category: Category) -> int:
    """How many words what was asked for and a category have in common: "what happens next" is not "What you need"."""
    wanted = {word for word in about.lower().replace("/", " ").split() if len(normalize("NFD", word)) > 2}
    title = set(category.title.lower().replace("/", " ").replace("?", "").split()) | set(category.id.split("-"))
    return len(wanted & title)
