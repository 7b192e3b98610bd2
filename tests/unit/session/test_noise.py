"""Sound that voice activity takes for a voice, and that the recogniser has words for: what little of it is no answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tests.conversations.toned import Loudness
from voice_guide.events import Event, Expected, Listen, Prompt, Transcription, Turn, TurnKind, Utterance
from voice_guide.ports import LISTENING_RATE, KeyPressed, Samples, Sound
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant

OPEN = Turn("wh-today", TurnKind.OPEN, "Jo", question="wh-today")
WEIGHTY = Turn("record:Jo", TurnKind.WEIGHTY, "Jo", patience_seconds=2.0)


class Okay:
    """A recogniser that hears "Okay." in everything; also the answer it opens."""

    name = "okay"
    streaming = False

    def __init__(self, *, doubtful: bool) -> None:
        self._doubtful = doubtful

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> Okay:
        return self

    def feed(self, samples: Samples) -> None:
        """Whatever it is."""

    def finish(self) -> Transcription:
        return Transcription("Okay.", (), self.name, doubtful=self._doubtful)


class Nothing:
    """Nothing closes an answer, nothing hangs, nothing decides, nothing is said."""

    def closes(self, text: str) -> bool:
        return False

    def hangs(self, text: str) -> bool:
        return False

    def decides(self, heard: Transcription) -> bool:
        return False

    def get(self, text: str) -> Sound:
        raise KeyError(text)

    def prepare(self, texts: Sequence[str]) -> None:
        """Never."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Never."""

    def prompts(self) -> list[Prompt]:
        return []


def hear(turn: Turn, seconds: float, *, doubtful: bool) -> Event:
    """A sound of so many seconds in a room, and a minute later a key."""
    room = RehearsalRoom()
    tone = np.full(round(seconds * LISTENING_RATE), 0.3, np.float32)
    room.participant_track.put(Sound(tone, LISTENING_RATE), at=1.0)
    room.later(60.0, KeyPressed("p"))
    silence = Sound(np.zeros(1600, np.float32), LISTENING_RATE)
    recogniser = Okay(doubtful=doubtful)
    talking = VoiceConversant(
        room=room,
        prompts=Nothing(),
        recogniser=lambda: recogniser,
        activity=Loudness,
        cues=Nothing(),
        tone=silence,
        cue=silence,
    )
    return talking.converse([], Listen(turn, ask=False))


@pytest.mark.parametrize("turn", [OPEN, WEIGHTY])
def test_doubtful_words_of_a_moment_of_voice_are_a_noise(turn: Turn) -> None:
    assert not isinstance(hear(turn, 0.2, doubtful=True), Utterance)


@pytest.mark.parametrize("turn", [OPEN, WEIGHTY])
def test_a_short_answer_without_doubt_is_an_answer(turn: Turn) -> None:
    event = hear(turn, 0.2, doubtful=False)
    assert isinstance(event, Utterance)
    assert event.text == "Okay."


def test_doubtful_words_of_more_voice_are_an_answer() -> None:
    assert isinstance(hear(OPEN, 0.8, doubtful=True), Utterance)
