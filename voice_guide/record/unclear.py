"""Which words of an answer were not heard well. They are marked where they stand, and never made better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voice_guide.journal.projections import KeptAnswer

# Measured with Whisper tiny.en on meetings: under it stand 18 % of the words, and half of those are wrong.
UNCLEAR_BELOW = 0.5

_WORD = re.compile(r"\S+")
_SIGNS_AFTER = re.compile(r"[.,;:!?…]+$")


@dataclass(frozen=True)
class Stretch:
    """A piece of an answer's text. The pieces one after another are the text, sign for sign."""

    text: str
    unclear: bool


def is_unclear(confidence: float) -> bool:
    """Whether a word was not heard well."""
    return confidence < UNCLEAR_BELOW


def stretches(answer: KeptAnswer) -> tuple[Stretch, ...]:
    """The text, cut where words begin or cease to be unclear. In one piece where words and text do not go together."""
    text = answer.text or ""
    spans = [found.span() for found in _WORD.finditer(text)]
    confidences = _in_order([text[first:end] for first, end in spans], answer.words)
    cut: list[Stretch] = []
    done = 0
    for first, end in _unclear_spans(text, spans, confidences):
        cut += [Stretch(text[done:first], False), Stretch(text[first:end], True)]
        done = end
    return tuple(piece for piece in (*cut, Stretch(text[done:], False)) if piece.text)


def _in_order(shown: Sequence[str], words: Sequence[tuple[str, float, float, float]]) -> list[float | None]:
    """The confidence of each word of the text, by its place; none at all when one word differs."""
    heard = [(bare, confidence) for word, _, _, confidence in words if (bare := bare_word(word))]
    if [bare for word in shown if (bare := bare_word(word))] != [bare for bare, _ in heard]:
        return [None] * len(shown)
    left = iter(confidence for _, confidence in heard)
    return [next(left) if bare_word(word) else None for word in shown]


def _unclear_spans(
    text: str, spans: Sequence[tuple[int, int]], confidences: Sequence[float | None]
) -> list[tuple[int, int]]:
    """From the first to the last sign of each row of unclear words, without the sentence's signs after it."""
    rows: list[list[int]] = []
    goes_on = False
    for (first, end), confidence in zip(spans, confidences, strict=True):
        unclear = confidence is not None and is_unclear(confidence)
        if unclear and goes_on:
            rows[-1][1] = end
        elif unclear:
            rows.append([first, end])
        goes_on = unclear or (confidence is None and goes_on)  # a sign by itself parts no words
    return [(first, first + len(_SIGNS_AFTER.sub("", text[first:end]))) for first, end in rows]


def bare_word(word: str) -> str:
    """A word's letters and digits alone, in small letters: what tells words of a text and heard words to be the same."""
    return "".join(sign for sign in word.casefold() if sign.isalnum())
