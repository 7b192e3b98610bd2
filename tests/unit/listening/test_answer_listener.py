"""One answer being listened to: what of its sound is kept, and what is known of it."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.listening.answer_listener import AnswerListener
from voice_guide.listening.endpoint import EndpointState
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, SoundHeard

CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE
LOUD, SOFT = 0.5, 0.001


class LoudIsVoice:
    """A voice activity for tests: what is loud is a voice."""

    def __init__(self) -> None:
        self.resets = 0

    def probability(self, chunk: Samples) -> float:
        return 1.0 if np.abs(chunk).max() > 0.1 else 0.0

    def reset(self) -> None:
        self.resets += 1


class Microphone:
    """Gives numbered sound, so that a test can see which samples were kept: loud chunks near 0.5, soft near 0.001."""

    def __init__(self, listener: AnswerListener, *, now: float = 100.0) -> None:
        self.listener = listener
        self.now = now
        self.all: list[Samples] = []

    def chunk(self, level: float, lost: int = 0) -> SoundHeard:
        self.now += CHUNK_SECONDS + lost / LISTENING_RATE
        samples = (level * (1 + len(self.all) / 1e5) * np.ones(CHUNK_SAMPLES)).astype(np.float32)
        self.all += [np.zeros(lost, np.float32), samples] if lost else [samples]
        return SoundHeard(samples, at=self.now, lost=lost)

    def before(self, seconds: float) -> Microphone:
        for _ in range(round(seconds / CHUNK_SECONDS)):
            self.listener.preroll(self.chunk(SOFT))
        return self

    def hears(self, level: float, seconds: float) -> Microphone:
        for _ in range(round(seconds / CHUNK_SECONDS)):
            self.listener.hear(self.chunk(level))
        return self

    @property
    def tape(self) -> Samples:
        return np.concatenate(self.all)


def listening(*, patience: float = 4.0, hold: bool = False, started_at: float = 100.0) -> Microphone:
    listener = AnswerListener(activity=LoudIsVoice(), patience_seconds=patience, hold=hold, started_at=started_at)
    return Microphone(listener, now=started_at)


def voice_of(tape: Samples) -> tuple[int, int]:
    """First voiced sample and the one after the last."""
    places = np.flatnonzero(tape > 0.1)
    return int(places[0]), int(places[-1]) + 1


def test_nothing_said_has_no_sound_and_no_times() -> None:
    microphone = listening().hears(SOFT, 40)
    listener = microphone.listener
    assert listener.state(microphone.now) is EndpointState.WAITING
    assert len(listener.sound()) == 0
    assert len(listener.last_segment_sound()) == 0
    assert listener.speech_started_at is None
    assert listener.speech_ended_at is None
    assert listener.speech_seconds == 0
    assert listener.last_segment_seconds == 0
    assert listener.quiet_seconds(microphone.now) == pytest.approx(40, abs=CHUNK_SECONDS)


def test_the_answer_comes_with_real_sound_around_it() -> None:
    microphone = listening().hears(SOFT, 5).hears(LOUD, 2).hears(SOFT, 3)
    begins, ends = voice_of(microphone.tape)
    np.testing.assert_array_equal(microphone.listener.sound(), microphone.tape[begins - 9_600 : ends + 16_000])


def test_sound_from_before_the_turn_is_room_for_a_quick_answer() -> None:
    microphone = listening().before(2).hears(LOUD, 1).hears(SOFT, 1.5)
    begins, ends = voice_of(microphone.tape)
    np.testing.assert_array_equal(microphone.listener.sound(), microphone.tape[begins - 9_600 : ends + 16_000])


def test_sound_from_before_the_turn_is_never_an_answer() -> None:
    microphone = listening()
    for _ in range(30):
        microphone.listener.preroll(microphone.chunk(LOUD))
    assert microphone.hears(SOFT, 1).listener.state(microphone.now) is EndpointState.WAITING


def test_where_nothing_was_captured_before_the_sound_begins_with_the_voice() -> None:
    microphone = listening().hears(LOUD, 1).hears(SOFT, 2)
    assert microphone.listener.sound()[0] > 0.1


def test_what_is_not_captured_yet_is_zeros_and_comes_true_later() -> None:
    microphone = listening().hears(SOFT, 1).hears(LOUD, 1).hears(SOFT, 0.1)
    early = microphone.listener.sound()
    _, ends = voice_of(early)
    real = round(0.1 / CHUNK_SECONDS) * CHUNK_SAMPLES
    assert len(early) == ends + 16_000
    assert (early[ends : ends + real] > 0).all()
    assert (early[ends + real :] == 0).all()
    later = microphone.hears(SOFT, 2).listener.sound()
    assert len(later) == len(early)
    assert (later[ends:] > 0).all()


def test_pauses_inside_an_answer_are_kept_whole() -> None:
    microphone = listening().hears(SOFT, 1).hears(LOUD, 1).hears(SOFT, 3.5).hears(LOUD, 1).hears(SOFT, 2)
    begins, ends = voice_of(microphone.tape)
    np.testing.assert_array_equal(microphone.listener.sound(), microphone.tape[begins - 9_600 : ends + 16_000])
    assert microphone.listener.speech_seconds == pytest.approx(2, abs=2 * CHUNK_SECONDS)


def test_times_are_the_clocks() -> None:
    microphone = listening(started_at=7.0).hears(SOFT, 1).hears(LOUD, 1)
    ended = microphone.now
    microphone.hears(SOFT, 1)
    assert microphone.listener.speech_started_at == pytest.approx(8, abs=CHUNK_SECONDS)
    assert microphone.listener.speech_ended_at == pytest.approx(ended)
    assert microphone.listener.quiet_seconds(microphone.now) == pytest.approx(1, abs=CHUNK_SECONDS)


def test_a_phrase_after_a_pause_is_heard_by_itself() -> None:
    microphone = listening().hears(SOFT, 1).hears(LOUD, 2).hears(SOFT, 0.8).hears(LOUD, 0.5).hears(SOFT, 1.2)
    phrase = microphone.listener.last_segment_sound()
    begins, ends = voice_of(phrase)
    assert (begins, len(phrase) - ends) == (9_600, 16_000)
    assert (ends - begins) / LISTENING_RATE == pytest.approx(0.5, abs=CHUNK_SECONDS)
    assert microphone.listener.last_segment_seconds == pytest.approx(0.5, abs=CHUNK_SECONDS)


def test_voice_after_a_decode_began_can_be_seen() -> None:
    microphone = listening().hears(LOUD, 1).hears(SOFT, 0.2)
    when_decoding_began = microphone.listener.turns_of_voice
    assert microphone.hears(SOFT, 1).listener.turns_of_voice == when_decoding_began
    assert microphone.hears(LOUD, 0.5).listener.turns_of_voice > when_decoding_began


def test_lost_sound_is_counted_and_its_time_kept() -> None:
    microphone = listening().hears(SOFT, 1).hears(LOUD, 1)
    microphone.listener.hear(microphone.chunk(LOUD, lost=800))
    microphone.hears(LOUD, 1).hears(SOFT, 2)
    begins, ends = voice_of(microphone.tape)
    assert microphone.listener.lost_samples == 800
    np.testing.assert_array_equal(microphone.listener.sound(), microphone.tape[begins - 9_600 : ends + 16_000])


def test_a_night_asleep_is_counted_but_not_kept() -> None:
    microphone = listening().hears(LOUD, 1)
    microphone.listener.hear(microphone.chunk(LOUD, lost=8 * 3600 * LISTENING_RATE))
    microphone.hears(LOUD, 1).hears(SOFT, 1.5)
    assert microphone.listener.lost_samples == 8 * 3600 * LISTENING_RATE
    assert len(microphone.listener.sound()) < 6 * LISTENING_RATE


def test_long_waiting_keeps_almost_nothing_and_a_long_answer_keeps_all() -> None:
    microphone = listening(hold=True).hears(SOFT, 600)
    microphone.all.clear()
    microphone.hears(SOFT, 1).hears(LOUD, 60).hears(SOFT, 30).hears(LOUD, 60).hears(SOFT, 2)
    begins, ends = voice_of(microphone.tape)
    np.testing.assert_array_equal(microphone.listener.sound(), microphone.tape[begins - 9_600 : ends + 16_000])


def test_a_devices_buffer_may_be_used_again() -> None:
    microphone = listening().hears(SOFT, 1)
    buffer = np.full(CHUNK_SAMPLES, LOUD, np.float32)
    for _ in range(5):
        microphone.now += CHUNK_SECONDS
        microphone.listener.hear(SoundHeard(buffer, at=microphone.now))
    buffer[:] = 0
    assert np.count_nonzero(microphone.listener.sound() > 0.1) == 5 * CHUNK_SAMPLES


def test_ends_like_its_endpointer_says() -> None:
    microphone = listening(patience=2).hears(LOUD, 1).hears(SOFT, 1)
    assert not microphone.listener.ended(microphone.now)
    microphone.listener.shorten(0.5)
    assert microphone.listener.ended(microphone.now)
    microphone.listener.restore()
    microphone.listener.hold()
    assert not microphone.listener.ended(microphone.now + 60)
    microphone.listener.end_now()
    assert microphone.listener.ended(microphone.now)
    microphone.listener.reopen(microphone.now)
    assert not microphone.listener.ended(microphone.now)


def test_each_answer_begins_with_a_fresh_voice_activity() -> None:
    activity = LoudIsVoice()
    AnswerListener(activity=activity, patience_seconds=1, started_at=0)
    assert activity.resets == 1
