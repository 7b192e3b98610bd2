"""The pieces that an answer to a yes or no is made of, found in its words (``understanding/answers.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.phrase_rules import PhraseRules

_WORD = re.compile(r"[\w']+")
UNKNOWN = "unknown"
YES_KINDS = frozenset({"yes", "yes_word", "echo", "alone"})
TAGS = frozenset({"tag", "asking_tag"})
_OF_PIECE = 10  # what a piece costs where words are covered
_OF_NO_PIECE = 1000  # what a word that is in none does


class Piece(NamedTuple):
    """Words of one kind."""

    kind: str
    words: tuple[str, ...]


class AnswerPieces:
    """A language's pieces of an answer."""

    def __init__(self, everyday: Everyday, data: Mapping[str, Any]) -> None:
        self._everyday = everyday
        self._dialect: Mapping[str, list[str]] = {word: meant.split() for word, meant in data["dialect"].items()}
        self._pairs = {tuple(pair.split()): meant.split() for pair, meant in data["dialect_pairs"].items()}
        self._both_ways: Mapping[str, list[str]] = data["both_ways"]
        self._softer: Mapping[str, str] = data["softer"]
        self._rules = PhraseRules(data["pieces"], data["rules"], self._phrase)
        self._turned, self._after_echo = frozenset(data["turned"]), frozenset(data["after_echo"])
        self._rank = {kind: rank for rank, kind in enumerate(data["first"])}
        self._idle, self._poor, self._bare = (frozenset(data[name]) for name in ("idle", "poor", "bare"))
        self._words = {name: frozenset(words.split()) for name, words in data["reasons"].items()}

    def pieces(self, words: Sequence[str]) -> list[Piece]:
        """The pieces that cover the words best: as few words in none of them, and as few pieces, as can be."""
        row = self._everyday.spelt([part for word in self._paired(words) for part in self._dialect.get(word, [word])])
        found_at = self._rules.in_row([self._softer.get(word, word) for word in row])
        best: list[tuple[int, int, str]] = [(0, 0, "")] + [(1 << 30, 0, "")] * len(row)
        for at in range(len(row)):
            cost = best[at][0]
            steps = [(at + 1, UNKNOWN, _OF_NO_PIECE)]
            for end, kinds in found_at(at):
                kind = min(kinds, key=self._rank.__getitem__)
                if kind not in TAGS or self._is_tag(row, at, end):
                    steps.append((end, kind, _OF_PIECE + (kind in self._poor)))
            for end, kind, more in steps:
                if cost + more <= best[end][0]:
                    best[end] = (cost + more, at, kind)
        out: list[Piece] = []
        end = len(row)
        while end:
            _, at, kind = best[end]
            out.append(Piece(kind, tuple(row[at:end])))
            end = at
        return self._without_borrowed(out[::-1])

    def both_ways(self, words: Sequence[str]) -> list[str]:
        """The words, with the "or" that is meant between "maybe" and "maybe not"."""
        halves, nots, between = (self._both_ways[name] for name in ("halves", "nots", "between"))
        out: list[str] = []
        for at, word in enumerate(words):
            if out and word in halves and word == out[-1] and set(words[at + 1 : at + 2]) & set(nots):
                out += between
            out.append(word)
        return out

    def _paired(self, words: Sequence[str]) -> Iterator[str]:
        """The words with two of a dialect that go together as what they mean: "that ay" is "that isn't"."""
        at = 0
        while at < len(words):
            meant = self._pairs.get((words[at], words[at + 1])) if at + 1 < len(words) else None
            yield from meant or [words[at]]
            at += 2 if meant else 1

    def _without_borrowed(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Without what seems a piece and belongs to other words: "won't agree to it" in "Dan won't agree to it"."""
        out: list[Piece] = []
        for at, piece in enumerate(pieces):
            after = pieces[at + 1] if at + 1 < len(pieces) else None
            begins = all(before.kind in self._idle for before in out[:-1])  # "well, my brother agrees"
            does = piece.words[0] in self._bare or (begins and piece.kind == UNKNOWN)
            if does and out and self._is_somebody(out[-1], first=begins):
                out[-1] = Piece(UNKNOWN, out[-1].words)
            borrowed = out and out[-1].kind == UNKNOWN and piece.words[0] in self._bare
            borrowed = borrowed or (piece.kind in TAGS and all(before.kind in self._idle for before in out))
            borrowed = borrowed or (after is not None and piece.words[-1] in self._turned and self._has_subject(after))
            borrowed = borrowed or (piece.kind == "echo" and after is not None and self._goes_on(after))
            kind = UNKNOWN if borrowed else "no" if self._is_of_nothing(piece) else piece.kind
            out.append(Piece(kind, piece.words))
        return out

    def _is_somebody(self, piece: Piece, *, first: bool) -> bool:
        """Whether somebody is told of who might be called: "my brother" in "my brother won't agree"."""
        words = piece.words
        return piece.kind == "neutral" and (
            words[0] in self._words["owner"] or (first and words[-1] in self._words["relations"])
        )

    def _is_of_nothing(self, piece: Piece) -> bool:
        """Whether what seems a yes agrees to nothing: "I want none of it"; "I've nothing against it" is a yes."""
        at = next((at for at, word in enumerate(piece.words) if word in self._words["nothing"]), 0)
        if piece.kind != "yes" or not at or set(piece.words[at + 1 :]) - self._words["after_nothing"]:
            return False
        return not any(word.endswith("n't") or word in self._words["nots"] for word in piece.words[:at])

    def _has_subject(self, after: Piece) -> bool:
        return after.kind in YES_KINDS | {UNKNOWN} and after.words[0] in self._words["subjects"]

    def _goes_on(self, after: Piece) -> bool:
        return after.kind in YES_KINDS | {"no", "dislike", "unsure"} and after.words[0] not in self._after_echo

    def _is_tag(self, row: Sequence[str], at: int, end: int) -> bool:
        """Whether "isn't it" and the like end what was said, so that they ask nothing and deny nothing."""
        return at > 0 and (end == len(row) or row[end] in self._words["after_tag"])

    def _phrase(self, text: str) -> str:
        """A phrase of the data in the spelling of a row."""
        return self._everyday.phrase(
            _WORD.sub(
                lambda word: self._softer.get(said := " ".join(self._dialect.get(word[0], [word[0]])), said), text
            )
        )
