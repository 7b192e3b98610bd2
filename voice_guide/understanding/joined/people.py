"""People where words are joined (``understanding/people.toml``): a name or a kin word, and the particles after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voice_guide.languages import Language
from voice_guide.understanding.joined.letters import Letters, letters, plain, spread
from voice_guide.understanding.joined.sayings import any_of
from voice_guide.understanding.text import normalise


@dataclass(frozen=True)
class Somebody:
    """One person or group, from letter ``start`` up to ``end`` without particles; ``denied``: that they won't."""

    name: str
    start: int
    end: int
    denied: bool = False


class JoinedPeople:
    """A language's ways to speak of people."""

    def __init__(self, language: Language) -> None:
        data: Mapping[str, Any] = language.understanding("people")
        self.me = frozenset(map(plain, data["me"]))
        self.everyone = frozenset(map(plain, data["everyone"]))
        self.pointing = frozenset(map(plain, data["pointing"]))
        self._nobody = frozenset(map(plain, data["nobody"]))
        self._hesitations = frozenset(data["hesitations"])
        self._titles = frozenset(map(plain, data["titles"]))
        self.known = (
            f"(?:(?:{any_of(data['owners'])})?{any_of([*data['kin'], *data['roles']])}"
            f"|{any_of(data['first_names'].split())}(?:{any_of(data['titles'])})?"
            f"|{any_of([*self.me, *self.everyone, *self.pointing])})"
        )
        self._whole = re.compile(self.known)
        self._joins = any_of(data["joins"])
        self._split = re.compile(self._joins)
        self._denies = re.compile(any_of(data["denies"]))
        self._opens = re.compile(f"(?:{any_of(data['opens'])})*")
        self._final = re.compile(f"[{data['final_consonants']}]")
        self._after_final = _longest_first(data["after_consonant"])
        self._after_open = _longest_first(data["after_vowel"])
        self._and_is = frozenset(map(plain, data["and_is"]))
        self._frames = re.compile(f"(?:{any_of(data['frames'])})")
        self._not_names = frozenset(map(plain, data["not_names"]))
        self._most_name_letters: int = data["most_name_letters"]

    def people(self, text: str) -> list[str]:
        """The names given in answer to "Who is here today?", each once, in order. Empty where nothing is sure."""
        out: list[str] = []
        for stretch in re.split(r"[.!?;,\n]+", text):
            for row, name in self._names(letters(stretch, self._hesitations)):
                if row in self._not_names or not self._can_be_name(name):
                    return []
                if name not in out:
                    out.append(name)
        return out

    def match(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Which of these ``people`` the words name, in their order."""
        wanted: set[str] = set()
        refused: set[str] = set()
        for one in self._named(words, people):
            (refused if one.denied else wanted).update(self._here(one, people, speaker))
        return [person for person in people if person in wanted - refused]

    def absent(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """The parts that name somebody who is not among these ``people``, in the words used."""
        said = letters(words, self._hesitations)
        return [
            said.said(one.start, one.end)
            for one in self._named(words, people)
            if not one.denied and not self._here(one, people, speaker) and self._is_somebody(one.name)
        ]

    def is_unnamed(self, words: str) -> bool:
        """Whether these words only point at somebody: "he", "they", "you"."""
        said = plain(words)
        return any(said == pointed or self._without_ending(said) == pointed for pointed in self.pointing)

    def is_pointed_at(self, text: str) -> bool:
        """Whether a word of this text is "I", "we" or another that stands for somebody."""
        standing = self.me | self.everyone | self.pointing
        return any(word in standing or self._without_ending(word) in standing for word in normalise(text))

    def is_person(self, words: str) -> bool:
        """Whether these words are one known person."""
        return self._whole.fullmatch(self._without_ending(plain(words))) is not None

    def _here(self, one: Somebody, people: Sequence[str], speaker: str | None) -> list[str]:
        if one.name in self.everyone:
            return list(people)
        if one.name in self.me:
            return [speaker] if speaker in people and speaker is not None else []
        return [person for person in people if self._is_called(plain(person), one.name)]

    def _is_called(self, person: str, name: str) -> bool:
        return person == name or (name.startswith(person) and name[len(person) :] in self._titles)

    def _is_somebody(self, name: str) -> bool:
        if name in self._nobody | self.me | self.everyone | self.pointing:
            return False
        return self._whole.fullmatch(name) is not None

    def _named(self, words: str, people: Sequence[str]) -> Iterator[Somebody]:
        """Everybody who is named: those who are here first of all, then known people, each with what follows."""
        said = letters(words, self._hesitations)
        here = any_of([*people, *self.everyone, *self.me]) if people else self.known
        one = re.compile(f"(?:{here}(?=$|{self._ends})|{self.known}(?=$|{self._ends})|{here}|{self.known})")
        at = self._opens.match(said.letters).end()  # type: ignore[union-attr]
        while found := one.match(said.letters, at):
            end = found.end()
            denied = self._denies.match(said.letters, end)
            yield Somebody(found.group(), found.start(), end, denied is not None)
            joined = denied or self._split.match(said.letters, end)
            if joined is None:
                return
            at = joined.end()

    @property
    def _ends(self) -> str:
        return any_of([*self._after_final, *self._after_open])

    def _names(self, said: Letters) -> Iterator[tuple[str, str]]:
        """Each stretch between frames and joins, and what is left of it when its ending is taken away."""
        for start, end in self._stretches(said):
            row = said.letters[start:end]
            yield row, said.said(start, start + len(self._without_ending(row)))

    def _stretches(self, said: Letters) -> Iterator[tuple[int, int]]:
        """Stretches of words: a frame, and a word that ends in a join or in "is", end one."""
        begun, past = 0, 0
        for start, end in said.words():
            if start < past:
                continue
            framed = self._frame_at(said, start)
            cut = self._join_at_end(said.letters[start:end])
            if framed or cut is not None:
                until = start if framed else start + (cut or 0)
                if begun < until:
                    yield begun, until
                begun = past = framed or end
        if begun < len(said.letters):
            yield begun, len(said.letters)

    def _frame_at(self, said: Letters, start: int) -> int:
        """Where the frame ends that begins at this word; 0 where none does. It ends where a word ends."""
        ends = [end for _, end in said.words() if end > start and self._frames.fullmatch(said.letters, start, end)]
        return max(ends, default=0)

    def _join_at_end(self, word: str) -> int | None:
        """Where the join, or the "is" that goes on, begins with which a word ends; None without one."""
        found = [at for at in range(len(word)) if self._split.fullmatch(word, at) or self._goes_on(word, at)]
        return min(found, default=None)

    def _goes_on(self, word: str, at: int) -> bool:
        return word[at:] in self._and_is and at > 0 and self._without_ending(word) == word[:at]

    def _without_ending(self, word: str) -> str:
        """A word without the particles and "is" after it, which depend on how the word itself ends."""
        for endings, final in ((self._after_final, True), (self._after_open, False)):
            for ending in endings:
                rest = word.removesuffix(ending)
                if rest and rest != word and (self._final.match(spread(rest)[-1]) is not None) is final:
                    return rest
        return word

    def _can_be_name(self, name: str) -> bool:
        said = plain(name)
        known = said in self.me | self.everyone | self.pointing | self._nobody | self._not_names
        return not known and said.isalpha() and len(said) <= self._most_name_letters


def _longest_first(endings: Sequence[str]) -> list[str]:
    return sorted(map(plain, endings), key=len, reverse=True)
