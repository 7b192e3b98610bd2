"""Who a sentence is about: the people named by the words before its verb, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared
from voice_guide.understanding.word_row import WordRow

# One letter a word: P a pronoun that does, M one that may stand before a noun ("her next door"), D a word before a noun,
# J "and", F a word of place ("from"), G a possessive, R "who", W "whoever", K the one word of a family's or a friend's
# name, A "anyone", T a thing, X what can be in nobody's name, N any other word.
_NOUN = "(?:[DM]?[NK]{1,4}|M|P|DF(?:[DM]?[NK]{1,3}|M))"
_ONE = f"(?:{_NOUN}(?:G[NKT]{{1,3}})*(?:F+D?[NMPKT]{{1,3}}(?:G[NKT]{{1,2}})?){{0,2}})"
_WHO = r"(?:D[NK]{1,2}P[NX]{1,2}[FJ]|(?:W|AR)(?:[GNXKTFDMP]{1,6})|(?:D?[NK]{1,2})R[GNXKTFDMPJ]{1,6})"
_PEOPLE = re.compile(f"(?:{_WHO}|{_ONE}(?:J{_ONE}){{0,3}})")

_LONGEST_PERSON = 12


class Subjects:
    """A language's nouns and names as subjects (``understanding/people.toml`` and ``subjects.toml``)."""

    def __init__(self, language: Language) -> None:
        self._data = language.understanding("subjects")
        self.people = shared(PeopleSpokenOf, language)
        self._echoes = frozenset(self._data["echo"])
        self._speaking_to = frozenset(self._data["speaking_to"])
        self._things = frozenset(self._data["things"].split())
        self._together = frozenset(self._data["together"])
        self._joins = frozenset(self._data["joins"])
        self._not_names_ending = tuple(self._data["not_names_ending"])
        self._bodies = frozenset(self._data["bodies"].split())
        self._both: str = self._data["both"]
        self._rest = frozenset(self._data["rest"])
        self._of: str = self._data["of"]
        self._also_times = frozenset(self._data["also_times"])
        plan = language.understanding("plan")
        self._verbs = frozenset([*plan["verbs"].split(), *plan["stopped"].split(), *self._data["no_bare_name"]])

    def find(self, row: WordRow, ends: int, marked: frozenset[int] = frozenset()) -> tuple[int, int] | None:
        """Where the people who stand just before place ``ends`` begin and end; None where there are none.

        "My mother she" is "my mother"; "mum I" is "I", said to mum. ``marked``: places after which a comma was heard.
        """
        stop = self._without_idle(row, 0, ends)
        begins = self._begins(row, stop, marked)
        if begins is None:
            return None
        echo = row.words[stop - 1]
        if stop - begins > 1 and row.words[stop - 2] not in self._joins:
            named = self.is_people(row, begins, stop - 1)
            if named and self.is_said_again(row, stop):
                return begins, stop - 1
            if echo in self._speaking_to and named and not self._joins & set(row.words[begins:stop]):
                return stop - 1, stop
        return begins, stop

    def after_condition(self, row: WordRow, ends: int, marked: frozenset[int]) -> tuple[int, int] | None:
        """As ``find``, where other words come first ("if dad shouts i")."""
        stop = self._without_idle(row, 0, ends)
        for place in range(2, stop):
            if self._letter(row.words[place]) == "M" and self._letter(row.words[stop - 1]) == "P" and stop - place == 2:
                continue  # "if it's up to me i"
            new = place - 1 in marked or row.words[place] in self._determiners
            if self.is_sure(row, place, stop) or (new and self.is_people(row, place, stop)):
                echo = (
                    stop - place > 1 and row.words[stop - 1] in self._echoes and row.words[stop - 2] not in self._joins
                )
                return place, stop - echo
        return None

    def is_people(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether these words, all of them, can be people."""
        if begins >= ends:
            return False
        named = self.is_sure(row, begins, ends) or self._is_named(row, begins, ends)
        return named or (begins == 0 and self.is_word_name(row, begins, ends))

    def is_neighbours(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether these words name people by where they are ("next door")."""
        return " ".join(row.words[begins:ends]) in self._together

    def is_noun(self, word: str) -> bool:
        """Whether a word may be a thing or a name."""
        return self._letter(word) in "NTK"

    def is_word_name(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether this is one name that is a word as well ("will", "hope"), or a month."""
        known = ends - begins == 1 and row.words[begins] in self.people.word_names | self._also_times
        return known and not self._is_named(row, begins, ends)

    def is_also_a_time(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether this is one name that is a month's or a season's: "june will be busy" tells of nobody."""
        return ends - begins == 1 and row.words[begins] in self._also_times

    def is_condition_of_anyone(self, row: WordRow, ends: int) -> bool:
        """Whether these words say by what they do who it is ("whoever's in first", "anyone who's late")."""
        return self._letter(row.words[0]) in "WA" and self.is_people(row, 0, ends)

    def is_sure(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether these words can be nothing but people."""
        return self.people.sure.fullmatch(row.between(begins, ends)) is not None

    def is_determined(self, row: WordRow, begins: int, ends: int) -> bool:
        """Whether these words are people by what stands before a noun ("the caretaker"), whatever the noun."""
        return row.words[begins] in self._determiners and self.is_people(row, begins, ends)

    def is_said_again(self, row: WordRow, ends: int) -> bool:
        """Whether the last word before ``ends`` only says again who it is ("my mother she", "dan you")."""
        return row.words[ends - 1] in self._echoes and row.words[ends - 2] not in self._joins

    def is_spoken_to(self, row: WordRow, ends: int) -> bool:
        """Whether the words up to ``ends`` only say to whom the rest is said ("mum, ...")."""
        return (
            ends <= 2 and self.is_sure(row, 0, ends) and not set(row.words[:ends]) & set(self.people.data["pronouns"])
        )

    def _begins(self, row: WordRow, ends: int, marked: frozenset[int]) -> int | None:
        if self.is_people(row, 0, ends):
            return 0
        if ends > 1 and row.words[ends - 1] in self._echoes and self.is_people(row, 0, ends - 1):
            return 0
        places = [place for place in range(1, ends) if self._may_begin(row, place, marked)]
        for place in places:
            if self.is_sure(row, place, ends):
                return place
        return next(
            (place for place in places if self._is_new(row, place, marked) and self.is_people(row, place, ends)), None
        )

    def _may_begin(self, row: WordRow, place: int, marked: frozenset[int]) -> bool:
        return (
            row.words[place - 1] not in self._joins
            or place - 1 in marked
            or row.words[place] in self._data["after_join"]
        )

    def _is_new(self, row: WordRow, place: int, marked: frozenset[int]) -> bool:
        """Whether a sentence may begin here: after a comma, after "so", or with "the" and the like."""
        return place - 1 in marked or row.words[place - 1] in self._data["new"] or row.words[place] in self._determiners

    def _without_idle(self, row: WordRow, begins: int, ends: int) -> int:
        while ends - begins > 1 and row.words[ends - 1] in self.people.data["idle"]:
            ends -= 1
        return ends

    def _is_named(self, row: WordRow, begins: int, ends: int) -> bool:
        words = row.words[begins:ends]
        if len(words) > _LONGEST_PERSON:
            return False
        if len(words) > 1 and words[0] == self._both and self._joins & set(words):
            words = words[1:]
        letters = self._letters_of(words)
        for at, pair in enumerate(pairwise(words)):
            if " ".join(pair) in self._together:
                letters = letters[:at] + "NN" + letters[at + 2 :]
        if not _PEOPLE.fullmatch(letters):
            return False
        bare = letters[0] == "N"
        named = words[0] in self._bodies or (len(words) > 1 and words[0] in self.people.word_names)
        return named or not (bare and (words[0].endswith(self._not_names_ending) or words[0] in self._verbs))

    def _letters_of(self, words: Sequence[str]) -> str:
        """A letter for each word; a name that is a word as well is a name where it is joined to somebody."""
        letters = [self._letter(word) for word in words]
        for at, word in enumerate(words):
            if word in self._rest and list(words[at + 1 : at + 2]) == [self._of]:
                letters[at] = "N"
            if word in self.people.word_names and "J" in letters[max(0, at - 1) : at + 2]:
                letters[at] = "K"
        return "".join(letters)

    def _letter(self, word: str) -> str:
        return self._letters.get(word) or ("X" if self._tells(word) else "N")

    def _tells(self, word: str) -> bool:
        return len(word) > 4 and word.endswith(tuple(self._data["telling_ending"]))

    @cached_property
    def _determiners(self) -> frozenset[str]:
        return frozenset(self._data["letters"]["D"].split())

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        letters = {word: letter for letter, words in self._data["letters"].items() for word in words.split()}
        family: Sequence[str] = [*self.people.first_names, *self.people.data["kin"]]
        known = {word: "K" for word in family if word not in self.people.word_names}
        return {**dict.fromkeys(self._things, "T"), **known, **letters}
