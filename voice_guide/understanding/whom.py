"""Whom an answer to "who?" means: people who are here, and people who are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voice_guide.languages import Language
from voice_guide.understanding.nothing import Nothing
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import normalise
from voice_guide.understanding.who_answers import POSSESSIVE, Part, WhoAnswers

MOST_WORDS = 20  # of what names one person, or people in a row without a join; what is longer is a story


class Whom:
    """Tells people by what they are called (``understanding/people.toml``)."""

    def __init__(self, language: Language) -> None:
        self._answers = WhoAnswers(language)
        self._nothing = shared(Nothing, language)
        self._people = shared(PeopleSpokenOf, language)
        data = self._people.data
        self._me = frozenset(data["me"])
        self._everyone = frozenset(data["everyone"])
        self._nobody = frozenset([*data["who_answer"][0]["nobody"], *data["groups"], *data["pronouns"]])
        self._titles = frozenset(data["titles"])
        self._roles = frozenset([*data["roles"], *data["kin"]])
        determiners = "|".join(re.escape(word) for word in data["determiners"])
        self._determined = re.compile(rf"(?:{determiners}) \S")

    def match(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Which of these ``people`` the words name, in their order."""
        if " ".join(normalise(words)) in self._everyone:
            return list(people)
        parts = self._answers.parts(words)
        wanted = {person for part in parts if not part.denied for person in self._here(part, people, speaker, parts)}
        refused = {person for part in parts if part.denied for person in self._here(part, people, speaker, parts)}
        return [person for person in people if person in wanted - refused]

    def absent(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """The parts that name somebody who is not among these ``people``, in the words used."""
        if self._nothing.is_nothing(words) or " ".join(normalise(words)) in self._everyone:
            return []
        parts = self._answers.parts(words)
        return [
            part.said
            for part in parts
            if not part.denied and self._is_somebody(part) and not self._here(part, people, speaker, parts)
        ]

    def _here(self, part: Part, people: Sequence[str], speaker: str | None, parts: Sequence[Part]) -> list[str]:
        whole = " ".join(part.words)
        alone = len([one for one in parts if not one.denied]) == 1
        if whole in self._everyone and (alone or whole not in self._nobody | {"together"}):
            return list(people)
        if POSSESSIVE in part.words:
            return []
        named = [person for person in people if self._is_called(person, part.words)]
        if speaker in people and set(part.words) & self._me:
            named.append(str(speaker))
        return named

    def _is_called(self, person: str, words: Sequence[str]) -> bool:
        own = normalise(person)
        if not own:
            return False
        if any(list(words[at : at + len(own)]) == own for at in range(len(words))):
            return True
        untitled = own[1:] if own[0] in self._titles else own[:1]
        return bool(untitled) and any(list(words[at : at + len(untitled)]) == untitled for at in range(len(words)))

    def _is_somebody(self, part: Part) -> bool:
        """Whether a part names a person at all; "my" and a word that is no role does only where it comes first."""
        whole = " ".join(part.words)
        if whole in self._nobody | self._everyone | self._me or len(part.words) > MOST_WORDS:
            return False
        if POSSESSIVE in part.words:
            return part.words[0] not in self._people.not_names or self._determined.match(whole) is not None
        if self._determined.match(whole):
            return part.first or self._people.likely.match(whole + " ") is not None
        return self._people.likely.fullmatch(whole + " ") is not None
