"""An answer to a yes or no in several sentences, or one that begins with a plain yes or no: "is that right? no, it isn't".

Only where the whole is not understood. A sentence counts alone where none of the others says anything of yes or no against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile
from typing import Any

from voice_guide.understanding.answer_pieces import AnswerPieces, Piece
from voice_guide.understanding.everyday import Everyday

YES, NO, UNSURE, OTHER = "yes", "no", "unsure", "other"
_SENTENCE = re.compile(r"(?<=\?)|[.;!…]+|\s[-–—]+\s")
_NEAR = 3  # words before an answer that may tell whose it is
_LONG = 24
_MOST = 16  # words after a plain yes or no in words of one's own


class Sentences:
    """A language's words for it (``understanding/sentences.toml``). ``read``: what some words answer, taken as a whole."""

    def __init__(
        self,
        everyday: Everyday,
        pieces: AnswerPieces,
        data: Mapping[str, Any],
        *,
        plain: Callable[[str], list[str]],
        read: Callable[[str], str],
    ) -> None:
        self._words = {name: frozenset(everyday.phrase(text).split()) for name, text in data["words"].items()}
        self._beside_yes, self._idle = frozenset(data["beside yes"]), frozenset(data["idle"])
        self._silent, self._doubtful = frozenset(data["silent"]), frozenset(data["doubtful"])
        self._clear = {answer: frozenset(data["clear"][answer]) for answer in (YES, NO, UNSURE)}
        self._clear_by = {answer: frozenset(data["clear by"][answer]) for answer in (YES, NO, UNSURE)}
        self._never_after = {answer: frozenset(data["never after"][answer]) for answer in (YES, NO, UNSURE)}
        self._pieces, self._plain, self._whole = pieces, plain, read
        words = "|".join(map(re.escape, data["words"]["no"].split()))
        before = "|".join(map(re.escape, data["words"]["before"].split()))
        self._set_off = re.compile(rf"\W*(?:(?:{before})\b\W*)*(?:{words})\b\s*[,.;!…–-]", re.IGNORECASE)

    def read(self, text: str) -> str:
        """``yes``, ``no``, ``unsure`` or ``other``."""
        parts = [part.strip() for part in _SENTENCE.split(text) if self._plain(part)]
        answered = len(parts) - next((at for at, part in enumerate(reversed(parts)) if part.endswith("?")), len(parts))
        if not parts:
            return OTHER
        if answered == len(parts):  # it ends with a question
            return UNSURE if all(self._whole(part) == UNSURE for part in parts) else OTHER
        asked, parts = parts[:answered], parts[answered:]
        before = self._plain(" ".join(asked))
        if any(map(self._is_not, before)) or self._words["no"] & set(before):
            return OTHER
        told = [self._one(part) for part in parts]
        if told[-1] != OTHER and all(self._beside(told[-1], *pair) for pair in zip(told, parts[:-1], strict=False)):
            return told[-1]
        later = list(zip(told[1:], parts[1:], strict=True))
        return told[0] if told[0] in (YES, NO) and all(self._after(told[0], *pair) for pair in later) else OTHER

    def _one(self, part: str) -> str:
        told = self._whole(part)
        for way in (self._begun, self._clearly):
            told = way(part) if told == OTHER else told
        return told if told != OTHER else self._ended(self._plain(part))

    def _beside(self, answer: str, told: str, part: str) -> bool:
        """Whether a sentence before an answer says nothing against it."""
        words = self._plain(part)
        cues = self._words["yes"] | self._words["no"] | self._words["unsettling"] | self._words["telling"]
        return told == answer or (told == OTHER and not cues & set(words) and not any(map(self._is_not, words)))

    def _after(self, answer: str, told: str, part: str) -> bool:
        """Whether a sentence after an answer says nothing against it."""
        words = self._plain(part)
        going_on = bool(words) and words[0] in self._words["going on"]
        fits = going_on and self._fits_yes(words) if answer == YES else self._fits_no(words)
        return told == answer or (told == OTHER and fits)

    def _begun(self, part: str) -> str:
        """What a sentence answers that begins with a plain yes or no, and goes on in words of one's own."""
        rest = list(dropwhile(self._words["before"].__contains__, self._plain(part)))
        if not rest or len(rest) > _MOST:
            return OTHER
        if rest[0] in self._words["no"]:
            return NO if self._set_off.match(part) and self._fits_no(rest[1:]) else OTHER
        return YES if self._begins_as_yes(rest) else OTHER

    def _begins_as_yes(self, words: Sequence[str]) -> bool:
        """Whether these words begin with a plain yes and go on with a promise."""
        if words[0] not in self._words["yes"]:
            return False
        rest = list(dropwhile((self._words["yes"] | self._words["before"]).__contains__, words))
        promises = rest[:1] and rest[0] in self._words["promising"]
        promises = promises or (
            rest[:1] and rest[0] in self._words["i"] and rest[1:2] and rest[1] in self._words["able"]
        )
        return bool(promises) and not self._words["no promise"] & set(rest) and self._fits_yes(rest)

    def _clearly(self, part: str) -> str:
        """What words answer that begin with a clear answer, and go on in words of one's own: "yes, I agree, she's right"."""
        words = self._plain(part)
        if not words or len(words) > _LONG:
            return OTHER
        pieces = [piece for piece in self._pieces.pieces(words) if piece.kind not in self._silent]
        for answer in (YES, NO, UNSURE):
            kinds_of_it = self._clear[answer]
            size = next((at for at, piece in enumerate(pieces) if piece.kind not in kinds_of_it), len(pieces))
            head, rest = pieces[:size], pieces[size:]
            kinds, said = {piece.kind for piece in head}, {word for piece in head for word in piece.words}
            clear = kinds & self._clear_by[answer] and self._words[f"clear {answer}"] & said
            told_of = self._words["told of"] & said  # "I said yes to her last year"
            if clear and rest and not told_of and self._goes_with(answer, rest):
                return answer
        return OTHER

    def _goes_with(self, answer: str, rest: Sequence[Piece]) -> bool:
        """Whether what follows a clear answer neither turns, nor doubts, nor tells what somebody else says."""
        words = [word for piece in rest for word in piece.words]
        never = self._words[f"never after {answer}"] | (self._words["scorn"] if answer == YES else set())
        if {piece.kind for piece in rest} & self._never_after[answer] or never & set(words):
            return False
        if words[0] in self._words["asking"] | self._words["nothing"]:
            return False
        denied = any(map(self._is_not, words))  # "yes, go on then, I don't think"
        told = any(
            word in self._words["tells"] and before not in self._words["i"]
            for before, word in zip(["", *words], words, strict=False)
        )
        return not told and not (answer == YES and denied)

    def _ended(self, words: Sequence[str]) -> str:
        """What words of one's own answer that end in a clear answer: "monday, yeah, that's the day", "he won't but I agree"."""
        every = self._pieces.pieces(words)
        pieces = [piece for piece in every if piece.kind not in self._idle]
        words = list(dropwhile(self._words["before"].__contains__, words))
        if (
            len(pieces) < 2
            or "turn" in (every[0].kind, every[-1].kind)
            or self._words["condition"] & set(words)
            or set(words[:1]) & self._words["asking"]
        ):
            return OTHER
        last, before = pieces[-1], [word for piece in pieces[:-1] for word in piece.words]
        opposite = self._words["no"] if last.kind == YES else self._words["yes"]
        mine = last.words[0] in self._words["mine"] and not self._words["telling of"] & set(before[-_NEAR:])
        mine = mine and not (last.kind == YES and (any(map(self._is_not, before)) or self._says_no(before)))
        # "I doubt I'll agree" is none, "he won't, but I agree" is one.
        mine = mine and (last.kind == NO or self._turns_to(every, last))
        mine = mine and before[-1] not in self._words["asking"]  # "should I say yes"
        if mine and last.kind in (YES, NO) and self._words["cue"] & set(last.words) and before[0] not in opposite:
            return OTHER if self._doubtful & {piece.kind for piece in pieces} else last.kind
        at = next((at for at, piece in enumerate(pieces) if piece.kind == "yes_word"), 0)
        head, tail = ([word for piece in some for word in piece.words] for some in (pieces[:at], pieces[at:]))
        against = self._words["telling"] | self._words["unsettling"] | self._words["no"]
        if not head or against & set(head) or any(map(self._is_not, head)):
            return OTHER
        agrees = any(piece.kind == "yes" for piece in pieces[at:]) and self._whole(" ".join(tail)) == YES
        return YES if agrees or self._begins_as_yes(tail) else OTHER

    def _turns_to(self, every: Sequence[Piece], last: Piece) -> bool:
        """Whether a yes begins it all, or a "but" or a "so" stands before this, and it is said of now."""
        at = max(at for at, piece in enumerate(every) if piece is last)
        begun = next((piece for piece in every if piece.kind not in self._idle), last).kind == "yes_word"
        turned = begun or (at > 0 and every[at - 1].kind in ("turn", "therefore"))
        own = self._words["from me"] <= set(last.words)  # "it's a yes from me"
        return (turned or own) and not self._words["to come"] & set(last.words)

    def _says_no(self, words: Sequence[str]) -> bool:
        """Whether a "no" is among these that is not told of: "there's no way", and not "he says no"."""
        pairs = zip(["", *words], words, strict=False)
        return any(word in self._words["no"] and before not in self._words["tells"] for before, word in pairs)

    def _fits_yes(self, words: Sequence[str]) -> bool:
        """Whether these words may follow a yes: they deny nothing, doubt nothing, and tell no story of somebody."""
        if any(map(self._is_not, words)) or (self._words["unsettling"] | self._words["others"]) & set(words):
            return False
        if self._words["past"] & set(words) or set(words[:1]) & self._words["asking"]:
            return False
        kinds = {piece.kind for piece in self._pieces.pieces(words)}
        return kinds <= self._beside_yes and not self._words["scorn"] & set(words)

    def _fits_no(self, words: Sequence[str]) -> bool:
        """Whether these words may follow a no: nothing in them is approved of."""
        against = self._words["unsettling no"] | self._words["yes"] | self._words["approving"]
        return not against & set(words) and not set(words[:1]) & self._words["asking"]

    def _is_not(self, word: str) -> bool:
        return word.endswith("n't") or word in self._words["not"]
