"""What every recogniser must do, asked of both real engines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.integration.recognisers.voices import Engine, Speak, inside, quiet
from voice_guide.events import Transcription
from voice_guide.ports import Recogniser, Samples

pytestmark = pytest.mark.slow

GROWTH_MB_MAX = 20
STATUS = Path("/proc/self/status")


def hear(recogniser: Recogniser, sound: Samples, *, piece: int | None = None, words: bool = True) -> Transcription:
    answer = recogniser.open(words=words)
    step = piece or max(1, len(sound))
    for start in range(0, len(sound), step):
        answer.feed(sound[start : start + step])
    return answer.finish()


def assert_same(one: Transcription, other: Transcription) -> None:
    """The same words, at the same times; Vosk's dither moves the last digits."""
    assert one.text == other.text
    for word, twin in zip(one.words, other.words, strict=True):
        assert word.text == twin.text
        assert (word.start, word.end) == pytest.approx((twin.start, twin.end), abs=0.1)
        assert word.confidence == pytest.approx(twin.confidence, abs=0.15)


def memory_mb() -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def test_it_says_what_it_is(engine: Engine) -> None:
    kind, _, model = engine.recogniser.name.partition(":")
    assert kind in ("vosk", "whisper")
    assert model
    assert hear(engine.recogniser, quiet(0.5)).engine == engine.recogniser.name


def test_speech_becomes_words_with_times_and_confidences(engine: Engine, speak: Speak) -> None:
    sound = inside(speak(engine.sentence, engine.voice))
    heard = hear(engine.recogniser, sound)
    assert heard.text == " ".join(word.text for word in heard.words)
    assert len(heard.words) >= 4
    times = [time for word in heard.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= len(sound) / 16_000
    assert times[-1] > 1.5
    assert all(0 <= word.confidence <= 1 for word in heard.words)


def test_silence_and_an_empty_room_have_no_words(engine: Engine) -> None:
    for sound in (quiet(2), quiet(2, level=0.0003)):
        assert hear(engine.recogniser, sound) == Transcription("", (), engine.recogniser.name)


def test_an_answer_without_sound_is_empty(engine: Engine) -> None:
    assert engine.recogniser.open().finish() == Transcription("", (), engine.recogniser.name)
    answer = engine.recogniser.open()
    answer.feed(np.zeros(0, np.float32))
    assert answer.finish().text == ""


def test_how_sound_is_cut_changes_nothing(engine: Engine, speak: Speak) -> None:
    sound = inside(speak(engine.sentence, engine.voice))
    at_once = hear(engine.recogniser, sound)
    assert_same(hear(engine.recogniser, sound, piece=512), at_once)
    assert_same(hear(engine.recogniser, sound, piece=3_777), at_once)


def test_answers_know_nothing_of_one_another(engine: Engine, speak: Speak) -> None:
    yes = inside(speak(engine.yes, engine.voice))
    first = hear(engine.recogniser, yes)
    hear(engine.recogniser, inside(speak(engine.sentence, engine.voice)))
    assert_same(hear(engine.recogniser, yes), first)


def test_two_answers_may_be_open_at_once(engine: Engine, speak: Speak) -> None:
    yes, sentence = (inside(speak(text, engine.voice)) for text in (engine.yes, engine.sentence))
    first, second = engine.recogniser.open(), engine.recogniser.open()
    for start in range(0, max(len(yes), len(sentence)), 4_000):
        first.feed(yes[start : start + 4_000])
        second.feed(sentence[start : start + 4_000])
    assert_same(first.finish(), hear(engine.recogniser, yes))
    assert_same(second.finish(), hear(engine.recogniser, sentence))


def test_partials_come_from_a_streaming_engine_only(engine: Engine, speak: Speak) -> None:
    answer = engine.recogniser.open()
    partial = answer.feed(inside(speak(engine.sentence, engine.voice)))
    assert (partial is not None) == engine.recogniser.streaming
    if partial is not None:
        assert partial


def test_a_grammar_is_kept_to_or_ignored_but_never_in_the_way(engine: Engine, speak: Speak) -> None:
    answer = engine.recogniser.open(grammar=[engine.yes])
    answer.feed(inside(speak(engine.yes, engine.voice)))
    assert answer.finish().text


def test_too_loud_sound_is_no_trouble(engine: Engine, speak: Speak) -> None:
    assert hear(engine.recogniser, inside(speak(engine.yes, engine.voice)) * 20).engine == engine.recogniser.name


@pytest.mark.skipif(not STATUS.exists(), reason="reads memory from /proc")
def test_a_hundred_answers_do_not_grow(engine: Engine, speak: Speak) -> None:
    yes = inside(speak(engine.yes, engine.voice), before=0.2, after=0.2)

    def answers(count: int) -> None:
        for number in range(count):
            freely = number % 5 == 0
            answer = engine.recogniser.open(grammar=None if freely else [engine.yes], words=freely)
            answer.feed(yes)
            answer.finish()

    answers(5)
    before = memory_mb()
    answers(100)
    assert memory_mb() - before < GROWTH_MB_MAX
