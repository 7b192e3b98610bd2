"""The second pass: a scripted streaming recogniser hears live, another one reads the same sound afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from tests.conversations.toned import Tones, talk
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Expected, Fact, Transcription, Word
from voice_guide.facts import FactKind
from voice_guide.journal.projections import KeptAnswer, session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.ports import AnswerRecogniser, Recogniser, Samples
from voice_guide.session.answer_file import Item

YES = Item(say="yes")
STOP = Item(say="stop")


def say(text: str, **more: object) -> Item:
    return Item(say=text, **more)  # type: ignore[arg-type]


class Live(Tones):
    """Hears tones as they come, without capitals, and remembers the sound of each answer."""

    name = "live"
    streaming = True

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Samples] = []

    def transcribe(self, sound: Samples, *, expected: Expected | None) -> Transcription:
        self.heard.append(sound.copy())
        return super().transcribe(sound, expected=expected)


class Second:
    """Reads whole answers in capitals, and forgets them."""

    name = "second"
    streaming = False

    def __init__(self, live: Live, *, fails: bool = False) -> None:
        self._live = live
        self._fails = fails
        self.loaded = 0
        self.given_up = 0
        self.read: list[Samples] = []
        self.offered: list[weakref.ref[Samples]] = []

    def __call__(self) -> Recogniser:
        self.loaded += 1
        return self

    def give_up(self) -> None:
        self.given_up += 1

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> AnswerRecogniser:
        assert words
        assert expected is None
        return _Reading(self)

    def words_of(self, sound: Samples) -> Transcription:
        if self._fails:
            raise MemoryError
        self.read.append(sound.copy())
        text = Tones.transcribe(self._live, sound, expected=None).text.upper()
        return Transcription(text, (Word(text, 0.0, 1.0, 0.9),), self.name)


class _Reading:
    def __init__(self, second: Second) -> None:
        self._second = second
        self._sound = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> None:
        self._second.offered.append(weakref.ref(samples))
        self._sound = samples.copy()

    def finish(self) -> Transcription:
        return self._second.words_of(self._sound)


def seconds(facts: list[Fact]) -> list[tuple[str | None, object, object]]:
    """The second texts in a journal: their question, utterance and text."""
    found = [fact for fact in facts if fact.kind == FactKind.SECOND_TEXT]
    return [(fact.question, fact.payload["utterance"], fact.payload["text"]) for fact in found]


def answers(facts: list[Fact]) -> list[KeptAnswer]:
    """The answers that a transcript shows."""
    begun = Fact(FactKind.SESSION_STARTED, payload={"guide": "short", "guide_hash": "x"})
    at = datetime(2026, 11, 26, tzinfo=UTC)
    return list(session_view([RecordedFact(n, at, "a", fact) for n, fact in enumerate([begun, *facts])]).answers)


def test_both_texts_are_kept_and_the_live_one_stays_the_text() -> None:
    live = Live()
    turns, facts, _ = talk(YES, say("it was a dark night"), say("I was afraid"), STOP, tones=live, second=Second(live))
    assert seconds(facts) == [("wh-today", 1, "IT WAS A DARK NIGHT"), ("tf-thinking", 2, "I WAS AFRAID")]
    assert [(answer.text, answer.second_text) for answer in answers(facts)] == [
        ("it was a dark night", "IT WAS A DARK NIGHT"),
        ("I was afraid", "I WAS AFRAID"),
    ]
    assert [turn["text"] for turn in turns[1:3]] == ["it was a dark night", "I was afraid"]
    assert [turn["second_text"] for turn in turns] == [None, "IT WAS A DARK NIGHT", "I WAS AFRAID", None]


def test_it_is_the_same_sound_that_was_heard_live() -> None:
    live = Live()
    second = Second(live)
    talk(YES, say("it was a very long and dark night", pauses=(3.0,)), STOP, tones=live, second=second)
    (read,) = second.read
    assert any(len(read) == len(heard) and np.array_equal(read, heard) for heard in live.heard)


def test_the_sound_is_gone_when_it_has_been_read() -> None:
    live = Live()
    second = Second(live)
    _, _, done = talk(YES, say("it was a dark night"), say("I was afraid"), STOP, tones=live, second=second)
    gc.collect()
    assert len(second.offered) == 2
    assert [sound() for sound in second.offered] == [None, None]
    assert done.closed is False


def test_an_answer_that_goes_on_is_read_again_whole() -> None:
    live = Live()
    second = Second(live)
    turns, facts, _ = talk(
        YES,
        say("it was a very long and dark night", pauses=(4.5,)),
        say("I was afraid"),
        STOP,
        tones=live,
        second=second,
    )
    assert turns[1]["reopened"]
    assert turns[1]["second_text"] == "IT WAS A VERY LONG AND DARK NIGHT"
    assert [answer.second_text for answer in answers(facts)] == ["IT WAS A VERY LONG AND DARK NIGHT", "I WAS AFRAID"]


def test_second_texts_are_no_step_of_the_conversation() -> None:
    live = Live()
    items = [YES, say("it was a very long and dark night", pauses=(4.5,)), say("I was afraid"), STOP]
    _, facts, _ = talk(*items, tones=live, second=Second(live))
    without = [fact for fact in facts if fact.kind != FactKind.SECOND_TEXT]
    assert len(without) < len(facts)
    assert Progress.fold(facts) == Progress.fold(without)


def test_commands_yeses_and_people_who_are_not_recorded_are_never_read() -> None:
    live = Live()
    second = Second(live)
    _, facts, _ = talk(say("no"), say("nobody may know"), Item(key="s"), tones=live, second=second)
    assert (second.loaded, second.read, seconds(facts)) == (0, [], [])
    live = Live()
    second = Second(live)
    talk(YES, say("pass"), STOP, tones=live, second=second)
    assert (second.loaded, second.read) == (0, [])


def test_what_can_not_be_read_again_keeps_its_live_text() -> None:
    live = Live()
    turns, facts, _ = talk(YES, say("it was a dark night"), STOP, tones=live, second=Second(live, fails=True))
    assert seconds(facts) == []
    assert answers(facts)[0].text == "it was a dark night"
    assert turns[-1]["outcome"] == "command:stop"


def test_where_answers_are_decoded_whole_there_is_no_second_pass() -> None:
    turns, facts, _ = talk(YES, say("it was a dark night"), STOP)
    assert seconds(facts) == []
    assert turns[1]["second_text"] is None


def test_who_goes_on_at_a_check_has_no_second_text_of_the_beginning_alone() -> None:
    live = Live()
    items = [YES, say("rotten. Go back."), say("he said that and then he left"), STOP]
    _, facts, _ = talk(*items, tones=live, second=Second(live))
    (answer,) = answers(facts)
    assert (answer.text, answer.second_text) == ("rotten. Go back. he said that and then he left", None)


def test_what_was_a_command_has_no_second_text() -> None:
    live = Live()
    items = [YES, say("it was a dark night"), say("rotten. Go back."), YES, STOP]
    _, facts, _ = talk(*items, tones=live, second=Second(live))
    assert [(answer.text, answer.second_text) for answer in answers(facts)] == [
        ("it was a dark night", "IT WAS A DARK NIGHT")
    ]


def test_words_that_are_asked_about_are_read_once_they_are_kept() -> None:
    live = Live()
    second = Second(live)
    turns, facts, _ = talk(YES, say("rotten. Go back."), say("no"), STOP, tones=live, second=second)
    assert [turn["id"] for turn in turns[1:3]] == ["wh-today", "check"]
    assert seconds(facts) == [("wh-today", 1, "ROTTEN. GO BACK.")]
    assert answers(facts)[0].second_text == "ROTTEN. GO BACK."
