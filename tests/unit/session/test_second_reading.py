"""Second readings in a room where jobs end when they are told to: one at a time, and never waited for too long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from voice_guide.events import Fact, Transcription, Turn, TurnKind
from voice_guide.facts import FactKind
from voice_guide.ports import RoomClosed, Samples, WorkDone
from voice_guide.session.background import Background
from voice_guide.session.second_reading import WAIT_SECONDS, JournalWithSecondTexts, SecondReadings
from voice_guide.session.trace import TurnTrace


class SlowRoom:
    """Jobs begin at once and end ``takes`` seconds later."""

    def __init__(self, takes: float = 3.0) -> None:
        self.time = 0.0
        self.takes = takes
        self.jobs: list[tuple[float, Any, Callable[[WorkDone], None]]] = []
        self.closes = False

    def now(self) -> float:
        return self.time

    def work_beside(self, job: Callable[[], Any], done: Callable[[WorkDone], None]) -> None:
        self.jobs.append((self.time + self.takes, job, done))

    def next(self, until: float | None) -> RoomClosed | None:
        if self.closes:
            return RoomClosed("interrupted")
        assert until is not None
        for at, job, done in [each for each in self.jobs if each[0] <= until]:
            self.jobs.remove((at, job, done))
            self.time = at
            done(WorkDone(0, job()))  # and nobody is told: a room waits on for an event
        self.time = until
        return None


class Reader:
    """Tells how loud a sound is."""

    name = "reader"
    streaming = False
    given_up = 0

    def open(self, **_wanted: object) -> Reader:
        return self

    def feed(self, samples: Samples) -> None:
        self._sound = samples

    def finish(self) -> Transcription:
        return Transcription(f"loud {self._sound.max():.1f}", engine=self.name)

    def give_up(self) -> None:
        self.given_up += 1


class Kept:
    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.utterances = 0

    def append(self, facts: Sequence[Fact]) -> None:
        self.facts += facts

    @property
    def second(self) -> list[object]:
        return [(f.payload["utterance"], f.payload["text"]) for f in self.facts if f.kind == FactKind.SECOND_TEXT]


class Session:
    """A room, a journal, and answers that are taken and kept."""

    def __init__(self, takes: float = 3.0) -> None:
        self.room = SlowRoom(takes)
        self.kept = Kept()
        self.reader = Reader()
        self.readings = SecondReadings(self.room, lambda: self.reader, self.reader.give_up)  # type: ignore[arg-type]
        self.journal = JournalWithSecondTexts(self.kept, self.readings, lambda: self.kept.utterances)

    def answer(self, text: str, level: float, *, kept: bool = True, recorded: bool = True) -> TurnTrace:
        turn = Turn("wh-today", TurnKind.OPEN, "Jo", "wh-today", "p1", recorded=recorded)
        trace = TurnTrace(turn, text=text)
        self.readings.offer(trace, text, np.full(16, level, np.float32))
        if kept:
            self.kept.utterances += 1
            payload: dict[str, object] = {"turn": turn.id, "text": text}
            self.journal.append([Fact(FactKind.UTTERANCE_HEARD, "p1", "wh-today", payload)])
        return trace


def test_they_are_read_one_at_a_time_and_kept_with_the_next_facts() -> None:
    session = Session()
    first, second = session.answer("one", 0.1), session.answer("two", 0.2)
    assert len(session.room.jobs) == 1
    session.room.next(4.0)
    assert (first.second_text, second.second_text, session.kept.second) == ("loud 0.1", None, [])
    session.journal.append([])
    assert session.kept.second == [(1, "loud 0.1")]
    session.journal.finish()
    assert session.kept.second == [(1, "loud 0.1"), (2, "loud 0.2")]
    assert session.room.time < 7.5  # no longer than it takes


def test_what_was_not_kept_is_not_read() -> None:
    session = Session()
    session.answer("go back", 0.1, kept=False)
    session.answer("mine alone", 0.2, recorded=False)
    session.journal.append([])
    assert session.room.jobs == []


def test_an_answer_opened_again_while_it_is_read_loses_that_reading() -> None:
    session = Session()
    session.answer("one", 0.1)
    session.kept.utterances = 0
    session.journal.append([Fact(FactKind.ANSWER_REOPENED, payload={"back_to": 0})])
    session.answer("one and more", 0.3)
    session.journal.finish()
    assert session.kept.second == [(1, "loud 0.3")]


def test_of_someone_who_takes_their_agreement_back_nothing_more_is_read() -> None:
    session = Session()
    first = session.answer("one", 0.1)
    session.answer("two", 0.2)
    session.room.next(4.0)
    assert first.second_text == "loud 0.1"
    session.journal.append([Fact(FactKind.WITHDREW, "p1")])
    session.journal.finish()
    assert session.kept.second == []


def test_another_persons_taking_back_lets_it_be_read() -> None:
    session = Session()
    session.answer("one", 0.1)
    session.journal.append([Fact(FactKind.WITHDREW, "p2")])
    session.journal.finish()
    assert session.kept.second == [(1, "loud 0.1")]


def test_the_end_waits_a_bounded_time_and_then_lets_go() -> None:
    session = Session(takes=300.0)
    session.answer("one", 0.1)
    session.answer("two", 0.2)
    session.journal.append([Fact(FactKind.CLOSED)])
    session.journal.finish()
    assert session.room.time == pytest.approx(WAIT_SECONDS)
    assert session.kept.second == []
    assert session.reader.given_up == 1
    (_, job, done) = session.room.jobs[0]
    assert job() is None  # its sound is gone
    done(WorkDone(0, Transcription("too late")))
    assert len(session.room.jobs) == 1


@pytest.mark.parametrize(("reason", "kept"), [("command", 1), ("interrupted", 0), ("device-lost", 0)])
def test_only_who_ended_it_in_words_waits(reason: str, kept: int) -> None:
    session = Session()
    session.answer("one", 0.1)
    session.journal.append([Fact(FactKind.STOPPED, payload={"reason": reason})])
    session.journal.finish()
    assert len(session.kept.second) == kept


def test_a_signal_ends_the_wait() -> None:
    session = Session()
    session.answer("one", 0.1)
    session.room.closes = True
    session.journal.finish()
    assert (session.room.time, session.kept.second) == (0.0, [])


def test_the_background_thread_works_one_after_another_and_reports_errors() -> None:
    posted: list[Callable[[], None]] = []
    ended = threading.Event()

    def post(call: Callable[[], None]) -> None:
        posted.append(call)
        if len(posted) == 3:
            ended.set()

    def fails() -> None:
        raise MemoryError

    background, done, order = Background(post), list[WorkDone](), list[int]()
    for job in (lambda: order.append(1), fails, lambda: order.append(2)):
        background.work(job, done.append)
    assert ended.wait(5)
    background.close()
    for call in posted:
        call()
    assert order == [1, 2]
    assert [type(each.error) for each in done] == [type(None), MemoryError, type(None)]
