"""Sentences turned about so that the person stands apart: "it's dad who'll ring", "the one who'll ring is dad"."""

from __future__ import annotations

from voice_guide.languages import Language
from voice_guide.understanding.plan_sentence import Kept, PlanSentence, Spoken
from voice_guide.understanding.plan_words import PlanWords, apart
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.word_row import WordRow

_LONGEST_PERSON = 8


class TurnedAbout:
    """Reads such sentences in a language (``understanding/plan_turned.toml``)."""

    def __init__(self, language: Language, words: PlanWords, subjects: Subjects, sentence: PlanSentence) -> None:
        data = language.understanding("plan_turned")
        self._words = words
        self._subjects = subjects
        self._sentence = sentence
        self._it_is = apart(data["it_is"])
        self._who_will = frozenset(data["who_will"])
        self._is_the_one = apart(data["is_the_one"])
        self._the_one = apart(data["the_one"])
        self._is = apart(data["is"])
        self._what = apart(data["what"])
        self._do_is = apart(data["do_is"])
        self._then = apart(data["then"])
        self._owning = apart(data["owning"])
        self._own = apart(data["own"])
        self._blamed = apart(data["blamed"])
        self._roles = frozenset(language.understanding("correction_values")["roles"].split())
        self._be = frozenset(data["be"])
        self._by: str = data["by"]

    def read(self, row: WordRow, spoken: Spoken) -> Kept | None:
        """Who and what, where this is such a sentence."""
        ways = (self._it_is_person_who, self._person_is_the_one, self._one_who_is_person, self._what_person_does_is)
        found = next((kept for way in ways if (kept := way(row, spoken))), None)
        return found or self._persons_job(row) or self._done_by(row)

    def _it_is_person_who(self, row: WordRow, spoken: Spoken) -> Kept | None:
        begins = row.longest(self._it_is, 0)
        for at in range(begins + 1, min(begins + _LONGEST_PERSON, len(row.words) - 1) if begins else 0):
            if row.words[at] in self._who_will and self._subjects.is_people(row, begins, at):
                return self._kept(row, (begins, at), at + 1, spoken)
            if self._words.is_doing(row, at) and self._subjects.is_sure(row, begins, at):
                return Kept(tuple(range(at, len(row.words))), tuple(range(begins, at)))
        return None

    def _person_is_the_one(self, row: WordRow, spoken: Spoken) -> Kept | None:
        for at in range(1, min(_LONGEST_PERSON, len(row.words) - 3)):
            length = row.longest(self._is_the_one, at)
            if length and self._subjects.is_people(row, 0, at):
                return self._kept(row, (0, at), at + length, spoken)
        return None

    def _one_who_is_person(self, row: WordRow, spoken: Spoken) -> Kept | None:
        begins = row.longest(self._the_one, 0)
        for at in range(len(row.words) - 2, begins + 1, -1) if begins else ():
            length = row.longest(self._is, at)
            ends = len(row.words)
            if length and at + length < ends and self._subjects.is_people(row, at + length, ends):
                kept = self._kept(WordRow(row.words[:at]), (at + length, ends), begins, spoken)
                named = self._subjects.is_sure(row, at + length, ends) or row.longest(self._the_one, 0) > 1
                return kept if named else None
        return None

    def _what_person_does_is(self, row: WordRow, spoken: Spoken) -> Kept | None:
        begins = row.longest(self._what, 0)
        for at in range(begins + 1, min(begins + _LONGEST_PERSON, len(row.words) - 2) if begins else 0):
            marker = self._sentence.markers.at(row, at, planned_day=spoken.planned_day)
            length = row.longest(self._do_is, marker.ends) if marker and marker.ends < len(row.words) else 0
            if not marker or not length or not self._subjects.is_people(row, begins, at):
                continue
            rest = marker.ends + length
            inner = self._sentence.read(WordRow(row.words[rest:]), spoken.moved(rest))
            if inner and inner.who and inner.who[0] == 0:
                return inner.moved(rest)
            while rest < len(row.words) and (more := row.longest(self._then, rest)):
                rest += more
            if rest < len(row.words) and not self._words.has_subject(row.words[rest : rest + 1]):
                return Kept(tuple(range(rest, len(row.words))), tuple(range(begins, at)))
        return None

    def _persons_job(self, row: WordRow) -> Kept | None:
        begins = row.longest(self._it_is, 0)
        own = begins + (row.longest(self._own, begins) if begins < len(row.words) else 0)
        if begins < own < len(row.words):
            return Kept(tuple(range(own, len(row.words))), ())  # "it's my turn to host": who that is has to be asked
        for at in range(begins + 1, min(begins + _LONGEST_PERSON, len(row.words) - 2)):
            length = row.longest(self._owning, at)
            if length and at + length < len(row.words) and self._subjects.is_people(row, begins, at):
                return Kept(tuple(range(at + length, len(row.words))), tuple(range(begins, at)))
        return None

    def _done_by(self, row: WordRow) -> Kept | None:
        """``the gate will be mended by dad``: not "he'll be home by six", nor what is done to somebody."""
        for at in range(1, len(row.words) - 3):
            marker = self._sentence.markers.at(row, at, planned_day=True)
            if marker is None or marker.ends >= len(row.words):
                continue
            by = next((by for by in range(len(row.words) - 2, marker.ends, -1) if row.words[by] == self._by), None)
            if by is None or row.words[marker.ends] not in self._be or self._subjects.is_sure(row, 0, at):
                return None
            known = self._subjects.is_sure(row, by + 1, len(row.words))
            role = self._subjects.is_determined(row, by + 1, len(row.words)) and row.words[-1] in self._roles
            if known or role:  # and not "by the river"
                what = (*range(at), *marker.kept, *range(marker.ends, by))
                return Kept(what, tuple(range(by + 1, len(row.words))))
            return None
        return None

    def _kept(self, row: WordRow, who: tuple[int, int], rest: int, spoken: Spoken) -> Kept | None:
        """Who, and what follows from ``rest`` on, if it is something that is still to be done."""
        if rest >= len(row.words):
            return None
        if row.longest(self._blamed, rest) and not spoken.planned_day:
            return None
        marker = self._sentence.markers.at(row, rest, planned_day=spoken.planned_day)
        if marker and marker.ends < len(row.words):
            return Kept((*marker.kept, *range(marker.ends, len(row.words))), tuple(range(*who)))
        verb = row.words[rest]
        by_one = self._words.is_done_by_one(verb)
        if not by_one and (
            not self._words.is_deed(row, rest) or (self._words.is_past(verb) and verb not in self._words.verbs)
        ):
            return None
        return Kept(tuple(range(rest, len(row.words))), tuple(range(*who)))
