"""Whether words are people and nothing else: "me and tracey", "the deputy manager", "sarah from accounts"."""

from __future__ import annotations

from collections.abc import Sequence

from voice_guide.languages import Language
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared

_MOST_WORDS = 12


class PeopleInARow:
    """A language's people (``understanding/people.toml``), and those whom corrections name (``correction_values.toml``)."""

    def __init__(self, language: Language) -> None:
        people = shared(PeopleSpokenOf, language).data
        data = language.understanding("correction_values")
        self._names = frozenset(people["first_names"].split()) | frozenset(people["word_names"])
        self._names -= frozenset(data["not_named"])
        self._not_names = frozenset(people["not_names"].split()) | frozenset(data["remarks"].split())
        self._titles = frozenset(people["titles"])
        self._joins = frozenset(word for join in people["joins"] for word in join.split())
        self._alone = frozenset(
            [
                *people["pronouns"],
                *people["kin"],
                *people["groups"],
                *people["everyone"],
                *people["me"],
                *data["people"],
            ]
        )
        self._roles = frozenset([*people["roles"], *people["kin"], *data["roles"].split(), *data["role_sayings"]])
        self._fond = frozenset(data["fond"])
        self._others = frozenset(data["others"])
        self._determiners = frozenset([*people["determiners"], *data["determiners"]])
        self._any_one = frozenset(data["any_one"])
        self._of_them = frozenset(data["of_them"])
        self._places = frozenset(data["people_of"])

    def is_people(self, words: Sequence[str], *, loosely: bool = False) -> bool:
        """Whether all the words are people. ``loosely``: one unknown word counts as a name, where only a person can stand."""
        if not words or len(words) > _MOST_WORDS:
            return False
        at = 0
        while at < len(words):
            length = self._one(words[at:])
            if not length and loosely and self._may_be_name(words[at]):
                length = 1
            if not length:
                return False
            at += length
            at += self._beside(words[at:])
        return True

    def last(self, words: Sequence[str], *, loosely: bool = False) -> int:
        """How many of the last words are people; 0 where none are."""
        sizes = range(min(len(words), _MOST_WORDS), 0, -1)
        fits = [
            size
            for size in sizes
            if words[-size] not in self._joins and self.is_people(words[-size:]) and not self._is_another(words[-size:])
        ]
        if fits:
            return fits[0]
        return 1 if loosely and words and self._may_be_name(words[-1]) else 0

    def _is_another(self, words: Sequence[str]) -> bool:
        """Whether the first word is somebody told apart from those after it: "her" in "her, her dad"."""
        return len(words) > 2 and words[0] in self._others and words[1] in self._determiners

    def second(self, words: Sequence[str]) -> int | None:
        """Where a second person begins who is not joined to the first: ``not my wife, me``."""
        length = self._one(words)
        return length if length < len(words) and not self._beside(words[length:]) else None

    def _one(self, words: Sequence[str]) -> int:
        """How many of the first words are one person or group."""
        for size in range(min(len(words), 5), 0, -1):
            if self._is_one(words[:size]):
                return size
        return 0

    def _is_one(self, words: Sequence[str]) -> bool:
        if not words:
            return False
        whole = " ".join(words)
        if whole in self._alone or (len(words) == 1 and whole in self._names):
            return True
        if len(words) == 2 and words[0] in self._fond and words[1] in self._names:
            return True  # "our tracey"
        if len(words) == 2 and words[0] in self._titles and self._may_be_name(words[1]):
            return True
        if "'s" in words[1:-1]:
            at = list(words).index("'s")
            owner = self._is_one(words[:at]) or (at == 1 and self._may_be_name(words[0]))
            return owner and " ".join(words[at + 1 :]) in self._roles
        if words[0] not in self._determiners or len(words) < 2:
            return False
        if len(words) < 4 and set(words[1:]) <= self._any_one and words[-1] not in words[:-1]:
            return True
        # "The school, the college" are two.
        most = next((at for at in range(1, len(words)) if words[at] in self._determiners - self._any_one), len(words))
        return any(" ".join(words[at:]) in self._roles for at in range(1, min(most + 1, len(words))))

    def _beside(self, words: Sequence[str]) -> int:
        """How many of the first words only join or add to people: "and", "both", "from accounts"."""
        if not words:
            return 0
        if words[0] in self._places:
            return min(len(words), 3)
        for size in range(min(len(words), 3), 0, -1):
            if " ".join(words[:size]) in self._of_them:
                return size
        return 1 if words[0] in self._joins else 0

    def _may_be_name(self, word: str) -> bool:
        return word.isalpha() and len(word) > 2 and word not in self._not_names
