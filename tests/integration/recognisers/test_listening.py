"""From a microphone's chunks to words: voice activity, the listener and the recogniser together."""

from __future__ import annotations

import numpy as np
import pytest

from tests.integration.recognisers.voices import Speak, quiet
from voice_guide.listening.answer_listener import AnswerListener
from voice_guide.listening.endpoint import EndpointState
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.listening.whisper_recogniser import WhisperRecogniser
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, SoundHeard

pytestmark = pytest.mark.slow


def listen(sound: Samples, *, patience_seconds: float = 4.0) -> tuple[AnswerListener, float]:
    """All of the sound is heard, whether or not the answer ends; returns the clock time of its end too."""
    listener = AnswerListener(activity=SileroVoiceActivity(), patience_seconds=patience_seconds, started_at=0.0)
    now = 0.0
    for first in range(0, len(sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        now = (first + CHUNK_SAMPLES) / LISTENING_RATE
        listener.hear(SoundHeard(sound[first : first + CHUNK_SAMPLES], at=now))
    return listener, now


def a_minute_of_a_room() -> Samples:
    """Hum, keys and clicks: what a room has when nobody speaks."""
    random = np.random.default_rng(11)
    time = np.arange(60 * LISTENING_RATE) / LISTENING_RATE
    sound = 0.01 * np.sin(2 * np.pi * 50 * time) + random.normal(0, 0.003, len(time))
    for at in random.integers(0, len(time) - 800, 120):
        sound[at : at + 800] += random.normal(0, 0.2, 800) * np.exp(-np.arange(800) / 120)
    return sound.astype(np.float32)


def test_a_room_without_speech_is_no_answer() -> None:
    listener, now = listen(a_minute_of_a_room())
    assert listener.state(now) is EndpointState.WAITING
    assert len(listener.sound()) == 0


def test_an_answer_is_heard_whole_and_ends_after_its_patience(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    first, second = (speak(text, "en-gb") for text in ("My brother was very angry.", "And I called my mother."))
    spoken = np.concatenate([first, quiet(2.5), second])
    room = quiet((len(spoken) / LISTENING_RATE) + 5.5, level=0.0003)
    room[8_000 : 8_000 + len(spoken)] += spoken
    listener, now = listen(room)
    assert listener.ended(now)
    assert listener.speech_started_at == pytest.approx(0.5, abs=0.25)
    assert listener.speech_ended_at == pytest.approx(0.5 + len(spoken) / LISTENING_RATE, abs=0.35)
    assert listener.turns_of_voice >= 2
    answer = whisper_en.open()
    answer.feed(listener.sound())
    text = answer.finish().text.lower()
    assert text.startswith("my brother")
    assert text.rstrip(".").endswith("my mother")


def test_voice_activity_takes_whole_chunks_only() -> None:
    activity = SileroVoiceActivity()
    with pytest.raises(ValueError, match="512"):
        activity.probability(np.zeros(CHUNK_SAMPLES - 1, np.float32))


def test_voice_activity_begins_afresh(speak: Speak) -> None:
    sound = speak("Yes, I agree with that.", "en-gb")
    chunks = [sound[first : first + CHUNK_SAMPLES] for first in range(0, len(sound) - CHUNK_SAMPLES, CHUNK_SAMPLES)]
    activity = SileroVoiceActivity()
    once = [activity.probability(chunk) for chunk in chunks]
    activity.reset()
    assert [activity.probability(chunk) for chunk in chunks] == once
    assert max(once) > 0.9
