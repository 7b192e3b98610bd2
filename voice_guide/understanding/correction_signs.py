"""An utterance cut at the words that put something right: "you've got", "it's meant to be", "is doing it"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voice_guide.languages import Language
from voice_guide.understanding.apart import Apart, Piece
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.sayings import Sayings
from voice_guide.understanding.who_answers import POSSESSIVE

LOOSE = "loose"
_WITHOUT_VALUE = ("agree", "attention", "link", "cue", "approve", "turn")


@dataclass
class Clause:
    """A sign and the words after it. ``sign`` is ``loose`` for words that stand after none."""

    sign: str
    said: Sequence[Piece] = ()
    value: list[Piece] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of the value."""
        return [piece.text for piece in self.value]


class Signs:
    """A language's signs (``understanding/correction_signs.toml``)."""

    def __init__(self, language: Language, everyday: Everyday) -> None:
        data = language.understanding("corrections")
        self._apart = Apart(language)
        values = language.understanding("correction_values")
        self._idle_before = frozenset(values["before_value"])
        self._remarks = frozenset(values["remarks"].split())
        self._taking_an_act = frozenset(data["taking_an_act"])
        self._that_deed = frozenset(data["that_deed"])
        self._to_say: list[str] = data["to_say"]
        self._also_said = frozenset(data["also_said"])
        self._called = frozenset(data["called"])
        self._whose = frozenset(data["whose"])
        self._beginning = frozenset(data["beginning"])
        self._begins_itself = frozenset(data["begins_itself"])
        self._not_beginning_after = frozenset(data["not_beginning_after"])
        self._beginning_after = frozenset(data["beginning_after"])
        kinds: Mapping[str, Sequence[str]] = language.understanding("correction_signs")
        self._sayings = Sayings(everyday, kinds, lambda words: self._apart.spelt(everyday.spelt(words)))

    def clauses(self, words: Sequence[str]) -> list[Clause]:
        """The plain words as clauses, in order."""
        pieces = self._apart.pieces(words)
        out = [Clause(LOOSE)]
        at = 0
        for kind, said in self._sayings.parts([piece.text for piece in pieces]):
            following, at = pieces[at : at + len(said)], at + len(said)
            inside = kind in self._beginning and not self._may_begin(kind, said, out[-1])
            inside |= kind == "filler" and self._is_somebody(following, pieces[at : at + 1], out[-1])
            if kind is None or kind == "plain" or inside or self._is_remark(kind, said, out[-1]):
                out[-1].value += following
                continue
            if kind == "filler" and self._is_said(following, out[-1]):
                out[-1].value = [out[-1].said[-1], *following]
                out[-1].said = out[-1].said[:-1]
                continue
            if kind != "filler":
                out.append(Clause(kind, following))
            # "it's, you know, Friday": the value is still to come.
            if kind in _WITHOUT_VALUE or (kind == "filler" and set(out[-1].texts) - self._idle_before):
                out.append(Clause(LOOSE))
        return self._with_acts([clause for clause in out if clause.value or clause.sign != LOOSE])

    def _is_somebody(self, said: Sequence[Piece], after: Sequence[Piece], before: Clause) -> bool:
        """Whether a word that people are called is somebody spoken of: "my mate's dad", "my brother's mate"."""
        if any(piece.word == said[-1].word for piece in after):
            return True
        last = (before.value or list(before.said))[-1:]
        owned = bool(last) and (last[0].text in self._whose or (last[0].text == POSSESSIVE and last[0].parts > 1))
        return owned and (bool(before.value) or before.sign == "does last") and said[0].text in self._called

    def _is_said(self, said: Sequence[Piece], before: Clause) -> bool:
        """Whether such words are what is to be said: "it's to say thank you"."""
        to_say = [piece.text for piece in before.said[-len(self._to_say) :]] == self._to_say and not before.value
        return to_say and " ".join(piece.text for piece in said) in self._also_said

    def _is_remark(self, kind: str | None, said: Sequence[str], before: Clause) -> bool:
        """Whether an idle word says how something is: "that's not right"."""
        return kind == "filler" and before.sign in ("not", "is") and not before.value and set(said) <= self._remarks

    def _may_begin(self, kind: str | None, said: Sequence[str], before: Clause) -> bool:
        """Whether someone may be told to do something after these words."""
        if said[0] in self._begins_itself or (before.sign == LOOSE and not before.value):
            return True
        if kind == "put" and before.sign == "just" and not before.value:
            return True
        if kind == "put" and len(said) > 1 and before.value:
            return before.value[-1].text not in self._not_beginning_after
        return bool(before.value and before.value[-1].text in self._beginning_after) or (
            before.sign == "said" and kind in ("put", "move") and not before.value
        )

    def _with_acts(self, clauses: list[Clause]) -> list[Clause]:
        """``i said`` and ``i'd listen`` as one clause: what was said is that; ``he'd`` and ``not`` too."""
        out: list[Clause] = []
        for clause in clauses:
            open_sign = bool(out) and not out[-1].value
            if clause.sign == "act" and open_sign and self._takes_an_act(out[-1]):
                out[-1].value = [*clause.said, *clause.value]
            elif (
                clause.sign == "does last"
                and open_sign
                and out[-1].sign == "not"
                and len(clause.said) == 1
                and clause.value
            ):
                out[-1].value = [*clause.said, *clause.value]  # "not do the washing"
            elif clause.sign == "not" and open_sign and out[-1].sign == "act":
                out[-1] = Clause("not", [*out[-1].said, *clause.said], clause.value)
            else:
                out.append(clause)
        return out

    def _takes_an_act(self, clause: Clause) -> bool:
        """Whether what somebody will do can be a sign's value; not after "I can't do it", which is whole."""
        return clause.sign in self._taking_an_act and clause.said[-1].text not in self._that_deed
