"""Waiting for a person: their voice, their keys, and what becomes of a long silence."""

from __future__ import annotations

from dataclasses import replace

from voice_guide.events import (
    QUIET,
    ROOM_EMPTY,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NothingHeard,
    Prompt,
    Turn,
    TurnKind,
)
from voice_guide.ports import KeyPressed, Played, Room, RoomClosed, RoomEvent, Sound, SoundHeard
from voice_guide.session.alone_clock import AloneClock
from voice_guide.session.answering import Answering
from voice_guide.session.key_names import (
    KEEPING_COMMANDS,
    QUIET_KEY,
    SPEAKER,
    THAT_WAS,
    WAITING_COMMANDS,
    YES_NO_KEYS,
)
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.speech import Speech

CUE_AFTER_SECONDS = 15.0  # practice.md and design.md, "Timing"
OFFER_AFTER_SECONDS = 40.0
ZEROS_SECONDS = (
    8.0  # a microphone that gives nothing but zeros for so long while somebody is listened to is told of, once
)
THANK_AFTER_SECONDS = 0.1  # where the text is that near, the next question is answer enough
TALKING_PIECE, STEP_OUT = KeyCommand("talking piece"), KeyCommand("step out")
_QUIET_BEFORE_ASKING_SECONDS = 0.7  # whoever speaks is let finish before they are asked again


