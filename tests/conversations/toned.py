"""Conversations by voice without an engine: every saying is a tone of its own, heard again by its pitch.

The room, the listener, the endpointer and the voice side are the real ones, on the rehearsal's sample clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from tests.conversations.scripted import ENGLISH, MEANING, THURSDAY
from voice_guide.cli.wiring import dialogue_for, load_named_guide
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Expected, Fact, Prompt, Reading, Transcription
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Journal, Samples, Sound
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.rehearsal import Engines, Rehearsed, SecondLoader, rehearse
from voice_guide.session.voice import VoiceConversant

_LOWEST, _STEP = 300.0, 60.0
_WORD_SECONDS = 0.3
_FRAME = 800  # 0.05 s


class Tones:
    """Speaks and hears: ``render`` gives a text its tone, ``text`` finds the texts whose tones a sound holds."""

    name = "tones"
    streaming = False

    def __init__(self, *, doubts: dict[str, tuple[Reading, ...]] | None = None) -> None:
        self._texts: list[str] = []
        self._doubts = doubts or {}

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        if text not in self._texts:
            self._texts.append(text)
        seconds = _WORD_SECONDS * max(1, len(text.split()))
        t = np.arange(round(seconds * LISTENING_RATE)) / LISTENING_RATE
        return Sound((0.4 * np.sin(2 * np.pi * self._hertz(text) * t)).astype(np.float32), LISTENING_RATE)

    def close(self) -> None:
        """Nothing to end."""

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> ToneAnswer:
        return ToneAnswer(self, expected=expected)

    def transcribe(self, sound: Samples, *, expected: Expected | None) -> Transcription:
        found: list[str] = []
        for first in range(0, len(sound) - _FRAME, _FRAME):
            frame = sound[first : first + _FRAME]
            if float(np.sqrt(np.mean(frame**2))) < 0.3:  # a frame that is not all tone tells no pitch
                continue
            spectrum = np.abs(np.fft.rfft(frame * np.hanning(_FRAME), n=16 * _FRAME))
            hertz = float(np.argmax(spectrum)) * LISTENING_RATE / (16 * _FRAME)
            text = self._texts[round((hertz - _LOWEST) / _STEP)]
            if not found or found[-1] != text:
                found.append(text)
        text = " ".join(found)
        return Transcription(text, (), self.name, self._doubts.get(text, ()) if expected else ())

    def _hertz(self, text: str) -> float:
        return _LOWEST + _STEP * self._texts.index(text)


class ToneAnswer:
    def __init__(self, tones: Tones, *, expected: Expected | None) -> None:
        self._tones, self._expected = tones, expected
        self._pieces: list[Samples] = []

    def feed(self, samples: Samples) -> str | None:
        self._pieces.append(samples)
        return None

    def finish(self) -> Transcription:
        return self._tones.transcribe(np.concatenate(self._pieces), expected=self._expected)


class Loudness:
    """Voice is whatever is louder than a room."""

    def probability(self, chunk: Samples) -> float:
        assert len(chunk) == CHUNK_SAMPLES
        return 0.9 if float(np.sqrt(np.mean(chunk**2))) > 0.05 else 0.05

    def reset(self) -> None:
        """It remembers nothing."""


class _Prompts:
    """Prompts of one second each."""

    rate_wpm = 150

    def set_rate(self, rate_wpm: int) -> None:
        self.rate_wpm = rate_wpm

    def get(self, text: str) -> Sound:
        return Sound(np.full(2 * LISTENING_RATE, 0.01, np.float32), LISTENING_RATE)

    def prepare(self, texts: Iterable[str]) -> None:
        """They are always ready."""

    def close(self) -> None:
        """Nothing to end."""


class _Journal:
    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def append(self, facts: Sequence[Fact]) -> None:
        self.facts += facts


def talk(
    *items: Item,
    tones: Tones | None = None,
    people: tuple[str, ...] = ("Jo",),
    patience: float = 4.0,
    second: SecondLoader | None = None,
    empty_after: float | None = None,
    pause_lock: PauseLock | None = None,
    said: list[str] | None = None,
    numbers: Callable[[], None] = lambda: None,
    journal: Journal | None = None,
    may_ask: Callable[[VoiceConversant], None] = lambda conversant: None,
    on_prompt: Callable[[str], None] = lambda text: None,
    guide: str = "short",
    progress: Progress | None = None,
    answers: AnswerFile | None = None,
) -> tuple[list[dict[str, Any]], list[Fact], Rehearsed]:
    """Hold a conversation with these items, one a turn; returns the report's turns, the facts, and the rest."""
    held = load_named_guide(ENGLISH, guide)
    tones = tones or Tones()
    kept = _Journal()

    def prompted(prompt: Prompt) -> None:
        on_prompt(prompt.text)
        if said is not None:
            said.append(prompt.text)

    done = rehearse(
        session_id="tones",
        dialogue=dialogue_for(
            held, ENGLISH, MEANING, DialogueOptions(people=people, patience_seconds=patience), progress or Progress()
        ),
        guide=held,
        journal=journal or kept,
        engines=Engines(
            recogniser=tones,
            activity=Loudness(),
            synthesiser=tones,
            prompts=_Prompts(),
            tone=Sound(np.zeros(1600, np.float32), LISTENING_RATE),
            cue=Sound(np.zeros(1600, np.float32), LISTENING_RATE),
            second=second,
        ),
        answers=answers or AnswerFile(items=list(items)),
        cues=MEANING,
        today=lambda: THURSDAY,
        thanks=ENGLISH.prompt("answer.finished"),
        empty_after_seconds=empty_after,
        pause_lock=pause_lock,
        on_numbers=numbers,
        on_prompt=prompted,
        may_ask=may_ask,
    )
    return done.report["turns"], kept.facts, done
