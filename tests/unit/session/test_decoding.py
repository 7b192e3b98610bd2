"""Decoding beside the conversation: a text stands only for all that was said, and nothing is heard twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

import numpy as np
import pytest

from voice_guide.events import Transcription
from voice_guide.listening.answer_listener import AnswerListener
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, SoundHeard, WorkDone
from voice_guide.session.decoding import Decoding, StreamDecoding, WholeDecoding, decoding

CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE
WORDS = {2: "mum", 3: "will", 4: "ring", 5: "them"}  # by loudness, in tenths


class LoudnessRecogniser:
    """Hears words that are made of one loudness each: enough to see which sound reached it, and how often."""

    def __init__(self, *, streaming: bool) -> None:
        self.streaming = streaming
        self.name = "loudness"
        self.opened: list[OneAnswer] = []

    def open(self, **wanted: object) -> OneAnswer:
        self.opened.append(OneAnswer())
        return self.opened[-1]


class OneAnswer:
    """One answer; it may be finished once and not fed after that."""

    def __init__(self) -> None:
        self.pieces: list[Samples] = []
        self.finished = False

    def feed(self, samples: Samples) -> str | None:
        assert not self.finished
        self.pieces.append(samples)
        return None

    def finish(self) -> Transcription:
        assert not self.finished
        self.finished = True
        tenths = np.round(np.concatenate(self.pieces) * 10).astype(int)
        return Transcription(
            " ".join(WORDS[level] for level, _ in groupby(tenths) if level in WORDS), engine="loudness"
        )


class LoudIsVoice:
    """A voice activity: what is loud is a voice."""

    def probability(self, chunk: Samples) -> float:
        return 1.0 if np.abs(chunk).max() > 0.1 else 0.0

    def reset(self) -> None:
        """Nothing is remembered."""


class Conversation:
    """Somebody speaks, time goes by, and jobs end when they are told to."""

    def __init__(self, *, streaming: bool) -> None:
        self.now = 0.0
        self.jobs: list[tuple[int, Callable[[], Any]]] = []
        self.begun = 0
        self.recogniser = LoudnessRecogniser(streaming=streaming)
        self.listener = AnswerListener(activity=LoudIsVoice(), patience_seconds=4.0, started_at=0.0)
        self.decoding: Decoding = decoding(self, self.recogniser, self.listener, self.recogniser.open)  # type: ignore[arg-type]

    def work(self, job: Callable[[], Any]) -> int:
        """Implements the one thing of a room that decoding uses."""
        self.begun += 1
        self.jobs.append((self.begun, job))
        return self.begun

    def say(self, *levels: int, seconds: float = 0.5) -> Conversation:
        for level in levels:
            self._hear(level / 10, seconds)
        return self

    def quiet(self, seconds: float) -> Conversation:
        self._hear(0.0, seconds)
        return self

    def _hear(self, level: float, seconds: float) -> None:
        for _ in range(round(seconds / CHUNK_SECONDS)):
            self.now += CHUNK_SECONDS
            self.listener.hear(SoundHeard(np.full(CHUNK_SAMPLES, level, np.float32), self.now))

    def look(self) -> Conversation:
        self.decoding.look(begin_after_seconds=1.0, now=self.now)
        return self

    def finish(self) -> Conversation:
        self.decoding.finish(now=self.now)
        return self

    def done(self) -> Conversation:
        """The job under way ends."""
        number, job = self.jobs.pop(0)
        assert not self.jobs, "more than one job at a time"
        assert self.decoding.done(WorkDone(number, job()))
        return self

    @property
    def text(self) -> str | None:
        found = self.decoding.text()
        return found.text if found else None


def test_each_kind_of_engine_gets_its_own_way() -> None:
    assert isinstance(Conversation(streaming=True).decoding, StreamDecoding)
    assert isinstance(Conversation(streaming=False).decoding, WholeDecoding)


@pytest.mark.parametrize("streaming", [True, False])
def test_the_text_is_all_that_was_said_once(streaming: bool) -> None:
    talk = Conversation(streaming=streaming).say(2, 3, 4, seconds=1.5).quiet(0.5).look()
    if talk.jobs:
        talk.done()
    talk.quiet(1.5).look()
    while talk.jobs:
        talk.done().finish()
    talk.finish()
    while talk.jobs:
        talk.done()
    assert talk.text == "mum will ring"
    assert sum(answer.finished for answer in talk.recogniser.opened) == 1


@pytest.mark.parametrize("streaming", [True, False])
def test_before_anything_is_said_nothing_is_decoded(streaming: bool) -> None:
    talk = Conversation(streaming=streaming).quiet(5.0).look().finish()
    assert talk.begun == 0


def test_a_whole_decode_waits_for_the_quiet_it_was_told() -> None:
    talk = Conversation(streaming=False).say(2).quiet(0.9).look()
    assert talk.begun == 0
    talk.quiet(0.2).look()
    assert talk.begun == 1


def test_a_whole_decode_that_has_heard_everything_is_not_made_again() -> None:
    talk = Conversation(streaming=False).say(2).quiet(1.1).look().done().quiet(1.0).look().finish()
    assert (talk.begun, talk.text) == (1, "mum")


@pytest.mark.parametrize("streaming", [True, False])
def test_a_text_from_before_somebody_spoke_on_is_dropped_and_made_anew(streaming: bool) -> None:
    talk = Conversation(streaming=streaming).say(2).quiet(1.1).finish().done()
    assert talk.text == "mum"
    talk.say(3, 4).quiet(1.1)
    assert talk.text is None
    talk.finish().done()
    assert talk.text == "mum will ring"


@pytest.mark.parametrize("streaming", [True, False])
def test_somebody_who_speaks_on_while_a_job_runs_is_heard_whole(streaming: bool) -> None:
    talk = Conversation(streaming=streaming).say(2).quiet(1.1).finish().say(3).quiet(1.1).done()
    assert talk.text is None
    talk.finish().done()
    assert talk.text == "mum will"


def test_a_stream_is_fed_while_somebody_speaks_so_that_the_last_piece_is_short() -> None:
    talk = Conversation(streaming=True)
    for level in (2, 3, 4, 5):
        talk.say(level, seconds=1.6).quiet(0.2).look()
        while talk.jobs:
            talk.done()
    talk.quiet(1.1).finish().done()
    assert talk.text == "mum will ring them"
    (answer,) = talk.recogniser.opened
    assert len(answer.pieces) >= 3
    assert max(map(len, answer.pieces)) < 4 * LISTENING_RATE


@pytest.mark.parametrize("streaming", [True, False])
def test_somebody_elses_job_is_left_alone_and_an_error_is_raised(streaming: bool) -> None:
    talk = Conversation(streaming=streaming).say(2).quiet(1.1).finish()
    assert not talk.decoding.done(WorkDone(99, "not ours"))
    with pytest.raises(MemoryError):
        talk.decoding.done(WorkDone(1, None, MemoryError()))
