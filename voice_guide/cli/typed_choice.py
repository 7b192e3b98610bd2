"""A question that is answered by typing one of a few words."""

from __future__ import annotations

import sys

from voice_guide.errors import UsageError
from voice_guide.languages import Language

TRIES = 3
_LONGEST_LINE = 200


def typed_choice(language: Language, name: str, *, ask: str, again: str) -> str | None:
    """Which of a named question's choices was typed, asked up to three times; None where none was plain.

    ``ask`` and ``again`` are keys of messages. Raises UsageError ``not_typed`` at the end of the input.
    """
    from voice_guide.dialogue.meaning import Meaning

    meaning = Meaning(language)
    for left in reversed(range(TRIES)):
        print(language.message(ask), end="", flush=True)
        line = sys.stdin.readline(_LONGEST_LINE) if sys.stdin is not None else ""
        if not line:
            raise UsageError("not_typed")
        found = meaning.choice(line, name)
        if found is not None:
            return found
        if left:
            print(language.message(again))
    return None
