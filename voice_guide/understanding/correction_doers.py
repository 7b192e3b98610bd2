"""Who a correction says does something: "dad's doing it", "mam isn't ringing, I am", "dad said he'd do it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.languages import Language
from voice_guide.understanding.apart import Piece
from voice_guide.understanding.correction_evidence import Evidence
from voice_guide.understanding.correction_signs import LOOSE, Clause
from voice_guide.understanding.correction_sorter import ValueSorter
from voice_guide.understanding.correction_values import WHEN, WHO, Values
from voice_guide.understanding.who_answers import POSSESSIVE

DOING = ("does", "does last", "does not")
_FEW = 4


class Doers:
    """Reads such clauses in a language (``understanding/corrections.toml``)."""

    def __init__(self, language: Language, values: Values, sorter: ValueSorter) -> None:
        data = language.understanding("corrections")
        self._values = values
        self._sorter = sorter
        self._pronouns = frozenset(language.understanding("people")["pronouns"])
        self._oneself = frozenset(data["oneself"])
        self._they = frozenset(data["they"])
        self._before_deed = frozenset(data["before_deed"])
        self._that_deed = frozenset(data["that_deed"])
        self._subjects_only = frozenset([*data["subjects"], *data["clitics"]])
        self._being = frozenset(data["being"])
        self._doers = self._pronouns | frozenset(language.understanding("correction_values")["before_things"])
        self._no_deeds = frozenset(data["no_deeds"])

    def subjects(self, clauses: Sequence[Clause]) -> dict[int, list[Piece]]:
        """Who is said to do something: the people just before such a sign, taken out of the words that they stand in."""
        out: dict[int, list[Piece]] = {}
        for at, clause in enumerate(clauses):
            if clause.sign not in DOING:
                continue
            before = clauses[at - 1] if at else Clause(LOOSE)
            if before.sign in ("act", "not") and before.said and set(before.texts) <= self._before_deed:
                out[at] = [piece for piece in before.said[:1] if piece.text in self._pronouns]  # "I'd" and "do it"
                clause.sign = "does not" if before.sign == "not" else clause.sign
                continue
            owning = clause.sign == "does last" and clause.said[0].text == POSSESSIVE and len(clause.said) == 1
            if owning and before.sign != LOOSE and before.value and before.value[-1].word == clause.said[0].word:
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

    def take(self, found: Evidence, clause: Clause, subject: list[Piece], after: Sequence[Clause]) -> None:
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

    def they_said_they_will(self, found: Evidence, clause: Clause) -> bool:
        """``dad said he'd do it``: whether a person was named who said so, and for whom "he" stands."""
        texts = clause.texts
        deed = next((at for at, text in enumerate(texts) if at and text not in self._before_deed), 0)
        another = texts[0] in self._pronouns - self._oneself | self._they
        named = clause.said[0].text not in self._pronouns
        if not named or not another or deed < 2 or not self._that_deed & set(texts[deed + 1 : deed + 2]):
            return False
        found.new.append(self._sorter.found(WHO, "does", clause.said[:1]))
        return True

    def is_somebodys_deed(self, found: Evidence, clause: Clause) -> bool:
        """``mam`` and "isn't ringing": that the one just named does it not."""
        named = found.new[-1:] and found.new[-1].kind == WHO and found.new[-1].sign == LOOSE
        doing = clause.texts[:1] and self._values.is_doing(clause.texts[0])
        return bool(named and doing) and clause.said[0].text in self._being

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

    def _is_named_who_said(self, clause: Clause) -> bool:
        """Whether somebody named said what "he'll" do: ``dad said he'd`` before "do it"."""
        only_he = set(clause.texts) <= self._subjects_only
        return clause.sign == "they said" and only_he and clause.said[0].text not in self._pronouns
