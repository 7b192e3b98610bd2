"""In a long meeting memory goes back to the system now and then, before somebody is listened to."""

from __future__ import annotations

import pytest

from tests.unit.session.test_keys_while_speaking import speaking
from tests.unit.session.test_noise import WEIGHTY
from voice_guide.events import KeyCommand, Listen
from voice_guide.ports import KeyPressed
from voice_guide.session import voice
from voice_guide.session.rehearsal_room import RehearsalRoom


def test_every_eighth_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    turns = 0
    monkeypatch.setattr(voice, "give_back", lambda: given.append(turns))
    talking = speaking("\r")
    assert isinstance(talking._room, RehearsalRoom)
    for turn in range(1, 2 * voice.TIDY_TURNS + 1):
        turns = turn
        talking._room.later(talking._room.now() + 0.1, KeyPressed("\r"))
        assert talking.converse([], Listen(WEIGHTY, ask=False)) == KeyCommand("yes")
    assert given == [voice.TIDY_TURNS, 2 * voice.TIDY_TURNS]
