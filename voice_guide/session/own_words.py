"""Is what was heard over a prompt the prompt itself? Text that matches the prompt is not a person. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

LEAST_WORDS = 3  # shorter ones are said by people too: "stop" stands in the words that explain how to stop
MATCHING = 0.7  # of what was heard, in the prompt's order: an echo is heard badly, but not as other words
_WORD = re.compile(r"[\w'’]+")


def repeats(text: str, prompts: Iterable[str]) -> bool:
    """Whether these words are, but for some that were misheard, in what the program was saying."""
    heard = _words(text)
    if len(heard) < LEAST_WORDS:
        return False
    said = [word for prompt in prompts for word in _words(prompt)]
    matching = SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matching) >= MATCHING * len(heard)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
