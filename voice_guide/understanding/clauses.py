"""What the pieces of an answer to a yes or no come to: "well I can't argue with that so go on then".

The pieces (``understanding/answers.toml``) must cover the answer from its first word to its last; then they are weighed up.
Only a reason after a clear answer may be in words of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from voice_guide.understanding.answer_pieces import UNKNOWN, YES_KINDS, Piece

YES, NO, UNSURE, OTHER = "yes", "no", "unsure", "other"
_NO_KINDS = frozenset({"no", "no_word", "alone_no", "short_no", "dislike"})
_DOUBTS = frozenset({"unsure", "split", "or_not"})
_AGAINST = _NO_KINDS | _DOUBTS | {"hedge"}
_LAST = 3  # words of a reason among which a "not" may take the answer back


class Clauses:
    """A language's way to weigh up the pieces of an answer."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._softer: Mapping[str, str] = data["softer"]
        self._bare, self._idle = frozenset(data["bare"]), frozenset(data["idle"])
        self._reasons = {name: frozenset(words.split()) for name, words in data["reasons"].items()}

    def read(self, every: Sequence[Piece], *, asks: bool = False) -> str | None:
        """``yes``, ``no``, ``unsure`` or ``other``; None where the pieces don't tell. ``asks``: a question mark ends it."""
        pieces = [piece for piece in every if piece.kind not in self._idle]
        kinds = [piece.kind for piece in pieces]
        if every and every[0].kind == "turn":
            return OTHER
        if "thinking" in kinds:
            return self._after_thinking(every, asks=asks)
        if kinds[:1] == ["restart"]:
            return self.read(pieces[1:], asks=asks)
        told = self._before_reason(every)
        if told is None and "block" in kinds:
            return self._after_others(pieces)
        told = told or self._after_restart(pieces) or self._after_turn(pieces, every)
        if told is not None:
            return told
        if UNKNOWN in kinds or {"restart", "meant", "turn"} & set(kinds) or (asks and not self._answers_too(every)):
            return None
        if "condition" in kinds:
            return OTHER
        soft = {piece.words[0] for piece in pieces if piece.kind == "yes_word"} <= self._softer.keys()
        told = _weighed([kind for kind in kinds if kind not in ("because", "asking_tag")], soft=soft)
        return OTHER if told == YES and "asking_tag" in kinds and "indifferent" not in kinds else told

    def _after_thinking(self, every: Sequence[Piece], *, asks: bool) -> str | None:
        """What is said after "let me think" counts where it is clear; by itself, or after an answer, that is a doubt."""
        at = max(at for at, piece in enumerate(every) if piece.kind == "thinking")
        if not _kinds(every[:at]) - self._idle - {"thinking", "weak", "restart"}:
            told = self.read(every[at + 1 :], asks=asks)
            if told in (YES, NO):
                return told
        return self.read(
            [piece._replace(kind=UNSURE) if piece.kind == "thinking" else piece for piece in every], asks=asks
        )

    def is_plain(self, pieces: Sequence[Piece]) -> bool:
        """Whether pieces cover every word, tell yes, no or in doubt, and name nothing that may be asked for."""
        if set(_words(pieces)) & self._reasons["asked_for"] or any(piece.kind == UNKNOWN for piece in pieces):
            return False
        return self.read(pieces) in (YES, NO, UNSURE)

    def _after_restart(self, pieces: Sequence[Piece]) -> str | None:
        """What is said after "wait" and the like counts; a yes after a no only after "I meant" and the like."""
        at = max(_last(pieces, "restart"), _last(pieces, "meant"))
        if 0 < at == len(pieces) - 1 and self.read(pieces[:at]) == NO:
            return NO  # "no, scrap that"
        if not 0 < at < len(pieces) - 1:
            return None
        before, after = pieces[:at], pieces[at + 1 :]
        told = self.read(after)
        against = _kinds(before) & (_AGAINST | {UNKNOWN})
        if told == YES and against and pieces[at].kind != "meant":
            return OTHER
        return told

    def _after_turn(self, pieces: Sequence[Piece], every: Sequence[Piece]) -> str | None:
        """What is said after "but" counts where what is before it does not stand against it."""
        at = _last(pieces, "turn")
        if at < 0:
            return None
        head, tail = _kinds(pieces[:at]), pieces[at + 1 :]
        if not tail:  # "no but thanks" is a no; "yes but thanks" is cut short
            ends = every[-1].kind == "turn" or not pieces[:at]
            told = self.read(pieces[:at])
            return told if told == UNSURE or (told == NO and not ends) else OTHER
        told = self.read(tail)
        if not head:
            return told if told == NO else OTHER
        if told == YES:
            return None if UNKNOWN in head else (YES if head <= {"concede", "dislike", "rhetoric"} else OTHER)
        if told == NO:
            told_of = UNKNOWN in head and tail[-1].words[-1] in self._reasons["long_ago"]
            firm = not (told_of or head & {"yes", "yes_word", "echo", "unsure"})
            firm = firm or any(piece.kind in ("no_word", "no") and piece.words[0] not in self._bare for piece in tail)
            doubts = head <= _DOUBTS and "split" in _kinds(tail)  # "mostly yes, but not the last bit"
            return NO if firm else UNSURE if doubts else OTHER
        return UNSURE if told == UNSURE and "split" not in _kinds(tail) else None

    def _after_others(self, pieces: Sequence[Piece]) -> str:
        """What somebody says of themselves after what others said counts: "she says no but I'm saying yes"."""
        at = _last(pieces, "turn")
        tail = pieces[at + 1 :]
        if at < 0 or not tail or "block" in _kinds(tail) or not self._is_mine(tail[0]):
            return OTHER
        told = self.read(tail)
        own_words = _kinds(tail) <= {"yes", "yes_word", "no", "no_word"}
        return told if told in (YES, NO) and own_words else OTHER

    def _before_reason(self, pieces: Sequence[Piece]) -> str | None:
        """A clear answer stands, whatever the reason after it, unless that reason turns."""
        at = next((at for at, piece in enumerate(pieces) if piece.kind == "because" and at), 0)
        head, tail = pieces[:at], pieces[at + 1 :]
        told = self.read(head) if head else None
        if not head or not tail or told not in (YES, NO, UNSURE):
            return None
        if UNKNOWN not in _kinds(tail):
            weighed = self.read(tail)
            against = _kinds(tail) & _AGAINST if told == YES else set()
            return told if weighed in (told, None) and not against else OTHER
        words = set(_words(tail))
        turns = bool(words & self._reasons["turning"]) or bool(
            _kinds(tail) & {"turn", "condition", "restart", "unsure", "hedge"}
        )
        if told == YES and any(piece.kind in _NO_KINDS and not self._is_mine(piece) for piece in tail):
            return None
        if told == YES and any(word.endswith("n't") for word in _words(tail)[-_LAST:]):
            return None
        if told == YES:
            clear = "yes" in _kinds(head) or tail[0].words[0] in self._reasons["plain"]
            return (
                YES
                if clear
                and not turns
                and not words & self._reasons["scorn"]
                and tail[-1].words[-1] not in self._reasons["told"]
                else None
            )
        if told == NO:
            turns = bool(words & self._reasons["unsettling"] or _kinds(tail) & {"restart", "unsure", "hedge"})
        return told if not turns else None

    def _answers_too(self, every: Sequence[Piece]) -> bool:
        """Whether what ends with a question mark answers: "yes?", "it depends, doesn't it?", "can I think about it?"."""
        pieces = [piece for piece in every if piece.kind not in self._idle]
        if not every:
            return False  # "wait, ...?": nothing is left of it but its beginning
        if _kinds(pieces) & {"yes_word", "no_word"} or every[-1].kind == "tag":
            return True
        return all(piece.kind == UNSURE and piece.words[0] in self._reasons["may"] for piece in pieces)

    def _is_mine(self, piece: Piece) -> bool:
        """Whether this is told of the speaker: "because I don't want to fall out"."""
        return piece.words[0] in self._reasons["mine"]


