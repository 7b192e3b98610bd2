"""A sentence in which people are named and then what they will do: "the caretaker's going to mend that light"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding.plan_markers import Marker, PlanMarkers
from voice_guide.understanding.plan_words import PlanWords, apart
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.word_row import WordRow

_LONGEST_TOPIC = 9
_LONGEST_SLIP = 8
_MOST_STARTS = 4


@dataclass(frozen=True)
class Kept:
    """The places of the words that say what and who."""

    what: tuple[int, ...]
    who: tuple[int, ...]

    def moved(self, by: int) -> Kept:
        """The same, in a longer row."""
        return Kept(tuple(at + by for at in self.what), tuple(at + by for at in self.who))


@dataclass(frozen=True)
class Spoken:
    """What is known of a sentence beside its words.

    ``planned_day``: a day to come was said; ``again``: one that comes again. ``marked``: where commas were heard.
    """

    planned_day: bool
    marked: Collection[int] = ()
    again: bool = False

    def moved(self, by: int) -> Spoken:
        """The same for the words from place ``by`` on."""
        return Spoken(self.planned_day, frozenset(at - by for at in self.marked if at >= by), self.again)


class PlanSentence:
    """Reads sentences of a person and what that person will do."""

    def __init__(self, language: Language, words: PlanWords, subjects: Subjects) -> None:
        data = language.understanding("plan")
        self._words = words
        self._subjects = subjects
        self.markers = PlanMarkers(language, words)
        self._all_of_them = frozenset(data["all_of_them"])
        self._condition = apart(data["condition"])
        self._subordinate = frozenset(data["subordinate"])
        self._be = frozenset([data["be"]])
        self._and: str = data["and"]
        self._reason_begins = apart(data["reason_begins"])
        self._reason_ends = frozenset(data["reason_ends"])
        self._put_right = apart(data["put_right"])
        self._put_right_surely = apart(data["put_right_surely"])
        self._start = apart([*data["put_right"], *data["lead"]])
        self._speaker = frozenset(subjects.people.data["me"])

    def read(self, row: WordRow, spoken: Spoken, *, starts: int = _MOST_STARTS) -> Kept | None:
        """Who and what, where this is such a sentence."""
        after_reason = False
        for at in range(1, len(row.words)):
            marker = self.markers.at(row, at, planned_day=spoken.planned_day)
            if marker is None or marker.ends >= len(row.words):
                continue
            kept = self._with_person(row, at, marker, spoken, starts=starts)
            if kept is not None and (not after_reason or self._is_after_reason(row, kept)):
                return kept
            after_reason = after_reason or not marker.doing
        return None

    def conditional(self, row: WordRow, spoken: Spoken) -> Kept | None:
        """``when i'm angry i'll go outside``: the condition stays in the plan's words."""
        begins = row.longest(self._condition, 0) or row.longest(self._reason_begins, 0)
        for at in range(begins + 3, len(row.words) - 1 if begins else 0):
            marker = self.markers.at(row, at, planned_day=spoken.planned_day)
            if not marker or marker.doing or marker.ends >= len(row.words):
                continue
            found = self._subjects.after_condition(row, at, frozenset(spoken.marked))
            if found and found[0] >= begins + 2:
                rest = (*marker.kept, *range(marker.ends, len(row.words)))
                before = () if row.longest(self._reason_begins, 0) else range(found[0])
                return Kept((*before, *rest), tuple(range(*found)))
        return None

    def person_alone(self, row: WordRow, spoken: Spoken) -> Kept | None:
        """``dad will``: who does it, where what was said before."""
        for at in range(1, len(row.words)):
            if at + row.longest(self.markers.will, at) == len(row.words):
                found = self._subjects.find(row, at, frozenset(spoken.marked))
                return Kept((), tuple(range(*found))) if found and found[0] == 0 else None
        return None

    def _with_person(self, row: WordRow, at: int, marker: Marker, spoken: Spoken, *, starts: int) -> Kept | None:
        found = self._subjects.find(row, at, frozenset(spoken.marked))
        before = self._before(row, found[0], at) if found else None
        if found is None or before is None:
            return None
        if starts and (later := self._started_again(row, marker.ends, spoken, starts=starts)):
            return later
        who, rest = tuple(range(*found)), marker.ends
        if row.words[rest] in self._all_of_them and rest + 1 < len(row.words) and not marker.kept:
            who, rest = (*who, rest), rest + 1
        sure = self._subjects.is_sure(row, *found)
        word_name = self._subjects.is_word_name(row, *found)
        a_time = self._subjects.is_also_a_time(row, *found) and row.words[rest] in self._be
        if a_time or (word_name and not marker.may and self._words.is_past(row.words[rest])):
            return None
        what = WordRow([row.words[place] for place in (*marker.kept, *range(rest, len(row.words)))])
        after = WordRow(row.words[rest:])
        may = row.words[marker.kept[0]] if marker.may and marker.kept else None
        talk = (self._words.is_only_talk(one, sure=sure, with_day=spoken.planned_day, may=may) for one in (after, what))
        if any(talk):
            return None
        if not marker.kept and not self._speaker & set(row.words[slice(*found)]) and self._words.is_harm(after):
            return None
        return Kept((*before, *marker.kept, *range(rest, len(row.words))), who)

    def _before(self, row: WordRow, begins: int, at: int) -> tuple[int, ...] | None:
        """Those of the words before a person that belong to what will be done; None where they make it no plan."""
        if begins == 0:
            return ()
        last = row.words[begins - 1]
        if self._ends_in(row, begins) or self._subjects.is_spoken_to(row, begins):
            return ()
        if last in self._reason_ends:
            return ()
        topic = row.words[:begins]
        about_oneself = topic[0] in self._speaker and row.words[begins] in self._speaker
        if about_oneself and last not in self._subordinate and not self._words.tells_of_the_past(WordRow(topic)):
            return ()
        if last in self._subordinate and not (last == self._and and self._words.is_deed(row, 0)):
            return None
        if self._words.has_subject(topic) or begins > _LONGEST_TOPIC:
            return None
        return tuple(range(begins))

    def _ends_in(self, row: WordRow, ends: int) -> bool:
        """Whether the words up to ``ends`` end with what puts a slip right ("dad, no, ...")."""
        return any(row.longest(self._put_right, place) == ends - place for place in range(max(0, ends - 5), ends))

    def _is_after_reason(self, row: WordRow, kept: Kept) -> bool:
        begins = kept.who[0] if kept.who else 0
        return begins > 0 and row.words[begins - 1] in {*self._reason_ends, self._and}

    def _started_again(self, row: WordRow, rest: int, spoken: Spoken, *, starts: int) -> Kept | None:
        """What "he's gonna, he's gonna ask" and "dad will, well no, mum will take him" settle on."""
        places = [rest + self._length_of_start(row, rest)]
        places += [
            place + length
            for place in range(rest + 1, min(rest + _LONGEST_SLIP, len(row.words)))
            if (length := row.longest(self._put_right_surely, place))
        ]
        for place in places:
            if place >= len(row.words):
                continue
            kept = self.read(WordRow(row.words[place:]), spoken.moved(place), starts=starts - 1)
            if kept and kept.who and kept.who[0] == 0 and (place > rest or self._is_sure(row, place, kept)):
                return kept.moved(place)
        return None

    def _is_sure(self, row: WordRow, by: int, kept: Kept) -> bool:
        return self._subjects.is_sure(row, by, by + len(kept.who))

    def _length_of_start(self, row: WordRow, rest: int) -> int:
        if self._words.is_deed(row, rest) and self._and in row.words[rest + 1 : rest + 2]:
            return 0  # "i'll listen and i won't"
        at = rest
        while length := row.longest(self._start, at) if at < len(row.words) else 0:
            at += length
        return at - rest
