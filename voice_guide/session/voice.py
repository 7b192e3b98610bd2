"""Talking with people by voice: speaks prompts, listens to answers, hears keys, all on one room's clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from voice_guide.events import (
    Adjust,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NoMatch,
    Outcome,
    Prompt,
    Transcription,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.ports import (
    CHUNK_SAMPLES,
    LISTENING_RATE,
    KeyPressed,
    Played,
    Recogniser,
    Room,
    RoomClosed,
    RoomEvent,
    Sound,
    SoundHeard,
    VoiceActivity,
)
from voice_guide.session.answering import Answering
from voice_guide.session.key_names import KEEPING_COMMANDS, KEY_COMMANDS
from voice_guide.session.trace import TurnTrace

BETWEEN_PROMPTS_SECONDS = 0.5  # practice.md: half a second between sentences helps memory
CUE_AFTER_SECONDS = 15.0  # practice.md and design.md, "Timing"
OFFER_AFTER_SECONDS = 40.0
# The loudspeaker's last sound still comes back from the room for a moment after it was written.
ECHO_TAIL_SECONDS = 0.15
_PREROLL_CHUNKS = LISTENING_RATE // CHUNK_SAMPLES  # one second


class Prompts(Protocol):
    """Rendered prompts by their text."""

    def get(self, text: str) -> Sound:
        """The sound of a text."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Render these beside the loop."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Speak slower or faster, louder or quieter from now on."""


class Observer(Protocol):
    """Told of each turn as it passes: a rehearsal's participant, a report."""

    def asking(self, turn: Turn) -> None:
        """The prompts of a turn begin."""

    def listening(self, trace: TurnTrace) -> None:
        """The program listens now."""

    def heard(self, trace: TurnTrace) -> None:
        """The turn is over."""


