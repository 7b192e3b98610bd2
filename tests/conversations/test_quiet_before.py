"""The quiet key before there is a session: whoever chooses a guide can be interrupted too."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from voice_guide.cli.quiet_before import QuietBefore
from voice_guide.events import (
    QUIET,
    Adjust,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    Outcome,
    Prompt,
    Utterance,
)
from voice_guide.session.loop import Conversant


class Scripted(Conversant):
    """Gives these events, one a turn, and notes what each turn asked."""

    def __init__(self, *events: Event) -> None:
        self._events = list(events)
        self.asked: list[str] = []

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        self.asked.append(listen.turn.prompt.text if listen.ask and listen.turn.prompt else "")
        return self._events.pop(0)

    def say(self, prompts: Sequence[Prompt]) -> None: ...

    def adjust(self, adjust: Adjust) -> None: ...

    def settle(self, outcome: Outcome) -> None: ...

    def prepare(self, texts: Sequence[str]) -> None: ...

    def show_lines(self, lines: Sequence[str]) -> None: ...

    def show_numbers(self) -> None: ...


def said(words: str) -> Utterance:
    return Utterance("quiet-over", words)


def test_it_waits_for_the_key_then_for_a_clear_yes() -> None:
    before = QuietBefore(ENGLISH, MEANING)
    people = Scripted(QUIET, said("not yet"), NoInput("quiet-over"), QUIET, QUIET, KeyCommand("no"), said("yes"))
    before.hold(people)
    shall_we = "We can carry on when you are ready. Shall we?"
    assert people.asked == ["", shall_we, "", "", "", shall_we, ""]


@pytest.mark.parametrize("end", [said("stop"), KeyCommand("stop"), InputEnded("interrupted")])
def test_stop_and_ctrl_c_end_it(end: Event) -> None:
    with pytest.raises(KeyboardInterrupt):
        QuietBefore(ENGLISH, MEANING).hold(Scripted(QUIET, end))


def test_the_session_that_follows_asks_no_probes() -> None:
    before = QuietBefore(ENGLISH, MEANING)
    assert before.facts() == []
    before.hold(Scripted(QUIET, said("yes")))
    talk = Conversation.begin("restorative", facts=before.facts()).say("it was Tuesday")
    assert talk.asked == "wh-before"
