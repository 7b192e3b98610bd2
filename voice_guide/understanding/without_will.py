"""What will be done, said without "will" or without a person: "mum rings the school", "no phones at the table"."""

from __future__ import annotations

from voice_guide.languages import Language
from voice_guide.understanding.plan_sentence import Kept, PlanSentence
from voice_guide.understanding.plan_words import PlanWords, apart
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.word_row import WordRow

_MOST_THING_WORDS = 9
_LONGEST_PERSON = 8


class WithoutWill:
    """Reads such plans in a language (``understanding/plan.toml`` and ``plan_things.toml``)."""

    def __init__(self, language: Language, words: PlanWords, subjects: Subjects, sentence: PlanSentence) -> None:
        data = language.understanding("plan")
        things = language.understanding("plan_things")
        self._words = words
        self._subjects = subjects
        self._sentence = sentence
        self._stopping = apart(data["stopping"])
        self._before_verbs = apart(data["before_verbs"])
        self._will_alone = apart(data["will_alone"])
        self._be: str = data["be"]
        self._open_will_alone = apart(data["open_will_alone"])
        self._share = frozenset(things["we_do"].split())
        self._habits = frozenset(things["habits"].split())
        self._share_subjects = frozenset(things["we"])
        self._begins_thing = frozenset(things["begins"].split())
        self._no: str = things["no"]
        self._a = frozenset(things["a"])
        self._done = frozenset(things["done"].split())
        self._ways = frozenset(things["ways"].split())
        self._no_thing = frozenset(things["no_thing"].split())
        self._told = frozenset(things["told"].split())
        self._whose = frozenset(things["whose"])
        self._to = apart([things["to"]])
        self._more: str = things["more"]
        self._parts = frozenset(things["parts"])
        self._to_come = apart(things["to_come"])
        self._do_not: str = things["do_not"]
        self._somebody = frozenset(things["somebody"])
        self._no_plan_verbs = frozenset(things["no_plan_verbs"])
        self._others = frozenset(things["others"])
        self._put = frozenset(things["put"])
        self._down_for = apart(things["down_for"])
        self._apposed = frozenset(things["apposed"])

    def read(self, row: WordRow, *, planned_day: bool, again: bool) -> Kept | None:
        """Who and what, or None where nothing is planned."""
        kept = (
            self._put_down(row)
            or self.person_does(row, planned_day=planned_day, again=again)
            or self._will_without_person(row)
            or self._doing(row)
            or self._thing(row, planned_day=planned_day)
        )
        return kept if kept is None or kept.who else self._whose_doing(row, kept)

    def person_does(self, row: WordRow, *, planned_day: bool, again: bool = False) -> Kept | None:
        """``mum rings the school``: planned where a day to come goes with it, or where it is nobody's story."""
        length = row.longest(self._subjects.people.sure, 0) or self._anyone(row)
        if not length or length >= len(row.words) or self._words.tells_of_the_past(row):
            return None
        verb = row.words[length]
        who = row.words[:length]
        idle, pronouns = self._subjects.people.data["idle"], self._subjects.people.data["pronouns"]
        habit = who[-1] in idle or set(who) & set(pronouns)
        by_one = self._words.is_done_by_one(verb)
        planned_day |= any(row.longest(self._to_come, at) for at in range(length + 1, len(row.words)))
        follows = row.words[length + 1 : length + 2]
        if verb == self._do_not and row.words[0] in self._share_subjects and set(follows) & self._words.stopped:
            return Kept(tuple(range(length, len(row.words))), tuple(range(length)))  # "we don't shout"
        others = length == 1 and who[0] in self._others
        others |= self._subjects.is_determined(row, 0, length) and not self._subjects.is_said_again(row, length)
        if again and others:  # "he takes my things every day"
            return None
        if verb in self._no_plan_verbs and habit:
            return None
        shared = row.words[0] in self._share_subjects and length == 1 and self._is_shared(row)
        if self._words.is_past(verb) or not (planned_day or shared or (by_one and not habit)):
            return None
        if not (verb in self._words.verbs or by_one or shared):
            return None
        echo = length > 1 and self._subjects.is_said_again(row, length)
        return Kept(tuple(range(length, len(row.words))), tuple(range(length - echo)))

    def _will_without_person(self, row: WordRow) -> Kept | None:
        """``gonna tell him on wednesday``: who it is goes without saying."""
        length = row.longest(self._open_will_alone, 0)
        known = row.longest(self._will_alone, 0)
        if (
            not length
            and 0 < known < len(row.words)
            and self._words.is_deed(row, known)
            and row.words[known] != self._be
        ):
            length = known
        rest = WordRow(row.words[length:])
        first = length if row.longest(self._sentence.markers.will, 0) else 0
        if not length or not rest.words or self._words.is_only_talk(rest, sure=True, with_day=True, may=None):
            return None
        return Kept(tuple(range(first, len(row.words))), ())

    def _doing(self, row: WordRow) -> Kept | None:
        """``ring the school``, ``texting me when he's late``: nobody is named."""
        at = row.longest(self._before_verbs, 0)
        first = row.words[at] if at < len(row.words) else ""
        if len(row.words) == 1 and not self._words.is_doing(row, 0):
            return None
        stopped = first in self._words.stopped and row.longest(self._stopping, 0) > 0
        verbs = self._words.verbs
        doing = self._words.is_doing(row, 0) or self._words.is_doing(row, at)
        known = stopped or first in verbs or row.words[0] in verbs or doing
        state = len(row.words) > 1 and self._words.is_past(row.words[1])
        lacking = row.words[0] == self._no and row.words[1] in self._no_thing  # "no sleep for weeks"
        if (
            not known
            or state
            or lacking
            or self._does_something(row)
            or self._words.tells_of_the_past(row)
            or self._words.goes_on_with_a_story(row)
        ):
            return None
        bare = row.longest(self._to, 0)  # "to ring my mum"
        return Kept(tuple(range(bare, len(row.words))), ())

    def _does_something(self, row: WordRow) -> bool:
        """Whether these words are themselves what "will" do something ("walking away will help")."""
        return any(
            row.longest(self._sentence.markers.will, at) and not self._words.has_subject(row.words[at - 1 : at])
            for at in range(1, min(5, len(row.words)))
        )

    def _anyone(self, row: WordRow) -> int:
        """How many words say who it is by what they do: ``whoever's in first puts the tea on``."""
        return next(
            (
                at
                for at in range(2, min(_LONGEST_PERSON, len(row.words)))
                if self._words.is_done_by_one(row.words[at])
                and (self._subjects.is_condition_of_anyone(row, at) or self._is_somebody_from(row, at))
            ),
            0,
        )

    def _is_somebody_from(self, row: WordRow, ends: int) -> bool:
        return row.words[0] in self._somebody and self._subjects.is_people(row, 0, ends)

    def _put_down(self, row: WordRow) -> Kept | None:
        """``put me down for the hoovering``."""
        for at in range(2, min(_LONGEST_PERSON, len(row.words) - 1)) if row.words[0] in self._put else ():
            length = row.longest(self._down_for, at)
            if length and at + length < len(row.words) and self._subjects.is_sure(row, 1, at):
                return Kept(tuple(range(at + length, len(row.words))), tuple(range(1, at)))
        return None

    def _is_shared(self, row: WordRow) -> bool:
        """Whether "we take turns" is an agreement, and no habit told ("we always row")."""
        return len(row.words) > 2 and row.words[1] in self._share and not set(row.words) & self._habits

    def _thing(self, row: WordRow, *, planned_day: bool) -> Kept | None:
        """``no phones at the table``, ``a family meal``: nobody is named, and no verb told."""
        ends = next((at for at, word in enumerate(row.words) if at > 1 and word in self._parts), len(row.words))
        words = row.words[:ends]
        if len(words) > _MOST_THING_WORDS or set(words) & self._told or self._words.has_subject(words):
            return None
        if self._words.tells_of_the_past(WordRow(words)) or any(map(self._words.is_past, words[1:])):
            return None
        if words[0] == self._no:
            known = len(words) > 1 and words[1] not in self._no_thing and (len(words) > 2 or words[1] != self._more)
        elif len(words) > 1 and words[1] in self._ways:
            known = not self._subjects.is_sure(row, 0, 1)  # "lights out by ten"
        elif words[0] in self._begins_thing or planned_day:
            known = bool(set(words) & self._done) or (words[0] in self._begins_thing - self._a and len(words) > 2)
        else:
            known = False
        return Kept(tuple(range(len(row.words))), ()) if known else None

    def _whose_doing(self, row: WordRow, kept: Kept) -> Kept:
        """``no more slamming doors from me``, ``stopping the name calling, all of us``."""
        ends = len(row.words)
        said_as_thing = row.longest(self._stopping, 0) > 0 or self._words.is_doing(row, 0)
        said_as_thing |= row.words[0] in self._begins_thing
        for at in range(2, ends) if said_as_thing else ():
            if row.words[at] in self._whose and (length := self._length_of_people(row, at + 1)):
                what = tuple(place for place in kept.what if not at <= place <= at + length)
                return Kept(what, tuple(range(at + 1, at + 1 + length)))
        for at in range(2, ends - 1):
            if row.between(at, ends).strip() in self._apposed and self._may_stand_apart(row, at):
                return Kept(tuple(place for place in kept.what if place < at), tuple(range(at, ends)))
        return kept

    def _length_of_people(self, row: WordRow, at: int) -> int:
        if at >= len(row.words):
            return 0
        known = row.longest(self._subjects.people.sure, at)
        return known or (len(row.words) - at if self._subjects.is_neighbours(row, at, len(row.words)) else 0)

    def _may_stand_apart(self, row: WordRow, at: int) -> bool:
        """Whether people at this place are not those to whom it is done ("ring all of us")."""
        named = self._words.is_doing(row, at - 1) and self._subjects.is_noun(row.words[at - 2])  # "the name calling"
        return self._subjects.is_noun(row.words[at - 1]) and (named or not self._words.is_deed(row, at - 1))
