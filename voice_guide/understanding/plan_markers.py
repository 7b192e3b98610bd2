"""What parts a person from what they will do: "'ll", "is going to", "could", "won't", "is" before a doing."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.plan_words import PlanWords, apart, split
from voice_guide.understanding.word_row import WordRow


@dataclass(frozen=True)
class Marker:
    """``ends``: the place after it. ``kept``: those of its words that belong to what will be done."""

    ends: int
    kept: tuple[int, ...] = ()
    may: bool = False
    doing: bool = False


class PlanMarkers:
    """A language's ways to say "will" (``understanding/plan.toml``)."""

    def __init__(self, language: Language, words: PlanWords) -> None:
        data = language.understanding("plan")
        self._words = words
        self._not_stays = apart(data["will_not_stays"])
        self._said_they_will = apart(data["said_they_will"])
        self.will = apart(data["will"])
        self._gone_to = apart(data["gone_to"])
        self._places = frozenset(data["places_gone_to"].split())
        self._be_may = apart(data["be_may"])
        self._may = apart(data["may"])
        self._being = apart(data["being"])
        self._being_not = apart(data["being_not"])
        self._not_again = frozenset(data["not_again"])
        self._all_of_them = frozenset(data["all_of_them"])
        self._bare_not: str = data["bare_not"]
        self._would = tuple(data["would"])
        self._would_of = frozenset(data["would_of"])
        self._only_thought = frozenset(data["only_thought"])
        self._forbidden: str = data["forbidden"]
        self._forbidden_deeds = frozenset(data["forbidden_deeds"])
        self._not_forbidden = frozenset(data["not_forbidden"])
        self._doing_with_day = frozenset(data["doing_with_day"])
        self.will_not = apart(data["will_not"])
        self._first = frozenset(
            word
            for key in ("will_not_stays", "said_they_will", "will", "be_may", "may", "being", "being_not")
            for text in data[key]
            for word in phrases.first_words(phrases.read(split(text)))
        )

    def at(self, row: WordRow, at: int, *, planned_day: bool) -> Marker | None:
        """The marker that begins at this place."""
        if row.words[at] not in self._first and row.words[at] not in (self._bare_not, self._forbidden, *self._would):
            return None
        if length := row.longest(self._not_stays, at):
            return Marker(at + length, (at + 1,))
        if length := row.longest(self._said_they_will, at):
            return Marker(at + length)
        if length := row.longest(self.will, at):
            if not self._is_motion(row, at, length):
                return Marker(at + length)
            begins = at + length - 2
            return Marker(at + length, (begins, begins + 1), doing=True) if length > 2 else None
        if length := row.longest(self._be_may, at):
            return Marker(at + length, tuple(range(at + 1, at + length)), may=True)
        if length := row.longest(self._may, at):
            begins = at + row.words[at].startswith("'")  # of "mum's agreed to", "agreed to"
            return Marker(at + length, tuple(range(begins, at + length)), may=True)
        length = row.longest(self._being_not, at)
        if length and self._is_doing_no_more(row, at + length, planned_day):
            return Marker(at + length, (at + length - 1,), doing=True)
        length = row.longest(self._being, at)
        both = at + length < len(row.words) and row.words[at + length] in self._all_of_them
        if length and self._is_doing(row, at + length + both, planned_day):
            return Marker(at + length, doing=True)
        if row.words[at] in self._would and self._offers(row, at):
            return Marker(at + 1)
        if row.words[at] == self._forbidden and self._is_forbidden(row, at):
            return Marker(at + 1, (at,))
        if row.words[at] == self._bare_not and at + 1 < len(row.words) and self._words.is_deed(row, at + 1):
            return Marker(at + 1, (at,))
        return None

    def _is_forbidden(self, row: WordRow, at: int) -> bool:
        """Whether somebody may not do something from now on ("he can't have his mates round")."""
        follows = {" ".join(row.words[at + 1 : at + 1 + size]) for size in (1, 2)}
        return bool(follows & self._forbidden_deeds) and row.words[at - 1] not in self._not_forbidden

    def _offers(self, row: WordRow, at: int) -> bool:
        verb = at + 1 + bool(self._all_of_them & set(row.words[at + 1 : at + 2]))
        known = verb < len(row.words) and self._words.is_deed(row, verb) and row.words[at - 1] in self._would_of
        return known and not self._only_thought & set(row.words)

    def is_said_they_will(self, row: WordRow, at: int) -> bool:
        """Whether what somebody said that they would do begins at this place, after the person ("said we'd")."""
        return at < len(row.words) and row.longest(self._said_they_will, at) > 0

    def _is_doing_no_more(self, row: WordRow, at: int, planned_day: bool) -> bool:
        again = bool(self._not_again & set(row.words[at:]))
        return self._is_doing(row, at, planned_day or again) and (planned_day or again)

    def _is_motion(self, row: WordRow, at: int, length: int) -> bool:
        """Whether "going to" is "going to the baths"."""
        going = at + length - 2
        if going < 0 or row.longest(self._gone_to, going) != 2 or at + length >= len(row.words):
            return False
        after = row.words[at + length]
        possessed = at + length + 1 < len(row.words) and row.words[at + length + 1] == "'s"
        return after in self._places or possessed

    def _is_doing(self, row: WordRow, at: int, planned_day: bool) -> bool:
        if self._words.is_doing(row, at):
            return True
        return planned_day and at < len(row.words) and row.words[at] in self._doing_with_day
