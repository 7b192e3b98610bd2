"""The clauses of a correction read one after another: who does it, what is wrong, what stands there and what should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding.correction_clefts import Clefts
from voice_guide.understanding.correction_doers import DOING, Doers
from voice_guide.understanding.correction_evidence import Evidence
from voice_guide.understanding.correction_owners import Owners
from voice_guide.understanding.correction_signs import LOOSE, Clause
from voice_guide.understanding.correction_sorter import ValueSorter
from voice_guide.understanding.correction_values import WHAT, WHEN, WHO, Values

_SAID = ("said", "they said", "wished")
_NAMED_SLOTS = {"judged": WHEN, "move": WHEN, "someone else": WHO, "something else": WHAT}
_SLOTS = (*_NAMED_SLOTS, "wrong", "is wrong", "missing", "drop")
_IDLE = ("agree", "cue", "link", "attention")
_FEW = 4


class EvidenceReader:
    """Reads clauses in a language (``understanding/corrections.toml``)."""

    def __init__(self, language: Language, values: Values) -> None:
        data = language.understanding("corrections")
        self._values = values
        self._sorter = ValueSorter(language, values)
        self._owners = Owners(values.people)
        self._clefts = Clefts(language, values)
        self._doers = Doers(language, values, self._sorter)
        self._that_deed = frozenset(data["that_deed"])
        self._the: str = data["the"]
        self._others = frozenset(data["others"])
        self._swapping = frozenset(data["swapping"])

    def read(self, clauses: Sequence[Clause]) -> Evidence:
        """What the clauses tell."""
        clauses = self._clefts.joined(self._owners.joined(clauses))
        signs = [clause.sign for clause in clauses]
        found = Evidence(
            cue="cue" in signs or signs[:2] in (["agree", "turn"], ["cue", "turn"]) or signs[:1] == ["turn"]
        )
        first = next((clause for clause in clauses if clause.sign not in _IDLE), None)
        found.denied_first = first is not None and first.sign == "not" and self._values.kind(first.texts) == WHEN
        subjects = self._doers.subjects(clauses)
        found.whom = any(self._tells_whom(*pair) for pair in pairwise(clauses))
        for at, clause in enumerate(clauses):
            before = clauses[at - 1] if at else Clause(LOOSE)
            found.refused |= clause.sign == "until" and before.sign == "not"
            if clause.sign == "does last" and found.cue and before.value and self._values.kind(before.texts) == WHEN:
                found.wrong_slot = WHEN  # "no, monday's a bank holiday"
            elif (
                clause.sign == "does last"
                and not clause.value
                and clauses[at + 1 : at + 2]
                and clauses[at + 1].sign == "not"
            ):
                found.left_over += len(subjects[at])  # "I did" and "not see it"
            elif clause.sign in DOING:
                self._doers.take(found, clause, subjects[at], clauses[at + 1 : at + 2])
            elif clause.sign in _SLOTS:
                self._slot(found, clause, before, last=at + 1 == len(clauses))
            elif clause.sign == "swap":
                self._swap(found, clause)
            elif clause.sign in (*_SAID, "should") and not clause.value:
                self._said_after(found, clause.sign)
            elif clause.sign == "they said" and self._doers.they_said_they_will(found, clause):
                continue
            elif clause.sign == LOOSE and not self._set_beside(clauses, at):
                found.left_over += len(clause.value)
            elif clause.sign == "not" and self._doers.is_somebodys_deed(found, clause):
                found.old.append(replace(found.new.pop(), sign="does not"))
            else:
                self._sorter.take(found, clause, last=at + 1 == len(clauses))
        self._sorter.set_against(found)
        return found

    def _tells_whom(self, clause: Clause, after: Clause) -> bool:
        """Whether the person named is the one to whom it is done: ``it's the head she's ringing``."""
        deed = after.texts[:1] and (self._values.is_doing(after.texts[0]) and len(after.texts) < _FEW)
        return clause.sign == "is" and after.sign == "act" and bool(deed) and not self._that_deed & set(after.texts)

    def _set_beside(self, clauses: Sequence[Clause], at: int) -> bool:
        """Whether words after no sign stand alone or beside an old value: only then can they be a new one."""
        others = [one for one in clauses if one is not clauses[at] and one.sign not in _IDLE]
        beside = [clause for clause in clauses[:at] if clause.sign != "cue"][-1:] + list(clauses[at + 1 : at + 2])
        settled = at + 1 == len(clauses) or "cue" in [one.sign for one in clauses[:at]]  # "mum, no" calls mum
        return (not others and settled) or any(
            (clause.sign in (*_SAID, "should") and not clause.value)
            or (clause.value and clause.sign in ("not", "have"))
            for clause in beside
        )

    def _said_after(self, found: Evidence, sign: str) -> None:
        """``it was Saturday I said``, ``not shout is what I said``."""
        if found.new and found.new[-1].sign in ("is", LOOSE) and found.new[-1].kind in (WHO, WHEN):
            found.new[-1] = replace(found.new[-1], sign=sign)
        elif not found.new and found.old and found.old[-1].sign == "not":
            found.new.append(replace(found.old.pop(), sign=sign, words=None))

    def _slot(self, found: Evidence, clause: Clause, before: Clause, *, last: bool) -> None:
        """A part of the line said to be wrong, or missing."""
        kind = self._values.kind(clause.texts)
        if clause.sign in _NAMED_SLOTS:
            if before.sign == "not":
                return  # "not a minute too soon"
            found.wrong_slot = _NAMED_SLOTS[clause.sign]
            if clause.sign == "move" and kind == WHEN:
                found.new.append(self._sorter.found(WHEN, "is", clause.value))
        elif clause.sign == "is wrong" and last and before.sign == LOOSE and set(before.texts[:1]) & self._others:
            found.left_over += len(before.value)  # "they got my name wrong at the school"
        elif clause.sign == "is wrong":
            said = [piece.text for piece in before.said]
            alone = clause.texts[:1] if before.sign == "have" or not before.value else []
            idle = self._values.trimmed(clause.texts)
            if idle[0] == idle[1] or alone or kind == WHO:
                slot = self._values.slot([*before.texts[-_FEW:], *said, *alone])
                if slot is None and self._values.kind(before.texts) == WHEN:
                    slot = WHEN  # "Friday's no good"
                found.wrong_slot = slot or found.wrong_slot
                found.cue |= found.wrong_slot is None
        elif clause.sign == "drop":
            found.wrong_slot = kind if kind in (WHO, WHEN) else found.wrong_slot
        elif clause.sign == "missing":
            found.wrong_slot = kind or WHAT
        elif before.sign != LOOSE or not before.value:
            kind = kind if kind == WHO else self._values.kind([self._the, *clause.texts])
            named = kind if kind != WHAT or before.sign in ("is", "have") else None
            found.wrong_slot = self._values.slot(clause.texts) or named

    def _swap(self, found: Evidence, clause: Clause) -> None:
        """``swap my name for Pete's``, ``change the day``."""
        texts = clause.texts
        slot = self._values.slot(texts)
        parting = next((at for at in range(1, len(texts) - 1) if texts[at] in self._swapping), None)
        if parting is None:
            found.wrong_slot = slot if len(texts) <= _FEW else None
            return
        kinds = [self._values.kind(texts[:parting]), self._values.kind(texts[parting + 1 :])]
        if slot in (WHO, WHEN) and kinds[0] != kinds[1]:
            kinds[0] = slot
        if kinds[0] == kinds[1] and kinds[0] is not None:
            old = self._sorter.found(kinds[0], "swap", clause.value[:parting])
            found.swapped = old, self._sorter.found(kinds[1], "swap", clause.value[parting + 1 :])
