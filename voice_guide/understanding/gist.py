"""The gist of an answer to a yes or no that is said in words of one's own: "yes love, I've already said yes".

What a row of words is cannot be known where some of them are not. So each answer needs its own proof: a "no" may go on in any
words that don't take it back; a "yes" only in words that people agree with; and whatever somebody else said proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from voice_guide.understanding.clauses import UNKNOWN, Piece
from voice_guide.understanding.everyday import Everyday

YES, NO, UNSURE, OTHER = "yes", "no", "unsure", "other"
_LONGEST_REPEAT = 3  # words that are begun anew: "i just, i just don't know"
_NEAR = 5  # how far a "not" reaches: "I wouldn't really want to agree"


class Gist:
    """A language's words for it (``understanding/gist.toml``)."""

    def __init__(self, everyday: Everyday, data: Mapping[str, Any]) -> None:
        self._words = {name: frozenset(everyday.phrase(text).split()) for name, text in data["words"].items()}
        self._marks: Mapping[str, str] = data["marks"]
        self._asking = {(first, then) for first in self._words["asking"] for then in self._words["asked"]}

    def read(self, pieces: Sequence[Piece], *, asks: bool) -> str:
        """``yes``, ``no``, ``unsure`` or ``other``. ``asks``: the words end in a question mark."""
        if not pieces or pieces[0].words[0] in self._words["late"]:
            return OTHER
        row = self._trimmed(
            self._uncalled([word for word in self._marked(pieces) if word not in self._words["fillers"]])
        )
        if not row or "<other>" in row:
            return OTHER
        told = self._concluded(row)
        if told is None:
            told = OTHER if asks or self._is_question(row) else self._of(row)
        return OTHER if told == YES and not self._is_said(pieces) else told

    def _is_said(self, pieces: Sequence[Piece]) -> bool:
        """Whether a yes is said in so many words, and not in a clause after words that nobody knows."""
        return any(
            piece.words[0] in self._words["yes"] or (at == 0 and self._words["yes"] & set(piece.words))
            for at, piece in enumerate(pieces)
        )

    def _marked(self, pieces: Sequence[Piece]) -> list[str]:
        """The words with each piece that decides as one mark (``<no>``), and without those that change nothing."""
        row: list[str] = []
        for at, piece in enumerate(pieces):
            mark = self._marks.get(piece.kind)
            goes_on = mark in ("<yes>", "<no>") and self._goes_on(pieces[at + 1 : at + 2])
            row += piece.words if mark is None or goes_on else mark.split()
        return row

    def _goes_on(self, following: Sequence[Piece]) -> bool:
        """Whether the words that follow may belong to the same thought: "I like that" in "I like that mug"."""
        return bool(following) and following[0].kind == UNKNOWN and following[0].words[0] not in self._words["anew"]

    def _uncalled(self, row: Sequence[str]) -> list[str]:
        """Without whoever is called: "yeah mum, I heard". "Yeah mum does" is told of her."""
        answers = self._words["me"] | self._words["yes"] | self._words["no"] | {"<yes>", "<no>"}
        return [
            word
            for at, word in enumerate(row)
            if word not in self._words["callings"] or not (at + 1 == len(row) or row[at + 1] in answers) or at == 0
        ]

    def _trimmed(self, row: list[str]) -> list[str]:
        edges = self._words["edges"]
        while len(row) > 1 and row[0] in edges:
            row = row[1:]
        return row

    def _concluded(self, row: Sequence[str]) -> str | None:
        """What comes after the last "but" or "so" decides, where it is a plain yes or no."""
        places = [at for at, word in enumerate(row) if word in self._words["concluding"]]
        for at in places[-1:]:
            head, tail = row[:at], self._trimmed(list(row[at + 1 :]))
            if not head or not tail or self._is_question(tail):
                return None
            if row[at] in self._words["therefore"] and len(tail) == 2 and tail[0] in self._words["me"]:
                return NO if self._is_not(tail[1]) else None
            told = self._of(tail)
            if told == NO or (told == UNSURE and len(tail) <= _NEAR):
                return told
            if told == YES and not any(self._cues(head)) and not any(map(self._is_not, head)):
                return YES
        return None

    def _of(self, row: Sequence[str]) -> str:
        yes, no = self._cues(row)
        unsure = "<unsure>" in row
        own = not any(word in self._words["others"] or word in self._words["callings"] for word in row)
        if unsure:
            return self._unsure(row, own=own)
        if self._says_no(row, yes=yes, no=no, own=own):
            return NO
        return YES if self._says_yes(row, yes=yes, no=no, own=own) else OTHER

    def _cues(self, row: Sequence[str]) -> tuple[list[int], list[int]]:
        """Where a yes and where a no is said, and not told of ("he said yes", "a no-parking sign")."""
        said = [
            at
            for at, word in enumerate(row)
            if at == 0 or row[at - 1] not in self._words["telling"] or (at > 1 and row[at - 2] in self._words["i"])
        ]
        yes = [at for at in said if row[at] in self._words["yes"] or row[at] == "<yes>"]
        no = [at for at in said if row[at] in self._words["no"] or row[at] == "<no>"]
        return yes, no

    def _unsure(self, row: Sequence[str], *, own: bool) -> str:
        """In doubt, unless a plain no ends it, or it is told of somebody else."""
        if row[-1] in self._words["no"] and "<unsure>" not in row[-3:]:
            return NO
        return UNSURE if own or row[0] == "<unsure>" else OTHER

    def _says_no(self, row: Sequence[str], *, yes: list[int], no: list[int], own: bool) -> bool:
        if any(word in self._words["turning"] for word in row):
            return False
        if (yes or "<yes>" in row or self._approves(row)) and not self._takes_back(row, yes, no):
            return False
        if "<no>" in row or (no and all(word in self._words["me"] for word in row[: no[0]])):
            return own or row[no[0] if no else 0] in self._words["no"]
        if no and no[-1] == len(row) - 1:
            return True
        return own and self._refuses(row)

    def _takes_back(self, row: Sequence[str], yes: list[int], no: list[int]) -> bool:
        """A yes that is only begun with: "yeah, no"; "aye right, that's not happening"."""
        return (
            yes == [0] and row[0] in self._words["softly"] and bool(no) and no[-1] > 0 and not self._approves(row[1:])
        )

    def _approves(self, row: Sequence[str]) -> bool:
        return any(word in self._words["approving"] and not self._denied(row, at) for at, word in enumerate(row))

    def _denied(self, row: Sequence[str], at: int) -> bool:
        return any(self._is_not(word) for word in row[max(0, at - _NEAR) : at])

    def _is_not(self, word: str) -> bool:
        return word.endswith("n't") or word in self._words["not"]

    def _refuses(self, row: Sequence[str]) -> bool:
        """A "not" before a word of agreeing, once, said of oneself or to the program: "I won't be agreeing to that"."""
        nots = [at for at, word in enumerate(row) if self._is_not(word)]
        if len(nots) != 1 or any(word in self._words["against"] for word in row):
            return False
        at = nots[0]
        asked_of = self._words["me"] | self._words["this"]
        mine = at == 0 or any(word in asked_of for word in row[max(0, at - 3) : at]) or row[at] in self._words["do not"]
        agreeing = self._words["agreeing"]
        near = range(at + 1, min(len(row), at + 1 + _NEAR))
        return mine and any(row[place] in agreeing and row[place - 1] not in self._words["telling"] for place in near)

    def _says_yes(self, row: Sequence[str], *, yes: list[int], no: list[int], own: bool) -> bool:
        if not yes or no or not own:
            return False
        if any(word in self._words["turning"] or self._is_not(word) for word in row):
            return False
        known = self._words["talk"] | self._words["approving"] | self._words["agreeing"] | self._words["me"]
        strange = [
            at for at, word in enumerate(row) if at not in yes and word not in known and word not in self._words["yes"]
        ]
        gushes = len(row) > len(yes) + 1 and "<yes>" not in row and any(word in self._words["gushing"] for word in row)
        if gushes or any(row[at] in self._words["past"] for at in strange):
            return False
        ends_so = yes[-1] == len(row) - 1
        return len(strange) <= (2 if ends_so or "<yes>" in row else 0)

    def _is_question(self, row: Sequence[str]) -> bool:
        if row[0] in self._words["asking"] and row[1:2] == ["<yes>"]:
            return True  # "do I have to say yes"
        return row[0] in self._words["questions"] or tuple(row[:2]) in self._asking


def without_repeats(words: Sequence[str]) -> list[str]:
    """The words with what is begun anew left out: ``i just i just don't know`` is ``i just don't know``."""
    row = list(words)
    for size in range(_LONGEST_REPEAT, 0, -1):
        at = 0
        while at + 2 * size <= len(row):
            if row[at : at + size] == row[at + size : at + 2 * size]:
                del row[at : at + size]
            else:
                at += 1
    return row
