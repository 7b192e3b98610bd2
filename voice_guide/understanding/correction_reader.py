"""The clauses of a correction read one after another: who does it, what is wrong, what stands there and what should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding.apart import Piece
from voice_guide.understanding.correction_evidence import Evidence
from voice_guide.understanding.correction_signs import LOOSE, Clause
from voice_guide.understanding.correction_sorter import ValueSorter
from voice_guide.understanding.correction_values import WHAT, WHEN, WHO, Values
from voice_guide.understanding.who_answers import POSSESSIVE

_SAID = ("said", "they said", "wished")
_DOING = ("does", "does last", "does not")
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
        self._pronouns = frozenset(language.understanding("people")["pronouns"])
        self._oneself = frozenset(data["oneself"])
        self._before_deed = frozenset(data["before_deed"])
        self._that_deed = frozenset(data["that_deed"])
        self._the: str = data["the"]
        self._subjects_only = frozenset([*data["subjects"], *data["clitics"]])
        self._being = frozenset(data["being"])
        self._doers = self._pronouns | frozenset(language.understanding("correction_values")["before_things"])
        self._no_deeds = frozenset(data["no_deeds"])
        self._swapping = frozenset(data["swapping"])

    def read(self, clauses: Sequence[Clause]) -> Evidence:
        """What the clauses tell."""
        signs = [clause.sign for clause in clauses]
        found = Evidence(
            cue="cue" in signs or signs[:2] in (["agree", "turn"], ["cue", "turn"]) or signs[:1] == ["turn"]
        )
        first = next((clause for clause in clauses if clause.sign not in _IDLE), None)
        found.denied_first = first is not None and first.sign == "not" and self._values.kind(first.texts) == WHEN
        subjects = self._subjects(clauses)
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
            elif clause.sign in _DOING:
                self._doing(found, clause, subjects[at], clauses[at + 1 : at + 2])
            elif clause.sign in _SLOTS:
                self._slot(found, clause, before)
            elif clause.sign == "swap":
                self._swap(found, clause)
            elif clause.sign in (*_SAID, "should") and not clause.value:
                self._said_after(found, clause.sign)
            elif clause.sign == "they said" and self._they_said_they_will(found, clause):
                continue
            elif clause.sign == LOOSE and not self._set_beside(clauses, at):
                found.left_over += len(clause.value)
            elif clause.sign == "not" and self._is_somebodys_deed(found, clause):
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

    def _is_named_who_said(self, clause: Clause) -> bool:
        """Whether somebody named said what "he'll" do: ``dad said he'd`` before "do it"."""
        only_he = set(clause.texts) <= self._subjects_only
        return clause.sign == "they said" and only_he and clause.said[0].text not in self._pronouns

    def _they_said_they_will(self, found: Evidence, clause: Clause) -> bool:
        """``dad said he'd do it``: whether a person was named who said so, and for whom "he" stands."""
        texts = clause.texts
        named = clause.said[0].text not in self._pronouns
        deed = next((at for at, text in enumerate(texts) if at and text not in self._before_deed), None)
        if (
            not named
            or deed is None
            or deed < 2
            or texts[0] not in self._pronouns
            or texts[0] in self._oneself - {"they"}
        ):
            return False
        if not self._that_deed & set(texts[deed + 1 : deed + 2]):
            return False
        found.new.append(self._sorter.found(WHO, "does", clause.said[:1]))
        return True

    def _said_after(self, found: Evidence, sign: str) -> None:
        """``it was Saturday I said``, ``not shout is what I said``."""
        if found.new and found.new[-1].sign in ("is", LOOSE) and found.new[-1].kind in (WHO, WHEN):
            found.new[-1] = replace(found.new[-1], sign=sign)
        elif not found.new and found.old and found.old[-1].sign == "not":
            found.new.append(replace(found.old.pop(), sign=sign, words=None))

    def _subjects(self, clauses: Sequence[Clause]) -> dict[int, list[Piece]]:
        """Who is said to do something: the people just before such a sign, taken out of the words that they stand in."""
        out: dict[int, list[Piece]] = {}
        for at, clause in enumerate(clauses):
            if clause.sign not in _DOING:
                continue
            before = clauses[at - 1] if at else Clause(LOOSE)
            if before.sign in ("act", "not") and before.said and set(before.texts) <= self._before_deed:
                out[at] = [piece for piece in before.said[:1] if piece.text in self._pronouns]  # "I'd" and "do it"
                clause.sign = "does not" if before.sign == "not" else clause.sign
                continue
            owning = clause.sign == "does last" and clause.said[0].text == POSSESSIVE and len(clause.said) == 1
            if owning and before.sign != LOOSE:
                out[at] = []
                before.value += clause.said  # "she's staying at her nan's"
                continue
            if self._is_named_who_said(before):
                before.value = []
                out[at] = list(before.said[:1])  # "mum agreed" and "to do it"
                continue
            size = self._values.people.last(before.texts, loosely=clause.sign == "does")
            out[at] = before.value[len(before.value) - size :] if size else []
            rest = before.texts[: len(before.value) - size]
            if size and (before.sign == LOOSE or self._values.kind(rest)):
                before.value = before.value[:-size]
        return out

    def _doing(self, found: Evidence, clause: Clause, subject: list[Piece], after: Sequence[Clause]) -> None:
        """``dad's doing it``, ``gavin did``, ``mum can't``."""
        behind = clause.value if self._values.kind(clause.texts) == WHO else []
        deed = bool({piece.text for piece in clause.said} & self._that_deed)
        idle = self._values.trimmed(clause.texts)
        if self._does_something(found, clause, subject, after):
            return
        object_told = clause.sign == "does not" and set(clause.texts) <= self._pronouns  # "mum isn't taking him"
        open_sign = clause.sign == "does last" or (clause.sign == "does not" and not deed and not object_told)
        if open_sign and idle[0] != idle[1]:
            found.left_over += len(subject) + len(clause.said) + len(clause.value)
            return
        when = clause.sign == "does" and self._values.kind(clause.texts) == WHEN
        if when and subject and (subject[-1].text in self._pronouns or found.wrong_slot == WHEN):
            found.new.append(self._sorter.found(WHEN, "they said", clause.value))  # "I'll do it on Sunday"
            return
        if not subject or not behind:
            found.left_over += len(clause.value)
        if not subject and not behind:
            return
        who = self._sorter.found(WHO, clause.sign, subject or behind)
        if clause.sign == "does not":
            found.old.append(who)
            found.others_cannot |= deed and who.texts[-1] not in self._oneself
        else:
            found.new.append(who)

    def _does_something(self, found: Evidence, clause: Clause, subject: list[Piece], after: Sequence[Clause]) -> bool:
        """``no, dad's ringing``, ``mam isn't ringing``: whether somebody named is put before a deed, or told from it."""
        texts = clause.texts
        doing = bool(texts) and self._values.is_doing(texts[0], loosely=True)
        deed = doing or (clause.sign == "does not" and self._values.is_deed(texts))
        if not deed or not subject or len(texts) > _FEW:
            return False
        if texts[0] in self._no_deeds and not set(texts[1:2]) & (self._doers | self._that_deed):
            return False
        who = self._sorter.found(WHO, clause.sign, subject)
        if clause.sign == "does not":
            found.old.append(who)
            found.refused, found.refuser = True, who.texts[-1]
            return True
        named = who.texts[-1] not in self._pronouns
        contrast = bool(after) and after[0].sign == "not" and self._values.kind(after[0].texts) == WHO
        if clause.sign == "does" or (
            clause.sign == "does last" and named and (found.cue or contrast or self._that_deed & set(texts))
        ):
            found.new.append(replace(who, sign="does"))
            return True
        return False

    def _is_somebodys_deed(self, found: Evidence, clause: Clause) -> bool:
        """``mam`` and "isn't ringing": that the one just named does it not."""
        named = found.new[-1:] and found.new[-1].kind == WHO and found.new[-1].sign == LOOSE
        doing = clause.texts[:1] and self._values.is_doing(clause.texts[0])
        return bool(named and doing) and clause.said[0].text in self._being

    def _slot(self, found: Evidence, clause: Clause, before: Clause) -> None:
        """A part of the line said to be wrong, or missing."""
        kind = self._values.kind(clause.texts)
        if clause.sign in _NAMED_SLOTS:
            if before.sign == "not":
                return  # "not a minute too soon"
            found.wrong_slot = _NAMED_SLOTS[clause.sign]
            if clause.sign == "move" and kind == WHEN:
                found.new.append(self._sorter.found(WHEN, "is", clause.value))
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
