"""Talking with people by voice: speaks prompts, listens to answers, hears keys, all on one room's clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from voice_guide.events import (
    QUIET,
    Adjust,
    Event,
    Listen,
    NoMatch,
    Outcome,
    Prompt,
    SpokeOn,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.listening.own_pauses import OwnPauses
from voice_guide.ports import Recogniser, Room, Sound, VoiceActivity
from voice_guide.session.answering import Answering, Cues
from voice_guide.session.attention import Attention, drop
from voice_guide.session.last_answer import LastAnswer
from voice_guide.session.over_prompt import OverPrompt, SpokenOver
from voice_guide.session.own_words import repeats
from voice_guide.session.second_reading import SecondReadings
from voice_guide.session.speech import Prompts, Speech, Spoken
from voice_guide.session.trace import TurnTrace


class Observer(Protocol):
    """Told of each turn as it passes: a rehearsal's participant, a report."""

    def asking(self, turn: Turn) -> None:
        """The prompts of a turn begin."""

    def listening(self, trace: TurnTrace) -> None:
        """The program listens now."""

    def heard(self, trace: TurnTrace) -> None:
        """The turn is over."""

    def reopened(self) -> None:
        """The turn that was being asked will be asked again: the answer before it goes on."""


class VoiceConversant:
    """Speaks and listens in a room. ``recogniser`` is asked for when first needed: it loads during the welcome.

    ``speak_over``: a voice over a prompt stops it. It needs a room where the loudspeaker is not heard as a voice.
    ``thanks`` is said after a key where the words are not known yet. ``empty_after_seconds`` without a voice or a key,
    nobody is there any more. ``on_numbers`` shows the help numbers. ``readings``: the sound of answers is offered to
    them, to be read a second time.
    """

    def __init__(
        self,
        *,
        room: Room,
        prompts: Prompts,
        recogniser: Callable[[], Recogniser],
        activity: Callable[[], VoiceActivity],
        cues: Cues,
        tone: Sound,
        cue: Sound,
        observer: Observer | None = None,
        speak_over: bool = True,
        thanks: Prompt | None = None,
        empty_after_seconds: float | None = None,
        on_prompt: Callable[[Prompt], None] = lambda prompt: None,
        on_numbers: Callable[[], None] = lambda: None,
        readings: SecondReadings | None = None,
    ) -> None:
        self._room = room
        self._prompts = prompts
        self._recogniser = recogniser
        self._activity = activity
        self._listened = False
        self._cues = cues
        self._pauses = OwnPauses()
        self._tone = tone
        self._observer = observer
        self._speak_over = speak_over
        self._readings = readings
        self._show_numbers = on_numbers
        self._speech = Speech(room, prompts, on_prompt, on_numbers)
        self._attention = Attention(room, self._speech, cue=cue, thanks=thanks, empty_after_seconds=empty_after_seconds)
        if thanks is not None:
            prompts.prepare([thanks.text])
        self._last: LastAnswer | None = None
        self.traces: list[TurnTrace] = []

    # What the loop asks for

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Say the prompts, ask and listen; returns what came of it."""
        self._attention.begin()
        if self._attention.queued and not listen.turn.quiet:
            return self._attention.queued.pop(0)
        last = self._last
        if listen.turn.quiet:
            trace, event = self._stay_quiet(listen.turn)
        elif last is not None and last.trace.reopened and not listen.ask and last.turn.id == listen.turn.id:
            trace, event = last.trace, self._attend(last.answering, listen, last.trace)
        else:
            trace, event = self._ask(prompts, listen)
        if isinstance(event, SpokeOn):
            return event
        trace.decided_at = self._room.now()
        if self._observer is not None:
            self._observer.heard(trace)
        return event or NoMatch(listen.turn.id)

    def say(self, prompts: Sequence[Prompt]) -> None:
        """Say the prompts to their end; not a word where the quiet key came before them."""
        if QUIET in self._attention.queued:
            return
        self._room.close_microphone()
        self._last = None
        self._replied(self._speech.say(prompts, beside=None, heard=drop), None)

    def adjust(self, adjust: Adjust) -> None:
        """Speak slower, faster, louder or quieter from now on."""
        self._prompts.adjust(rate_step_wpm=adjust.rate_step_wpm, volume_step=adjust.volume_step)

    def settle(self, outcome: Outcome) -> None:
        """Note how the last turn was understood."""
        if self.traces and not self.traces[-1].outcome:
            self.traces[-1].outcome = outcome.outcome

    def prepare(self, texts: Sequence[str]) -> None:
        """Render what is likely to be said next while people talk."""
        self._prompts.prepare(texts)

    def show_numbers(self) -> None:
        """Put the help numbers on the screen."""
        self._show_numbers()

    # Asking

    def _stay_quiet(self, turn: Turn) -> tuple[TurnTrace, Event | None]:
        """Silent, deaf and blank until the quiet key comes again."""
        self._room.be_quiet(True)
        self._last = None
        self._speech.preroll.clear()
        trace = self._begin(turn)
        self._begin_listening(trace)
        return trace, self._attention.wait_in_quiet()

    def _begin(self, turn: Turn) -> TurnTrace:
        if self._observer is not None:
            self._observer.asking(turn)
        trace = TurnTrace(turn)
        self.traces.append(trace)
        return trace

    def _ask(self, prompts: Sequence[Prompt], listen: Listen) -> tuple[TurnTrace, Event | None]:
        turn = listen.turn
        self._microphone(turn)
        trace = self._begin(turn)
        asked = [*prompts, *([turn.prompt] if listen.ask and turn.prompt else [])]
        last, self._last = self._last, None
        # Before the first turn nothing beside a prompt is listened to: the models may still be loading.
        hears = self._speak_over and turn.recorded and self._listened
        beside = OverPrompt(self._activity()) if hears else None
        since = last.since.append if last is not None and turn.recorded else drop
        spoken = self._speech.say(asked, beside=beside, heard=since)
        trace.prompt_start, trace.prompt_end = spoken.started, spoken.ended
        self._replied(spoken, trace)
        if spoken.event is not None:
            return trace, spoken.event
        if spoken.over is not None:
            if last is not None and last.goes_on(spoken.over):
                return trace, self._go_on(last, trace)
            return trace, self._listen_over(spoken.over, listen, trace, asked)
        return trace, self._listen(listen, trace, toned=bool(asked))

    def _go_on(self, last: LastAnswer, asked: TurnTrace) -> Event:
        """The person goes on with the answer that was just taken; the turn that was being asked never was."""
        self.traces.remove(asked)
        if self._observer is not None:
            self._observer.reopened()
        last.reopen()
        if last.turn.goes_on:
            self._last = last
        else:
            self._attention.let_finish(last.answering)
        return SpokeOn(last.turn.id)

    def _replied(self, spoken: Spoken, asked: TurnTrace | None) -> None:
        """The first sample of a spoken prompt is the reply to the turn before it."""
        earlier = next((trace for trace in reversed(self.traces) if trace is not asked), None)
        if earlier is not None and earlier.reply_start is None and earlier.decided_at is not None:
            earlier.reply_start = spoken.started

    # Listening

    def _listen(self, listen: Listen, trace: TurnTrace, *, toned: bool) -> Event | None:
        turn = listen.turn
        if toned:
            event = self._speech.sound(self._tone, drop)
            if event is not None:
                return event
        self._begin_listening(trace)
        self._listened = True
        if not turn.recorded:
            return self._attention.wait_for_key()
        while True:
            answering = self._answering(turn)
            for chunk in self._speech.preroll:
                answering.preroll(chunk)
            event = self._attend(answering, listen, trace)
            if event is not None:
                return event

    def _listen_over(self, over: SpokenOver, listen: Listen, trace: TurnTrace, asked: Sequence[Prompt]) -> Event | None:
        """Somebody answers before the prompt is over: their first words are in the sound beside it.

        Where it was nobody (a noise, or the prompt's own words), what was cut short is said again, to its end.
        """
        self._begin_listening(trace)
        answering = self._answering(listen.turn)
        for chunk in over.chunks:
            answering.hear(chunk)
        event = self._attend(answering, listen, trace)
        if isinstance(event, Utterance) and not repeats(event.text, [prompt.text for prompt in asked]):
            return replace(event, over_prompt=True)
        if not isinstance(event, Utterance | NoMatch | None):
            return event
        self._last, trace.text = None, None
        if self._attention.queued:
            return NoMatch(listen.turn.id)
        again = self._speech.say(asked[-1:], beside=None, heard=drop)
        trace.prompt_end = again.ended
        return again.event or self._listen(listen, trace, toned=True)

    def _begin_listening(self, trace: TurnTrace) -> None:
        trace.listen_start = self._room.now()
        if self._observer is not None:
            self._observer.listening(trace)

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

    def _attend(self, answering: Answering, listen: Listen, trace: TurnTrace) -> Event | None:
        """Follow one answer to its end; None when there was only a noise, and listening begins again."""
        event = self._attention.attend(answering, listen, trace.listen_start or self._room.now())
        return event if event is not None else self._utterance(answering, listen.turn, trace)

    def _utterance(self, answering: Answering, turn: Turn, trace: TurnTrace) -> Event | None:
        found = answering.text
        trace.answer_start, trace.answer_end = answering.speech_started_at, answering.speech_ended_at
        trace.lost_samples = answering.lost_samples
        if not found.text.strip() or (found.doubtful and answering.only_a_noise):
            return None if answering.only_a_noise and not self._attention.queued else NoMatch(turn.id)
        trace.text = found.text
        self._pauses.learn(turn.participant, answering.segments)
        self._last = LastAnswer(turn, answering, trace)
        if self._readings is not None:
            self._readings.offer(trace, found.text, answering.sound())
        return Utterance(
            turn.id, found.text, found.words, found.engine, answering.speech_seconds, readings=found.readings
        )

    def _microphone(self, turn: Turn) -> None:
        if turn.recorded:
            self._room.open_microphone()
        else:
            self._room.close_microphone()
            self._speech.preroll.clear()