class Attention:
    """Follows one turn's listening to what ends it. ``queued`` holds keys that are due after the answer before them, and
    ``waiting`` those that are due once the question after it has been asked.

    ``thanks`` is said where a key ends an answer whose words are not known yet: a key is answered at once.
    ``empty_after_seconds`` without a voice or a key, the room is taken to be empty; None: never. ``pause_lock`` locks the
    words away when a pause has lasted long; None: never.
    """

    def __init__(
        self,
        room: Room,
        speech: Speech,
        *,
        cue: Sound,
        thanks: Prompt | None,
        empty_after_seconds: float | None,
        pause_lock: PauseLock | None = None,
    ) -> None:
        self._room = room
        self._speech = speech
        self._cue = cue
        self._empty_after = empty_after_seconds
        self._pause_lock = pause_lock
        self._thanks = thanks
        self._thank_at: float | None = None
        self._sign_at: float | None = None  # when somebody was last heard or pressed a key
        self._zeros_turn: str | None = None  # the turn in which it was told that the microphone gives nothing
        self.speaker: int | None = None  # who is speaking, as the worker says, where that is not whose turn it is
        self._alone = AloneClock()
        self.queued: list[Event] = []
        self.waiting: list[Event] = []

    def begin(self, turn: Turn) -> None:
        """A turn begins. Before the first one nobody can have been heard."""
        if turn.alone is None:
            self._alone.begin(turn, self._room.now())
        if self._sign_at is None:
            self._sign_at = self._room.now()

    def attend(self, answering: Answering, listen: Listen, started: float) -> Event | None:
        """Follow one answer, listened to since ``started``; None when it is ready, else what came instead of it."""
        offers = listen.ask or listen.turn.id == self._zeros_turn  # being told of the microphone is no offer
        cue_at: float | None = started + CUE_AFTER_SECONDS if offers else None
        offer_at = started + OFFER_AFTER_SECONDS if offers else None
        lock_at = self._lock_at(listen.turn)
        while True:
            now = self._room.now()
            silent = not answering.anything_said
            if not silent:
                self._sign_at = now
            if answering.ready(now):
                self._thank_at = None
                return None
            if self._thanks is not None and self._thank_at is not None and now >= self._thank_at:
                self._thank_at = None
                self._speech.thank(self._thanks)
            if lock_at is not None and now >= lock_at:
                return self._lock(listen.turn)
            if silent and self._is_empty(now):
                return InputEnded(ROOM_EMPTY)
            if silent and self._zeros_turn is None and now - started >= ZEROS_SECONDS <= self._room.only_zeros_for:
                self._zeros_turn = listen.turn.id
                return NothingHeard(listen.turn.id)
            if silent and offer_at is not None and now >= offer_at:
                return NoInput(listen.turn.id, now - started)
            if silent and cue_at is not None and now >= cue_at:
                cue_at = None
                event = self._speech.sound(self._cue, drop)
                if event is not None:
                    return event
            times = [answering.next_look(now), cue_at, offer_at, self._thank_at, self._empty_at, lock_at]
            due = [at for at in times if at is not None and at > now]
            event = self._take(answering, listen, self._room.next(min(due) if due else None))
            if event is not None:
                return event

    def let_finish(self, answering: Answering) -> None:
        """Wait until whoever speaks has been quiet for a moment."""
        while answering.quiet_seconds(self._room.now()) < _QUIET_BEFORE_ASKING_SECONDS:
            event = self._room.next(self._room.now() + _QUIET_BEFORE_ASKING_SECONDS)
            if isinstance(event, SoundHeard):
                answering.hear(event)
            elif isinstance(event, RoomClosed | KeyPressed) and (command := self._speech.told(event)) is not None:
                self.queued.append(command)
                return

    def wait_for_key(self, turn: Turn) -> Event:
        """For someone who is not recorded: the stream is closed, and only a key ends the turn."""
        lock_at = self._lock_at(turn)
        while True:
            due = [at for at in (self._empty_at, lock_at) if at is not None]
            event = self._room.next(min(due) if due else None)
            if event is None and lock_at is not None and self._room.now() >= lock_at:
                return self._lock(turn)
            if event is None and self._is_empty(self._room.now()):
                return InputEnded(ROOM_EMPTY)
            if isinstance(event, KeyPressed | RoomClosed):
                self._sign_at = self._room.now()
                command = self._speech.told(event)
                if command is not None:
                    return command

    def wait_alone(self, turn: Turn) -> Event:
        """In the family's private time: only a key ends the turn, or time. No room is empty then: nobody could be heard.

        A pause in it lasts as long as any other, and is locked as any other.
        """
        self._alone.begin(turn, self._room.now())
        try:
            return self._wait_alone(turn)
        finally:
            self._alone.end(turn, self._room.now())
            self._sign_at = self._room.now()

    def _wait_alone(self, turn: Turn) -> Event:
        assert turn.alone is not None
        if turn.alone.seconds is None:
            return self.wait_for_key(turn)
        while True:
            event = self._room.next(self._alone.due(turn))
            if isinstance(event, KeyPressed | RoomClosed):
                command = self._speech.told(event)
                if command is not None:
                    return command
            elif event is None and (due := self._alone.event(turn, self._room.now())) is not None:
                if turn.alone.counts and not isinstance(due, InputEnded):
                    self._speech.sound(self._cue, drop)
                return due

    def wait_in_quiet(self, turn: Turn) -> Event:
        """Nothing but the quiet key or the end of the room does anything now, for as long as it takes."""
        while True:
            lock_at = self._lock_at(turn)
            command = self.queued.pop(0) if self.queued else self._ends_quiet(self._room.next(lock_at))
            if self._pause_lock is not None and lock_at is not None and self._room.now() >= lock_at:
                self._pause_lock.lock()
            if self._pause_lock is not None and isinstance(command, InputEnded):
                self._pause_lock.leave()
            if command == QUIET:
                self._room.be_quiet(False)
                if self._pause_lock is not None:
                    self._pause_lock.unlock()
            if command == QUIET or isinstance(command, InputEnded):
                self._sign_at = self._room.now()
                return command

    def _lock_at(self, turn: Turn) -> float | None:
        return None if self._pause_lock is None else self._pause_lock.due(turn, self._room.now())

    def _lock(self, turn: Turn) -> Event:
        """Locked, deaf and silent until the passphrase is typed; then the pause goes on. Raises LeftLocked."""
        assert self._pause_lock is not None
        self._room.close_microphone()
        self._speech.preroll.clear()
        self._pause_lock.lock()
        self._pause_lock.unlock()
        self._sign_at = self._room.now()
        return NoInput(turn.id)

    @property
    def _empty_at(self) -> float | None:
        """When the room will have been quiet for long enough to be empty."""
        return None if self._empty_after is None or self._sign_at is None else self._sign_at + self._empty_after

    def _is_empty(self, now: float) -> bool:
        return self._empty_at is not None and now >= self._empty_at

    def _ends_quiet(self, event: RoomEvent | None) -> Event | None:
        if isinstance(event, RoomClosed):
            return InputEnded(event.reason)
        return QUIET if event == KeyPressed(QUIET_KEY) else None

    def _take(self, answering: Answering, listen: Listen, event: RoomEvent | None) -> Event | None:
        """One event while listening: sound for the answer, a key, or the end of the room."""
        match event:
            case SoundHeard():
                self._speech.preroll.append(event)
                answering.hear(event)
            case KeyPressed() | RoomClosed():
                self._sign_at = self._room.now()
                return self._key(answering, listen, self._speech.told(event))
            case None:
                pass
            case Played():
                self._speech.played(event)
            case _:
                answering.done(event)
        return None

    def _key(self, answering: Answering, listen: Listen, command: Event | None) -> Event | None:
        """A key while somebody may be speaking: what was said before it is kept first, where the key ends the turn."""
        if command == QUIET:
            self._room.be_quiet(True)
            self._thank_at = None
            if listen.turn.kind is not TurnKind.OPEN:
                return command  # half a yes is no yes: it is asked again
        if not answering.anything_said or command is None:
            return command
        if command == TALKING_PIECE and listen.turn.kind is TurnKind.OPEN:
            command = KeyCommand("finished")  # whoever has spoken hands it on by having finished
        elif (
            isinstance(command, KeyCommand)
            and command.name in (SPEAKER, THAT_WAS)
            and listen.turn.kind is TurnKind.OPEN
        ):
            return self._speaks(command, listen.turn)
        elif command == STEP_OUT and listen.turn.participant is not None:
            command = replace(command, person=listen.turn.participant)  # by then it may be somebody else's turn
        if isinstance(command, KeyCommand) and listen.turn.kind is TurnKind.OPEN:
            if command.name in YES_NO_KEYS:
                return None  # it answers nothing here, and what is being said is not to be dropped for it
            if command.name in WAITING_COMMANDS:
                self.waiting.append(command)
                return None
        if command == KeyCommand("hold"):
            answering.hold()
            return None
        if isinstance(command, InputEnded) or (isinstance(command, KeyCommand) and command.name in KEEPING_COMMANDS):
            if command != KeyCommand("finished"):
                self.queued.append(command)
            else:
                self._thank_at = self._room.now() + THANK_AFTER_SECONDS
            answering.end_now()
            return None
        return command

    def _speaks(self, command: KeyCommand, turn: Turn) -> Event | None:
        """The worker says who is speaking. What somebody says who is not recorded is let go of at once, and the stream closed."""
        seat = next((seat for seat in turn.seats if seat.number == command.seat), None)
        if seat is None or command.name == THAT_WAS:  # the last words are those that are being said
            return None
        if not seat.recorded:
            return command
        self.speaker = seat.number
        return None


def drop(chunk: SoundHeard) -> None:
    """Sound that nobody needs."""