def _last(pieces: Sequence[Piece], kind: str) -> int:
    return next((at for at in range(len(pieces) - 1, -1, -1) if pieces[at].kind == kind), -1)


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [word for piece in pieces for word in piece.words]


def _kinds(pieces: Sequence[Piece]) -> set[str]:
    return {piece.kind for piece in pieces}


def _weighed(kinds: Sequence[str], *, soft: bool) -> str | None:
    """What pieces that cover an answer come to. ``soft``: each yes in a word of its own is such as people begin a no with."""
    found = set(kinds) - {"weak", "rhetoric", "concede", "untroubled"}
    noes = found & _NO_KINDS
    if noes and "untroubled" in kinds:
        return OTHER  # "no, I don't mind at all"
    if "scorn" in found:
        return NO if noes and found <= {"scorn", "yes_word", *noes} else OTHER
    if noes:
        found -= {"alone", "either"} if noes - {"short_no"} else {"alone"}
    if not found or ("either" in found and not found & {"yes_word", "no_word", "no"}):
        return None
    if kinds[0] == "no_word" and found <= {*noes, "split"}:
        return NO  # "no, the other one"
    doubts, yeses = found & _DOUBTS, found & YES_KINDS
    if "hedge" in found:
        after = set(kinds[1:])
        if kinds[0] == "hedge" and not doubts and not noes and ("yes" in after or {"yes_word", "alone"} <= after):
            return YES  # "I suppose so, go on then"
        doubts = {"hedge"}
    if doubts:
        return UNSURE
    if "indifferent" in found:
        return YES if "yes" in found and not noes and kinds[-1] != "indifferent" else OTHER
    if noes and not yeses:
        return NO if "weak" not in kinds else None
    if yeses and not noes:
        return YES if "concede" not in kinds else None
    first_no = min(at for at, kind in enumerate(kinds) if kind in noes)
    if soft and set(kinds[:first_no]) == {"yes_word"} and not set(kinds[first_no:]) & yeses:
        return NO  # "yeah, no, I don't think so"
    return None
