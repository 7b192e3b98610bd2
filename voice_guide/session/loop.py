"""The session's loop. One thread owns the dialogue and the database; facts are written before they are acted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.events import (
    Adjust,
    Event,
    Finish,
    Keep,
    Listen,
    Outcome,
    Prompt,
    Say,
    ShowNumbers,
    ShowTalkTime,
    Started,
)

if TYPE_CHECKING:
    from voice_guide.ports import Journal  # brings numpy, which a conversation by keyboard can do without


class Conversant(Protocol):
    """The side that talks with people: by voice, by keyboard, or made up."""

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Say the prompts, ask and listen; returns what came of it."""

    def say(self, prompts: Sequence[Prompt]) -> None:
        """Say the prompts to their end: nothing follows them."""

    def adjust(self, adjust: Adjust) -> None:
        """Speak slower, faster, louder or quieter from now on."""

    def settle(self, outcome: Outcome) -> None:
        """Learn how the last turn was understood (for the report and the screen)."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Texts that are likely to be said next."""

    def show_numbers(self) -> None:
        """Put the help numbers on the screen, and say nothing."""

    def show_lines(self, lines: Sequence[str]) -> None:
        """Put these lines on the screen, for the worker alone, and say nothing."""


def run(dialogue: Dialogue, journal: Journal, conversant: Conversant, today: Callable[[], date]) -> bool:
    """Hold the conversation to its end. Returns True when the closing was reached.

    Raises StorageError when a write fails; everything that was written before is safe.
    """
    event: Event = Started()
    while True:
        prompts: list[Prompt] = []
        for action in dialogue.handle(event, today=today()):
            match action:
                case Keep(facts):
                    journal.append(facts)
                case Say(said):
                    prompts += said
                case Adjust():
                    conversant.adjust(action)
                case ShowNumbers():
                    conversant.show_numbers()
                case ShowTalkTime(lines):
                    conversant.show_lines(lines)
                case Outcome():
                    conversant.settle(action)
                case Listen():
                    conversant.prepare(dialogue.upcoming())
                    event = conversant.converse(prompts, action)
                case Finish(closed):
                    conversant.say(prompts)
                    return closed
