"""A sentence that points at who does it, made one clause: ``it's nan who's ringing them``, ``it's dad not mum that's on it``."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.languages import Language
from voice_guide.understanding.correction_signs import LOOSE, Clause
from voice_guide.understanding.correction_values import WHEN, WHO, Values
from voice_guide.understanding.who_answers import POSSESSIVE

_FEW = 4


class Clefts:
    """Reads such sentences in a language (``understanding/corrections.toml``): the deed in them tells nothing new."""

    def __init__(self, language: Language, values: Values) -> None:
        data = language.understanding("corrections")
        plan = language.understanding("plan")
        self._values = values
        self._relatives = frozenset(data["relatives"])
        self._to_come = frozenset(data["relative_verbs"])
        self._no_deeds = frozenset(data["no_deeds"])
        ending: str = plan["doing_ending"]
        stems = [way for verb in plan["stopped"].split() for way in (verb, verb[:-1], verb + verb[-1])]
        self._harms = frozenset(stem + ending for stem in stems)
        self._the_one: Sequence[Sequence[str]] = data["the_one"]
        self._be: str = plan["be"]
        self._that_deed = frozenset(data["that_deed"])
        self._objects = frozenset(language.understanding("correction_values")["objects"])
        self._things = frozenset(language.understanding("correction_values")["before_things"])
        self._beside_say = frozenset(data["beside_say"])
        self._say: Sequence[str] = data["to_say"]

    def joined(self, clauses: Sequence[Clause]) -> list[Clause]:
        """The clauses, without those that only tell what the person pointed at does."""
        out: list[Clause] = []
        for at, clause in enumerate(clauses):
            cue = any(one.sign == "cue" for one in clauses[:at])
            linked = out[-1:] and out[-1].sign == "link" and not out[-1].value and self._is_relative(out[-1])
            before = out[:-1] if linked else out
            if before and self._is_pointed_at(before) and self._tells_the_deed(clause, linked=bool(linked), cue=cue):
                out = before
            elif out and self._is_denied(out[-1]) and clause.sign == "does" and not clause.value:
                continue  # "it's not mum" and "doing it"
            elif len(out) > 1 and self._is_sorry(out[-2:], clause):
                what = [*out[-2].said[-1:], *out[-1].said, *(clause.value if clause.sign == LOOSE else ())]
                out[-2:] = [Clause(out[-2].sign, out[-2].said[:-1], what), *([clause] if clause.sign != LOOSE else [])]
            elif out and self._is_the_one(out[-1], clause):
                out[-1] = Clause("is", clause.said, clause.value)
            elif before and self._is_pointed_at(before) and self._tells_how(clause):
                out.append(Clause(LOOSE, (), clause.value))
            else:
                out.append(clause)
        return out

    def _is_the_one(self, before: Clause, clause: Clause) -> bool:
        """Whether ``the one ringing`` and "is my auntie" point at somebody."""
        texts = before.texts
        known = before.sign == LOOSE and texts[:2] in self._the_one and self._values.is_doing("".join(texts[2:3]))
        being = clause.sign == "does last" and [piece.text for piece in clause.said] == [POSSESSIVE]
        return known and being and texts[2] not in self._harms and self._values.kind(clause.texts) == WHO

    def _tells_how(self, clause: Clause) -> bool:
        """Whether words after somebody pointed at tell how they are: ``him`` and "that's always shouting"."""
        told = clause.sign == "is" and self._is_relative(clause) and len(clause.value) > 1
        return told and self._values.kind(clause.texts) not in (WHO, WHEN)

    def _is_relative(self, clause: Clause) -> bool:
        return clause.said[0].text in self._relatives

    def _is_pointed_at(self, clauses: Sequence[Clause]) -> bool:
        """Whether these end with somebody pointed at: ``it's dad``, ``it's dad not mum``."""
        told = clauses[-2] if clauses[-1].sign == "not" and len(clauses) > 1 else clauses[-1]
        kinds = {self._values.kind(one.texts, beside=WHO) for one in (told, clauses[-1])}
        return told.sign == "is" and kinds == {WHO}

    def _is_denied(self, clause: Clause) -> bool:
        """Whether this says who it is not: ``it's not mum``."""
        return clause.sign == "not" and self._values.kind(clause.texts, beside=WHO) == WHO

    def _tells_the_deed(self, clause: Clause, *, linked: bool, cue: bool) -> bool:
        """``who`` and "'s ringing them", ``that's ringing them``, and ``that's doing it``."""
        texts, said = clause.texts, [piece.text for piece in clause.said]
        if clause.sign == "does":
            return self._is_relative(clause) and self._values.kind(texts) in (None, WHEN) and not texts
        relative = said[:1] if not linked else []
        verbs = said if linked else said[1:]
        texts = texts[1:] if texts[:1] == [self._be] else texts
        if clause.sign not in ("is", "does last") or not verbs or not set(relative) <= self._relatives:
            return False
        if set(verbs) - self._to_come or not texts or len(texts) > _FEW or texts[0] in self._harms:
            return False
        objects = bool(set(texts[1:2]) & (self._objects | self._that_deed | self._things))
        deed = self._values.is_deed(texts) or self._values.is_doing(texts[0], loosely=True)
        return deed and (objects or (cue and texts[0] not in self._no_deeds))

    def _is_sorry(self, before: Sequence[Clause], clause: Clause) -> bool:
        """Whether ``it was to say`` and "sorry" are one: something to say, and no asking to be excused."""
        first, second = before
        told = [piece.text for piece in first.said][-len(self._say) :] == list(self._say) and not first.value
        told = told and first.said[0].text in self._that_deed  # "dad is to say sorry" is a plan
        sorry = second.sign == "cue" and [piece.text for piece in second.said] == list(self._beside_say)
        return told and sorry and (clause.sign == "not" or (clause.sign == LOOSE and self._is_to_say(clause)))

    def _is_to_say(self, clause: Clause) -> bool:
        return self._values.kind(clause.texts) not in (WHO, WHEN)
