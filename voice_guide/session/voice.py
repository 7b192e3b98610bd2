"""Talking with people by voice: speaks prompts, listens to answers, hears keys, all on one room's clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voice_guide.events import (
    QUIET,
    Adjust,
    Event,
    Listen,
    NoInput,
    NoMatch,
    Outcome,
    Prompt,
    SpokeOn,
    Turn,
    Utterance,
)
from voice_guide.ports import Recogniser, Room, Sound, VoiceActivity
from voice_guide.session.answering import Cues
from voice_guide.session.attention import Attention, drop
from voice_guide.session.last_answer import LastAnswer
from voice_guide.session.memory import give_back
from voice_guide.session.observer import Observer
from voice_guide.session.over_prompt import OverPrompt, SpokenOver
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.second_reading import SecondReadings
from voice_guide.session.speech import Prompts, Speech, Spoken
from voice_guide.session.trace import TurnTrace
from voice_guide.session.turn_listening import TurnListening
from voice_guide.session.typed_line import drop_line, typed_line

# Whisper's answers leave 35 MB in eight turns that only the C library holds; giving them back takes about 0.1 s.
TIDY_TURNS = 8


class VoiceConversant:
    """Speaks and listens in a room. ``recogniser`` is asked for when first needed: it loads during the welcome.

    ``speak_over``: a voice over a prompt stops it. It needs a room where the loudspeaker is not heard as a voice.
    ``thanks`` is said after a key where the words are not known yet. ``empty_after_seconds`` without a voice or a key,
    nobody is there any more; ``pause_lock`` locks the words away in a long pause. ``on_numbers`` shows the help numbers.
    ``readings``: the sound of answers is offered to them, to be read a second time. ``on_typed`` shows a line as it is
    typed; None: there is no keyboard. ``closed_tone`` is played when the family is left alone, and ``opened_tone`` before
    the microphone may be open again (None: the usual tone); ``on_alone`` is told of both.
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
        pause_lock: PauseLock | None = None,
        on_prompt: Callable[[Prompt], None] = lambda prompt: None,
        on_numbers: Callable[[], None] = lambda: None,
        on_typed: Callable[[str], None] | None = None,
        readings: SecondReadings | None = None,
        closed_tone: Sound | None = None,
        opened_tone: Sound | None = None,
        on_alone: Callable[[bool], None] = lambda alone: None,
    ) -> None:
        self._room = room
        self._prompts = prompts
        self._activity = activity
        self._observer = observer
        self._speak_over = speak_over
        self._show_numbers = on_numbers
        self._show_prompt, self._show_typed = on_prompt, on_typed
        self._opened_tone, self._on_alone = opened_tone or tone, on_alone
        self._alone = False  # since the family was left alone, until it was told that it is over
        self._speech = Speech(room, prompts, on_prompt, on_numbers)
        self._attention = Attention(
            room,
            self._speech,
            cue=cue,
            thanks=thanks,
            empty_after_seconds=empty_after_seconds,
            pause_lock=pause_lock,
        )
        if thanks is not None:
            prompts.prepare([thanks.text])
        self._listening = TurnListening(
            room=room,
            recogniser=recogniser,
            activity=activity,
            cues=cues,
            tone=tone,
            closed_tone=closed_tone,
            speech=self._speech,
            attention=self._attention,
            observer=observer,
            readings=readings,
        )
        self.traces: list[TurnTrace] = []
        self._until_tidy = TIDY_TURNS
        self._first: list[Prompt] = []  # what is said before what is said next

    # What the loop asks for

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Say the prompts, ask and listen; returns what came of it."""
        self._attention.begin(listen.turn)
        if self._attention.queued and not listen.turn.quiet:
            return self._attention.queued.pop(0)
        last = self._listening.last
        if listen.turn.typed and self.can_type:
            return self._typed(prompts, listen)
        if listen.turn.quiet:
            trace, event = self._stay_quiet(listen.turn)
        elif last is not None and last.trace.reopened and not listen.ask and last.turn.id == listen.turn.id:
            trace, event = last.trace, self._listening.attend(last.answering, listen, last.trace)
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
        self._listening.last = None
        self._replied(self._speech.say([*self._taken_first(), *prompts], beside=None, heard=drop), None)

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

    def show_lines(self, lines: Sequence[str]) -> None:
        """Put these lines on the screen, and say nothing; while it is quiet the screen stays blank."""
        if QUIET not in self._attention.queued:
            for line in lines:
                self._show_prompt(Prompt("shown", line))

    @property
    def can_type(self) -> bool:
        """Whether there is a keyboard."""
        return self._show_typed is not None

    def typed(self, turn: Turn) -> str:
        """The line that somebody types, with the microphone closed. The quiet key works as ever."""
        self._room.close_microphone()
        if turn.prompt is not None:
            self._show_prompt(turn.prompt)
        line, ended = typed_line(self._room, self._show_typed or drop_line)
        if ended is not None:
            self.put_back(ended)
        return line

    def _typed(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """A turn that is typed for: said as ever, and then a line is waited for."""
        turn = listen.turn
        self._room.close_microphone()
        self._listening.last = None
        asked = [*self._taken_first(), *prompts, *([turn.prompt] if listen.ask and turn.prompt else [])]
        spoken = self._speech.say(asked, beside=None, heard=drop)
        self._replied(spoken, None)
        if spoken.event is not None:
            return spoken.event
        line = self.typed(turn)
        return Utterance(turn.id, line) if line else NoInput(turn.id)

    def put_back(self, event: Event) -> None:
        """Have this event come next."""
        self._attention.queued.insert(0, event)

    def say_next(self, prompts: Sequence[Prompt]) -> None:
        """Say these before what is said or asked next, in place of what was to be; never, where it is quiet by then."""
        self._first = list(prompts)

    # Asking

    def _stay_quiet(self, turn: Turn) -> tuple[TurnTrace, Event | None]:
        """Silent, deaf and blank until the quiet key comes again."""
        self._room.be_quiet(True)
        self._taken_first()
        self._listening.last = None
        self._attention.waiting.clear()
        self._speech.preroll.clear()
        trace = self._begin(turn)
        self._listening.begin(trace)
        return trace, self._attention.wait_in_quiet(turn)

    def _begin(self, turn: Turn) -> TurnTrace:
        if self._observer is not None:
            self._observer.asking(turn)
        trace = TurnTrace(turn)
        self.traces.append(trace)
        return trace

    def _come_back(self, prompts: Sequence[Prompt]) -> Event | None:
        """The family's private time is over: that is said to its end, and heard as tones, before the microphone opens."""
        spoken = self._speech.say([*self._taken_first(), *prompts], beside=None, heard=drop)
        self._replied(spoken, None)
        event = spoken.event or self._speech.sound(self._opened_tone, drop)
        if event is None:
            self._alone = False
            self._on_alone(False)
        return event

    def _ask(self, prompts: Sequence[Prompt], listen: Listen) -> tuple[TurnTrace, Event | None]:
        turn = listen.turn
        if turn.alone is None and self._alone:
            if (event := self._come_back(prompts)) is not None:
                return self._begin(turn), event
            prompts = ()
        self._speech.group.sit(turn.seats)
        self._attention.speaker = None
        self._listening.microphone(turn)
        trace = self._begin(turn)
        if turn.alone is not None:
            self._alone = True
            if turn.alone.counts and listen.ask:
                self._on_alone(True)
        asked = [*self._taken_first(), *prompts, *([turn.prompt] if listen.ask and turn.prompt else [])]
        last, self._listening.last = self._listening.last, None
        # Before the first turn nothing beside a prompt is listened to: the models may still be loading.
        hears = self._speak_over and turn.recorded and self._listening.begun
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
        if self._attention.waiting:
            return trace, self._attention.waiting.pop(0)
        self._tidy()
        return trace, self._listening.listen(listen, trace, toned=bool(asked))

    def _tidy(self) -> None:
        """Now and then, before somebody is listened to, memory that recognisers let go of goes back to the system."""
        self._until_tidy -= 1
        if self._until_tidy == 0:
            self._until_tidy = TIDY_TURNS
            give_back()

    def _taken_first(self) -> list[Prompt]:
        first, self._first = self._first, []
        return first

    def _listen_over(self, over: SpokenOver, listen: Listen, trace: TurnTrace, asked: Sequence[Prompt]) -> Event | None:
        """Somebody may be answering before the prompt is over; where it was nobody, it is said again, to its end."""
        event = self._listening.listen_over(over, listen, trace, [prompt.text for prompt in asked])
        if event is not None:
            return event
        if self._attention.queued:
            return NoMatch(listen.turn.id)
        again = self._speech.say(asked[-1:], beside=None, heard=drop)
        trace.prompt_end = again.ended
        if again.event is None and self._attention.waiting:
            return self._attention.waiting.pop(0)
        return again.event or self._listening.listen(listen, trace, toned=True)

    def _go_on(self, last: LastAnswer, asked: TurnTrace) -> Event:
        """The person goes on with the answer that was just taken; the turn that was being asked never was."""
        self.traces.remove(asked)
        if self._observer is not None:
            self._observer.reopened()
        last.reopen()
        if last.turn.goes_on:
            self._listening.last = last
        else:
            self._attention.let_finish(last.answering)
        return SpokeOn(last.turn.id)

    def _replied(self, spoken: Spoken, asked: TurnTrace | None) -> None:
        """The first sample of a spoken prompt is the reply to the turn before it."""
        earlier = next((trace for trace in reversed(self.traces) if trace is not asked), None)
        if earlier is not None and earlier.reply_start is None and earlier.decided_at is not None:
            earlier.reply_start = spoken.started
