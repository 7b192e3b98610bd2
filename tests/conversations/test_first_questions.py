"""What is asked before a session: carry on, or which guide; silence and half an answer decide nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conversations.scripted import ENGLISH, MEANING
from voice_guide.cli.first_questions import FirstQuestions
from voice_guide.events import (
    Adjust,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NothingHeard,
    Outcome,
    Prompt,
    SpokeOn,
    Utterance,
)


class Told:
    """A side on which these events come, one after another; ``said`` is what was said before each."""

    def __init__(self, *events: Event) -> None:
        self._events = list(events)
        self.recorded: list[bool] = []  # whether each turn could be heard
        self.said: list[list[str]] = []
        self.pages = 0  # how often the help numbers were shown

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        self.recorded.append(listen.turn.recorded)
        asked = [listen.turn.prompt] if listen.ask and listen.turn.prompt else []
        self.said.append([prompt.text for prompt in (*prompts, *asked)])
        return self._events.pop(0)

    def say(self, prompts: Sequence[Prompt]) -> None: ...
    def adjust(self, adjust: Adjust) -> None: ...
    def settle(self, outcome: Outcome) -> None: ...
    def prepare(self, texts: Sequence[str]) -> None: ...
    def show_lines(self, lines: Sequence[str]) -> None: ...

    def show_numbers(self) -> None:
        self.pages += 1


def asked(told: Told) -> FirstQuestions:
    return FirstQuestions(told, ENGLISH, MEANING, None)


WHICH = ENGLISH.prompt("welcome.which").text
AGAIN = ENGLISH.prompt("welcome.which-again").text
NOTHING = ENGLISH.prompt("answer.nothing-heard").text


def test_a_guide_is_chosen_by_what_it_is_called() -> None:
    told = Told(Utterance("guide", "the short one please"))
    assert asked(told).guide() == "short"
    assert told.said == [[WHICH]]


def test_what_is_not_clear_is_asked_once_more_and_then_left_open() -> None:
    told = Told(Utterance("guide", "well now"), KeyCommand("help"))
    assert asked(told).guide() is None
    assert told.said == [[WHICH], [AGAIN]]


def test_silence_decides_nothing_and_a_dead_microphone_is_told() -> None:
    told = Told(NoInput("carry-on", 40.0), NothingHeard("carry-on"), Utterance("carry-on", "yes"))
    assert asked(told).carry_on()
    assert told.said[1:] == [[], [NOTHING]]


def test_whoever_goes_on_with_the_answer_before_is_asked_again() -> None:
    told = Told(SpokeOn("carry-on"), Utterance("guide", "the short one"))
    assert asked(told).guide() == "short"
    assert told.said == [[WHICH], [WHICH]]


def test_the_help_numbers_can_be_asked_for_here_too() -> None:
    told = Told(Utterance("guide", "help numbers"), Utterance("guide", "the short one"))
    assert asked(told).guide() == "short"
    assert told.pages == 1
    assert told.said == [[WHICH], [ENGLISH.prompt("numbers.shown").text, WHICH]]


def test_a_key_answers_too_and_the_end_of_the_input_ends_it() -> None:
    assert asked(Told(KeyCommand("yes"))).carry_on()
    assert not asked(Told(KeyCommand("no"))).carry_on()
    with pytest.raises(KeyboardInterrupt):
        asked(Told(InputEnded("end-of-input"))).carry_on()


def test_a_talk_that_was_left_in_private_time_is_carried_on_by_a_key_alone() -> None:
    told = Told(NoInput("carry-on", 40.0), KeyCommand("yes"))
    assert asked(told).carry_on(alone=True)
    assert told.recorded == [False, False]
    told = Told(Utterance("carry-on", "yes"))
    assert asked(told).carry_on()
    assert told.recorded == [True]
