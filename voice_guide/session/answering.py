"""One answer by voice: the listener, its decoding, and a quick look for a closing phrase that stands by itself."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Protocol

from voice_guide.events import Expected, Reading, Transcription, Turn, TurnKind, Word
from voice_guide.listening.answer_listener import AFTER_SECONDS, AnswerListener
from voice_guide.listening.endpoint import EndpointState, Segment
from voice_guide.ports import AnswerRecogniser, Recogniser, Room, Samples, SoundHeard, VoiceActivity, WorkDone
from voice_guide.session.decoding import decoding, whole

# A closing phrase or a command by itself ends an answer after about a second (design.md, "Timing").
PHRASE_PATIENCE_SECONDS = 1.0
PHRASE_LOOK_SECONDS = 0.45  # quiet before the look: past the gaps inside a phrase
PHRASE_LONGEST_SECONDS = 2.0  # no closing phrase is longer
DECIDED_PATIENCE_SECONDS = 0.4  # for a complete light yes or no; a short "no" has gaps of up to 0.3 s inside
UNFINISHED_SECONDS = 2.0  # more quiet for an answer that hangs in the air
NOISE_LONGEST_SECONDS = 0.5  # voice shorter than this that makes no words was a noise
_LOOK_EVERY_SECONDS = 0.1
_FIRST_LOOK_SHARE = 0.4  # of a short patience: a decode begun then is ready soon after it


class Cues(Protocol):
    """What the words of an answer say about its end."""

    def closes(self, text: str) -> bool:
        """Whether this, said by itself after a pause, ends the answer."""

    def hangs(self, text: str) -> bool:
        """Whether the answer is not over yet."""

    def decides(self, heard: Transcription) -> bool:
        """Whether this is a clear yes or a clear no, and all of one."""


class Answering:
    """Follows one answer from the first word to its text."""

    def __init__(
        self,
        *,
        room: Room,
        recogniser: Recogniser,
        activity: VoiceActivity,
        cues: Cues,
        turn: Turn,
        patience_seconds: float,
    ) -> None:
        self._room = room
        self._recogniser = recogniser
        self._cues = cues
        self._turn = turn
        self._listener = AnswerListener(
            activity=activity, patience_seconds=patience_seconds, hold=turn.hold, started_at=room.now()
        )
        self._patience_seconds = patience_seconds
        self._decoding = decoding(room, recogniser, self._listener, self._begin)
        # Stored text wants a second of real sound after the last word; a short patience has no time for that.
        self._decode_after = min(AFTER_SECONDS, patience_seconds * _FIRST_LOOK_SHARE)
        self._looking: int | None = None
        self._looked_voices = 0
        self._looked: tuple[Reading, ...] = ()  # what that stretch can be heard as by itself
        self._looking_voices = 0

    def preroll(self, chunk: SoundHeard) -> None:
        """Sound from just before: room for the first word, never taken for voice."""
        self._listener.preroll(chunk)

    def hear(self, chunk: SoundHeard) -> None:
        """Take the next chunk from the microphone."""
        self._listener.hear(chunk)

    def end_now(self) -> None:
        """A key ends the answer."""
        self._listener.end_now()

    def reopen(self) -> None:
        """The person speaks on: listen again with the whole patience."""
        self._listener.reopen(self._room.now())

    def quiet_seconds(self, now: float) -> float:
        """Since the last voice."""
        return self._listener.quiet_seconds(now)

    def hold(self) -> None:
        """Wait until told."""
        self._listener.hold()

    def ready(self, now: float) -> bool:
        """True when the answer is over and its text is known. Begins whatever decoding is due."""
        state = self._listener.state(now)
        if state is EndpointState.ENDED:
            self._decoding.finish(now=now)
            return self._decoding.text() is not None
        if state is EndpointState.QUIET:
            self._look_for_phrase(now)
        if state is not EndpointState.WAITING:
            self._decoding.look(begin_after_seconds=self._decode_after, now=now)
        return False

    def next_look(self, now: float) -> float | None:
        """When to look again, even if no sound comes."""
        return None if self._listener.state(now) is EndpointState.WAITING else now + _LOOK_EVERY_SECONDS

    def done(self, work: object) -> None:
        """Take a finished job."""
        if not isinstance(work, WorkDone):
            return
        if self._decoding.done(work):
            self._fit_patience()
            return
        if work.id == self._looking:
            self._looking = None
            if work.error is not None:
                raise work.error
            if self._looking_voices != self._listener.turns_of_voice:
                return
            self._looked = tuple(one for one in work.result.readings if one.expecting is Expected.COMMAND)
            if self._cues.closes(work.result.text):
                self._listener.shorten(PHRASE_PATIENCE_SECONDS)
                self._decoding.close_with(self._phrase(work.result), before_voices=self._listener.voices_before_phrase)
                self._decode_after = 0.0  # the end is near: have the whole text ready by then

    @property
    def text(self) -> Transcription:
        """The whole answer's text; only when ``ready``."""
        found = self._decoding.text()
        if found is None:
            raise RuntimeError("the answer's text was asked for before it was ready")
        whole = self._looked_voices == self._listener.turns_of_voice and self._listener.voices_before_phrase == 0
        return replace(found, readings=self._looked) if whole and not found.readings else found

    def sound(self) -> Samples:
        """The whole answer's sound, as it was decoded."""
        return self._listener.sound()

    @property
    def anything_said(self) -> bool:
        """Whether voice was heard."""
        return self._listener.turns_of_voice > 0

    @property
    def only_a_noise(self) -> bool:
        """Voice too short to have been words."""
        return self._listener.speech_seconds < NOISE_LONGEST_SECONDS

    @property
    def speech_started_at(self) -> float | None:
        """Clock time of the first voice."""
        return self._listener.speech_started_at

    @property
    def speech_ended_at(self) -> float | None:
        """Clock time of the last voice."""
        return self._listener.speech_ended_at

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All voice, in order: the pauses between are the person's own."""
        return self._listener.segments

    @property
    def speech_seconds(self) -> float:
        """Seconds of voice, pauses left out."""
        return self._listener.speech_seconds

    @property
    def lost_samples(self) -> int:
        """Samples that the device lost."""
        return self._listener.lost_samples

    def _look_for_phrase(self, now: float) -> None:
        """In an open answer, decode the last short stretch by itself: "I'm finished" needs no four seconds."""
        voices = self._listener.turns_of_voice
        if self._turn.kind is not TurnKind.OPEN or self._looking is not None or self._looked_voices == voices:
            return
        if self._listener.quiet_seconds(now) < PHRASE_LOOK_SECONDS:
            return
        self._looked_voices, self._looked = voices, ()
        if self._listener.last_segment_seconds <= PHRASE_LONGEST_SECONDS:
            self._looking_voices = voices
            look = partial(self._recogniser.open, words=False, expected=Expected.COMMAND, quick=True)
            self._looking = self._room.work(whole(look, self._listener.last_segment_sound()))

    def _phrase(self, heard: Transcription) -> Transcription:
        """A closing phrase as words of the whole answer: their times are spread evenly, their confidence is one."""
        place, texts = self._listener.phrase_in_sound(), heard.text.split()
        if place is None or not texts:
            return heard
        confidence = min(1.0, math.exp(heard.readings[0].score)) if heard.readings else 1.0
        step = place.seconds / len(texts)
        starts = [place.started_at + step * number for number in range(len(texts))]
        words = tuple(Word(text, start, start + step, confidence) for text, start in zip(texts, starts, strict=True))
        return replace(heard, words=words)

    def _begin(self) -> AnswerRecogniser:
        """Open the recogniser for this turn: a yes or a no wants its other readings, a light one at once."""
        expected = None if self._turn.kind is TurnKind.OPEN else self._turn.expected or Expected.YES_NO
        grammar = list(self._turn.choices) or None
        return self._recogniser.open(grammar=grammar, expected=expected, quick=self._turn.kind is TurnKind.LIGHT)

    def _fit_patience(self) -> None:
        """More quiet for an open answer that hangs on "and" or "um", less for a complete light yes or no."""
        text = self._decoding.so_far()
        if text is None:
            return
        if self._turn.kind is TurnKind.OPEN and self._cues.hangs(text.text):
            self._listener.lengthen(self._patience_seconds + UNFINISHED_SECONDS)
        elif self._turn.kind is TurnKind.LIGHT and self._cues.decides(text):
            self._listener.shorten(DECIDED_PATIENCE_SECONDS)
