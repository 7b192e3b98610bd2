"""Steering a group: the talking piece handed on, and who is here; by voice, or by the worker's keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from voice_guide.dialogue import talk_time
from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.ground_rules import RuleBook
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.out_of_turn import LastWords, last_words, moved
from voice_guide.dialogue.parts import LEFT, NO, UNSURE, YES, Person
from voice_guide.dialogue.presence import returned
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.rounds import leads
from voice_guide.dialogue.standing import Checking, Standing
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskBack,
    AskFirstWord,
    AskGroundRules,
    AskQuestion,
    AskTalkTime,
)
from voice_guide.dialogue.talking_piece import handed, lent, next_of, round_of
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, KeyCommand, Prompt, Seat, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.languages import Language
from voice_guide.understanding.group_readers import group_reader
from voice_guide.understanding.yes_no import Answer

PIECE, PIECE_ON = "talking piece", "talking piece on"
RULES = "ground rules"
STEP_OUT, LEAVE, COME_BACK, SPEAKER, THAT_WAS = "step out", "leave", "come back", "speaker", "that was"
BY_KEY = (PIECE, STEP_OUT, SPEAKER, RULES, THAT_WAS)

_OF_ONE = AskQuestion | AskGroundRules | AskTalkTime | AskFirstWord | AskAgreement | AskAnother


@dataclass(frozen=True)
class Said:
    """A command to the group, and the one of them whom it is about. ``asks``: whether it is asked about before it is done."""

    command: str
    person: str | None = None
    asks: bool = False


class Group:
    """Does what is about the group, and is no answer. Its memory is the facts and the standing alone.

    ``gone_by`` tells which questions whoever comes back now was not here for. A guide where nothing goes round is for
    no group.
    """

    def __init__(
        self,
        *,
        language: Language,
        guide: Guide,
        meaning: Meaning,
        turns: TurnMaker,
        gathering: Gathering,
        progress: Progress,
        standing: Standing,
        rules: RuleBook,
        gone_by: Callable[[], list[str]],
    ) -> None:
        self._language = language
        self._guide = guide
        self._meaning = meaning
        self._turns = turns
        self._gathering = gathering
        self._words = group_reader(language)
        self._progress = progress
        self._standing = standing
        self._rules = rules
        self._gone_by = gone_by
        self._on = guide.goes_round
        self.answers: Answers | None = None  # who keeps what is said; set once it is there

    def seats(self) -> tuple[Seat, ...]:
        """Everyone in the group, by the number of their key; nobody where this guide is for no group."""
        people = self._progress.people if self._on else []
        return tuple(
            Seat(number, self._called(person), person.recorded) for number, person in enumerate(people, start=1)
        )

    def name_of(self, person_id: str) -> str:
        """What this one of the group is called."""
        return self._called(self._progress.person(person_id))

    def read(self, turn: Turn, heard: Utterance) -> Said | None:
        """What a whole utterance is to the group here; None where it is an answer."""
        step = self._standing.step
        if not self._on or self._standing.turn is None or turn.id != self._standing.turn.id:
            return None
        found = self._words.read(heard.text, [self._called(person) for person in self._progress.people])
        if found is None:
            return None
        person = self._named(found.name) if found.name is not None else None
        if found.command in (PIECE, PIECE_ON):
            if not isinstance(step, AskQuestion) or not step.category.rounds:
                return None
            if not found.sure and person is not None and (person is step.person or not person.here):
                return None
            return Said(found.command, person.id if person else None, asks=not found.sure)
        if found.command == RULES:
            return Said(RULES) if self._rules.here else None
        if found.command == THAT_WAS:
            person = person or (step.person if isinstance(step, AskQuestion) else None)
            last = self._last(self._progress)
            theirs = person is None or last is None or last.person == person.id
            return (
                None
                if theirs or person is None or not isinstance(step, AskQuestion)
                else Said(THAT_WAS, person.id, asks=True)
            )
        if not isinstance(step, _OF_ONE):
            return None
        away = [each for each in self._progress.people if not each.here]
        if person is None and found.command == COME_BACK:
            person = away[0] if len(away) == 1 else None
        elif person is None:
            person = (
                step.person if len(away) < len(self._progress.people) - 1 else None
            )  # for the last one it is a stop
        if person is None or person.here is (found.command == COME_BACK):
            return None  # nobody leaves who is not here, or comes back who is
        return Said(found.command, person.id, asks=True)

    def said(self, said: Said, turn: Turn) -> Reply:
        """Do what was said."""
        if said.command == RULES:
            return Reply(f"command:{RULES}", then=Then.ASK_AGAIN, lead=self._rules.read(self._progress), ask=turn)
        if said.command not in (PIECE, PIECE_ON):
            return self.do(said.command, str(said.person), self._progress)
        step = self._standing.step
        assert isinstance(step, AskQuestion)
        to = next_of(step, self._progress) if said.person is None else self._progress.person(said.person)
        outcome = f"command:{PIECE}"
        if to is step.person:
            return Reply(outcome, then=Then.LISTEN_ON)  # it is theirs already
        if to is not None and not to.here:
            return self._tell(outcome, "presence.away", turn, to)
        return Reply(outcome, facts=handed(step, to, self._progress))

    def key(self, event: KeyCommand, turn: Turn) -> Reply | None:
        """What a key of the group's does here; None where it does nothing here."""
        step = self._standing.step
        if not self._on:
            return None
        if event.name == PIECE:
            goes_round = isinstance(step, AskQuestion) and step.category.rounds
            return self.said(Said(PIECE_ON), turn) if goes_round else None
        if event.name == RULES:
            return self.said(Said(RULES), turn) if self._rules.here else None
        people = self._progress.people
        asked = next((person for person in people if person.id == (event.person or turn.participant)), None)
        person = asked if event.seat is None else people[event.seat - 1] if event.seat <= len(people) else None
        if person is None or not isinstance(step, _OF_ONE | AskBack):
            return None
        if event.name == STEP_OUT and person.here:
            return self.do(STEP_OUT, person.id, self._progress)
        if event.name == SPEAKER and not person.here:
            return self.do(COME_BACK, person.id, self._progress)
        if event.name == SPEAKER and isinstance(step, AskQuestion) and step.category.rounds:
            return self._lent(step, person)
        if event.name == THAT_WAS and not isinstance(step, AskBack):
            last = self._last(self._progress)
            theirs = last is None or last.person == person.id
            return None if theirs else self.do(THAT_WAS, person.id, self._progress)
        return None

    def spoken_by(self, turn: Turn, heard: Utterance) -> Reply | None:
        """An answer that is somebody else's than whose turn it was, as the worker's key told meanwhile; None where it is not."""
        step, people = self._standing.step, self._progress.people
        if not isinstance(step, AskQuestion) or turn.id != step.question.id or self.answers is None:
            return None
        person = people[heard.seat - 1] if heard.seat is not None and heard.seat <= len(people) else step.person
        if person.id == step.person.id:
            return None
        theirs = replace(turn, participant=person.id, recorded=person.recorded)
        kept = self.answers.question(replace(step, person=person), theirs, heard, self._progress)
        return replace(kept, lead=[self._language.prompt("record.yes", name=self._called(person))])

    def _lent(self, step: AskQuestion, person: Person) -> Reply:
        """The worker says who is speaking: the question is theirs now, and then the round goes on where it was."""
        if person.id == step.person.id:
            return Reply(f"command:{SPEAKER}", then=Then.LISTEN_ON)
        return Reply(f"command:{SPEAKER}", facts=[lent(step.person.id, round_of(step), person.id)])

    def _moved(self, person: Person, progress: Progress) -> Reply:
        """The last words were this person's. Whoever was down for them has not had their turn, and has it now."""
        last, turn = self._last(progress), self._standing.turn
        assert last is not None
        assert turn is not None
        facts = moved(progress.facts, last, person)
        category, question = self._guide.find(last.question)
        if category.rounds and leads(question) and progress.person(last.person).here:
            facts.append(lent(str(turn.participant), last.question, last.person))
        key = "rounds.moved" if person.recorded else "rounds.dropped"
        return Reply(f"command:{THAT_WAS}", facts=facts, lead=[self._language.prompt(key, name=self._called(person))])

    @staticmethod
    def _last(progress: Progress) -> LastWords | None:
        return last_words(progress.facts, progress.taken_out | progress.replaced)

    def other_than(self, person_id: str) -> str:
        """Who is down for the last words, in place of this person."""
        last = last_words(self._progress.facts[: self._standing.checking.before] if self._standing.checking else [])
        return self.name_of(last.person) if last is not None else self.name_of(person_id)

    def do(self, command: str, person_id: str, progress: Progress) -> Reply:
        """Somebody steps out, leaves, or is back, or the last words were theirs. ``progress``: as it will be then."""
        name, outcome = self.name_of(person_id), f"command:{command}"
        if command == PIECE and self._standing.turn is not None:
            return self.said(Said(PIECE, person_id), self._standing.turn)
        if command == THAT_WAS:
            return self._moved(progress.person(person_id), progress)
        if command == COME_BACK:
            back = returned(person_id, self._gone_by(), progress)
            return Reply(outcome, facts=[back], lead=[self._language.prompt("presence.back", name=name)])
        out = command == STEP_OUT
        facts = [Fact(FactKind.PARTICIPANT_LEFT, person_id, None, {"out": True} if out else {})]
        lead = [self._language.prompt("presence.out" if out else "presence.left", name=name)]
        others = [person for person in progress.people if person.id != person_id]
        if not out and all(person.away == LEFT for person in others):
            return Reply(outcome, then=Then.STOP, facts=facts, lead=[*lead, self._language.prompt("presence.all-left")])
        return Reply(outcome, facts=facts, lead=lead)

    def means(self, checking: Checking, heard: Utterance) -> bool | None:
        """Whether this says once more what is being asked about, of the same person; False: of the other one; None: neither."""
        name, other = self.name_of(str(checking.person)), self.other_than(str(checking.person))
        found = self._words.read(heard.text, [self._called(person) for person in self._progress.people])
        if found is not None and found.command == checking.command and found.name in (None, name):
            return True
        if checking.command != THAT_WAS:
            return None
        named = self._words.named(heard.text, [name, other])
        return None if named is None else named == name

    def asked_of_talk_time(
        self, step: AskTalkTime | AskFirstWord, turn: Turn, heard: Utterance, *, again: bool
    ) -> Reply:
        """Whether it may be measured, or somebody speaks first. Unclear is asked once more, and is no yes."""
        read = self._meaning.answer(heard)
        if read is Answer.OTHER and not again:
            return Reply("no-match", then=Then.ASK_AGAIN, ask=self._turns.surely(turn, self._standing.turn))
        answer = {Answer.YES: YES, Answer.NO: NO}.get(read, UNSURE)
        if isinstance(step, AskFirstWord):
            return Reply(answer, facts=[talk_time.offering(step.person.id, step.question.id, answer)])
        lead = [] if answer == YES else [self._language.prompt("talk-time.not")]
        return Reply(answer, facts=[talk_time.agreeing(step.person.id, answer)], lead=lead)

    def rules_heard(self, turn: Turn, heard: Utterance, *, again: bool) -> Reply:
        """What one person says to the ground rules."""
        return self._rules.hear(turn, heard, again=again)

    def are_back(self, heard: Utterance) -> Reply:
        """Who is back, where nobody was here; asked again where it names nobody."""
        called = {self._called(person): person.id for person in self._progress.people}
        found = self._words.read(heard.text, list(called))
        named = {found.name} if found is not None and found.name else set()
        here, _ = self._meaning.who(heard.text, list(called), None)
        ids = [called[name] for name in called if name in {*here, *named}]
        if not ids:
            return Reply("no-match", then=Then.ASK_AGAIN)
        gone = self._gone_by()
        facts = [returned(person_id, gone, self._progress) for person_id in ids]
        return Reply("answer", facts=facts, lead=[self._welcome(ids)])

    def _welcome(self, ids: list[str]) -> Prompt:
        return self._language.prompt("presence.back", name=self._turns.join_names([self.name_of(each) for each in ids]))

    def _tell(self, outcome: str, key: str, turn: Turn, person: Person) -> Reply:
        """Say how it is with somebody, and ask the same again."""
        asked = turn.prompt.text if turn.prompt else ""
        prompt = self._language.prompt(key, name=self._called(person), question=asked)
        return Reply(outcome, then=Then.ASK_AGAIN, ask=replace(turn, prompt=prompt))

    def _named(self, name: str) -> Person:
        return next(person for person in self._progress.people if self._called(person) == name)

    def _called(self, person: Person) -> str:
        return self._turns.name(person, self._gathering.called)
