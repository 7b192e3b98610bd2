"""Putting right what was just read back: "it was Thursday, not Friday", "no, my sister is doing it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding.correction_evidence import Evidence, Found
from voice_guide.understanding.correction_reader import EvidenceReader
from voice_guide.understanding.correction_signs import LOOSE, Signs
from voice_guide.understanding.correction_values import WHAT, WHEN, WHO, Values
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.shared import shared

_SURELY = ("put", "should", "said")
_SOME_WORDS = 12
_NEXT_TO_NONE = 1
_A_FEW_WORDS = 4
_FEW_WORDS = 8  # beside what is put right, where no more than "no" says that something is


@dataclass(frozen=True)
class Correction:
    """``about``: ``who``, ``when`` or ``what``. ``new``: the words to put in place, or None where only the old is denied.

    ``old``: the words that they are set against, where they were said.
    """

    about: str
    new: str | None
    old: str | None = None


class Corrections:
    """A language's ways to put right (``understanding/corrections.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("corrections")
        everyday = shared(Everyday, language)
        self._signs = Signs(language, everyday)
        self._values = Values(language)
        self._evidence = EvidenceReader(language, self._values)
        self._called_on = frozenset(data["called_on"])
        self._idle_word: str = data["idle_word"]
        self._idle_not_after = frozenset(data["idle_not_after"])
        self._bodies = frozenset(data["bodies"].split())
        self._turning = frozenset(data["turning"])
        self._oneself = frozenset(data["oneself"])
        self._pronouns = self._oneself | frozenset(language.understanding("people")["pronouns"])
        self._refusing = frozenset(data["refusing"])
        self._subjects = frozenset(data["subjects"])
        self._most_words: int = data["most_words"]
        self._rules = (
            self._one_for_another,
            self._somebody_does_it,
            self._told_what_to_put,
            self._slot_is_wrong,
            self._one_thing_for_another,
            self._told_what_to_do,
            self._only_the_new,
            self._only_the_old,
        )

    def find(self, words: Sequence[str]) -> Correction | None:
        """What these plain words put right, or None where they are no correction."""
        if not words or len(words) > self._most_words:
            return None
        found = self._find(words)
        if found is None and words[0] in self._called_on:
            found = self._find(words[1:])
        if found is None and self._idle_word in words:
            found = self._find(self._without_idle(words))
        return found

    def _without_idle(self, words: Sequence[str]) -> list[str]:
        """The words but "like" where it tells nothing."""
        before = ["", *words]
        pairs = zip(before, words, strict=False)
        return [word for last, word in pairs if word != self._idle_word or last in self._idle_not_after]

    def _find(self, words: Sequence[str]) -> Correction | None:
        clauses = self._signs.clauses(words)
        signs = {clause.sign for clause in clauses}
        first = next((clause.sign for clause in clauses if clause.sign not in ("link", "attention")), None)
        if (first == "agree" or "approve" in signs) and not signs & self._turning:
            return None
        evidence = self._evidence.read(clauses)
        found = next((found for rule in self._rules if (found := rule(evidence))), None)
        same = found is not None and found.new is not None and found.new == found.old
        return None if found is None or (same and found.about != WHEN) else found

    def _one_for_another(self, found: Evidence) -> Correction | None:
        """``not Friday, Thursday``: an old time or person, and a new one."""
        for kind in (WHO, WHEN):
            old = found.old_ones(kind)
            new = [one for one in found.new_ones(kind) if one.sign != LOOSE or (old and old[-1].sign == "not")]
            surely = bool(new) and new[-1].sign in _SURELY
            told = bool(new) and new[-1].sign == "they said"  # "she said it was Thursday not Friday, so I missed it"
            most = 0 if told and not found.cue else _FEW_WORDS
            if old and new and (surely or found.left_over <= most):
                whom = kind == WHO and (found.whom or self._are_bodies(old[-1], new[-1]))
                return self._correction(WHAT if whom else kind, new[-1], old[-1])
        if found.swapped:
            old_one, new_one = found.swapped
            return self._correction(new_one.kind or old_one.kind or WHAT, new_one, old_one)
        return None

    def _are_bodies(self, old: Found, new: Found) -> bool:
        """Whether it is "the college, not the school", that something is done to."""
        both = old.sign not in ("does not", "does") and new.sign in ("is", "just", LOOSE)
        return both and all(len(one.texts) > 1 and self._bodies & set(one.texts[-2:]) for one in (old, new))

    def _somebody_does_it(self, found: Evidence) -> Correction | None:
        """``dad's doing it``; ``I'll do it`` only where something is amiss, for it may be a yes."""
        doing = [one for one in found.new_ones(WHO) if one.sign == "does"]
        if found.refused and not doing:  # "I don't do the bins, he does"
            last = [one for one in found.new_ones(WHO) if one.sign == "does last"]
            doing = [one for one in last if one.texts[-1] not in self._oneself]
        denied = [one for one in found.old_ones(WHO) if one.sign == "does not" and one.texts[-1] not in self._oneself]
        other = found.refuser is not None and found.refuser not in self._oneself
        if (denied or other) and not doing:  # "mam isn't ringing, i am", "she's not ringing, i am"
            doing = [one for one in found.new_ones(WHO) if one.sign == "does last"]
        if doing and found.wrong_slot == WHEN and not found.cue and not found.old_ones(WHO):
            return None  # "i want dad to do it another day"
        named = bool(doing) and doing[-1].texts[-1] not in self._pronouns
        if doing and (found.amiss or found.refused or (named and found.left_over <= _NEXT_TO_NONE)):
            return self._correction(WHO, doing[-1])
        if found.others_cannot:
            return Correction(WHO, None)
        return None

    def _told_what_to_put(self, found: Evidence) -> Correction | None:
        """``put Tuesday``, ``it should say Rosie``, ``we said by Christmas``."""
        for one in reversed(found.new):
            told = one.sign in _SURELY or (one.sign == "wished" and one.kind == WHEN)
            told |= one.sign == "until" and bool(found.refused or found.old)
            told |= one.sign == "they said" and found.amiss and found.left_over <= _A_FEW_WORDS
            if one.kind in (WHO, WHEN) and told and found.left_over <= _SOME_WORDS:
                return self._correction(one.kind, one)
        return None

    def _slot_is_wrong(self, found: Evidence) -> Correction | None:
        """``that's the wrong day``, ``you've missed Ahmed``: what stands in its place is asked for."""
        most = _A_FEW_WORDS if any(one.sign == "take" for one in found.old) else _SOME_WORDS
        if not found.wrong_slot or found.left_over > most:
            return None
        new = [one for one in found.new_ones(found.wrong_slot) if one.sign in ("is", "just")]
        return self._correction(found.wrong_slot, new[-1]) if new else Correction(found.wrong_slot, None)

    def _one_thing_for_another(self, found: Evidence) -> Correction | None:
        """``it's the back fence, not the front fence``."""
        if found.left_over > _A_FEW_WORDS:
            return None
        pairs = [(old, new) for new in reversed(found.new_ones(WHAT)) for old in reversed(found.old_ones(WHAT))]
        alike = (pair for pair in pairs if self._can_be_changed(*pair, amiss=found.cue or not found.left_over))
        return next((self._correction(WHAT, new, old) for old, new in alike), None)

    def _can_be_changed(self, old: Found, new: Found, *, amiss: bool) -> bool:
        """Whether one thing may stand for another: what somebody will do only for what they will not."""
        if new.sign == "wished" or (new.sign == "they said" and not amiss):
            return False
        doing = bool(old.texts and new.texts) and self._values.is_doing(old.texts[0])
        if new.sign == "act" and old.sign != "act not" and not (doing or (old.sign == "not" and amiss)):
            return False
        if new.sign == LOOSE and old.sign != "not":
            return False
        return self._values.are_alike(old.texts, new.texts, beside=old.sign == "not")

    def _told_what_to_do(self, found: Evidence) -> Correction | None:
        """``it should say ring the doctor``."""
        for one in reversed(found.new_ones(WHAT)):
            told = one.sign in ("put", "should") and (one.deed or found.amiss)
            told |= (
                one.sign == "is" and (found.cue or not found.left_over) and self._values.is_deed_to_something(one.texts)
            )
            told |= one.sign == "said" and one.deed and self._is_put_so(found, one)
            if told and found.left_over <= _A_FEW_WORDS:
                return self._correction(WHAT, one)
        return None

    def _is_put_so(self, found: Evidence, one: Found) -> bool:
        """Whether a deed that somebody said is one for the line, and none told to anybody ("i said leave me alone")."""
        short = (
            len(one.texts) <= _A_FEW_WORDS
            and not found.left_over
            and not found.old
            and not set(one.texts) & self._pronouns - {"them"}
        )
        return (found.cue or short) and not set(one.texts) & self._subjects

    def _only_the_new(self, found: Evidence) -> Correction | None:
        """``it's Tuesday``, ``no, my brother``: nothing else may be said with it, unless something is amiss."""
        new = [one for one in found.new if one.kind in (WHO, WHEN) and one.sign in ("is", "just", LOOSE)]
        if not new or found.left_over > (_FEW_WORDS if found.cue and new[-1].sign != LOOSE else 0):
            return None
        if new[-1].sign == LOOSE and found.old:
            return None
        plain = new[-1].sign == LOOSE or (len(new[-1].texts) == 1 and not found.cue)
        if plain and " ".join(new[-1].texts) in self._oneself:
            return None
        return self._correction(str(new[-1].kind), new[-1])

    def _only_the_old(self, found: Evidence) -> Correction | None:
        """``not on Friday``: the new is asked for."""
        signs = ("not", "have asked", "have") if found.cue and not found.new else ("not", "have asked")
        old = [one for one in found.old if one.kind in (WHO, WHEN) and one.sign in signs]
        old = [one for one in old if not set(one.texts) <= self._refusing]
        most = _FEW_WORDS if found.cue or found.denied_first else 0
        if not old or found.partly or found.left_over > most:
            return None
        return Correction(str(old[-1].kind), None)

    def _correction(self, kind: str, new: Found, old: Found | None = None) -> Correction:
        return Correction(kind, new.words, old.words if old else None)
