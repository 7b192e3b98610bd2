"""Decoding while the person is still thinking, so that patience is the only wait.

Both kinds below are told of every change and keep at most one job running. A text is good only for the voice it has
heard: when the person speaks on, it is dropped and made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from voice_guide.events import Transcription
from voice_guide.listening.answer_listener import AFTER_SECONDS, BEFORE_SECONDS, AnswerListener
from voice_guide.ports import LISTENING_RATE, AnswerRecogniser, Recogniser, Room, Samples, WorkDone

# A stream engine takes the sound in pieces about this long, so that its last piece is never a long one.
PIECE_SECONDS = 1.5
_CAPTURE_LAG_SECONDS = 0.1  # sound is counted as captured only when its chunk has surely come


Begin = Callable[[], AnswerRecogniser]


class Decoding(Protocol):
    """The text of one answer, made beside the loop."""

    def look(self, *, begin_after_seconds: float, now: float) -> None:
        """Begin a job when the quiet has lasted so long and there is something new to hear."""

    def finish(self, *, now: float) -> None:
        """The answer is over: begin the last job if the text is not ready or on its way."""

    def done(self, work: WorkDone) -> bool:
        """Take a finished job; False when it was somebody else's."""

    def text(self) -> Transcription | None:
        """The whole answer's text, or None while it is not known."""

    def so_far(self) -> Transcription | None:
        """What is known of all voice so far: the text, or a stream's partial text; None where some is not heard yet."""

    def close_with(self, phrase: Transcription, *, before_voices: int) -> None:
        """The voice since ``before_voices`` is this phrase, which stands by itself: where the text of all before it is
        known, the phrase makes it whole, and nothing need be decoded again."""


class WholeDecoding:
    """For engines that decode an answer at once (Whisper)."""

    def __init__(self, room: Room, listener: AnswerListener, begin: Begin) -> None:
        self._room, self._listener, self._begin_answer = room, listener, begin
        self._job: int | None = None
        self._job_voices = 0
        self._text: Transcription | None = None
        self._text_voices = -1
        self._closing: tuple[Transcription, int, int] | None = None  # a phrase, the voice before it, and with it

    def look(self, *, begin_after_seconds: float, now: float) -> None:
        """See Decoding."""
        if self._listener.quiet_seconds(now) >= begin_after_seconds:
            self._begin()

    def finish(self, *, now: float) -> None:
        """See Decoding."""
        del now
        self._begin()

    def done(self, work: WorkDone) -> bool:
        """See Decoding. A job's error is raised here."""
        if work.id != self._job:
            return False
        self._job = None
        if work.error is not None:
            raise work.error
        self._text, self._text_voices = work.result, self._job_voices
        self._close()
        return True

    def text(self) -> Transcription | None:
        """See Decoding."""
        return self._text if self._text_voices == self._listener.turns_of_voice else None

    def so_far(self) -> Transcription | None:
        """See Decoding."""
        return self.text()

    def close_with(self, phrase: Transcription, *, before_voices: int) -> None:
        """See Decoding."""
        self._closing = (phrase, before_voices, self._listener.turns_of_voice)
        self._close()

    def _close(self) -> None:
        if self._closing is None or self._text is None:
            return
        phrase, before, with_phrase = self._closing
        if self._text_voices == before and with_phrase == self._listener.turns_of_voice:
            text = f"{self._text.text} {phrase.text}".strip()
            self._text = Transcription(text, (*self._text.words, *phrase.words), self._text.engine)
            self._text_voices = with_phrase

    def _begin(self) -> None:
        voices = self._listener.turns_of_voice
        if self._job is not None or voices in (0, self._text_voices):
            return
        self._job_voices = voices
        self._job = self._room.work(whole(self._begin_answer, self._listener.sound()))


class StreamDecoding:
    """For engines that take sound as it comes (Vosk)."""

    def __init__(self, room: Room, listener: AnswerListener, begin: Begin) -> None:
        self._room, self._listener, self._begin_answer = room, listener, begin
        self._answer: AnswerRecogniser = begin()
        self._job: int | None = None
        self._fed_samples = 0
        self._finished_voices: int | None = None
        self._partial = ""
        self._feeding_voices = self._partial_voices = -1  # turns_of_voice that the partial text holds all of
        self._text: Transcription | None = None

    def look(self, *, begin_after_seconds: float, now: float) -> None:
        """See Decoding: here sound is fed as it comes, and all of it once it is quiet for so long."""
        voices = self._listener.turns_of_voice
        if self._job is not None or not voices or self._finished_voices is not None:
            return
        quiet = self._listener.quiet_seconds(now)
        captured = max(0.0, min(quiet - _CAPTURE_LAG_SECONDS, AFTER_SECONDS))
        waits = quiet >= begin_after_seconds and self._partial_voices != voices
        if waits or self._seconds_so_far() + captured - self._fed_samples / LISTENING_RATE >= PIECE_SECONDS:
            sound = self._listener.sound(after_seconds=captured)
            piece, self._fed_samples = sound[self._fed_samples :], len(sound)
            self._feeding_voices = voices if waits else -1
            self._job = self._room.work(_feed(self._answer, piece))

    def finish(self, *, now: float) -> None:
        """See Decoding."""
        del now
        voices = self._listener.turns_of_voice
        if self._job is not None or not voices or self._finished_voices == voices:
            return
        if self._finished_voices is not None:  # spoke on after the last piece: a finished engine can't go on
            self._answer, self._fed_samples, self._text = self._begin_answer(), 0, None
            self._partial_voices = -1
        self._finished_voices = voices
        self._job = self._room.work(_finish(self._answer, self._listener.sound()[self._fed_samples :]))

    def done(self, work: WorkDone) -> bool:
        """See Decoding. A job's error is raised here."""
        if work.id != self._job:
            return False
        self._job = None
        if work.error is not None:
            raise work.error
        if self._finished_voices is not None:
            self._text = work.result
        else:
            self._text, self._partial = None, work.result or ""
            self._partial_voices = self._feeding_voices
        return True

    def text(self) -> Transcription | None:
        """See Decoding."""
        return self._text if self._finished_voices == self._listener.turns_of_voice else None

    def so_far(self) -> Transcription | None:
        """See Decoding."""
        if self._partial_voices == self._listener.turns_of_voice:
            return Transcription(self._partial)
        return self.text()

    def close_with(self, phrase: Transcription, *, before_voices: int) -> None:
        """See Decoding: a stream has heard the phrase already."""

    def _seconds_so_far(self) -> float:
        started, ended = self._listener.speech_started_at, self._listener.speech_ended_at
        return 0.0 if started is None or ended is None else ended - started + BEFORE_SECONDS


def decoding(room: Room, recogniser: Recogniser, listener: AnswerListener, begin: Begin) -> Decoding:
    """The right way of decoding for this recogniser; ``begin`` opens one of its answers."""
    if recogniser.streaming:
        return StreamDecoding(room, listener, begin)
    return WholeDecoding(room, listener, begin)


def whole(begin: Begin, sound: Samples) -> Callable[[], Transcription]:
    """A job that decodes one whole sound."""

    def job() -> Transcription:
        answer = begin()
        answer.feed(sound)
        return answer.finish()

    return job


def _feed(answer: AnswerRecogniser, piece: Samples) -> Callable[[], str | None]:
    def job() -> str | None:
        return answer.feed(piece)

    return job


def _finish(answer: AnswerRecogniser, rest: Samples) -> Callable[[], Transcription]:
    def job() -> Transcription:
        answer.feed(rest)
        return answer.finish()

    return job
