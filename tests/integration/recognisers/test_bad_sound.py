"""Sound as bad microphones and real rooms bring it: no crash, no loss, and never words from nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import soxr

from tests.integration.recognisers.voices import Speak
from voice_guide.listening.answer_listener import AnswerListener
from voice_guide.listening.mono import Mono
from voice_guide.listening.resample import Chunker
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.listening.whisper_recogniser import WhisperRecogniser
from voice_guide.ports import LISTENING_RATE, Samples

pytestmark = pytest.mark.slow

SENTENCE = "We had a big argument about the phone on Tuesday evening."
KEY_WORDS = {"argument", "phone", "tuesday", "evening"}
PATIENCE_SECONDS = 4.0
MINUTE = (
    "It began when the kitchen window was left open all night.",
    "My brother thought that it was me, but I had gone to bed early.",
    "In the morning the floor was wet and the radio did not work.",
    "Nobody shouted at first, because we were all too tired for that.",
    "Then my mother found the broken garden chair beside the fence.",
    "She asked who had moved it, and everybody looked at the ceiling.",
    "After breakfast I walked to the library to get away from the noise.",
    "The woman at the counter gave me a book about lighthouses.",
    "I read it on the bench until the church clock struck eleven.",
    "When I came home the dog was asleep and the door was locked.",
    "So I sat on the steps and waited for my father with his tools.",
    "He laughed and said that the chair had been broken for years.",
    "We mended it together with two screws and a piece of string.",
    "In the evening we had soup and talked about summer holidays.",
    "Nobody mentioned the window again, and I was glad about that.",
    "Still I would like to know who had left it open.",
)


def heard(recogniser: WhisperRecogniser, device: Samples, rate: int) -> str:
    """What comes of a device's sound (frames x channels) on the way that a microphone's takes."""
    mono, chunker = Mono(rate), Chunker(rate)
    listener = AnswerListener(activity=SileroVoiceActivity(), patience_seconds=PATIENCE_SECONDS, started_at=0.0)
    block = rate // 100
    now = 0.0
    for start in range(0, len(device), block):
        piece = device[start : start + block]
        for chunk in chunker.add(mono.take(piece), (start + len(piece)) / rate):
            listener.hear(chunk)
            now = chunk.at
    if listener.speech_started_at is None:
        return ""
    assert listener.quiet_seconds(now) >= 0
    answer = recogniser.open(words=True)
    answer.feed(listener.sound())
    return answer.finish().text


def in_a_room(sound: Samples, rate: int, *, after_seconds: float = 2.0) -> Samples:
    """The sound with a quiet room before, under and after it."""
    before, after = (np.zeros(round(seconds * rate), np.float32) for seconds in (1.0, after_seconds))
    whole = np.concatenate([before, sound, after])
    return (whole + np.random.default_rng(1).normal(0, 0.0003, len(whole))).astype(np.float32)


def words(text: str) -> set[str]:
    return {word.strip(".,!?").casefold() for word in text.split()}


def clipped(sound: Samples) -> Samples:
    return np.clip(8 * sound, -1, 1)


def quiet(sound: Samples) -> Samples:
    return np.asarray(0.02 * sound / np.abs(sound).max(), np.float32)


def shifted(sound: Samples) -> Samples:
    return np.asarray(0.5 * sound + 0.3, np.float32)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 96_000])
def test_an_odd_rate(whisper_en: WhisperRecogniser, speak: Speak, rate: int) -> None:
    sound = np.asarray(soxr.resample(speak(SENTENCE, "en-gb"), LISTENING_RATE, rate), np.float32)
    found = words(heard(whisper_en, in_a_room(sound, rate)[:, None], rate))
    assert len(found & KEY_WORDS) >= 3


@pytest.mark.parametrize("channels", [2, 8])
def test_many_channels_of_which_one_hears(whisper_en: WhisperRecogniser, speak: Speak, channels: int) -> None:
    device = np.zeros((len(in_a_room(speak(SENTENCE, "en-gb"), LISTENING_RATE)), channels), np.float32)
    device[:, 1] = in_a_room(speak(SENTENCE, "en-gb"), LISTENING_RATE)
    assert len(words(heard(whisper_en, device, LISTENING_RATE)) & KEY_WORDS) >= 3


@pytest.mark.parametrize("spoil", [clipped, quiet, shifted])
def test_clipped_quiet_or_shifted(
    whisper_en: WhisperRecogniser, speak: Speak, spoil: Callable[[Samples], Samples]
) -> None:
    device = spoil(in_a_room(speak(SENTENCE, "en-gb"), LISTENING_RATE))[:, None]
    assert len(words(heard(whisper_en, device, LISTENING_RATE)) & KEY_WORDS) >= 3


@pytest.mark.parametrize("value", [0.0, 0.4, 1.0, np.nan])
def test_a_device_that_gives_the_same_for_ever_says_nothing(whisper_en: WhisperRecogniser, value: float) -> None:
    device = np.full((8 * LISTENING_RATE, 1), value, np.float32)
    assert heard(whisper_en, device, LISTENING_RATE) == ""


def test_a_stream_that_stops_in_the_middle_of_a_word(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    sound = speak(SENTENCE, "en-gb")
    device = in_a_room(sound[: int(len(sound) * 0.7)], LISTENING_RATE, after_seconds=0.0)[:, None]
    assert "argument" in words(heard(whisper_en, device, LISTENING_RATE))


def test_a_minute_without_a_pause_loses_nothing(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    sound = speak(" ".join(MINUTE), "en-gb")
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    pieces = np.split(sound[loud[0] : loud[-1]], range(800, loud[-1] - loud[0], 800))
    whole = np.concatenate([piece for piece in pieces if np.abs(piece).max() > 0.01])  # no quiet of 50 ms is left in it
    assert len(whole) > 45 * LISTENING_RATE
    found = words(heard(whisper_en, in_a_room(whole, LISTENING_RATE)[:, None], LISTENING_RATE))
    expected = {word for line in MINUTE for word in words(line) if len(word) > 4}
    assert len(found & expected) >= 0.8 * len(expected)


def test_two_people_at_once_are_no_crash(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    one, other = speak(SENTENCE, "en-gb"), speak("My little sister heard everything and she was scared.", "en-us")
    length = min(len(one), len(other))
    device = in_a_room(0.5 * one[:length] + 0.5 * other[:length], LISTENING_RATE)[:, None]
    assert heard(whisper_en, device, LISTENING_RATE)