class VoiceConversant:
    """Speaks and listens in a room. ``recogniser`` is asked for when first needed: it loads during the welcome."""

    def __init__(
        self,
        *,
        room: Room,
        prompts: Prompts,
        recogniser: Callable[[], Recogniser],
        activity: Callable[[], VoiceActivity],
        closes: Callable[[str], bool],
        tone: Sound,
        cue: Sound,
        observer: Observer | None = None,
        on_prompt: Callable[[Prompt], None] = lambda prompt: None,
    ) -> None:
        self._room = room
        self._prompts = prompts
        self._recogniser = recogniser
        self._activity = activity
        self._closes = closes
        self._tone = tone
        self._cue = cue
        self._observer = observer
        self._on_prompt = on_prompt
        self._preroll: deque[SoundHeard] = deque(maxlen=_PREROLL_CHUNKS)
        self._queued: list[Event] = []
        self._trace: TurnTrace | None = None
        self.traces: list[TurnTrace] = []

    # What the loop asks for

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Say the prompts, ask and listen; returns what came of it."""
        if self._queued:
            return self._queued.pop(0)
        turn = listen.turn
        self._microphone(turn)
        if self._observer is not None:
            self._observer.asking(turn)
        trace = self._new_trace(turn)
        spoken = [*prompts, *([turn.prompt] if listen.ask and turn.prompt else [])]
        event = self._speak(spoken, trace) or self._listen(listen, trace)
        trace.decided_at = self._room.now()
        if self._observer is not None:
            self._observer.heard(trace)
        return event

    def say(self, prompts: Sequence[Prompt]) -> None:
        """Say the prompts to their end."""
        self._room.close_microphone()
        trace = TurnTrace(Turn("closing", TurnKind.OPEN, ""))
        self._speak(prompts, trace)
        self._replied(trace)

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

    # Speaking

    def _speak(self, prompts: Sequence[Prompt], trace: TurnTrace) -> Event | None:
        """Play prompts one after another; a key or the end of the room stops them and comes back as an event."""
        texts = [prompt.text for prompt in prompts if prompt.text.strip()]
        self._prompts.prepare(texts)
        for number, prompt in enumerate(prompt for prompt in prompts if prompt.text.strip()):
            if number:
                event = self._wait(self._room.now() + BETWEEN_PROMPTS_SECONDS, None)
                if event is not None:
                    return event
            self._on_prompt(prompt)
            playing = self._room.play(self._prompts.get(prompt.text))
            event = self._wait(None, playing, trace)
            if event is not None:
                self._room.stop_playing()
                return event
        return None

    def _wait(self, until: float | None, playing: int | None, trace: TurnTrace | None = None) -> Event | None:
        """Wait for a sound to end, or for a time; the microphone's sound is kept as room before the answer."""
        while True:
            event = self._room.next(until)
            match event:
                case None:
                    return None
                case Played(id=number) if number == playing:
                    if trace is not None:
                        self._note_prompt(trace, event)
                    return None
                case SoundHeard():
                    self._preroll.append(event)
                case KeyPressed() | RoomClosed():
                    told = self._told(event)
                    if told is not None:
                        return told
                case _:
                    continue

    def _note_prompt(self, trace: TurnTrace, played: Played) -> None:
        if trace.prompt_start is None:
            trace.prompt_start = played.started
            self._replied(trace)
        trace.prompt_end = played.ended

    def _replied(self, trace: TurnTrace) -> None:
        """The first sample of a spoken prompt is the reply to the turn before it."""
        for earlier in reversed(self.traces):
            if earlier is trace or earlier.reply_start is not None:
                continue
            if trace.prompt_start is not None and earlier.decided_at is not None:
                earlier.reply_start = trace.prompt_start
            return

    # Listening

    def _listen(self, listen: Listen, trace: TurnTrace) -> Event:
        turn = listen.turn
        event = self._wait(None, self._room.play(self._tone)) if listen.ask or trace.prompt_start else None
        if event is not None:
            return event
        trace.listen_start = self._room.now()
        if self._observer is not None:
            self._observer.listening(trace)
        if not turn.recorded:
            return self._listen_to_keys()
        while True:
            answering = Answering(
                room=self._room,
                recogniser=self._recogniser(),
                activity=self._activity(),
                closes=self._closes,
                turn=turn,
                preroll=self._preroll,
            )
            event = self._attend(answering, listen, trace)
            if event is not None:
                return event

    def _attend(self, answering: Answering, listen: Listen, trace: TurnTrace) -> Event | None:
        """Follow one answer to its end; None when there was only a noise, and listening begins again."""
        started = trace.listen_start or self._room.now()
        cue_at: float | None = started + CUE_AFTER_SECONDS if listen.ask else None
        offer_at = started + OFFER_AFTER_SECONDS if listen.ask else None
        while True:
            now = self._room.now()
            if answering.ready(now):
                return self._utterance(answering, listen.turn, trace)
            silent = not answering.anything_said
            if silent and offer_at is not None and now >= offer_at:
                return NoInput(listen.turn.id, now - started)
            if silent and cue_at is not None and now >= cue_at:
                cue_at = None
                told = self._wait(None, self._room.play(self._cue))
                if told is not None:
                    return told
            times = [t for t in (answering.next_look(now), cue_at, offer_at) if t is not None and t > now]
            event = self._room.next(min(times) if times else None)
            told = self._take(answering, event)
            if told is not None:
                return told

    def _take(self, answering: Answering, event: RoomEvent | None) -> Event | None:
        """One event while listening: sound for the answer, a key, or the end of the room."""
        match event:
            case SoundHeard():
                self._preroll.append(event)
                answering.hear(event)
            case KeyPressed() | RoomClosed():
                told = self._told(event)
                if told is None:
                    return None
                if answering.anything_said and _keeps_words(told):
                    if told != KeyCommand("finished"):
                        self._queued.append(told)
                    answering.end_now()
                    return None
                if answering.anything_said and told == KeyCommand("hold"):
                    answering.hold()
                    return None
                return told
            case None:
                pass
            case _:
                answering.done(event)
        return None

    def _utterance(self, answering: Answering, turn: Turn, trace: TurnTrace) -> Event | None:
        found: Transcription = answering.text
        trace.answer_start, trace.answer_end = answering.speech_started_at, answering.speech_ended_at
        trace.lost_samples = answering.lost_samples
        if not found.text.strip():
            if answering.only_a_noise and not self._queued:
                return None
            return NoMatch(turn.id)
        trace.text = found.text
        return Utterance(turn.id, found.text, found.words, found.engine, answering.speech_seconds)

    def _listen_to_keys(self) -> Event:
        """For someone who is not recorded: the stream is closed, and only a key ends the turn."""
        while True:
            event = self._room.next(None)
            if isinstance(event, KeyPressed | RoomClosed):
                told = self._told(event)
                if told is not None:
                    return told

    # Small things

    def _microphone(self, turn: Turn) -> None:
        if turn.recorded:
            self._room.open_microphone()
        else:
            self._room.close_microphone()
            self._preroll.clear()

    def _told(self, event: KeyPressed | RoomClosed) -> Event | None:
        if isinstance(event, RoomClosed):
            return InputEnded(event.reason)
        name = KEY_COMMANDS.get(event.key) or KEY_COMMANDS.get(event.key.lower())
        return KeyCommand(name) if name else None

    def _new_trace(self, turn: Turn) -> TurnTrace:
        trace = TurnTrace(turn)
        self.traces.append(trace)
        return trace


def _keeps_words(told: Event) -> bool:
    return isinstance(told, InputEnded) or (isinstance(told, KeyCommand) and told.name in KEEPING_COMMANDS)
