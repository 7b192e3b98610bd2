"""A made-up participant without a voice: the same items, handed over as words and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voice_guide.events import Adjust, Event, KeyCommand, Listen, NoInput, Outcome, Prompt, Turn, Utterance
from voice_guide.guide.model import Guide
from voice_guide.session.answer_file import AnswerFile
from voice_guide.session.group_keys import GroupKeys
from voice_guide.session.item_choice import ItemChoice
from voice_guide.session.key_names import KEY_COMMANDS, presses


class TypedParticipant:
    """Implements loop.Conversant. ``on_answer`` is told what is answered, and by whom; else it is shown as a prompt is."""

    def __init__(
        self,
        answers: AnswerFile,
        guide: Guide,
        *,
        on_prompt: Callable[[Prompt], None],
        on_answer: Callable[[Turn, str], None] | None = None,
    ) -> None:
        self._choice = ItemChoice(answers, guide)
        self._on_prompt = on_prompt
        self._group = GroupKeys()
        self._on_answer = on_answer or self._show_answer

    def converse(self, prompts: Sequence[Prompt], listen: Listen) -> Event:
        """Show what is said and asked, and answer with the next item."""
        self.say([*prompts, *([listen.turn.prompt] if listen.turn.prompt else [])])
        item = self._choice.item(listen.turn)
        if item.key is not None and item.key in KEY_COMMANDS:
            return KeyCommand(KEY_COMMANDS[item.key])
        if item.key is not None:
            self._group.sit(listen.turn.seats)
            if (command := self._pressed(item.key)) is not None:
                return command
        if item.say is None:
            return NoInput(listen.turn.id)
        self._on_answer(listen.turn, item.say)
        return Utterance(listen.turn.id, item.say, engine="made-up")

    def _pressed(self, keys: str) -> KeyCommand | None:
        told = [command for key in presses(keys) if (command := self._group.told(key)) is not None]
        return told[0] if told else None

    def _show_answer(self, turn: Turn, words: str) -> None:
        self._on_prompt(Prompt("participant", f"    {turn.name}: {words}"))

    def say(self, prompts: Sequence[Prompt]) -> None:
        """Show each prompt."""
        for prompt in prompts:
            self._on_prompt(prompt)

    def adjust(self, adjust: Adjust) -> None:
        """Nothing is spoken."""

    def settle(self, outcome: Outcome) -> None:
        """Nothing is reported."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing is rendered."""

    def show_lines(self, lines: Sequence[str]) -> None:
        """Nobody here needs them."""

    def show_numbers(self) -> None:
        """Nobody here needs them."""
