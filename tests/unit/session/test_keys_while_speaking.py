"""Keys that are pressed while somebody is speaking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.conversations.toned import Loudness
from tests.unit.session.test_noise import OPEN, WEIGHTY, Nothing, Okay
from voice_guide.events import Event, KeyCommand, Listen, Seat, Turn, Utterance
from voice_guide.ports import LISTENING_RATE, KeyPressed, Sound
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant


def speaking(key: str, *, seconds: float = 2.0) -> VoiceConversant:
    """Somebody who speaks for two seconds from 1.0 s on, or so long, and the key in the middle of it."""
    room = RehearsalRoom()
    tone = np.full(round(seconds * LISTENING_RATE), 0.3, np.float32)
    room.participant_track.put(Sound(tone, LISTENING_RATE), at=1.0)
    room.later(1.0 + seconds / 2, KeyPressed(key))
    silence = Sound(np.zeros(1600, np.float32), LISTENING_RATE)
    recogniser = Okay(doubtful=seconds < 0.5)
    return VoiceConversant(
        room=room,
        prompts=Nothing(),
        recogniser=lambda: recogniser,
        activity=Loudness,
        cues=Nothing(),
        tone=silence,
        cue=silence,
    )


def press_while_speaking(key: str, turn: Turn) -> Event:
    """What comes of the turn in which they speak."""
    return speaking(key).converse([], Listen(turn, ask=False))


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


@pytest.mark.parametrize(("key", "command"), [("+", "louder"), ("?", "help"), ("r", "repeat"), ("e", "explain")])
def test_a_key_about_how_it_is_asked_waits_until_the_next_question(key: str, command: str) -> None:
    talking = speaking(key)
    event = talking.converse([], Listen(OPEN, ask=False))
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert event.seconds > 1.8
    assert talking.converse([], Listen(OPEN, ask=False)) == KeyCommand(command)


def test_in_a_noise_it_does_not_wait() -> None:
    assert speaking("+", seconds=0.3).converse([], Listen(OPEN, ask=False)) == KeyCommand("louder")


def test_where_nobody_is_speaking_it_is_taken_at_once() -> None:
    talking = speaking("+", seconds=0.0)
    assert talking.converse([], Listen(OPEN, ask=False)) == KeyCommand("louder")


def test_the_talking_piece_by_key_keeps_what_was_said() -> None:
    event = press_while_speaking("t", replace(OPEN, seats=(Seat(1, "Jo", recorded=True),)))
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert 0.8 < event.seconds < 1.2


def test_where_nothing_goes_round_that_key_does_nothing() -> None:
    event = press_while_speaking("t", OPEN)
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert event.seconds > 1.8


def test_who_steps_out_in_mid_answer_is_who_was_speaking() -> None:
    talking = speaking("o")
    turn = replace(OPEN, participant="p1", seats=(Seat(1, "Jo", recorded=True), Seat(2, "Kai", recorded=True)))
    assert isinstance(talking.converse([], Listen(turn, ask=False)), Utterance)
    then = replace(turn, participant="p2")
    assert talking.converse([], Listen(then, ask=False)) == KeyCommand("step out", person="p1")


JO_AND_KAI = (Seat(1, "Jo", recorded=True), Seat(2, "Kai", recorded=True), Seat(3, "Dan", recorded=False))


def test_whose_number_is_pressed_is_who_speaks_and_nothing_is_cut_off() -> None:
    talking = speaking("2")
    turn = replace(OPEN, participant="p1", seats=JO_AND_KAI)
    event = talking.converse([], Listen(turn, ask=False))
    assert isinstance(event, Utterance)
    assert event.seat == 2
    assert event.seconds is not None
    assert event.seconds > 1.8


def test_it_holds_for_that_turn_alone() -> None:
    talking = speaking("2")
    room = talking._room
    assert isinstance(room, RehearsalRoom)
    turn = replace(OPEN, participant="p1", seats=JO_AND_KAI)
    talking.converse([], Listen(turn, ask=False))
    room.participant_track.put(Sound(np.full(LISTENING_RATE, 0.3, np.float32), LISTENING_RATE), at=room.now() + 1.0)
    event = talking.converse([], Listen(turn, ask=False))
    assert isinstance(event, Utterance)
    assert event.seat is None


def test_of_somebody_who_is_not_recorded_nothing_is_heard_any_more() -> None:
    turn = replace(OPEN, participant="p1", seats=JO_AND_KAI)
    assert press_while_speaking("3", turn) == KeyCommand("speaker", 3)


def test_whose_the_last_words_were_is_not_told_while_there_are_newer_ones() -> None:
    talking = speaking("=")
    assert isinstance(talking._room, RehearsalRoom)
    talking._room.later(2.1, KeyPressed("2"))
    event = talking.converse([], Listen(replace(OPEN, participant="p1", seats=JO_AND_KAI), ask=False))
    assert isinstance(event, Utterance)
    assert event.seat is None
