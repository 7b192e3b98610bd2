"""Walks at random through conversations, and what must hold at every step of them.

A walk says stories, yes and no, commands by voice and by key, nothing, or too little; it speaks on, stops or is killed, also
while something is asked about, and carries on from the facts alone. In the end it only answers, or only passes, and must
come to the goodbye.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.conversations.groups import CIRCLE, SMALL
from tests.conversations.remembered import Remembered, marks
from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.walk_words import (
    AT_A_CHECK,
    COMMANDS,
    GOING,
    HANDED_ON,
    KEYS,
    NAMES,
    NO,
    STORIES,
    UNCLEAR,
    UNSAID,
    YES,
)
from voice_guide.cli.wiring import load_named_guide
from voice_guide.dialogue.progress import Progress
from voice_guide.events import (
    Event,
    Fact,
    InputEnded,
    KeyCommand,
    NoInput,
    NoMatch,
    SpokeOn,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.journal.projections import SessionView, session_view
from voice_guide.journal.rows import RecordedFact

MEETING = load_named_guide(ENGLISH, "family-meeting")
GUIDES: tuple[str | Guide, ...] = ("short", "restorative", SMALL, CIRCLE, MEETING)
MOST_TO_THE_END = 250  # answers or passes, from wherever a walk is
_BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def viewed(facts: Sequence[Fact], guide: str = "short") -> SessionView:
    """The facts as the papers would show them."""
    begun: dict[str, object] = {"guide": guide, "guide_hash": "c0ffee"}
    all_facts = [Fact(FactKind.SESSION_STARTED, payload=begun), *facts]
    return session_view(
        [RecordedFact(number, _BEGAN + timedelta(seconds=number), "s", fact) for number, fact in enumerate(all_facts)]
    )


@dataclass
class Walk:
    """One conversation at random. ``steps`` are what was said and done, to be read where it went wrong."""

    chance: random.Random
    steps: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.guide = self.chance.choice(GUIDES)
        self.goes_round = isinstance(self.guide, Guide) and self.guide.goes_round
        names = NAMES[: self.chance.randint(1, len(NAMES))]
        self.refusing = {name for name in names if self.chance.random() < 0.25}
        talk_time = self.chance.random() < 0.3
        self.talk = Conversation.begin(self.guide, people=names, agreed=False, talk_time=talk_time)
        self.known = Remembered()
        self.known.past[0] = self.known.copy()
        self.before: Remembered | None = None  # as it was when the last words were said
        self.spoken: Turn | None = None
        self.words = ""  # what was said last
        self.going_on: Turn | None = None  # the answer that was taken is being gone on with
        self.private: set[str] = set()  # marks of what was said by people who are not recorded
        self.marks = 0

    def go(self, steps: int) -> None:
        """So many steps at random, then straight to the end."""
        for _ in range(steps):
            if self.talk.finished is not None and self.talk.finished.closed:
                return
            self.step()
        answering = self.chance.random() < 0.5
        for _ in range(MOST_TO_THE_END):
            if self.talk.finished is not None and self.talk.finished.closed:
                return
            self.onward(answering=answering)
        raise AssertionError(f"stuck at {self.talk.asked}")

    def step(self) -> None:
        """Something at random."""
        turn, chance = self.talk.turn, self.chance
        if turn is None:
            self.carry_on_later()
        elif turn.id == "who" or turn.id.startswith("record:"):
            self.gather(turn)
        elif chance.random() < 0.06 and self.spoken is not None:
            self.speak_on(self.spoken)
        elif (self.going_on or turn.id == "check") and chance.random() < 0.2:
            self.carry_on_later()
        elif turn.id == "check" and chance.random() < 0.5:
            self.say(chance.choice(AT_A_CHECK))
        else:
            if self.goes_round and chance.random() < 0.2:
                self.hand_on()
                return
            if turn.seats and chance.random() < 0.05 and self.going_on is None:
                self.speak_out_of_turn(turn)
                return
            told = (45, 10) if turn.kind is TurnKind.OPEN else (10, 45)
            ways = (self.story, self.answer, self.command, self.key, self.quiet, self.carry_on_later)
            chance.choices(ways, weights=(*told, 18, 12, 8, 5))[0]()

    def onward(self, *, answering: bool) -> None:
        """A plain answer, or a pass."""
        turn = self.talk.turn
        if turn is None:
            self.carry_on_later()
        elif turn.id in ("paused", "prepare-later"):
            self.say("carry on")
        elif turn.id.startswith("prepare-") or turn.id == "who-check":
            self.say("yes")
        elif turn.alone is not None:
            self.happen(KeyCommand("finished" if turn.alone.counts else "yes"))
        elif turn.id == "who-back":
            self.happen(KeyCommand("speaker", 1))
        elif turn.id == "who" or turn.id.startswith("record:"):
            self.gather(turn)
        elif not answering:
            self.say("pass")
        elif turn.kind is TurnKind.OPEN:
            self.say(self.marked("it was Tuesday and he came in late"))
        else:
            self.say(self.chance.choice(("yes", "no") if turn.id != "wf-another" else ("no",)))

    def gather(self, turn: Turn) -> None:
        """Names, and whether each of them is to be recorded."""
        name = turn.id.partition(":")[2]
        self.say(f"{NAMES[-1]} and Ann" if not name else "no" if name in self.refusing else "yes")

    def story(self) -> None:
        """Words of one's own."""
        self.say(self.marked(self.chance.choice(STORIES)))

    def answer(self) -> None:
        """Yes, no, or something between."""
        self.say(self.chance.choice(self.chance.choice((YES, YES, NO, UNCLEAR))), over=self.chance.random() < 0.1)

    def command(self) -> None:
        """Something to steer by."""
        self.say(self.chance.choice(COMMANDS))

    def key(self) -> None:
        """The same by key."""
        self.happen(KeyCommand(self.chance.choice(KEYS)))

    def hand_on(self) -> None:
        """The talking piece goes on, by voice or by key."""
        turn, chance = self.talk.turn, self.chance
        assert turn is not None
        if chance.random() < 0.5:
            seat = chance.choice(turn.seats).number if turn.seats else None
            piece = KeyCommand("talking piece")
            others = (KeyCommand("step out"), KeyCommand("speaker", seat), KeyCommand("ground rules"))
            if chance.random() < 0.2 and seat is not None:
                self.say_whose(seat)
                return
            self.happen(chance.choice((piece, piece, *others)))
        elif chance.random() < 0.4 and self.going_on is None and turn.question is not None:
            self.say(chance.choice(GOING).format(name=chance.choice(NAMES)))
        elif self.going_on is None and turn.question is not None:
            self.say(self.chance.choice(HANDED_ON).format(name=self.chance.choice(NAMES)))

    def say_whose(self, seat: int) -> None:
        """The last words were this one's. Where they are not recorded, the words are to be nowhere."""
        before = {fact.payload.get("text") for fact in self.talk.dialogue.progress.facts}
        self.steps.append(f"the last words were those of {seat}")
        kept = len(self.talk.facts)
        self.spoken = None
        self.talk.take(KeyCommand("that was", seat))
        gone = " ".join(
            str(text) for text in before - {f.payload.get("text") for f in self.talk.dialogue.progress.facts}
        )
        self.known.take_back(gone)
        self.private |= marks(gone)
        self.look(self.talk.facts[kept:], reopened=True)

    def speak_out_of_turn(self, turn: Turn) -> None:
        """Somebody else speaks, and the worker says who."""
        seat = self.chance.choice(turn.seats)
        if turn.question is None or turn.kind is not TurnKind.OPEN or not (turn.recorded and seat.recorded):
            return
        words = self.marked(self.chance.choice(STORIES))
        self.before = self.known.copy()
        self.known.due |= marks(words)
        self.happen(Utterance(turn.id, words, seat=seat.number))
        if self.talk.asked == "check" and self.known.asked_about is None:
            self.known.asked_about = words

    def quiet(self) -> None:
        """Nothing, or nothing that words were made of: it is never asked again because of that."""
        assert self.talk.turn is not None
        turn = self.talk.turn.id
        self.happen(NoInput(turn, 40.0) if self.chance.random() < 0.5 else NoMatch(turn))
        assert not self.talk.aloud, "asked again into the silence"

    def speak_on(self, turn: Turn) -> None:
        """Go on with the last answer, and say it whole; or be killed, press a key, or cough before that."""
        before = self.before
        if before is not None and turn.id == "check":  # they are kept, and what was said to the check is not over
            self.known.say_again(before.due)
            self.known.asked_about = before.asked_about
        self.happen(SpokeOn(turn.id))
        if self.talk.asked != turn.id or not turn.goes_on:
            return
        self.going_on = self.talk.turn
        if self.chance.random() < 0.6:
            self.story()

    def carry_on_later(self) -> None:
        """The program ends here, told to or not, and the session goes on from its facts."""
        self.steps.append("(later)")
        if self.talk.turn is not None and self.chance.random() < 0.5:
            self.happen(InputEnded())
        kept = len(self.talk.facts)
        self.talk = self.talk.resumed(guide=self.guide)
        self.spoken = self.before = self.going_on = self.known.asked_about = None
        self.look(self.talk.facts[kept:])

    def marked(self, words: str) -> str:
        """The words with a mark that nothing else has."""
        self.marks += 1
        mark = f"mark{self.marks}x"
        return words.format(mark=mark) if "{mark}" in words else f"{words} {mark}"

    def say(self, words: str, *, over: bool = False) -> None:
        """Say it in the turn that is listened to."""
        turn = self.talk.turn
        assert turn is not None
        if self.going_on is not None:
            words = f"{self.words} {words}"
        if not turn.recorded:
            self.private |= marks(words)
        self.before = self.known.copy()
        if turn.recorded and (turn.id == "check" or (turn.question is not None and turn.kind is TurnKind.OPEN)):
            self.known.due |= marks(words)
        self.happen(Utterance(turn.id, words, over_prompt=over, seconds=float(len(words) ** 2)))
        self.spoken, self.words = turn, words
        if self.talk.asked == "check" and marks(words) and self.known.asked_about is None:
            self.known.asked_about = words

    def happen(self, event: Event) -> None:
        """Let it happen, then see whether everything is as it must be."""
        turn, kept = self.talk.turn, len(self.talk.facts)
        self.steps.append(f"{turn.id if turn else 'nothing'}: {event}")
        self.spoken = None
        self.talk.take(event)
        new = self.talk.facts[kept:]
        self.own_yes(event, turn, new)
        self.told_at_check(event, turn)
        if isinstance(event, Utterance | KeyCommand) or event == InputEnded():
            self.going_on = None
        self.look(new, reopened=isinstance(event, SpokeOn) or any(f.kind == FactKind.ANSWER_REOPENED for f in new))

    def told_at_check(self, event: Event, turn: Turn | None) -> None:
        """What was asked about is no answer only where a clear yes, or the command itself, said so."""
        words, known = self.known.asked_about, self.known
        if words is None or self.talk.asked == "check":
            return
        meant = next((command for end, command in UNSAID.items() if words.endswith(end)), None)
        clear = isinstance(event, Utterance) and event.text in YES and not event.over_prompt
        clear = clear or event == KeyCommand("yes") or event == KeyCommand(meant or "")
        clear = clear or (isinstance(event, Utterance) and event.text.startswith(("go back", "louder")))
        if meant is not None and clear and self.talk.outcomes[-1] == f"command:{meant}":
            known.take_back(f"{words} {self.words}" if self.going_on else words)
        if turn is not None and turn.id == "check":
            known.asked_about = None

    def own_yes(self, event: Event, turn: Turn | None, new: Sequence[Fact]) -> None:
        """A yes to a way forward, and words taken out, come of somebody's clear yes in their own turn alone."""
        clear = isinstance(event, Utterance) and (event.text in YES) and not event.over_prompt
        clear = clear or (isinstance(event, KeyCommand) and event.name == "yes")
        for fact in new:
            if fact.kind == FactKind.WAY_FORWARD_ANSWERED_BY and fact.payload["answer"] == "yes":
                assert clear
                assert turn is not None
                assert fact.participant == turn.participant
            if fact.kind == FactKind.ANSWER_TAKEN_OUT:
                said_again = isinstance(event, Utterance) and event.text.startswith("take")
                assert clear or said_again
                assert turn is not None
                assert turn.id in ("take-out", "delete-all", "stop-saving")

    def look(self, new: Sequence[Fact], *, reopened: bool = False) -> None:
        """Everything that holds at every step."""
        talk, known = self.talk, self.known
        known.take(new)
        steered = reopened or talk.outcomes[-1:] in (["command:back"], ["command:change"])
        if talk.turn is not None and talk.turn.question is not None:
            place = (talk.turn.question, talk.turn.participant)
            assert steered or place not in known.settled, "asked twice, unasked"
            known.settled.discard(place)
        known.mark_here()
        assert talk.turn is not None or talk.finished is not None, "nobody listens"
        view = viewed(talk.facts)
        shown = [answer.text for answer in view.answers if answer.text is not None]
        assert shown == ([] if known.all_out else [known.stands[number] for number in sorted(known.stands)])
        for mark in known.due:
            assert sum(mark in text.split() or f"{mark}." in text.split() for text in shown) == 1, (
                f"{mark} lost or doubled"
            )
        assert not known.unsaid & marks(" ".join(shown)), "words that are to be on no paper"
        known.check_agreements(view.progress)
        for fact in new:
            payload = str(fact.payload)
            assert not any(mark in payload for mark in self.private), "words of somebody who is not recorded"
            assert not any(f"'{name}'" in payload for name in self.refusing), "the name of somebody who is not recorded"
        talk.dialogue.upcoming()
        folded, now = Progress.fold(talk.facts), talk.dialogue.progress
        folded.whole = now.whole
        assert folded == now, "a resume would stand elsewhere"


def walked(seed: int, steps: int) -> Walk:
    """A walk that begins with this seed; where something does not hold, the error names the seed and the last steps."""
    walk = Walk(random.Random(seed))
    try:
        walk.go(steps)
    except Exception as error:
        error.add_note(f"seed {seed}: " + "\n".join(walk.steps[-12:]))
        raise
    return walk
