"""Prompts are ready before they are needed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from voice_guide.errors import DeviceError
from voice_guide.ports import Sound
from voice_guide.speaking.prompt_cache import PromptCache

RATE = 1_000
WAIT = 5.0  # seconds after which a test gives up


class Voice:
    """A synthesiser that says each letter for 10 ms, and can be held up or broken."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int]] = []
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.broken = False

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        self.begun.set()
        assert self.go_on.wait(WAIT)
        if self.broken:
            raise DeviceError("voice_engine_failed", device="voice")
        self.said.append((text, rate_wpm))
        return Sound(np.full(len(text) * 10, 0.5, np.float32), RATE)

    def close(self) -> None:
        pass

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.said]


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
def cache(voice: Voice) -> Iterator[PromptCache]:
    made = PromptCache(voice, spoken=str, voice="v", rate_wpm=150)
    yield made
    voice.go_on.set()
    made.close()


def wait_for(voice: Voice, count: int) -> None:
    """Until so many sentences have been rendered."""
    tick = threading.Event()
    for _ in range(500):
        if len(voice.said) >= count:
            return
        tick.wait(WAIT / 500)
    raise AssertionError(voice.said)


def test_a_prompt_is_rendered_once(voice: Voice, cache: PromptCache) -> None:
    assert cache.get("Hello.") is cache.get("Hello.")
    assert voice.texts == ["Hello."]


def test_sentences_are_rendered_one_by_one_with_a_pause_between(voice: Voice, cache: PromptCache) -> None:
    sound = cache.get("Hello. Who is here?")
    assert voice.texts == ["Hello.", "Who is here?"]
    assert sound.seconds == pytest.approx(0.06 + 0.5 + 0.12)


def test_what_is_written_is_turned_into_what_is_said(voice: Voice) -> None:
    cache = PromptCache(voice, spoken=lambda text: text.replace("/", " or "), voice="v")
    cache.get("look/feel")
    assert voice.texts == ["look or feel"]


def test_prepared_prompts_are_rendered_in_the_background_in_order(voice: Voice, cache: PromptCache) -> None:
    cache.prepare(["One.", "Two.", "Three."])
    wait_for(voice, 3)
    assert voice.texts == ["One.", "Two.", "Three."]
    cache.get("Two.")
    assert len(voice.said) == 3


def test_preparing_does_not_hold_up_the_conversation(voice: Voice, cache: PromptCache) -> None:
    voice.go_on.clear()
    cache.prepare(["One.", "Two."])  # returns although nothing can be rendered
    assert voice.begun.wait(WAIT)
    assert voice.said == []


def test_a_get_goes_before_what_waits_and_waits_for_what_is_under_way(voice: Voice, cache: PromptCache) -> None:
    voice.go_on.clear()
    cache.prepare(["One.", "Two.", "Three."])
    assert voice.begun.wait(WAIT)  # "One." is under way
    heard: list[Sound] = []
    wanting = [threading.Thread(target=lambda text=text: heard.append(cache.get(text))) for text in ("One.", "Now!")]
    for thread in wanting:
        thread.start()
    voice.go_on.set()
    for thread in wanting:
        thread.join(WAIT)
    wait_for(voice, 4)
    assert len(heard) == 2
    assert sorted(voice.texts) == ["Now!", "One.", "Three.", "Two."]  # "One." was not rendered twice


def test_a_new_rate_is_used_at_once_and_what_was_prepared_is_prepared_again(voice: Voice, cache: PromptCache) -> None:
    cache.prepare(["One."])
    wait_for(voice, 1)
    cache.set_rate(120)
    wait_for(voice, 2)
    cache.get("One.")
    assert voice.said == [("One.", 150), ("One.", 120)]


@pytest.mark.parametrize(("asked", "used"), [(20, 100), (100, 100), (350, 350), (999, 350)])
def test_the_rate_stays_within_what_can_be_understood(cache: PromptCache, asked: int, used: int) -> None:
    cache.set_rate(asked)
    assert cache.rate_wpm == used


def test_a_broken_voice_is_told_to_whoever_asks_and_mends_when_it_does(voice: Voice, cache: PromptCache) -> None:
    voice.broken = True
    cache.prepare(["One."])
    with pytest.raises(DeviceError):
        cache.get("One.")
    voice.broken = False
    assert cache.get("One.").seconds > 0


def test_only_so_much_is_kept(voice: Voice) -> None:
    cache = PromptCache(voice, spoken=str, voice="v", limit_seconds=0.1)
    for text in ("aaaaaa", "bbbbbb", "aaaaaa"):
        cache.get(text)
    assert voice.texts == ["aaaaaa", "bbbbbb", "aaaaaa"]


def test_a_prompt_without_words_is_a_short_silence_and_no_fault(cache: PromptCache) -> None:
    assert cache.get("").seconds == 0
