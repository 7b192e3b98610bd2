"""When an answer is over, told as what is heard and when: no sound, no clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_guide.listening.endpoint import CHUNK_SECONDS, Endpointer, EndpointState

VOICE, SOFT, QUIET = 0.9, 0.4, 0.05


class Person:
    """Speaks and pauses into an endpointer, chunk by chunk; ``now`` is the clock after the last chunk."""

    def __init__(self, endpointer: Endpointer) -> None:
        self.endpointer = endpointer
        self.now = 0.0

    def does(self, probability: float, seconds: float) -> Person:
        for _ in range(round(seconds / CHUNK_SECONDS)):
            self.now += CHUNK_SECONDS
            self.endpointer.hear(probability, self.now)
        return self

    def speaks(self, seconds: float) -> Person:
        return self.does(VOICE, seconds)

    def pauses(self, seconds: float) -> Person:
        return self.does(QUIET, seconds)

    @property
    def state(self) -> EndpointState:
        return self.endpointer.state(self.now)


def answering(*, patience: float = 4.0, hold: bool = False) -> Person:
    return Person(Endpointer(patience_seconds=patience, hold=hold))


def test_nothing_said_is_waited_for_without_end() -> None:
    person = answering().pauses(120)
    assert person.state is EndpointState.WAITING
    assert person.endpointer.segments == ()


def test_an_answer_ends_after_its_patience_and_not_before() -> None:
    person = answering().pauses(1).speaks(2)
    assert person.state is EndpointState.SPEAKING
    assert person.pauses(3.9).state is EndpointState.QUIET
    assert person.pauses(0.2).state is EndpointState.ENDED


def test_patience_runs_by_the_clock_even_when_no_sound_comes() -> None:
    person = answering().speaks(1)
    assert not person.endpointer.ended(person.now + 3.99)
    assert person.endpointer.ended(person.now + 4.0)


def test_thinking_inside_an_answer_does_not_end_it() -> None:
    person = answering()
    for pause in (0.5, 1.5, 3.5, 2.0):
        person.speaks(1).pauses(pause)
        assert person.state is EndpointState.QUIET
    assert len(person.endpointer.segments) == 4


def test_a_click_is_not_an_answer() -> None:
    person = answering()
    for _ in range(20):
        person.does(VOICE, 2 * CHUNK_SECONDS).pauses(0.5)
    assert person.state is EndpointState.WAITING
    assert person.endpointer.turns_of_voice == 0


def test_a_click_after_the_answer_does_not_start_the_patience_again() -> None:
    person = answering().speaks(1).pauses(2).does(VOICE, CHUNK_SECONDS).pauses(2.1)
    assert person.state is EndpointState.ENDED


def test_a_late_consonant_belongs_to_the_word_before_it() -> None:
    person = answering().speaks(1).pauses(0.2).does(VOICE, CHUNK_SECONDS)
    assert len(person.endpointer.segments) == 1
    assert person.endpointer.segments[0].ended_at == pytest.approx(person.now)
    assert person.endpointer.turns_of_voice == 2


def test_voice_that_may_be_beginning_holds_the_end_back() -> None:
    person = answering().speaks(1).pauses(4 - CHUNK_SECONDS)
    assert person.does(VOICE, 2 * CHUNK_SECONDS).state is EndpointState.QUIET
    assert person.pauses(CHUNK_SECONDS).state is EndpointState.ENDED


def test_a_soft_ending_is_still_voice_and_a_soft_noise_is_not() -> None:
    assert answering().does(SOFT, 2).state is EndpointState.WAITING
    person = answering().speaks(1).does(SOFT, 1)
    assert person.state is EndpointState.SPEAKING
    assert person.endpointer.segments[0].ended_at == pytest.approx(person.now)


def test_a_segment_begins_with_its_first_voiced_chunk() -> None:
    person = answering().pauses(1)
    began = person.now
    person.speaks(1)
    assert person.endpointer.segments[0].started_at == pytest.approx(began)


def test_speaking_on_after_the_patience_goes_on_with_the_answer() -> None:
    person = answering().speaks(1).pauses(5)
    assert person.state is EndpointState.ENDED
    assert person.speaks(1).state is EndpointState.SPEAKING
    assert len(person.endpointer.segments) == 2


def test_a_key_ends_at_once_and_speaking_on_can_reopen() -> None:
    person = answering().speaks(1)
    person.endpointer.end_now()
    assert person.speaks(0.2).state is EndpointState.ENDED
    person.endpointer.reopen(person.now)
    assert person.state is EndpointState.SPEAKING


def test_after_reopening_the_whole_patience_runs_anew() -> None:
    person = answering().speaks(1).pauses(4.5)
    assert person.state is EndpointState.ENDED
    person.endpointer.reopen(person.now)
    assert person.pauses(3.9).state is EndpointState.QUIET
    assert person.pauses(0.2).state is EndpointState.ENDED


def test_a_key_ends_an_answer_of_no_words() -> None:
    person = answering().pauses(3)
    person.endpointer.end_now()
    assert person.state is EndpointState.ENDED


def test_held_never_ends_by_itself() -> None:
    person = answering(hold=True).speaks(1).pauses(600)
    assert not person.endpointer.ended(person.now)
    person.endpointer.end_now()
    assert person.endpointer.ended(person.now)


def test_hold_may_be_asked_for_in_mid_answer() -> None:
    person = answering().speaks(1)
    person.endpointer.hold()
    assert person.pauses(60).state is EndpointState.QUIET


def test_a_complete_yes_ends_sooner_and_going_on_takes_the_time_back() -> None:
    person = answering(patience=2).speaks(0.4).pauses(0.1)
    person.endpointer.shorten(0.3)
    assert person.state is EndpointState.QUIET
    assert person.pauses(0.3).state is EndpointState.ENDED
    person.speaks(0.5).pauses(1)
    assert person.state is EndpointState.QUIET
    assert person.endpointer.patience_seconds == 2


def test_shorten_never_lengthens() -> None:
    person = answering(patience=0.5)
    person.endpointer.shorten(3)
    assert person.endpointer.patience_seconds == 0.5


def test_what_stands_by_itself_after_a_pause() -> None:
    person = answering().speaks(2).pauses(1).speaks(0.5).pauses(0.4).speaks(0.5)
    latest = person.endpointer.segments_since_pause(0.7)
    assert [round(segment.seconds, 1) for segment in latest] == [0.5, 0.5]
    assert len(person.endpointer.segments_since_pause(5)) == 3
    assert answering().endpointer.segments_since_pause(0.7) == ()


@given(st.lists(st.floats(0, 1), max_size=300), st.floats(0.5, 15))
def test_whatever_is_heard_segments_are_in_order_and_an_end_has_had_its_patience(
    probabilities: list[float], patience: float
) -> None:
    endpointer = Endpointer(patience_seconds=patience)
    for number, probability in enumerate(probabilities, start=1):
        now = number * CHUNK_SECONDS
        endpointer.hear(probability, now)
        last = endpointer.last_segment
        if endpointer.ended(now):
            assert last is not None
            assert now - last.ended_at >= patience
    times = [time for segment in endpointer.segments for time in (segment.started_at, segment.ended_at)]
    assert times == sorted(times)
