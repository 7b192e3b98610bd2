"""The words after a sign of a correction, put among the old values or the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.languages import Language
from voice_guide.understanding.apart import Piece, joined
from voice_guide.understanding.correction_evidence import Evidence, Found
from voice_guide.understanding.correction_signs import LOOSE, Clause
from voice_guide.understanding.correction_values import WHAT, WHEN, WHO, Values

_OLD = ("not", "act not", "have", "have asked", "take", "wrong")
_NEW = ("is", "just", "until", "should", "said", "they said", "wished", "put", "act", LOOSE)


class ValueSorter:
    """Sorts values in a language (``understanding/corrections.toml``)."""

    def __init__(self, language: Language, values: Values) -> None:
        data = language.understanding("corrections")
        self._values = values
        self._pronouns = frozenset(language.understanding("people")["pronouns"])
        self._oneself = frozenset(data["oneself"])
        self._before_deed = frozenset(data["before_deed"])
        self._deeds = frozenset(data["deeds"])
        self._that_deed = frozenset(data["that_deed"])
        self._subjects_only = frozenset([*data["subjects"], *data["clitics"]])
        self._not_doing_it = frozenset(data["not_doing_it"])
        self._being = frozenset(data["being"])
        self._naming: str = data["naming"]
        self._not_denying = frozenset(data["not_denying"])
        self._going: str = data["going"]
        self._to: str = data["to"]
        self._rather: str = data["rather"]
        self._going_on = frozenset(data["going_on"])
        self._taking = frozenset(data["taking"])

    def take(self, found: Evidence, clause: Clause, *, last: bool) -> None:
        """Take the words after a sign, or after none. ``last``: nothing follows them."""
        if clause.sign == "act":
            self._take_act(found, clause, last=last)
        elif clause.sign == "not" and clause.said[0].text in self._pronouns:
            self._take_denied_act(found, clause)
        elif clause.sign == "take":
            self._take_off(found, clause)
        elif clause.value and not self._is_act(found, clause.sign, clause.value, last=last):
            found.partly |= clause.sign == "not" and clause.said[-1].text in self._not_denying
            self._sort(found, clause.sign, clause.value, clause.said)

    def _take_act(self, found: Evidence, clause: Clause, *, last: bool) -> None:
        """``I'd listen``; ``I'd rather my aunt did it``."""
        if self._is_act(found, clause.sign, self._with_subject(clause), last=last):
            return
        kind = self._values.kind(clause.texts)
        spoken_of = set(clause.texts) <= self._subjects_only
        if kind in (WHO, WHEN) and clause.said[-1].text == self._rather and not spoken_of:
            found.new.append(self.found(kind, "should", clause.value))
        else:
            found.left_over += len(clause.value)

    def _take_denied_act(self, found: Evidence, clause: Clause) -> None:
        """``he can't do it``, ``she's not the one``, ``I'm not paying for it``, ``I never said Friday``."""
        said = " ".join(clause.texts)
        if said in self._not_doing_it or (not said and clause.said[-1].text in self._that_deed):
            found.old.append(self.found(WHO, "does not", clause.said[:1]))
            found.others_cannot |= clause.said[0].text not in self._oneself and not said
        elif " ".join(clause.texts[:2]) in self._not_doing_it and self._values.is_doing("".join(clause.texts[2:3])):
            found.old.append(self.found(WHO, "does not", clause.said[:1]))  # "i'm not the one taking her"
        elif not clause.value or self._is_act(found, clause.sign, self._with_subject(clause), last=False):
            return
        elif clause.said[1].text in self._being:
            found.left_over += len(clause.value)  # "he's not a bad lad"
        else:
            self._sort(found, clause.sign, clause.value)

    def _take_off(self, found: Evidence, clause: Clause) -> None:
        """``take my name off that``, ``leave me out``."""
        ends = next((at for at, piece in enumerate(clause.value) if piece.text in self._taking), 0)
        kind = self._values.kind(clause.texts[:ends])
        if kind in (WHO, WHEN):
            found.wrong_slot = kind
            self._sort(found, clause.sign, clause.value[:ends])
        else:
            found.left_over += len(clause.value)

    def _with_subject(self, clause: Clause) -> list[Piece]:
        """The value with who it is about before it, unless it names somebody itself."""
        if clause.value and clause.value[0].text in self._pronouns:
            return clause.value
        going = list(clause.said[-2:]) if [piece.text for piece in clause.said[-2:]] == [self._going, self._to] else []
        return [clause.said[0], *(going if self._is_going_somewhere([*going, *clause.value]) else []), *clause.value]

    def _is_act(self, found: Evidence, sign: str, value: list[Piece], *, last: bool) -> bool:
        """What somebody will do: ``I'll do it`` names them, ``I'd listen`` names the deed. Whether it is one of those."""
        if value[0].text not in self._pronouns or (sign != "act" and len(value) == 1):
            return False
        at = 1
        while at < len(value) and value[at].text in self._before_deed and not self._is_going_somewhere(value[at:]):
            at += 1
        rest = [piece.text for piece in value[at:]]
        does = "does not" if sign == "not" else "does"
        who = self.found(WHO, does if value[at:] else "does last", value[:1])
        if rest[:1] and rest[0] in self._deeds and set(rest[1:2]) & self._that_deed:
            behind = value[at + 2 :]
            kind = self._values.kind([piece.text for piece in behind])
            if kind in (WHO, WHEN) and sign != "not":  # "they'd do it, the neighbours", "I'd do it on Sunday"
                who = self.found(kind, "does" if kind == WHO else sign, behind)
        elif rest or sign != "act" or not last:
            deed = self._values.is_deed(rest)
            if deed:
                self._sort(found, "act not" if sign == "not" else sign, value[at:])
                if sign == "not":
                    found.refused, found.refuser = True, value[0].text
            return deed
        (found.old if sign == "not" else found.new).append(who)
        found.others_cannot |= sign == "not" and who.texts[0] not in self._oneself
        return True

    def _is_going_somewhere(self, value: Sequence[Piece]) -> bool:
        """Whether "going" is the deed itself: "going in", "going to the park", and not "going to ring"."""
        texts = [piece.text for piece in value]
        if len(texts) < 2 or texts[0] != self._going:
            return False
        return texts[1] not in self._before_deed or (texts[1] == self._to and self._values.begins_thing(texts[2:]))

    def _sort(self, found: Evidence, sign: str, value: list[Piece], said: Sequence[Piece] = ()) -> None:
        """Among the old or the new values, or what is left over."""
        texts = [piece.text for piece in value]
        start, end = self._values.trimmed(texts)
        # "I said you can't": whom they speak of, not whom they put in place.
        pointed_at = len(texts) == 1 and (sign in ("not", "put", "have") or (sign == "is" and bool(found.old)))
        only_spoken_of = set(texts[start:end]) <= self._subjects_only and not pointed_at
        named = bool(said) and said[-1].text == self._naming
        beside = WHO if named or (sign == "not" and self._values.are_two_names(texts)) else None
        kind = None if only_spoken_of else self._values.kind(texts, beside=beside)
        if kind is None or kind == WHAT:
            ends = self._goes_on(texts)
            shorter = self._values.kind([piece.text for piece in value[:ends]])
            if ends and shorter and set(texts[:ends]) - self._subjects_only and (kind is None or shorter != WHAT):
                found.left_over += len(value) - ends
                kind, value = shorter, value[:ends]
        if kind == WHEN:
            value = value[self._values.after_compared(texts) :]
        one = self.found(kind, sign, value)
        if (kind is None and sign != "have") or (sign == LOOSE and kind == WHAT and not one.deed):
            found.left_over += len(value)
        if sign in _OLD:
            first, second = self._two(kind, value) if sign == "not" else (value, [])
            found.old.append(self.found(kind, sign, first))
            if second:
                found.new.append(self.found(kind, "is", second))
        elif sign in _NEW:
            # Of "not until Friday" the words alone would say another day.
            found.new.append(replace(one, words=None) if sign == "until" else one)

    def _goes_on(self, texts: Sequence[str]) -> int | None:
        """Where a value goes on to say more: ``the social worker`` "ringing", ``tuesday`` "i finish early"."""
        for at in range(1, len(texts)):
            told = self._values.kind(texts[:at])
            doing = told == WHO and self._values.is_doing(texts[at])
            if texts[at] in self._going_on or doing or (told == WHEN and texts[at] in self._pronouns):
                return at
        return None

    def _two(self, kind: str | None, value: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """``Friday Sunday`` after "not": the old and the new."""
        texts = [piece.text for piece in value]
        if kind == WHEN:
            at = self._values.second_time(texts)
        elif kind == WHO:
            at = self._values.people.second(texts)
        else:
            at = self._values.second_deed(texts) or self._values.second_thing(texts)
        return (value[:at], value[at:]) if at else (value, [])

    def set_against(self, found: Evidence) -> None:
        """What could be anything is told by what it is set against: ``not Oisin, mum``, ``not Friday, the one after``."""
        for ones, others in ((found.old, found.new), (found.new, found.old)):
            kinds = [other.kind for other in others if other.kind in (WHO, WHEN) and other.sign != "does last"]
            for at, one in enumerate(ones):
                if kinds and one.kind in (None, WHAT) and one.texts and not one.deed:
                    kind = self._values.kind(one.texts, beside=kinds[-1])
                    ones[at] = replace(one, kind=kind) if kind == kinds[-1] else one
                elif one.kind is None and any(self._values.share_a_word(one.texts, other.texts) for other in others):
                    ones[at] = replace(one, kind=WHAT)

    def found(self, kind: str | None, sign: str, value: Sequence[Piece]) -> Found:
        """A value as it is found, with the words of it that can stand in the line."""
        start, end = self._values.trimmed([piece.text for piece in value])
        kept = value[start:end]
        texts = tuple(piece.text for piece in kept)
        stands = self._values.standing(kind, texts)
        words = joined(kept[:stands]) if stands else None
        return Found(kind, sign, texts, words, deed=self._values.is_deed(texts))
