"""Private family time in the room: on the sample clock, with what was played and what the microphone was open for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conversations.scripted import ENGLISH, MEANING
from tests.conversations.test_by_voice import STOP, YES, say, texts
from tests.conversations.test_not_saved import FAILED, SAVED, Stick
from tests.conversations.test_private_time import DEAF, IS_IT_OVER, IT_IS_OVER
from tests.conversations.test_quiet_by_voice import is_open
from tests.conversations.toned import Tones, talk
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.ports import RoomClosed, SoundHeard
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.ask_to_save import AskToSave
from voice_guide.session.pause_lock import PauseLock
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant

MINUTES = 60.0
PREPARED = [YES] * 4  # the worker's list
KNOWN = [say("it was dark") for _ in range(5)]  # the five questions before it, of one person
SPACE, ENTER, NO, PAUSE, QUIET = (Item(key=key) for key in (" ", "\n", "n", ".", "f12"))
YOUR_PLAN = "Now, your plan. The ideas are yours, and you choose."
THE_TIME = "This was the time you chose. I still hear nothing. When you are done, press space."


class Room:
    """What one run was made of: when the microphone was open, how many samples it gave, and what was played."""

    def __init__(self) -> None:
        self.changes: list[tuple[float, bool]] = [(0.0, False)]
        self.heard: list[float] = []
        self.said: list[str] = []

    def samples_between(self, start: float, end: float) -> int:
        return sum(start <= at <= end for at in self.heard)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Room:
    found = Room()
    opening, closing, coming = RehearsalRoom.open_microphone, RehearsalRoom.close_microphone, RehearsalRoom.next

    def opened(room: RehearsalRoom) -> None:
        opening(room)
        found.changes.append((room.now(), room._microphone_open))

    def closed(room: RehearsalRoom) -> None:
        closing(room)
        found.changes.append((room.now(), False))

    def came(room: RehearsalRoom, until: float | None) -> object:
        event = coming(room, until)
        if isinstance(event, SoundHeard):
            found.heard.append(event.at)
        return event

    monkeypatch.setattr(RehearsalRoom, "open_microphone", opened)
    monkeypatch.setattr(RehearsalRoom, "close_microphone", closed)
    monkeypatch.setattr(RehearsalRoom, "next", came)
    return found


def meeting(*items: Item, watched: Room, **more: Any) -> tuple[list[dict[str, Any]], list[Fact]]:
    turns, facts, _ = talk(*PREPARED, YES, *KNOWN, *items, guide="family-meeting", said=watched.said, **more)
    return turns, facts


def turn(turns: list[dict[str, Any]], name: str, number: int = 0) -> dict[str, Any]:
    return [each for each in turns if each["id"] == name][number]


def test_from_its_first_word_to_its_last_the_microphone_gives_nothing(watched: Room) -> None:
    """Somebody speaks all through it; the time is ended by a key."""
    talking = say("we want gran to have the spare room", then_key=" ")
    turns, facts = meeting(say("twenty minutes"), talking, ENTER, say("it was cold"), STOP, watched=watched)
    assert [each["id"] for each in turns[10:14]] == ["private-length", "private-time", "private-over", "wf-help"]
    began, ended = turn(turns, "private-length")["decided_at"], turn(turns, "private-over")["decided_at"]
    assert watched.samples_between(began + 0.001, ended) == 0
    assert not is_open(watched.changes, began + 0.001)
    assert not is_open(watched.changes, ended)
    assert "gran" not in str(facts)
    assert texts(facts)[-1] == "it was cold"


def test_it_is_said_aloud_before_the_microphone_opens_and_heard_as_tones(watched: Room) -> None:
    turns, _ = meeting(say("twenty minutes"), SPACE, ENTER, say("it was cold"), STOP, watched=watched)
    at = watched.said.index(IT_IS_OVER)
    assert watched.said[at - 3 : at] == ["You have 20 minutes.", DEAF, IS_IT_OVER]
    asked = turn(turns, "wf-help")
    ended = turn(turns, "private-over")["decided_at"]
    opened = next(moment for moment, state in watched.changes if state and moment > ended)
    said = 0.3 * (len(IT_IS_OVER.split()) + len(YOUR_PLAN.split()))
    assert said < opened - ended
    assert opened <= asked["prompt_start"]


def test_it_ends_by_no_voice_and_no_silence(watched: Room) -> None:
    nothing = "n"  # a key that does nothing there, so that no other is pressed
    hours = [say("stop", then_key=nothing), say("I'm finished", then_key=nothing), Item(silent=19 * MINUTES)]
    turns, facts = meeting(say("an hour"), *hours, SPACE, ENTER, STOP, watched=watched)
    assert turn(turns, "private-over")["prompt_start"] > turn(turns, "private-time")["prompt_end"] + 19 * MINUTES
    assert [fact.payload.get("reason") for fact in facts if fact.kind == FactKind.STOPPED] == ["command"]
    assert turn(turns, "wf-help")["outcome"] == "command:stop"


def test_when_the_chosen_time_is_over_it_is_said_once_and_nothing_opens(watched: Room) -> None:
    turns, facts = meeting(say("ten minutes"), Item(silent=30 * MINUTES), SPACE, ENTER, STOP, watched=watched)
    assert watched.said.count(THE_TIME) == 1
    ends = turn(turns, "private-time")
    assert 10 * MINUTES <= ends["decided_at"] - ends["prompt_end"] < 10 * MINUTES + 2
    assert watched.samples_between(ends["prompt_start"], turn(turns, "private-over")["decided_at"]) == 0
    assert FactKind.SILENCE not in [fact.kind for fact in facts]


def test_an_hour_alone_is_no_empty_room(watched: Room) -> None:
    still = Item(silent=100 * MINUTES)
    turns, facts = meeting(say("an hour"), still, SPACE, ENTER, STOP, watched=watched, empty_after=30 * MINUTES)
    assert turn(turns, "wf-help")["outcome"] == "command:stop"
    assert facts[-1].payload["reason"] == "command"


def test_after_it_the_room_is_not_taken_for_empty_at_once(watched: Room) -> None:
    items = (say("an hour"), Item(silent=100 * MINUTES), SPACE, ENTER, Item(silent=20 * MINUTES), STOP)
    _, facts = meeting(*items, watched=watched, empty_after=30 * MINUTES)
    assert facts[-1].payload["reason"] == "command"


def test_private_time_that_nobody_ends_says_so_saves_and_stops(watched: Room) -> None:
    gone = Item(silent=23 * 60 * MINUTES)
    turns, facts = meeting(say("ten minutes"), gone, watched=watched, empty_after=30 * MINUTES)
    assert watched.said[-1] == "The private time has lasted very long, so I stop here. It can be carried on."
    ends = turn(turns, "private-time", -1)
    assert ends["decided_at"] - turn(turns, "private-time")["prompt_end"] == pytest.approx(180 * MINUTES, abs=30)
    assert facts[-1].payload["reason"] == "private-time-too-long"
    assert Progress.fold(facts).private_minutes == 10


def test_a_key_by_chance_and_a_pause_leave_the_chosen_time_as_long_as_it_was(watched: Room) -> None:
    """Five minutes, a question that nobody answers, a pause of an hour's quarter; and then five minutes more."""
    five = Item(silent=5 * MINUTES)
    items = [five, SPACE, Item(silent=3 * MINUTES), PAUSE, Item(silent=15 * MINUTES), PAUSE, Item(silent=20 * MINUTES)]
    turns, _ = meeting(say("ten minutes"), *items, SPACE, ENTER, STOP, watched=watched)
    names = [str(each["id"]) for each in turns[11:]]
    assert names[:4] == ["private-time", "private-over", "private-time", "paused"]
    assert watched.said.count(THE_TIME) == 1
    paused = turn(turns, "paused")
    first, second, third = (turn(turns, "private-time", number) for number in range(3))
    alone = [each["decided_at"] - each["prompt_end"] for each in (first, second, third)]
    assert sum(alone) == pytest.approx(10 * MINUTES, abs=10)
    assert paused["decided_at"] - paused["prompt_end"] > 14 * MINUTES
    assert watched.samples_between(first["prompt_start"], turn(turns, "private-over", -1)["decided_at"]) == 0


