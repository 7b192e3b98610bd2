"""Who does it, said last or with "to": "bins out, that's down to me", "it's up to Kai to ring the school"."""

from __future__ import annotations

from voice_guide.languages import Language
from voice_guide.understanding.plan_sentence import Kept, PlanSentence, Spoken
from voice_guide.understanding.plan_words import PlanWords, apart
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.word_row import WordRow

_LONGEST_PERSON = 8


class WhoItIs:
    """Reads sentences that name a person otherwise than before "will" (``understanding/plan.toml``)."""

    def __init__(self, language: Language, words: PlanWords, subjects: Subjects) -> None:
        data = language.understanding("plan")
        self._words = words
        self._subjects = subjects
        self._is_known = apart(data["who_it_is"])
        self._is_anyone = apart(data["down_to"])
        self._is_sure_one = apart(data["down_to_sure"])
        self._whose_turn = apart(data["whose_turn"])
        self._does_it = apart(data["does_it"])
        self._not_does_it_after = frozenset(data["not_does_it_after"])
        self._linking = frozenset(data["linking"])
        self._for = apart(data["for_to"])
        self._to = apart(data["to"])

    def read(self, row: WordRow, sentence: PlanSentence, spoken: Spoken) -> Kept | None:
        """Who and what, where the person stands last."""
        for at in range(1, len(row.words)):
            kept = self._is_person(row, at) or self._person_does_it(row, at)
            if not kept:
                continue
            what = WordRow([row.words[place] for place in kept.what])
            clause = sentence.read(what, spoken) is not None or self._words.has_subject(what.words)
            return None if clause or self._words.tells_of_the_past(what) else kept
        return None

    def for_person_to(self, row: WordRow) -> Kept | None:
        """``for mum to ring the school``, ``mum to ring the school``, ``for mum not to shout``."""
        begins = row.longest(self._for, 0)
        for at in range(begins + 1, min(begins + _LONGEST_PERSON, len(row.words) - 1)):
            to = at + row.longest(self._to, at)
            if not at < to < len(row.words) or row.words[to] not in self._words.verbs | self._words.stopped:
                continue
            if self._subjects.is_people(row, begins, at) if begins else self._subjects.is_sure(row, 0, at):
                nots = [place for place in range(at, to - 1) if not row.words[at].startswith("'")]
                return Kept((*nots, *range(to, len(row.words))), tuple(range(begins, at)))
        return None

    def _is_person(self, row: WordRow, at: int) -> Kept | None:
        """``the bins, that's down to me``, ``sorting the garage out, that'll be grandad and me``."""
        anyone = row.longest(self._is_anyone, at)
        only_sure = 0 if anyone else row.longest(self._is_sure_one, at)
        begins = at + (anyone or only_sure or row.longest(self._is_known, at))
        if begins == at or begins >= len(row.words):
            return None
        for ends in range(len(row.words), begins, -1):
            if self._tells_what_to_do(row, begins, ends):
                continue  # "it's down to rose to water them"
            turn = row.longest(self._whose_turn, ends) if ends < len(row.words) else 0
            if ends + turn != len(row.words):
                continue
            known = self._subjects.is_sure(row, begins, ends)
            known |= not only_sure and self._subjects.is_determined(row, begins, ends)
            if known or (anyone and self._subjects.is_people(row, begins, ends)):
                return Kept(tuple(range(at)), tuple(range(begins, ends)))
        return None

    def _tells_what_to_do(self, row: WordRow, begins: int, ends: int) -> bool:
        return any(
            at + row.longest(self._to, at) < ends and self._words.is_deed(row, at + row.longest(self._to, at))
            for at in range(begins + 1, ends)
            if row.longest(self._to, at)
        )

    def _person_does_it(self, row: WordRow, at: int) -> Kept | None:
        """``ring the school, mum will do it``."""
        length = row.longest(self._does_it, at) if at > 1 else 0
        if not length or at + length != len(row.words):
            return None
        places = [place for place in range(1, at) if self._subjects.is_sure(row, place, at)]
        if not places or row.words[places[0] - 1] in self._not_does_it_after:
            return None
        ends = places[0]
        while ends and row.words[ends - 1] in self._linking:
            ends -= 1
        return Kept(tuple(range(ends)), tuple(range(places[0], at))) if ends else None
