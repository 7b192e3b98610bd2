"""Listening to one turn by voice: from its tone to an utterance, or to what came instead of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from voice_guide.events import Event, Listen, NoMatch, Turn, TurnKind, Utterance
from voice_guide.listening.own_pauses import OwnPauses
from voice_guide.ports import Recogniser, Room, Sound, VoiceActivity
from voice_guide.session.answering import Answering, Cues
from voice_guide.session.attention import Attention, drop
from voice_guide.session.last_answer import LastAnswer
from voice_guide.session.observer import Observer
from voice_guide.session.over_prompt import SpokenOver
from voice_guide.session.own_words import repeats
from voice_guide.session.second_reading import SecondReadings
from voice_guide.session.speech import Speech
from voice_guide.session.trace import TurnTrace


class TurnListening:
    """Holds what is learned from turn to turn: each person's own pauses, and ``last``, the answer that may still go on.

    ``begun``: somebody has been listened to already, so the models are there. ``closed_tone``: the family is left alone.
    """

    def __init__(
        self,
        *,
        room: Room,
        recogniser: Callable[[], Recogniser],
        activity: Callable[[], VoiceActivity],
        cues: Cues,
        tone: Sound,
        closed_tone: Sound | None,
        speech: Speech,
        attention: Attention,
        observer: Observer | None,
        readings: SecondReadings | None,
    ) -> None:
        self._room = room
        self._recogniser = recogniser
        self._activity = activity
        self._cues = cues
        self._tone = tone
        self._closed_tone = closed_tone or tone
        self._speech = speech
        self._attention = attention
        self._observer = observer
        self._readings = readings
        self._pauses = OwnPauses()
        self.last: LastAnswer | None = None
        self.begun = False

    def microphone(self, turn: Turn) -> None:
        """Open for those who are recorded, closed for everybody else."""
        if turn.recorded:
            self._room.open_microphone()
        else:
            self._room.close_microphone()
            self._speech.preroll.clear()

    def begin(self, trace: TurnTrace) -> None:
        """From now on this turn is listened to."""
        trace.listen_start = self._room.now()
        if self._observer is not None:
            self._observer.listening(trace)

    def listen(self, listen: Listen, trace: TurnTrace, *, toned: bool) -> Event:
        """Listen until an answer is over, or something comes instead; ``toned``: after the tone."""
        turn = listen.turn
        if toned:
            left_alone = turn.alone is not None and turn.alone.counts
            event = self._speech.sound(self._closed_tone if left_alone else self._tone, drop)
            if event is not None:
                return event
        self.begin(trace)
        self.begun = True
        if turn.alone is not None:
            return self._attention.wait_alone(turn)
        if not turn.recorded:
            return self._attention.wait_for_key(turn)
        while True:
            answering = self._answering(turn)
            for chunk in self._speech.preroll:
                answering.preroll(chunk)
            event = self.attend(answering, listen, trace)
            if event is None and self._attention.waiting:  # only a noise: a key pressed in it need not wait
                return self._attention.waiting.pop(0)
            if event is not None:
                return event

    def listen_over(self, over: SpokenOver, listen: Listen, trace: TurnTrace, asked: Sequence[str]) -> Event | None:
        """Somebody answers before the prompt is over: their first words are in the sound beside it.

        None where it was nobody: a noise, or the words of the prompts that were ``asked``.
        """
        self.begin(trace)
        answering = self._answering(listen.turn)
        for chunk in over.chunks:
            answering.hear(chunk)
        event = self.attend(answering, listen, trace)
        if isinstance(event, Utterance) and not repeats(event.text, asked):
            return replace(event, over_prompt=True)
        if not isinstance(event, Utterance | NoMatch | None):
            return event
        self.last, trace.text = None, None
        return None

    def attend(self, answering: Answering, listen: Listen, trace: TurnTrace) -> Event | None:
        """Follow one answer to its end; None when there was only a noise, and listening begins again."""
        event = self._attention.attend(answering, listen, trace.listen_start or self._room.now())
        return event if event is not None else self._utterance(answering, listen.turn, trace)

    def _answering(self, turn: Turn) -> Answering:
        patience = turn.patience_seconds
        if turn.kind is TurnKind.OPEN:
            patience = self._pauses.patience(turn.participant, patience)
        return Answering(
            room=self._room,
            recogniser=self._recogniser(),
            activity=self._activity(),
            cues=self._cues,
            turn=turn,
            patience_seconds=patience,
        )

    def _utterance(self, answering: Answering, turn: Turn, trace: TurnTrace) -> Event | None:
        found = answering.text
        trace.answer_start, trace.answer_end = answering.speech_started_at, answering.speech_ended_at
        trace.lost_samples = answering.lost_samples
        if not found.text.strip() or (found.doubtful and answering.only_a_noise):
            return None if answering.only_a_noise and not self._attention.queued else NoMatch(turn.id)
        trace.text = found.text
        self._pauses.learn(turn.participant, answering.segments)
        self.last = LastAnswer(turn, answering, trace)
        if self._readings is not None:
            self._readings.offer(trace, found.text, answering.sound())
        return Utterance(
            turn.id,
            found.text,
            found.words,
            found.engine,
            answering.speech_seconds,
            readings=found.readings,
            seat=self._attention.speaker,
        )
