"""The gist of an answer to a yes or no that is said in words of one's own: "yes love, I've already said yes".

What a row of words is cannot be known where some of them are not. So each answer needs its own proof: a "no" may go on in any
words that don't take it back; a "yes" only in words that people agree with; and whatever somebody else said proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from voice_guide.understanding.answer_pieces import UNKNOWN, Piece
from voice_guide.understanding.everyday import Everyday

YES, NO, UNSURE, OTHER = "yes", "no", "unsure", "other"
_FEW = 8  # words of one's own after a yes that is whole
_NEAR = 5  # how far a "not" reaches: "I wouldn't really want to agree"


class Gist:
    """A language's words for it (``understanding/gist.toml``)."""

    def __init__(self, everyday: Everyday, data: Mapping[str, Any]) -> None:
        self._words = {name: frozenset(everyday.phrase(text).split()) for name, text in data["words"].items()}
        self._marks: Mapping[str, str] = data["marks"]
        self._endings = frozenset(data["endings"])
        self._unfinished = frozenset([UNKNOWN, *data["unfinished"]])
        self._known = frozenset().union(*(self._words[name] for name in ("talk", "approving", "agreeing", "me", "yes")))
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
        return OTHER if told == YES and not self._is_said(row, pieces) else told

    def _is_said(self, row: Sequence[str], pieces: Sequence[Piece]) -> bool:
        """Whether a yes is said in so many words, or begins the answer and nothing is asked for beside it."""
        kinds = {piece.kind for piece in pieces}
        return "asking_tag" not in kinds and (
            "yes_word" in kinds
            or any(word in self._words["yes"] for word in row)
            or (row[0] == "<yes>" and "either" not in kinds)
        )

    def _marked(self, pieces: Sequence[Piece]) -> list[str]:
        """The words with each piece that decides as one mark (``<no>``), and without those that change nothing."""
        row: list[str] = []
        for at, piece in enumerate(pieces):
            mark = self._marks.get(piece.kind)
            following = [other for other in pieces[at + 1 :] if self._marks.get(other.kind) != ""]
            if mark == "<unsure>" and self._is_of_a_thing(piece, following):
                mark = "<other>"
            goes_on = mark in ("<yes>", "<no>") and self._goes_on(piece, following)
            row += piece.words if mark is None or goes_on else mark.split()
        return row

    def _is_of_a_thing(self, piece: Piece, following: Sequence[Piece]) -> bool:
        """Whether what is not known is some thing, and not the answer: "I don't know where he is"."""
        last, after = piece.words[-1], following[0] if following else piece
        return (
            last in self._words["knowing"] and after.kind == UNKNOWN and after.words[0] in self._words["known things"]
        )

    def _goes_on(self, piece: Piece, following: Sequence[Piece]) -> bool:
        """Whether the words that follow may belong to the same thought: "I like that" in "I like that mug"."""
        if not following:
            return False
        if piece.words[-1] in self._words["hanging"] and following[0].kind not in self._endings:
            return True
        if following[0].kind not in self._unfinished:
            return False
        word = following[0].words[0]
        if piece.words[-1] in self._words["yes"] | self._words["no"] and word in self._words["anew after a word"]:
            return False
        return word not in self._words["anew"]

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
            if told == YES and not any(self._cues(head)) and self._may_stand_before(head, row[at], tail):
                return YES
        return None

    def _may_stand_before(self, head: Sequence[str], between: str, tail: Sequence[str]) -> bool:
        """Whether a yes may follow these words; one word of yes only where they deny nothing and tell no story."""
        told_of = self._words["others"] | self._words["callings"] | self._words["past"]
        if "<unsure>" in head:
            return False
        if between in self._words["therefore"] and head[-1] in self._words["before so"]:
            return False  # "dan thinks so, yes"
        if between in self._words["therefore"]:  # "he just walked off, so yeah"
            few = 1 if set(tail) <= self._words["softly"] else _FEW
            return not told_of & set(head) and not any(map(self._is_not, head)) and len(self._strange(head)) <= few
        if not any(map(self._is_not, head)):
            return True
        return (
            between in self._words["late"]
            and "<yes>" in tail
            and bool(self._words["yes"] & set(tail))
            and not told_of & set(head)
        )

    def _strange(self, row: Sequence[str]) -> list[int]:
        """The places of words that an answer which is a yes is not made of."""
        known = self._known
        return [at for at, word in enumerate(row) if word not in known]

    def _of(self, row: Sequence[str]) -> str:
        yes, no = self._cues(row)
        unsure = "<unsure>" in row  # "no, I said I'd ask her" is a no, "no, I'm not sure" is in doubt
        own = not any(word in self._words["others"] or word in self._words["callings"] for word in row)
        if unsure and not (row[0] in self._words["no"] and row[1] != "<unsure>"):
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
        if no[:1] == [0] and not self._no_stands(row):
            return False
        if "<no>" in row or (no and all(word in self._words["me"] for word in row[: no[0]])):
            return own or self._gives_reason(row) or row[no[0] if no else 0] in self._words["no"]
        if no and no[-1] == len(row) - 1:
            return True
        return own and self._refuses(row)

    def _gives_reason(self, row: Sequence[str]) -> bool:
        """Whether a no in words of its own goes on with a reason: "no chance, not with him"."""
        reasons = row[0] == "<no>" and self._words["reasoning"] & set(row[1:2])
        return bool(reasons) and row[-1] not in self._words["told"]

    def _no_stands(self, row: Sequence[str]) -> bool:
        """Whether the "no" at the beginning is one, and not part of what follows: "no parking outside our house"."""
        if row[0] not in self._words["determining"] or len(row) == 1 or row[-1] in self._words["no"]:
            return True
        after = row[1]
        known = after.startswith("<") or after in self._words["no goes on"] or after in self._words["no"]
        return known or after.endswith("'s") or (len(row) > 2 and row[2] in self._words["does"])

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
        if not yes or no:
            return False
        if any(word in self._words["turning"] or self._is_not(word) for word in row):
            return False
        ends_so = yes[-1] == len(row) - 1
        strange = [at for at in self._strange(row) if at not in yes]
        if len(yes) > 1 and yes[0] == 0 and ends_so and len(strange) <= _FEW and (own or "<yes>" in row):
            return True  # "yes" at both ends
        if not own or self._tells_of_somebody(row, strange):
            return False
        gushes = len(row) > len(yes) + 1 and "<yes>" not in row and any(word in self._words["gushing"] for word in row)
        if gushes or any(row[at] in self._words["past"] for at in strange):
            return False
        if self._is_firm(row) and self._words["yes"] & set(row) and len(strange) <= _FEW:
            return True
        if not self._words["yes"] & set(row):
            return len(strange) <= 1
        return len(strange) <= (2 if ends_so or "<yes>" in row else 0)

    def _tells_of_somebody(self, row: Sequence[str], strange: Sequence[int]) -> bool:
        """Whether it begins with a word of nobody here and what they do: "dan agrees yes", "kyle's happy yes"."""
        if 0 not in strange or len(row) < 2:
            return False
        if "<yes>" in row and row[row.index("<yes>") - 1] in self._words["yes"]:
            return False  # "kyle has said yes and I am happy with it"
        thinks = row[1].endswith("s") and row[1] not in self._words["yes"]
        does = row[1] in self._words["does"] or thinks
        return does or row[0].endswith(tuple(self._words["short forms"]))

    def _is_firm(self, row: Sequence[str]) -> bool:
        """A whole yes at the beginning, or one beside a word of yes at the end: a few words of one's own don't change it."""
        words = self._words["yes"]
        begins = row[0] == "<yes>" or (row[0] in words and row[1:2] == ["<yes>"])
        return begins or (len(row) > 1 and row[-1] in words and row[-2] == "<yes>")

    def _is_question(self, row: Sequence[str]) -> bool:
        if row[0] in self._words["asking"] and row[1:2] == ["<yes>"]:
            return True  # "do I have to say yes"
        return row[0] in self._words["questions"] or tuple(row[:2]) in self._asking
