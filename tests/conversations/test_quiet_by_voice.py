"""The quiet key in the room: on the sample clock, with what was played and what the microphone was open for."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conversations.test_by_voice import STOP, YES, Slow, say, texts
from tests.conversations.toned import talk
from voice_guide.facts import FactKind
from voice_guide.ports import Samples
from voice_guide.session.answer_file import Item
from voice_guide.session.rehearsal_room import RehearsalRoom

QUIET = Item(key="f12")
SHALL_WE = "We can carry on when you are ready. Shall we?"
LATER = Item(silent=700)


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, bool]]:
    """When the microphone was opened and closed."""
    changes: list[tuple[float, bool]] = []
    opening, closing = RehearsalRoom.open_microphone, RehearsalRoom.close_microphone

    def opened(room: RehearsalRoom) -> None:
        opening(room)
        changes.append((room.now(), room._microphone_open))

    def closed(room: RehearsalRoom) -> None:
        closing(room)
        changes.append((room.now(), False))

    monkeypatch.setattr(RehearsalRoom, "open_microphone", opened)
    monkeypatch.setattr(RehearsalRoom, "close_microphone", closed)
    return changes


def is_open(changes: list[tuple[float, bool]], at: float) -> bool:
    return [state for moment, state in changes if moment <= at][-1]


def test_in_a_prompt_it_is_silent_at_once_and_stays_so(microphone: list[tuple[float, bool]]) -> None:
    said: list[str] = []
    over_prompt = Item(key="F12", interrupt_seconds=0.7)
    turns, facts, _ = talk(YES, over_prompt, LATER, QUIET, YES, say("it was a dark night"), STOP, said=said)
    asked, quiet, over = turns[1], turns[2], turns[3]
    assert (quiet["id"], over["id"]) == ("quiet", "quiet-over")
    assert 0.65 < asked["prompt_end"] - asked["prompt_start"] < 0.8  # of two seconds
    assert quiet["decided_at"] - asked["decided_at"] > 699
    assert not is_open(microphone, asked["decided_at"] + 0.1)
    assert not is_open(microphone, quiet["decided_at"] - 0.1)
    assert is_open(microphone, over["prompt_end"])
    place = said.index(SHALL_WE)
    assert said[place + 1] == "What has brought us to where we are today?"
    assert said.count(SHALL_WE) == 1
    assert texts(facts) == ["it was a dark night"]


def test_while_it_is_quiet_nothing_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[float, Samples]] = []
    play = RehearsalRoom.play

    def noting(room: RehearsalRoom, sound: object) -> int:
        number = play(room, sound)  # type: ignore[arg-type]
        if not room._quiet:
            played.append((room.now(), sound.samples))  # type: ignore[attr-defined]
        return number

    monkeypatch.setattr(RehearsalRoom, "play", noting)
    turns, facts, _ = talk(YES, QUIET, LATER, Item(key="pns#?"), empty_after=300)
    asked = turns[1]
    assert [at for at, samples in played if at > asked["decided_at"] and np.abs(samples).max() > 0] == []
    assert FactKind.SILENCE not in [fact.kind for fact in facts]
    assert facts[-1].payload == {"reason": "end-of-input"}  # neither the empty room nor a key ended it


def test_the_words_of_an_answer_are_kept_and_the_next_question_is_not_said() -> None:
    said: list[str] = []
    answer = Item(say="it was a dark night", then_key="f12")
    turns, facts, _ = talk(YES, answer, LATER, QUIET, YES, STOP, said=said)
    assert texts(facts) == ["it was a dark night"]
    assert [turn["id"] for turn in turns[1:5]] == ["wh-today", "quiet", "quiet-over", "tf-thinking"]
    assert said[said.index(SHALL_WE) + 1 :][:1] == ["What were you thinking?"]
    assert "What were you thinking?" not in said[: said.index(SHALL_WE)]
    assert turns[1]["decided_at"] - turns[1]["answer_end"] < 1.0


def test_half_a_yes_is_no_yes() -> None:
    turns, facts, _ = talk(Item(say="yes", then_key="f12"), QUIET, YES, YES, STOP)
    assert [turn["id"] for turn in turns[:4]] == ["record:Jo", "quiet", "quiet-over", "record:Jo"]
    assert [fact.kind for fact in facts].count(FactKind.AGREED_TO_RECORD) == 1


def test_while_words_are_still_being_made_out_it_is_quiet_too() -> None:
    said: list[str] = []
    answer = Item(say="it was a dark night", then_key=" f12")
    _, facts, _ = talk(YES, answer, QUIET, YES, STOP, tones=Slow(), said=said)
    assert texts(facts) == ["it was a dark night"]
    assert "Thank you." not in said


def test_a_key_pressed_just_before_it_does_not_hide_it() -> None:
    turns, _, _ = talk(YES, Item(key="rf12", interrupt_seconds=0.7), QUIET, YES, STOP)
    ids = [turn["id"] for turn in turns]
    assert ids[ids.index("quiet") + 1 :][:2] == ["quiet-over", "wh-today"]


def test_quiet_in_the_last_answer_says_no_goodbye() -> None:
    said: list[str] = []
    last = Item(say="that was all of it", then_key="f12", question="wf-add")
    _, _, done = talk(YES, *[say("pass")] * 12, last, said=said)
    assert done.closed
    assert "Goodbye." not in said


def test_someone_who_is_not_recorded_can_have_it_quiet() -> None:
    turns, _, _ = talk(say("no"), QUIET, QUIET, Item(key="\r"), Item(key="s"))
    assert [turn["id"] for turn in turns[:4]] == ["record:Jo", "wh-today", "quiet", "quiet-over"]
    assert turns[4]["id"] == "wh-today"


def test_a_rehearsal_that_says_nothing_about_the_quiet_goes_on_by_itself() -> None:
    turns, facts, _ = talk(YES, QUIET, YES, say("it was a dark night"), STOP)
    assert [turn["id"] for turn in turns[1:4]] == ["wh-today", "quiet", "quiet-over"]
    assert texts(facts) == ["it was a dark night"]
