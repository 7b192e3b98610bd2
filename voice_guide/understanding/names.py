"""Who is here: names out of "er I'm Jo and this is Kai", and which of them a "who" means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.text import Token, normalise, tidy, tokens
from voice_guide.understanding.word_row import WordRow

_MOST_NAME_WORDS = 2


class Names:
    """Names of people (``understanding/people.toml``)."""

    def __init__(self, language: Language) -> None:
        self._people = PeopleSpokenOf(language)
        self._hesitations = Everyday(language).hesitations
        here = self._people.data["here"][0]
        around = sorted([*here["frames"], *here["beside"]], key=len, reverse=True)
        self._around = re.compile(phrases.any_of(around))
        self._tells_more = frozenset(here["tells_more"])
        self._joins = frozenset(self._people.data["joins"])
        self._determiners = frozenset(self._people.data["determiners"])
        self._kin = frozenset(self._people.data["kin"])

    def people(self, text: str) -> list[str]:
        """The names given in answer to "Who is here today?", each once, in order. Empty where nothing is sure."""
        said = tidy(text)
        out: list[str] = []
        for sentence in re.split(r"[.!?;,\n]+", said):
            for run in self._runs(sentence):
                for name in self._names(sentence, run):
                    if name.casefold() not in {known.casefold() for known in out}:
                        out.append(name)
        return out

    def match(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Which of the known ``people`` these words name: "me" is the ``speaker``, "we" is everybody, in their order."""
        said = normalise(words)
        phrase = " ".join(said)
        if phrase in self._people.data["everyone"]:
            return list(people)
        named = {person for person in people if self._is_named(person, said)}
        if speaker is not None and set(said) & set(self._people.data["me"]):
            named.add(speaker)
        return [person for person in people if person in named]

    def _is_named(self, person: str, said: Sequence[str]) -> bool:
        own = normalise(person)
        spoken = [word.removesuffix("'s").removesuffix("'ll") for word in said]
        return bool(own) and (any(spoken[at : at + len(own)] == own for at in range(len(spoken))) or own[0] in spoken)

    def _runs(self, sentence: str) -> Iterator[list[Token]]:
        """Stretches of words between frames and joining words."""
        row = [token for token in tokens(sentence) if token.text not in self._hesitations]
        words = WordRow([token.text for token in row])
        run: list[Token] = []
        at = 0
        while at < len(row):
            if row[at].text in self._tells_more and run:
                break
            around = words.longest(self._around, at) or (1 if row[at].text in self._joins else 0)
            if around:
                yield run
                relation = row[at : at + around]
                apposed = bool(run) or (at + around < len(row) and not self._begins_around(words, at + around))
                if len(relation) > 1 and relation[0].text in self._determiners and not apposed:
                    yield relation[1:]
                run = []
                at += around
            else:
                run.append(row[at])
                at += 1
        yield run

    def _begins_around(self, words: WordRow, at: int) -> bool:
        return words.words[at] in self._joins or words.longest(self._around, at) > 0

    def _names(self, sentence: str, run: Sequence[Token]) -> Iterator[str]:
        kept = [token for token in run if token.text.removesuffix("'s") not in self._people.not_names]
        if len(kept) != len(run) or not run:
            return
        hyphened = [after.start == before.end + 1 and sentence[before.end] == "-" for before, after in pairwise(run)]
        if len(run) == _MOST_NAME_WORDS and all(hyphened):
            yield "-".join(self._spelt(sentence[token.start : token.end]) for token in run)
            return
        spelt = [self._spelt(sentence[token.start : token.end]) for token in run]
        known = [self._is_known(token.text) for token in run]
        if len(run) > 1 and all(known):
            yield from spelt
        elif len(run) <= _MOST_NAME_WORDS:
            yield " ".join(spelt)

    def _is_known(self, word: str) -> bool:
        plain = word.removesuffix("'s")
        return plain in self._people.first_names or plain in self._kin

    def _spelt(self, word: str) -> str:
        plain = re.sub(r"'s$", "", word)
        special: dict[str, str] = self._people.data["here"][0]["spelt"]
        if plain.lower() in special:
            return special[plain.lower()]
        return plain if plain != plain.lower() else plain[:1].upper() + plain[1:]
