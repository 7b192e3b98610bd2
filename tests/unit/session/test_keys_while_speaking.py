"""Keys that are pressed while somebody is speaking."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conversations.toned import Loudness
from tests.unit.session.test_noise import OPEN, WEIGHTY, Nothing, Okay
from voice_guide.events import Event, KeyCommand, Listen, Turn, Utterance
from voice_guide.ports import LISTENING_RATE, KeyPressed, Sound
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant


def press_while_speaking(key: str, turn: Turn) -> Event:
    """Two seconds of voice from 1.0 s on, and the key in the middle of them."""
    room = RehearsalRoom()
    tone = np.full(2 * LISTENING_RATE, 0.3, np.float32)
    room.participant_track.put(Sound(tone, LISTENING_RATE), at=1.0)
    room.later(2.0, KeyPressed(key))
    silence = Sound(np.zeros(1600, np.float32), LISTENING_RATE)
    recogniser = Okay(doubtful=False)
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


@pytest.mark.parametrize("key", ["\r", "n", "u"])
def test_a_yes_or_no_by_key_drops_nothing_of_an_open_answer(key: str) -> None:
    event = press_while_speaking(key, OPEN)
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert event.seconds > 1.8


def test_where_a_yes_is_asked_for_the_key_is_the_answer() -> None:
    assert press_while_speaking("\r", WEIGHTY) == KeyCommand("yes")


def test_the_key_to_finish_keeps_what_was_said() -> None:
    event = press_while_speaking(" ", OPEN)
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert 0.8 < event.seconds < 1.2