def test_the_quiet_key_in_it_opens_no_microphone(watched: Room) -> None:
    later = Item(silent=700)
    turns, _ = meeting(say("an hour"), QUIET, later, QUIET, ENTER, SPACE, ENTER, STOP, watched=watched)
    names = [str(each["id"]) for each in turns[11:]]
    assert names[:3] == ["private-time", "quiet", "quiet-over"]
    ended = turn(turns, "private-over", -1)["decided_at"]
    assert watched.samples_between(turn(turns, "private-time")["prompt_start"], ended) == 0


def test_the_pause_lock_works_in_it(watched: Room) -> None:
    done: list[str] = []

    def unlock() -> bool:
        done.append("opened")
        return True

    lock = PauseLock(10 * MINUTES, lock=lambda: done.append("locked"), unlock=unlock)
    items = (say("an hour"), Item(silent=20 * MINUTES), PAUSE, Item(silent=11 * MINUTES), PAUSE, SPACE, ENTER, STOP)
    turns, _ = meeting(*items, watched=watched, pause_lock=lock)
    assert done == ["locked", "opened"]
    ended = turn(turns, "private-over", -1)["decided_at"]
    assert watched.samples_between(turn(turns, "private-time")["prompt_start"], ended) == 0


def test_a_resume_comes_back_closed_and_opens_only_after_a_key(watched: Room) -> None:
    _, facts = meeting(say("an hour"), PAUSE, watched=Room())
    watched.heard.clear()
    before = Progress.fold(facts)
    assert before.private_minutes == 60
    turns, _, _ = talk(
        Item(silent=65), SPACE, ENTER, STOP, guide="family-meeting", progress=before, people=(), said=watched.said
    )
    assert [str(each["id"]) for each in turns][:3] == ["private-over", "private-time", "private-over"]
    assert watched.samples_between(0, turn(turns, "private-over", -1)["decided_at"]) == 0
    assert watched.heard


