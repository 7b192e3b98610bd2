"""Wishes and unfinished conditions of a person's own: "if I could just go back". They belong to what somebody tells.

A courtesy makes a request of one: "if I could just hear that again, please".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.phrase_net import PhraseNet
from voice_guide.understanding.phrases import read


class Wishes:
    """A language's wishes (``understanding/commands.toml``, ``[wish]``).

    ``cores``: every way to leave out the polite and idle words round an utterance, as text.
    """

    def __init__(
        self, data: Mapping[str, Any], everyday: Everyday, cores: Callable[[Sequence[str]], Sequence[str]]
    ) -> None:
        self._cores = cores
        self._nets = {
            name: PhraseNet({name: [read(everyday.phrase(text)) for text in data[name]]})
            for name in ("begins", "courtesies")
        }
        self._asked = frozenset(data["asked_about"])

    def is_one(self, words: Sequence[str]) -> bool:
        """Whether these plain words begin as a wish, with no courtesy among them."""
        if any(self._at("courtesies", words, at) for at in range(len(words))):
            return False
        return any(self._at("begins", core.split(), 0) for core in self._cores(words))

    def asks(self, command: str) -> str | None:
        """The command that a wish may still be for, so that it is asked about: such as belong to the conversation alone."""
        return command if command in self._asked else None

    def _at(self, name: str, words: Sequence[str], at: int) -> bool:
        return any(True for _ in self._nets[name].walk(words, at))
