"""The second pass: where the live recogniser streams, another one reads each open answer's sound again, in the background.

The live text stays the answer's text; the second is kept beside it. The sound is let go as soon as it has been read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from voice_guide.events import Fact, Transcription, TurnKind
from voice_guide.facts import FactKind
from voice_guide.ports import Journal, Recogniser, Room, RoomClosed, Samples, WorkDone
from voice_guide.session.decoding import whole
from voice_guide.session.trace import TurnTrace

WAIT_SECONDS = 20.0  # at the end of a session, for what is still to be read; what takes longer is left unread
_STEP_SECONDS = 0.1
_CAN_WAIT = "command"  # of the reasons to stop: whoever said "stop", rather than Ctrl-C or a lost device


@dataclass
class _Answer:
    """An answer that may be read again. ``utterance`` is its number in the journal, once it has one."""

    trace: TurnTrace
    text: str
    sound: list[Samples] = field(repr=False)  # emptied when it is read or dropped, whoever still holds the answer
    participant: str | None = None
    question: str | None = None
    utterance: int = 0

    def drop(self) -> None:
        """Let go of the sound."""
        self.sound.clear()


class SecondReadings:
    """Reads answers one at a time beside the conversation. For the session's thread only.

    ``recogniser`` is asked for when the first answer is read, so that it loads in the background too. An answer whose
    reading fails keeps its live text alone. ``give_up`` is called when what is still being read is not wanted any more.
    """

    def __init__(
        self, room: Room, recogniser: Callable[[], Recogniser], give_up: Callable[[], None] = lambda: None
    ) -> None:
        self._room = room
        self._recogniser = recogniser
        self._give_up = give_up
        self._offered: _Answer | None = None
        self._waiting: list[_Answer] = []
        self._reading: _Answer | None = None
        self._read: list[Fact] = []

    def offer(self, trace: TurnTrace, text: str, sound: Samples) -> None:
        """An answer was taken. It is read once the journal has kept its words, and only then."""
        if trace.turn.kind is TurnKind.OPEN and trace.turn.recorded and trace.turn.participant is not None:
            self._let_go()
            trace.second_text = None
            self._offered = _Answer(trace, text, [sound])

    def kept(self, facts: Sequence[Fact], utterances: int) -> None:
        """These facts are on disk; ``utterances`` have been heard with them. Begins to read what they keep."""
        heard = [fact for fact in facts if fact.kind == FactKind.UTTERANCE_HEARD]
        for number, fact in enumerate(heard, utterances - len(heard) + 1):
            answer = self._offered
            if answer is not None and _is_of(fact, answer):
                answer.utterance, answer.participant, answer.question = number, fact.participant, fact.question
                self._offered = None
                self._waiting.append(answer)
        self._begin()

    def reopened(self, utterances: int) -> None:
        """Only so many utterances still hold: what came of later ones will be read anew."""
        for answer in [*self._waiting, *([self._reading] if self._reading else [])]:
            if answer.utterance > utterances:
                answer.drop()
        self._waiting = [answer for answer in self._waiting if answer.sound]
        self._read = [fact for fact in self._read if int(str(fact.payload["utterance"])) <= utterances]

    def withdrawn(self, participant: str | None) -> None:
        """This person has taken back their agreement: nothing more is read of what they said."""
        for answer in [*self._waiting, *([self._reading] if self._reading else [])]:
            if answer.participant == participant:
                answer.drop()
        self._waiting = [answer for answer in self._waiting if answer.sound]
        self._read = [fact for fact in self._read if fact.participant != participant]

    def take(self) -> list[Fact]:
        """The second texts that came since the last call."""
        found, self._read = self._read, []
        return found

    def finish(self, seconds: float = WAIT_SECONDS) -> list[Fact]:
        """The session is over: wait so long at most for what is still to be read, then let go of all sound."""
        self._let_go()
        until = self._room.now() + seconds
        while self._reading is not None and self._room.now() < until:
            # In steps: what ends a reading happens inside ``next``, which waits on for an event.
            if isinstance(self._room.next(min(until, self._room.now() + _STEP_SECONDS)), RoomClosed):
                break
        self.drop()
        return self.take()

    def drop(self) -> None:
        """Let go of all sound, read or not."""
        self._let_go()
        if self._reading is not None:
            self._give_up()
        for answer in [*self._waiting, *([self._reading] if self._reading else [])]:
            answer.drop()
        self._waiting.clear()
        self._reading = None

    def _let_go(self) -> None:
        if self._offered is not None:
            self._offered.drop()
        self._offered = None

    def _begin(self) -> None:
        if self._reading is None and self._waiting:
            self._reading = self._waiting.pop(0)
            self._room.work_beside(_job(self._recogniser, self._reading.sound), partial(self._done, self._reading))

    def _done(self, answer: _Answer, work: WorkDone) -> None:
        holds, found = bool(answer.sound), work.result
        answer.drop()
        if self._reading is not answer:
            return
        self._reading = None
        if holds and isinstance(found, Transcription):
            answer.trace.second_text = found.text
            self._read.append(_fact(answer, found))
        self._begin()


class JournalWithSecondTexts:
    """ports.Journal: keeps the facts of a session, and with them the second texts that have come meanwhile.

    ``utterances`` tells how many have been heard, as the dialogue counts them.
    """

    def __init__(self, journal: Journal, readings: SecondReadings, utterances: Callable[[], int]) -> None:
        self._journal = journal
        self._readings = readings
        self._utterances = utterances
        self._can_wait = True

    def append(self, facts: Sequence[Fact]) -> object:
        """See Journal."""
        kinds = [fact.kind for fact in facts]
        if FactKind.ANSWER_REOPENED in kinds:
            anew = kinds[::-1][: kinds[::-1].index(FactKind.ANSWER_REOPENED)].count(FactKind.UTTERANCE_HEARD)
            self._readings.reopened(self._utterances() - anew)
        for fact in facts:
            if fact.kind == FactKind.WITHDREW:
                self._readings.withdrawn(fact.participant)
        self._can_wait = all(_can_wait_after(fact) for fact in facts)
        written = self._journal.append([*facts, *self._readings.take()])
        self._readings.kept(facts, self._utterances())
        return written

    def finish(self) -> None:
        """The session is over: keep the second texts that come in time. Who was interrupted does not wait."""
        self._journal.append(self._readings.finish(WAIT_SECONDS if self._can_wait else 0.0))


def _is_of(fact: Fact, answer: _Answer) -> bool:
    same = fact.payload.get("turn") == answer.trace.turn.id and fact.payload.get("text") == answer.text
    return same and fact.participant == answer.trace.turn.participant


def _can_wait_after(fact: Fact) -> bool:
    return fact.kind != FactKind.STOPPED or fact.payload.get("reason") == _CAN_WAIT


def _job(recogniser: Callable[[], Recogniser], sound: list[Samples]) -> Callable[[], Transcription | None]:
    def job() -> Transcription | None:
        loaded = recogniser()
        samples = next(iter(sound), None)  # gone when the answer was opened again, or the session is over
        return None if samples is None else whole(loaded.open, samples)()

    return job


def _fact(answer: _Answer, found: Transcription) -> Fact:
    payload: dict[str, object] = {"utterance": answer.utterance, "text": found.text, "engine": found.engine}
    if found.words:
        payload["words"] = [[w.text, round(w.start, 2), round(w.end, 2), round(w.confidence, 2)] for w in found.words]
    return Fact(FactKind.SECOND_TEXT, answer.participant, answer.question, payload)
