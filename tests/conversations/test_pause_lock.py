"""A long pause locks the words away, by voice: deaf and silent until the passphrase is typed, and then still paused."""

from __future__ import annotations

import pytest

from tests.conversations.test_by_voice import STOP, YES, say, texts
from tests.conversations.toned import Tones, talk
from voice_guide.session.answer_file import Item
from voice_guide.session.pause_lock import LeftLocked, PauseLock
from voice_guide.session.rehearsal_room import RehearsalRoom

pytestmark = pytest.mark.slow

PAUSE, CARRY_ON, QUIET = Item(key="."), Item(key="."), Item(key="f12")
MINUTES = 60.0


class Passphrase:
    """Notes when the words were locked and opened; ``known`` False: whoever is there leaves."""

    def __init__(self, *, known: bool = True) -> None:
        self.done: list[str] = []
        self._known = known

    def lock(self) -> None:
        self.done.append("locked")

    def unlock(self) -> bool:
        self.done.append("opened" if self._known else "left")
        return self._known

    def after(self, minutes: float) -> PauseLock:
        return PauseLock(minutes * MINUTES, lock=self.lock, unlock=self.unlock)


def test_a_pause_is_locked_after_its_time_and_goes_on_when_it_is_opened() -> None:
    typed = Passphrase()
    quiet = Item(silent=11 * MINUTES)
    _, facts, _ = talk(YES, say("it was dark"), PAUSE, quiet, CARRY_ON, say("cold"), STOP, pause_lock=typed.after(10))
    assert typed.done == ["locked", "opened"]
    assert texts(facts) == ["it was dark", "cold"]


def test_a_short_pause_and_a_long_silence_that_is_none_are_left_open() -> None:
    typed = Passphrase()
    thinking, short = Item(silent=30 * MINUTES), Item(silent=9 * MINUTES)
    talk(YES, thinking, say("it was dark"), PAUSE, short, CARRY_ON, say("cold"), STOP, pause_lock=typed.after(10))
    assert typed.done == []


def test_two_short_pauses_do_not_add_up() -> None:
    typed = Passphrase()
    short = Item(silent=6 * MINUTES)
    talk(YES, PAUSE, short, CARRY_ON, say("dark"), PAUSE, short, CARRY_ON, STOP, pause_lock=typed.after(10))
    assert typed.done == []


def test_talk_among_themselves_does_not_keep_it_open_and_opens_nothing() -> None:
    typed = Passphrase()
    chat = [part for _ in range(6) for part in (Item(silent=2 * MINUTES), say("the passphrase is spruce"))]
    _, facts, _ = talk(YES, say("it was dark"), PAUSE, *chat, CARRY_ON, STOP, pause_lock=typed.after(10))
    assert typed.done[:2] == ["locked", "opened"]
    assert texts(facts) == ["it was dark"]


def test_it_is_locked_again_when_the_pause_goes_on_as_long_once_more() -> None:
    typed = Passphrase()
    talk(YES, PAUSE, *[Item(silent=11 * MINUTES)] * 3, CARRY_ON, STOP, pause_lock=typed.after(10))
    assert len(typed.done) >= 4
    assert typed.done[:4] == ["locked", "opened"] * 2


def test_whoever_leaves_while_it_is_locked_ends_the_session_and_nothing_is_written_after() -> None:
    typed = Passphrase(known=False)
    with pytest.raises(LeftLocked):
        talk(YES, say("it was dark"), PAUSE, Item(silent=11 * MINUTES), CARRY_ON, STOP, pause_lock=typed.after(10))
    assert typed.done == ["locked", "left"]


def test_the_quiet_is_locked_too_and_asks_for_the_passphrase_only_when_the_key_comes_again() -> None:
    typed = Passphrase()
    later = Item(silent=700)
    _, facts, _ = talk(YES, QUIET, later, QUIET, YES, say("it was dark"), STOP, pause_lock=typed.after(10))
    assert typed.done == ["locked", "opened"]
    assert texts(facts) == ["it was dark"]


def test_the_microphone_is_closed_while_it_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    room: list[RehearsalRoom] = []
    opening = RehearsalRoom.__init__

    def made(self: RehearsalRoom, *, real_time: bool = False) -> None:
        opening(self, real_time=real_time)
        room.append(self)

    monkeypatch.setattr(RehearsalRoom, "__init__", made)
    states: list[bool] = []

    def unlock() -> bool:
        states.append(room[0]._microphone_open)
        return True

    lock = PauseLock(10 * MINUTES, lock=lambda: None, unlock=unlock)
    talk(YES, PAUSE, Item(silent=11 * MINUTES), CARRY_ON, STOP, pause_lock=lock, tones=Tones())
    assert states == [False]
