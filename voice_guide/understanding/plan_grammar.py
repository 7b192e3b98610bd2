"""The grammar of a plan's sentence: which of its words are the person, and which say what will be done."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.word_row import WordRow


@dataclass(frozen=True)
class Kept:
    """The places of the words that say what and who."""

    what: tuple[int, ...]
    who: tuple[int, ...]


class PlanGrammar:
    """Finds who and what in a row of lower-case words whose day has been taken out and whose clitics stand apart."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("plan")
        self.hesitations = Everyday(language).hesitations
        self._people = PeopleSpokenOf(language)
        self._lead = phrases.expression(data["lead"])
        self._lead_before_person = phrases.expression(data["lead_before_person"])
        self._tails = [tuple(words.split()) for words in sorted(data["tail"], key=len, reverse=True)]
        self._will = phrases.expression(data["will"])
        self._said_they_will = phrases.expression(data["said_they_will"])
        self._may = phrases.expression(data["may"])
        self._being = phrases.expression(data["being"])
        self._for = phrases.expression(data["for_to"])
        self._to = phrases.expression(data["to"])
        self._does_it = phrases.expression(data["does_it"])
        self._not_does_it_after = frozenset(data["not_does_it_after"])
        self._linking = frozenset(data["linking"])
        self._condition = phrases.expression(data["condition"])
        self._will_not = phrases.expression(data["will_not"])
        self._all_of_them = frozenset(data["all_of_them"])
        self._no_plan = phrases.expression(data["no_plan"])
        self._story = re.compile(f"(?:^| ){phrases.any_of(data['story'])}")
        self._not_persons = frozenset(data["not_persons"])
        self._past = frozenset(data["past"])
        self._past_ending = data["past_ending"]
        self._not_past = frozenset(data["not_past"])
        self._doing_ending = data["doing_ending"]
        self._not_doing = frozenset(data["not_doing"])
        self._verbs = frozenset(data["verbs"].split())
        self._stopped = frozenset(data["stopped"].split())
        self._stopping = phrases.expression(data["stopping"])
        self._before_verbs = phrases.expression(data["before_verbs"])

    def read(self, words: Sequence[str], *, planned_day: bool, marked: Collection[int] = ()) -> Kept | None:
        """Who and what, or None where nothing is planned.

        ``planned_day``: a day to come was said with it. ``marked``: the places of words after which a comma or stop was
        heard. ``what`` is empty where only a person was named ("dad will").
        """
        start, end = self._trimmed(words)
        start = self._past_lead_before_person(WordRow(words[:end]), start, marked)
        row = WordRow(words[start:end])
        if not row.words or self._story.search(row.text):
            return None
        kept = self._read(row, planned_day=planned_day)
        if kept is None:
            return None
        return Kept(tuple(at + start for at in kept.what), tuple(at + start for at in kept.who))

    def _read(self, row: WordRow, *, planned_day: bool) -> Kept | None:
        kept = (
            self._person_alone(row)
            or self._person_does_it(row)
            or self._condition_person_will(row)
            or self._person_will(row)
            or self._for_person_to(row)
        )
        if kept is None and not self._no_plan.match(row.text):
            kept = self._person_does(row, planned_day=planned_day) or self._doing(row)
        return kept

    def is_nothing_but_frame(self, words: Sequence[str]) -> bool:
        """Whether nothing is left but words such as "so" and "then"."""
        start, end = self._trimmed(words)
        row = WordRow(words[:end])
        while length := row.longest(self._lead_before_person, start) or row.longest(self._lead, start):
            start += length
        return start >= end

    def _trimmed(self, words: Sequence[str]) -> tuple[int, int]:
        start = self._past_leads(WordRow(words), 0)
        end = len(words)
        while end > start and (tail := next((t for t in self._tails if tuple(words[start:end][-len(t) :]) == t), None)):
            end -= len(tail)
        return start, end

    def _past_leads(self, row: WordRow, start: int) -> int:
        while length := row.longest(self._lead, start):
            start += length
        return start

    def _past_lead_before_person(self, row: WordRow, start: int, marked: Collection[int]) -> int:
        """The place after "no", "put that" and the like, if a person and what they will do follow; else ``start``."""
        length = row.longest(self._lead_before_person, start)
        if not length:
            return start
        after = self._past_leads(row, start + length)
        after = self._past_lead_before_person(row, after, marked)
        rest = WordRow(row.words[after:])
        surely = rest.longest(self._people.sure, 0) > 0
        will = self._person_will(rest)
        named = will is not None and 0 in will.who and (surely or not self._is_deed(rest, 0))
        return after if named or (surely and start + length - 1 in marked) else start

    def _person_alone(self, row: WordRow) -> Kept | None:
        """``dad will``: who does it, where what was said before."""
        for at in range(1, len(row.words)):
            if at + row.longest(self._will, at) == len(row.words):
                kept = self._with_person(row, at, at)
                return Kept((), kept.who) if kept and kept.who == tuple(range(at)) else None
        return None

    def _condition_person_will(self, row: WordRow) -> Kept | None:
        """``when i'm angry i'll go outside``: the condition stays in the plan's words."""
        begins = row.longest(self._condition, 0)
        for at in range(begins + 3, len(row.words) - 1 if begins else 0):
            person = self._sure_person_before(row, at)
            will, will_not = row.longest(self._will, at), row.longest(self._will_not, at)
            if person is None or person < begins + 2 or not (will or will_not):
                continue
            rest = at if will_not else at + will
            if rest < len(row.words):
                return Kept((*range(person), *range(rest, len(row.words))), self._person(row, person, at))
        return None

    def _person_will(self, row: WordRow) -> Kept | None:
        """``mum will ring the school``, ``dan said he'd ring``, ``dad won't shout``, ``kai's doing the dishes``."""
        for at in range(1, len(row.words)):
            for marker, left_out in ((self._said_they_will, True), (self._will, True), (self._may, False)):
                length = row.longest(marker, at)
                if not length:
                    continue
                rest = at + length if left_out else at
                return self._with_person(row, at, rest) if at + length < len(row.words) else None
            being = row.longest(self._being, at)
            if being and self._is_doing(row, at + being):
                return self._with_person(row, at, at + being)
        return None

    def _with_person(self, row: WordRow, at: int, rest: int) -> Kept | None:
        """The person who stands just before place ``at``, and everything else up to there and from ``rest`` on."""
        before = " ".join(row.words[:at])
        if before in self._not_persons or row.words[at - 1] in self._not_persons or self._no_plan.match(row.text):
            return None
        begins = 0 if self._people.likely.fullmatch(before + " ") else self._sure_person_before(row, at)
        if begins is None:
            return None
        who = self._person(row, begins, at)
        if row.words[rest] in self._all_of_them:
            who, rest = (*who, rest), rest + 1
        return Kept((*range(begins), *range(rest, len(row.words))), who)

    def _sure_person_before(self, row: WordRow, at: int) -> int | None:
        places = [begins for begins in range(at) if self._people.sure.fullmatch(row.between(begins, at))]
        return places[0] if places else None

    def _person(self, row: WordRow, begins: int, ends: int) -> tuple[int, ...]:
        while ends - begins > 1 and row.words[ends - 1] in self._people.data["idle"]:
            ends -= 1
        return tuple(range(begins, ends))

    def _for_person_to(self, row: WordRow) -> Kept | None:
        """``for mum to ring the school``, ``mum to ring the school``, ``for mum not to shout``."""
        begins = row.longest(self._for, 0)
        for at in range(begins + 1, min(begins + 8, len(row.words) - 1)):
            to = at + row.longest(self._to, at)
            if at < to < len(row.words) and row.words[to] in self._verbs | self._stopped:
                between = row.between(begins, at)
                people = self._people.likely if begins else self._people.sure
                if people.fullmatch(between) and " ".join(row.words[begins:at]) not in self._not_persons:
                    what = (*range(at, to - 1), *range(to, len(row.words)))
                    return Kept(what, tuple(range(begins, at)))
        return None

    def _person_does_it(self, row: WordRow) -> Kept | None:
        """``ring the school, mum will do it``."""
        if self._no_plan.match(row.text):
            return None
        for at in range(2, len(row.words)):
            length = row.longest(self._does_it, at)
            begins = self._sure_person_before(row, at) if length and at + length == len(row.words) else None
            if not begins or row.words[begins - 1] in self._not_does_it_after:
                continue
            ends = begins
            while ends and row.words[ends - 1] in self._linking:
                ends -= 1
            if ends and self._person_will(WordRow(row.words[:ends])) is None:
                return Kept(tuple(range(ends)), tuple(range(begins, at)))
        return None

    def _person_does(self, row: WordRow, *, planned_day: bool) -> Kept | None:
        """``mum rings the school``: planned where a day to come goes with it, or where it is nobody's story."""
        length = row.longest(self._people.sure, 0)
        if not length or length >= len(row.words):
            return None
        verb = row.words[length]
        who = row.words[:length]
        habit = who[-1] in self._people.data["idle"] or set(who) & set(self._people.data["pronouns"])
        if self._is_past(verb) or not (planned_day or (self._is_done_by_one(verb) and not habit)):
            return None
        if not (verb in self._verbs or self._is_done_by_one(verb)):
            return None
        return Kept(tuple(range(length, len(row.words))), tuple(range(length)))

    def _doing(self, row: WordRow) -> Kept | None:
        """``ring the school``, ``texting me when he's late``: nobody is named."""
        at = row.longest(self._before_verbs, 0)
        first = row.words[at] if at < len(row.words) else ""
        if len(row.words) == 1 and not self._is_doing(row, 0):
            return None
        stopped = first in self._stopped and row.longest(self._stopping, 0) > 0
        known = (
            stopped
            or first in self._verbs
            or row.words[0] in self._verbs
            or self._is_doing(row, 0)
            or self._is_doing(row, at)
        )
        return Kept(tuple(range(len(row.words))), ()) if known else None

    def _is_doing(self, row: WordRow, at: int) -> bool:
        if at >= len(row.words):
            return False
        word = row.words[at]
        return (word.endswith(self._doing_ending) and len(word) > 5 and word not in self._not_doing) or word == "doing"

    def _is_deed(self, row: WordRow, at: int) -> bool:
        return self._is_doing(row, at) or row.words[at] in self._verbs or row.words[at] in self._stopped

    def _is_done_by_one(self, verb: str) -> bool:
        stems = (verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y")
        return verb.endswith("s") and any(stem in self._verbs for stem in stems)

    def _is_past(self, verb: str) -> bool:
        return verb in self._past or (verb.endswith(self._past_ending) and verb not in self._not_past)
