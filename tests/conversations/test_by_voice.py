"""Pauses, interruptions, keys and silence, on the sample clock."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.conversations.scripted import ENGLISH
from tests.conversations.toned import ToneAnswer, Tones, talk
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Expected, Fact, Reading, Transcription
from voice_guide.facts import FactKind
from voice_guide.ports import LISTENING_RATE, Samples
from voice_guide.session.answer_file import Item
from voice_guide.session.rehearsal_room import RehearsalRoom

YES = Item(say="yes")
STOP = Item(say="stop")


def say(text: str, **more: object) -> Item:
    return Item(say=text, **more)  # type: ignore[arg-type]


def texts(facts: list[Fact]) -> list[str]:
    """The words of the answers that hold."""
    return [
        str(fact.payload["text"])
        for fact in Progress.fold(facts).facts
        if fact.kind == FactKind.UTTERANCE_HEARD and fact.question
    ]


def test_an_answer_ends_its_patience_after_its_last_word() -> None:
    turns, facts, _ = talk(YES, say("it was a dark night"), STOP)
    answer = turns[1]
    assert answer["id"] == "wh-today"
    assert 3.9 < answer["decided_at"] - answer["answer_end"] < 4.2
    assert texts(facts) == ["it was a dark night"]


def test_a_pause_shorter_than_the_patience_is_thinking() -> None:
    turns, facts, _ = talk(YES, say("it was a very long and dark night", pauses=(3.5, 2.0)), STOP)
    assert not turns[1]["cut_off"]
    assert not turns[1]["reopened"]
    assert texts(facts) == ["it was a very long and dark night"]


def test_a_weighty_yes_waits_two_seconds() -> None:
    turns, _, _ = talk(YES, STOP)
    assert 1.9 < turns[0]["decided_at"] - turns[0]["answer_end"] < 2.2


def test_a_closing_phrase_by_itself_ends_within_about_a_second() -> None:
    turns, _, _ = talk(YES, say("pass"), STOP)
    assert turns[1]["outcome"] == "command:pass"
    assert turns[1]["decided_at"] - turns[1]["answer_end"] < 1.2


def test_whoever_speaks_on_just_after_goes_on_with_the_same_answer() -> None:
    turns, facts, _ = talk(YES, say("it was a very long and dark night", pauses=(4.5,)), say("I was afraid"), STOP)
    assert [turn["id"] for turn in turns[:3]] == ["record:Jo", "wh-today", "tf-thinking"]
    assert turns[1]["reopened"]
    assert not turns[1]["cut_off"]
    assert texts(facts) == ["it was a very long and dark night", "I was afraid"]


def test_whoever_speaks_on_at_a_check_goes_on_with_the_same_answer() -> None:
    more = say("he said that and then he left", pauses=(1.2,))
    turns, facts, _ = talk(YES, say("rotten. Go back."), more, STOP)
    assert [turn["id"] for turn in turns[:3]] == ["record:Jo", "wh-today", "check"]
    assert turns[2]["reopened"]
    assert texts(facts) == ["rotten. Go back. he said that and then he left"]


def test_a_no_that_goes_on_is_asked_again_and_never_becomes_a_yes() -> None:
    turns, facts, _ = talk(say("no no no no", pauses=(2.4,)), YES, YES, STOP, people=("Jo", "Kai"))
    assert [turn["id"] for turn in turns[:3]] == ["record:Jo", "record:Jo", "record:Kai"]
    assert [person.recorded for person in Progress.fold(facts).people] == [True, True]
    assert turns[0]["reopened"]


def test_an_answer_over_the_question_stops_it_and_loses_nothing() -> None:
    turns, facts, done = talk(YES, say("it was a dark night"), say("I was afraid", interrupt_seconds=1.2), STOP)
    assert texts(facts) == ["it was a dark night", "I was afraid"]
    asked = turns[2]
    assert asked["prompt_end"] - asked["answer_start"] < 0.4
    assert done.report["turns"][2]["outcome"] == "answer"


def test_a_yes_over_its_question_is_asked_again() -> None:
    items = [YES, *[say(f"answer number {n} of them all") for n in range(8)], say("yes", interrupt_seconds=1.3)]
    turns, _, _ = talk(*items, STOP, STOP)
    over = turns[9]
    assert over["id"] == "wf-what"  # an open question takes what was said over it
    assert over["outcome"] == "no-match"


def test_a_yes_that_could_be_a_no_is_asked_again() -> None:
    tones = Tones(doubts={"yes": (Reading("Yes.", -1.2), Reading("No.", -1.5))})
    turns, facts, _ = talk(YES, YES, STOP, tones=tones)
    assert [turn["outcome"] for turn in turns[:2]] == ["no-match", "unsure"]
    assert FactKind.AGREED_TO_RECORD not in [fact.kind for fact in facts]


SLOWER: dict[str, tuple[Reading, ...]] = {"hello there please": (Reading("Slower, please.", -0.1, Expected.COMMAND),)}


def test_a_command_heard_as_other_words_is_asked_about() -> None:
    turns, facts, _ = talk(YES, say("hello there please"), YES, say("it was dark"), STOP, tones=Tones(doubts=SLOWER))
    assert [(turn["id"], turn["outcome"]) for turn in turns[1:4]] == [
        ("wh-today", "answer"),
        ("check", "command:slower"),
        ("wh-today", "answer"),
    ]
    assert texts(facts)[-1] == "it was dark"


def test_what_only_ends_like_a_misheard_command_is_not_asked_about() -> None:
    answer = say("he came in and hello there please", pauses=(0.0, 0.0, 0.0, 1.5))
    turns, _, _ = talk(YES, answer, STOP, tones=Tones(doubts=SLOWER))
    assert turns[2]["id"] != "check"


def test_silence_is_cued_softly_offered_once_and_waited_for() -> None:
    turns, facts, done = talk(YES, Item(silent=300), say("I needed a moment for that"), STOP)
    silences = [fact for fact in facts if fact.kind == FactKind.SILENCE]
    assert len(silences) == 1
    assert "I needed a moment for that" in texts(facts)
    assert done.report["clock_seconds"] > 300
    assert {turn["id"] for turn in turns} >= {"wh-today"}


def test_a_key_ends_an_answer_at_once() -> None:
    turns, _, _ = talk(YES, Item(key="p"), Item(key="s"))
    assert turns[1]["outcome"] == "command:pass"
    assert turns[2]["outcome"] == "command:stop"


def test_hold_waits_until_told() -> None:
    turns, facts, _ = talk(YES, Item(key="h"), say("it was a very long and dark night", pauses=(14.0,)), STOP)
    assert "it was a very long and dark night" in texts(facts)[0]
    assert not any(turn["cut_off"] for turn in turns)


def test_an_answer_that_hangs_gets_more_time() -> None:
    turns, _, _ = talk(YES, say("he came home late and"), STOP)
    assert turns[1]["decided_at"] - turns[1]["answer_end"] > 5.8


def test_someone_who_is_not_recorded_is_not_heard() -> None:
    turns, facts, _ = talk(say("no"), say("nobody may know about the river"), Item(key="s"))
    assert turns[0]["outcome"] == "no"
    assert "river" not in str(facts)


def test_a_room_that_stays_empty_stops_and_can_be_carried_on() -> None:
    _, facts, done = talk(YES, say("it was a dark night"), Item(silent=2000), empty_after=600)
    assert texts(facts) == ["it was a dark night"]
    assert facts[-1].kind == FactKind.STOPPED
    assert facts[-1].payload == {"reason": "room-empty"}
    assert not done.closed
    assert 600 < done.report["clock_seconds"] < 650


def test_a_long_thought_is_no_empty_room() -> None:
    _, facts, _ = talk(YES, Item(silent=500), say("it was a dark night"), Item(silent=500), STOP, empty_after=600)
    assert texts(facts) == ["it was a dark night"]
    assert facts[-1].payload == {"reason": "command"}


def test_a_microphone_that_gives_nothing_at_all_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RehearsalRoom, "only_zeros_for", property(lambda room: room.now()))
    said: list[str] = []
    _, facts, _ = talk(YES, Item(silent=100), say("it was a dark night"), STOP, said=said)
    assert said.count(ENGLISH.prompt("answer.nothing-heard").text) == 1
    assert said.count(ENGLISH.prompt("answer.offer").text) == 1
    assert texts(facts) == ["it was a dark night"]


def test_a_complete_light_yes_is_taken_sooner_than_an_unclear_one() -> None:
    idea = say("Kai will ring the school on Friday")
    taken = {}
    for said in ("yes", "the weather is cold"):
        turns, _, _ = talk(YES, *[say("pass")] * 7, idea, say(said), STOP)
        light = next(turn for turn in turns if turn["kind"] == "light")
        taken[said] = light["decided_at"] - light["answer_end"]
    assert taken["yes"] < 0.46 < taken["the weather is cold"] < 0.7


def test_before_a_closing_phrase_nothing_need_be_heard_again(tmp_path: Path) -> None:
    tones = Tones()
    quiet = np.zeros(round(1.5 * LISTENING_RATE), np.float32)
    spoken = [tones.render(text, voice="", rate_wpm=150).samples for text in ("it was a dark night", "I'm finished")]
    soundfile.write(tmp_path / "answer.wav", np.concatenate([spoken[0], quiet, spoken[1]]), LISTENING_RATE)
    heard: list[int] = []
    transcribe = tones.transcribe

    def noting(sound: Samples, *, expected: Expected | None) -> Transcription:
        heard.append(len(sound))
        return transcribe(sound, expected=expected)

    tones.transcribe = noting  # type: ignore[method-assign]
    turns, facts, _ = talk(YES, Item(wav=tmp_path / "answer.wav"), STOP, tones=tones)
    assert texts(facts) == ["it was a dark night I'm finished"]
    assert turns[1]["decided_at"] - turns[1]["answer_end"] < 1.15
    assert max(heard) < len(spoken[0]) + len(quiet) + len(spoken[1])


class Slow(Tones):
    """A recogniser that takes its time over a whole answer."""

    def transcribe(self, sound: Samples, *, expected: Expected | None) -> Transcription:
        if expected is None:
            time.sleep(0.4)
        return super().transcribe(sound, expected=expected)


def test_a_key_is_answered_at_once_though_the_words_are_not_known_yet() -> None:
    said: list[str] = []
    answer = Item(say="it was a dark night", then_key=" ")
    turns, facts, _ = talk(YES, answer, STOP, tones=Slow(), said=said)
    assert texts(facts) == ["it was a dark night"]
    assert "Thank you." in said
    assert turns[1]["reply_start"] - turns[1]["answer_end"] < 1.0


class Streaming(Tones):
    """Hears as it is spoken, like Vosk."""

    streaming = True

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> ToneAnswer:
        return _Streamed(self, expected=expected)


class _Streamed(ToneAnswer):
    def feed(self, samples: Samples) -> str:
        super().feed(samples)
        return self.finish().text


@pytest.mark.parametrize("tones", [Tones, Streaming])
def test_an_answer_that_hangs_waits_longer_whatever_listens(tones: type[Tones]) -> None:
    turns, _, _ = talk(YES, say("it was dark and"), STOP, tones=tones())
    assert 5.9 < turns[1]["decided_at"] - turns[1]["answer_end"] < 6.3


@pytest.mark.parametrize("tones", [Tones, Streaming])
def test_a_light_yes_is_taken_as_soon_whatever_listens(tones: type[Tones]) -> None:
    idea = say("Kai will ring the school on Friday")
    turns, _, _ = talk(YES, *[say("pass")] * 7, idea, YES, STOP, tones=tones())
    light = next(turn for turn in turns if turn["kind"] == "light")
    assert light["decided_at"] - light["answer_end"] < 0.47


def test_enter_before_the_question_is_asked_is_no_yes() -> None:
    said: list[str] = []
    turns, facts, _ = talk(Item(key="\r", interrupt_seconds=0.05), said=said, empty_after=60)
    assert FactKind.AGREED_TO_RECORD not in [fact.kind for fact in facts]
    assert turns[0]["outcome"] != "yes"
