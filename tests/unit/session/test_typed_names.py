"""A name that is typed in a conversation by voice, and the key that says that somebody has come."""

from __future__ import annotations

import numpy as np

from tests.conversations.toned import Loudness
from tests.unit.session.test_keys_while_speaking import press_while_speaking
from tests.unit.session.test_noise import OPEN, WEIGHTY, Nothing, Okay
from voice_guide.events import QUIET, Event, KeyCommand, Listen, NoInput, Prompt, Turn, TurnKind, Utterance
from voice_guide.ports import LISTENING_RATE, KeyPressed, Sound
from voice_guide.session.key_names import QUIET_KEY
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant

TYPE = Turn("who-type", TurnKind.WEIGHTY, "everyone", prompt=Prompt("who.type", "Please type the name."), typed=True)


class Spoken(Nothing):
    """Every prompt is a short silence; ``said`` is what was asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def get(self, text: str) -> Sound:
        self.said.append(text)
        return Sound(np.zeros(1600, np.float32), LISTENING_RATE)


def typing(*keys: str, keyboard: bool = True, turn: Turn = TYPE) -> tuple[Event, list[str], VoiceConversant]:
    """What comes of a turn in which these keys are pressed, and how the line stood after each."""
    room, shown = RehearsalRoom(), list[str]()
    tone = np.full(LISTENING_RATE, 0.3, np.float32)
    room.participant_track.put(Sound(tone, LISTENING_RATE), at=3.0)
    for number, key in enumerate(keys):
        room.later(1.0 + number / 10, KeyPressed(key))
    prompts = Spoken()
    silence = Sound(np.zeros(1600, np.float32), LISTENING_RATE)
    recogniser = Okay(doubtful=False)
    talking = VoiceConversant(
        room=room,
        prompts=prompts,
        recogniser=lambda: recogniser,
        activity=Loudness,
        cues=Nothing(),
        tone=silence,
        cue=silence,
        on_typed=shown.append if keyboard else None,
    )
    event = talking.converse([], Listen(turn))
    assert prompts.said[:1] == ([turn.prompt.text] if turn.prompt else [])  # by voice, too
    return event, shown, talking


def test_a_line_is_waited_for_and_no_key_of_it_is_a_command() -> None:
    event, shown, _ = typing(*"stop", "\r")
    assert event == Utterance("who-type", "stop")
    assert shown[-1] == "stop\n"


def test_an_empty_line_is_no_name() -> None:
    event, _, _ = typing("\r")
    assert event == NoInput("who-type")


def test_the_quiet_key_works_while_a_name_is_typed() -> None:
    event, _, talking = typing("K", "a", QUIET_KEY)
    assert event == NoInput("who-type")
    assert talking.converse([], Listen(TYPE)) == QUIET


def test_without_a_keyboard_it_is_listened_to_instead() -> None:
    event, _, _ = typing(keyboard=False)
    assert isinstance(event, Utterance)
    assert event.engine != "keyboard"


def test_somebody_has_come_is_a_key_and_drops_nothing_that_is_being_said() -> None:
    assert typing("a", turn=WEIGHTY)[0] == KeyCommand("add")
    event = press_while_speaking("a", OPEN)
    assert isinstance(event, Utterance)
    assert event.seconds is not None
    assert event.seconds > 1.8
