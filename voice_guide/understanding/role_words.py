"""How somebody is here, in words of their own choosing; and the words that nobody is called by."""

from __future__ import annotations

import re

from voice_guide.languages import Language
from voice_guide.understanding.nothing import Nothing
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import normalise, tidy, tokens


class RoleWords:
    """A language's words for it (``understanding/roles.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("roles")
        self._refused = frozenset(data["refused"])
        self._may_support = frozenset(data["may_support"])
        before = sorted(data["before"], key=len, reverse=True)
        self._before = re.compile("|".join(re.escape(way) + " " for way in before))
        self._most_words = int(data["most_words"])
        self._nothing = shared(Nothing, language)

    def is_refused(self, text: str) -> bool:
        """Whether a word is in this that nobody is called by here: a label, in place of a person."""
        words = {word.removesuffix("'s") for word in normalise(text)}
        return any(word in self._refused or word.removesuffix("s") in self._refused for word in words)

    def is_nothing(self, text: str) -> bool:
        """Whether no word is wanted."""
        return self._nothing.is_nothing(text)

    def is_short(self, text: str) -> bool:
        """Whether this is a few words, and no story."""
        return 0 < len(normalise(text)) <= self._most_words

    def may_support(self, role: str) -> bool:
        """Whether somebody who is here so may be beside the others, without answering."""
        return any(word in self._may_support or word.removesuffix("s") in self._may_support for word in normalise(role))

    def words(self, text: str) -> str:
        """The words themselves, as they were said, without what only leads to them: "I'm his mum" gives "his mum"."""
        said = tidy(text).strip().rstrip(".,;!")
        row = tokens(said)
        at = 0
        while at < len(row):
            rest = "".join(token.text + " " for token in row[at:])
            found = self._before.match(rest)
            if not found or found.end() == len(rest):
                break
            at += found.group().count(" ")
        return " ".join(said[row[at].start :].split()) if row else ""
