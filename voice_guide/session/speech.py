"""Speaking in a room: prompts one after another, stopped by a key, by the end of the room, or by a voice over them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from voice_guide.events import QUIET, Event, InputEnded, KeyCommand, Prompt
from voice_guide.ports import (
    CHUNK_SAMPLES,
    LISTENING_RATE,
    KeyPressed,
    Played,
    Room,
    RoomClosed,
    Sound,
    SoundHeard,
)
from voice_guide.session.group_keys import GroupKeys
from voice_guide.session.key_names import KEY_COMMANDS, QUIET_KEY
from voice_guide.session.over_prompt import Over, OverPrompt, SpokenOver

BETWEEN_PROMPTS_SECONDS = 0.5  # practice.md: half a second between sentences helps memory
ANSWERS = tuple(KeyCommand(name) for name in ("yes", "no", "unsure"))
_PREROLL_CHUNKS = LISTENING_RATE // CHUNK_SAMPLES  # one second


class Prompts(Protocol):
    """Rendered prompts by their text."""

    def get(self, text: str) -> Sound:
        """The sound of a text."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Render these beside the loop."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Speak slower or faster, louder or quieter from now on."""


@dataclass
class Spoken:
    """What became of one row of prompts. Clock times in seconds; None where it never came so far."""

    started: float | None = None
    ended: float | None = None
    event: Event | None = None
    over: SpokenOver | None = None


class Speech:
    """Plays prompts and hears keys beside them. ``preroll`` is the last second of the microphone's sound.

    ``on_numbers`` shows the help numbers: their key is answered there and then, and stops nothing.
    """

    def __init__(
        self, room: Room, prompts: Prompts, on_prompt: Callable[[Prompt], None], on_numbers: Callable[[], None]
    ) -> None:
        self._room = room
        self._prompts = prompts
        self._on_prompt = on_prompt
        self._on_numbers = on_numbers
        self.preroll: deque[SoundHeard] = deque(maxlen=_PREROLL_CHUNKS)
        self.group = GroupKeys()
        self._asked = True  # the last of a row of prompts plays, or none does
        self._thanking: int | None = None  # the sound that plays beside a decode

    def thank(self, thanks: Prompt) -> None:
        """Say this beside what goes on; what is said next waits for its end."""
        self._on_prompt(thanks)
        self._thanking = self._room.play(self._prompts.get(thanks.text))

    def played(self, event: Played) -> None:
        """A sound has ended that nobody waited for."""
        if event.id == self._thanking:
            self._thanking = None

    def say(
        self, prompts: Sequence[Prompt], *, beside: OverPrompt | None, heard: Callable[[SoundHeard], None]
    ) -> Spoken:
        """Play prompts to their end, or to what stops them. ``heard`` gets every chunk that comes meanwhile."""
        spoken = Spoken()
        shown = [prompt for prompt in prompts if prompt.text.strip()]
        self._prompts.prepare([prompt.text for prompt in shown])
        if self._thanking is not None:
            thanked = Spoken()
            if self._wait(thanked, None, self._thanking, None, heard):
                return thanked
            spoken.started, self._thanking = thanked.started, None
        for number, prompt in enumerate(shown):
            if number and self._wait(spoken, self._room.now() + BETWEEN_PROMPTS_SECONDS, None, beside, heard):
                return spoken
            self._on_prompt(prompt)
            playing = self._room.play(self._prompts.get(prompt.text))
            self._asked = number == len(shown) - 1
            if self._wait(spoken, None, playing, beside, heard):
                self._stop(spoken, playing, heard)
                return spoken
        return spoken

    def sound(self, sound: Sound, heard: Callable[[SoundHeard], None]) -> Event | None:
        """Play a tone to its end."""
        spoken = Spoken()
        self._wait(spoken, None, self._room.play(sound), None, heard)
        return spoken.event

    def _stop(self, spoken: Spoken, playing: int, heard: Callable[[SoundHeard], None]) -> None:
        """Silence, and wait until it is there, so that nothing of the prompt is in what is heard next."""
        self._room.stop_playing()
        event, spoken.event = spoken.event, None
        self._wait(spoken, self._room.now() + 0.3, playing, None, heard)
        self._room.duck(False)
        spoken.event = spoken.event if spoken.event == QUIET else event or spoken.event

    def _wait(
        self,
        spoken: Spoken,
        until: float | None,
        playing: int | None,
        beside: OverPrompt | None,
        heard: Callable[[SoundHeard], None],
    ) -> bool:
        """Wait for a sound's end or for a time; True when something came that stops the prompts."""
        while True:
            event = self._room.next(until)
            match event:
                case None:
                    return False
                case Played(id=number) if number == playing:
                    spoken.started = event.started if spoken.started is None else spoken.started
                    spoken.ended = event.ended
                    return False
                case SoundHeard():
                    heard(event)
                    self.preroll.append(event)
                    if beside is not None and self._is_voice(beside, event, spoken):
                        return True
                case KeyPressed() | RoomClosed():
                    spoken.event = self._meant(event)
                    if spoken.event is not None:
                        return True
                case _:
                    continue

    def _meant(self, event: KeyPressed | RoomClosed) -> Event | None:
        """What a key means now. Before the question itself is asked, a yes is no answer to it."""
        command = self.told(event)
        return None if not self._asked and command in ANSWERS else command

    def told(self, event: KeyPressed | RoomClosed) -> Event | None:
        """What a key or the end of the room means to the dialogue; None for a key that means nothing to it."""
        if isinstance(event, RoomClosed):
            return InputEnded(event.reason)
        if event.key == QUIET_KEY:
            return QUIET
        name = KEY_COMMANDS.get(event.key) or KEY_COMMANDS.get(event.key.lower())
        if name == "numbers":
            self._on_numbers()
            return None
        return KeyCommand(name) if name else self.group.told(event.key)

    def _is_voice(self, beside: OverPrompt, chunk: SoundHeard, spoken: Spoken) -> bool:
        found = beside.hear(chunk)
        self._room.duck(found is not Over.NOTHING)
        if found is Over.VOICE:
            spoken.over = beside.spoken()
        return found is Over.VOICE
