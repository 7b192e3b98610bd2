"""A made-up participant for rehearsals: speaks, keeps silent or presses keys, one item a turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import soundfile

from voice_guide.errors import UsageError
from voice_guide.events import Turn
from voice_guide.guide.model import Guide
from voice_guide.ports import LISTENING_RATE, KeyPressed, Samples, Sound, Synthesiser
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.item_choice import ItemChoice
from voice_guide.session.key_names import presses
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.trace import TurnTrace
from voice_guide.session.tracks import at_listening_rate

# A turn that is still open so long after the participant has done its item gets the next one.
STILL_LISTENING_SECONDS = 90.0
# Someone who is not recorded presses "I'm finished" this long after speaking.
KEY_AFTER_SECONDS = 1.0
THEN_KEY_SECONDS = 0.3  # from the last word to the key of an item that has both
SPEECH_PEAK = 0.5
_AUDIBLE = 0.01


class Participant:
    """Watches the turns and acts in the room. ``spoken`` holds, for each trace, when its answer really was."""

    def __init__(self, room: RehearsalRoom, answers: AnswerFile, guide: Guide, synthesiser: Synthesiser) -> None:
        self._room = room
        self._choice = ItemChoice(answers, guide)
        self._synthesiser = synthesiser
        self._turn_number = 0
        self._item: Item | None = None
        self._interrupted: tuple[float, float] | None = None
        self._silence = ("", 0.0)  # the turn in which they keep silent, and until when
        self.spoken: dict[int, tuple[float, float]] = {}

    def asking(self, turn: Turn) -> None:
        """The prompts begin: whoever interrupts speaks over them."""
        self._turn_number += 1
        self._item = self._still_silent(turn) or self._choice.item(turn)
        self._interrupted = None
        if self._item.interrupt_seconds is not None:
            self._interrupted = self._interrupt(self._item, self._room.now() + self._item.interrupt_seconds)

    def _interrupt(self, item: Item, at: float) -> tuple[float, float]:
        if item.key is None:
            return self._speak(item, at)
        self._press(item.key, at)
        return at, at

    def _press(self, keys: str, at: float) -> None:
        for number, key in enumerate(presses(keys)):
            self._room.later(at + 0.05 * number, KeyPressed(key))

    def _still_silent(self, turn: Turn) -> Item | None:
        """A silence lasts as long as it was said to, whatever the program offers meanwhile."""
        turn_id, until = self._silence
        left = until - self._room.now()
        return Item(silent=left) if turn_id == turn.id and left > 0 else None

    def listening(self, trace: TurnTrace) -> None:
        """The program listens: do this turn's item."""
        item = self._item
        if item is None:
            return
        if self._interrupted is not None:
            self.spoken[id(trace)] = self._interrupted
            return
        begin = max(self._room.now(), (trace.prompt_end or 0.0) + item.after_seconds)
        self._do(item, begin, trace)

    def reopened(self) -> None:
        """The turn that was being asked will be asked again: its item is kept for then, unless it has been spoken."""
        if self._interrupted is None:
            self._choice.take_back()
        self._item = None

    def heard(self, trace: TurnTrace) -> None:
        """The turn is over."""
        self._item = None

    def _do(self, item: Item, begin: float, trace: TurnTrace) -> None:
        if item.key is not None:
            self._press(item.key, begin)
            self.spoken[id(trace)] = (begin, begin)
            return
        if item.silent is not None:
            self._silence = (trace.turn.id, begin + item.silent)
            self._room.later(begin + item.silent, self._while_same_turn(trace))
            return
        begin, end = self._speak(item, begin)
        self.spoken[id(trace)] = (begin, end)
        if item.then_key is not None:
            self._press(item.then_key, end + THEN_KEY_SECONDS)
        if not trace.turn.recorded and not (item.then_key and trace.turn.alone):
            ends = trace.turn.question is not None or trace.turn.alone is not None
            self._room.later(end + KEY_AFTER_SECONDS, KeyPressed(" " if ends else "p"))
        self._room.later(end + STILL_LISTENING_SECONDS, self._while_same_turn(trace))

    def _while_same_turn(self, trace: TurnTrace) -> Callable[[], None]:
        number = self._turn_number

        def go_on() -> None:
            if number == self._turn_number and self._item is not None:
                self._item = self._choice.item(trace.turn)
                self._do(replace(self._item, after_seconds=0.0), self._room.now(), trace)

        return go_on

    def _speak(self, item: Item, begin: float) -> tuple[float, float]:
        """Put the answer down in the microphone's track, never over what is still being said."""
        track = self._room.participant_track
        begin = max(begin, track.end)
        samples = with_pauses(_trimmed(self._sound(item)), item.pauses)
        return begin, track.put(Sound(samples, LISTENING_RATE), at=begin)

    def _sound(self, item: Item) -> Samples:
        if item.wav is not None:
            try:
                samples, rate = soundfile.read(item.wav, dtype="float32", always_2d=True)
            except (RuntimeError, OSError) as error:
                raise UsageError("answers_sound", file=str(item.wav)) from error
            return at_listening_rate(Sound(samples.mean(axis=1), rate))
        return at_listening_rate(self._synthesiser.render(item.say or "", voice=item.voice, rate_wpm=item.rate_wpm))


def _trimmed(samples: Samples) -> Samples:
    """From the first audible sample to the last, at a talker's level."""
    loud = np.flatnonzero(np.abs(samples) > _AUDIBLE)
    if len(loud) == 0:
        return samples
    samples = samples[loud[0] : loud[-1] + 1]
    trimmed: Samples = (samples * (SPEECH_PEAK / float(np.abs(samples).max()))).astype(np.float32)
    return trimmed


def with_pauses(samples: Samples, pauses: tuple[float, ...]) -> Samples:
    """Silences put inside, in order, each at the quietest point of its own stretch of the sound."""
    if not pauses or len(samples) < LISTENING_RATE // 5:
        return samples
    width = LISTENING_RATE // 10
    level = np.convolve(samples**2, np.ones(width) / width, "same")
    edges = np.linspace(0.1 * len(samples), 0.9 * len(samples), len(pauses) + 1).astype(int)
    pieces: list[Samples] = []
    last = 0
    for low, high, seconds in zip(edges[:-1], edges[1:], pauses, strict=True):
        cut = int(low + np.argmin(level[low:high]))
        pieces += [samples[last:cut], np.zeros(round(seconds * LISTENING_RATE), np.float32)]
        last = cut
    return np.concatenate([*pieces, samples[last:]])