def test_a_loudspeaker_that_goes_away_in_it_stops_saved(watched: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(prompt: str) -> None:
        if prompt == DEAF:
            room[0].later(room[0].now() + 60, RoomClosed("device-lost"))

    room: list[RehearsalRoom] = []
    making = RehearsalRoom.__init__

    def made(self: RehearsalRoom, **more: bool) -> None:
        making(self, **more)  # type: ignore[arg-type]
        room.append(self)

    monkeypatch.setattr(RehearsalRoom, "__init__", made)
    _, facts = meeting(say("an hour"), Item(silent=600), watched=watched, on_prompt=lose)
    assert facts[-1].payload["reason"] == "device-lost"
    assert Progress.fold(facts).private_minutes == 60


def test_a_rehearsal_that_says_nothing_of_it_ends_it_by_keys(watched: Room) -> None:
    answers = AnswerFile(
        questions=[say("it was dark", question=None) for _ in range(7)], ways_forward=[Item(key="p")] * 9, otherwise=YES
    )
    turns, facts, done = talk(guide="family-meeting", answers=answers, said=watched.said, tones=Tones())
    names = [str(each["id"]) for each in turns]
    assert names[names.index("private-length") :][:4] == [
        "private-length",
        "private-length",
        "private-time",
        "private-over",
    ]
    assert "wf-help" in names
    assert Progress.fold(facts).private_settled
    assert done.closed


def test_words_that_cannot_be_saved_in_it_are_told_of_and_asked_about_without_a_microphone(
    watched: Room, tmp_path: Path
) -> None:
    stick, shown = Stick(tmp_path), list[str]()

    def may_ask(conversant: VoiceConversant) -> None:
        here = AskToSave(conversant, ENGLISH, MEANING, shown.append, keys=True, alone=lambda: DEAF in watched.said)
        stick.journal.ask, stick.journal.told_saved = here, here.saved

    at = {DEAF: stick.pull_out, IS_IT_OVER: stick.put_back}
    turns, _ = meeting(
        say("an hour"), PAUSE, PAUSE, PAUSE, PAUSE, SPACE, ENTER, STOP,
        watched=watched, journal=stick.journal, may_ask=may_ask, on_prompt=lambda text: at.pop(text, lambda: None)(),
    )  # fmt: skip
    stick.journal.finish()
    asked = turn(turns, "not-saved")
    assert asked["outcome"] == "not-saved"
    assert FAILED in watched.said
    assert SAVED in watched.said
    ended = turn(turns, "private-over", -1)["decided_at"]
    assert watched.samples_between(turn(turns, "private-time")["prompt_start"], ended) == 0
    assert turn(turns, "wf-help")["outcome"] == "command:stop"
