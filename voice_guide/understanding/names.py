"""Who is here: names out of "er I'm Jo and this is Kai", and which of them a "who" means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import Token, normalise, tidy, tokens
from voice_guide.understanding.whom import Whom
from voice_guide.understanding.word_row import WordRow
from voice_guide.understanding.yes_no import Answer, YesNo

_MOST_NAME_WORDS = 2
_BEGINNING = re.compile(r"^\w|(?<=-)\w|(?<=^[od]')\w")  # "mary-jane", "o'connor"


class Names:
    """Names of people (``understanding/people.toml``)."""

    def __init__(self, language: Language) -> None:
        self._people = shared(PeopleSpokenOf, language)
        self._whom = Whom(language)
        self._hesitations = shared(Everyday, language).hesitations
        here = self._people.data["here"][0]
        around = sorted([*here["frames"], *here["beside"]], key=len, reverse=True)
        self._around = re.compile(phrases.any_of(around, {"age": here["age"]}))
        self._plural_frames = frozenset(here["plural_frames"])
        self._particles = frozenset(here["particles"])
        self._yes_no = shared(YesNo, language)
        self._tells_more = frozenset(here["tells_more"])
        self._joins = frozenset(self._people.data["joins"])
        self._determiners = frozenset(self._people.data["determiners"])
        self._kin = frozenset(self._people.data["kin"])

    def people(self, text: str) -> list[str]:
        """The names given in answer to "Who is here today?", each once, in order. Empty where nothing is sure."""
        return each_once(self.named(text))

    def named(self, text: str) -> list[str]:
        """As ``people``, but a name that is given to two people, "Dan and Dan", is there twice."""
        out: list[str] = []
        for sentence in re.split(r"[.!?;,\n]+", tidy(text)):
            runs = [(run, several) for run, several in self._runs(sentence) if run]
            for run, several in runs:
                out += each_once(self._names(sentence, run, several=several and len(runs) == 1))
        return out

    def one(self, text: str) -> str | None:
        """The name that these words are, and nothing beside it; else None."""
        found = self.people(text)
        return found[0] if len(found) == 1 and normalise(found[0]) == normalise(text) else None

    def written(self, text: str) -> str:
        """Any words as a name: with its capitals."""
        return " ".join(self._spelt(word, inner=False) for word in tidy(text).split())

    def match(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """Which of the known ``people`` these words name: "me" is the ``speaker``, "we" is everybody, in their order."""
        return self._whom.match(words, people, speaker=speaker)

    def absent(self, words: str, people: Sequence[str], *, speaker: str | None = None) -> list[str]:
        """The parts of an answer to "who?" that name somebody who is not among ``people``, in the words used."""
        return self._whom.absent(words, people, speaker=speaker)

    def _runs(self, sentence: str) -> Iterator[tuple[list[Token], bool]]:
        """Stretches of words between frames and joining words, and whether "we are" or the like stands before."""
        row = [token for token in _hyphened(sentence) if token.text not in self._hesitations]
        words = WordRow([token.text for token in row])
        run: list[Token] = []
        several = False
        at = 0
        while at < len(row):
            around = words.longest(self._around, at) or (1 if row[at].text in self._joins else 0)
            if row[at].text in self._tells_more and around < 2 and (run or not around):
                break
            if around:
                yield run, several
                relation = row[at : at + around]
                apposed = bool(run) or (at + around < len(row) and not self._begins_around(words, at + around))
                if len(relation) > 1 and relation[0].text in self._determiners and not apposed:
                    yield relation[1:], False
                run = []
                several = " ".join(words.words[at : at + around]) in self._plural_frames
                at += around
            else:
                run.append(row[at])
                at += 1
        yield run, several

    def _begins_around(self, words: WordRow, at: int) -> bool:
        return words.words[at] in self._joins or words.longest(self._around, at) > 0

    def _names(self, sentence: str, run: Sequence[Token], *, several: bool) -> Iterator[str]:
        if not self._can_name(run):
            return
        said = [sentence[token.start : token.end] for token in run]
        spelt = [self._spelt(word, inner=0 < at < len(said) - 1) for at, word in enumerate(said)]
        names = [token for at, token in enumerate(run) if not (at and token.text in self._particles)]
        known = all(self._is_known(token.text) for token in run)
        in_capitals = all(word[:1] != word[:1].lower() for word in said)
        if len(run) > 1 and (known or several or (len(names) > _MOST_NAME_WORDS and in_capitals)):
            if len(names) == len(run):
                yield from spelt
        elif len(names) <= _MOST_NAME_WORDS:
            yield " ".join(spelt)

    def _can_name(self, run: Sequence[Token]) -> bool:
        """Whether no word of the run rules out a name; "will" and the like may begin one ("Will", "Will Smith")."""
        words = [token.text.removesuffix("'s") for token in run]
        rest = words[1:] if words[0] in self._people.word_names else words
        inner = set(words[1:-1]) & self._particles
        if any(word in self._people.not_names - inner or word.isdigit() for word in rest):
            return False
        known = self._is_known(words[0]) or words[0] in self._people.word_names
        return known or self._yes_no.read(" ".join(words)) is Answer.OTHER

    def _is_known(self, word: str) -> bool:
        plain = word.removesuffix("'s")
        return plain in self._people.first_names or plain in self._kin

    def _spelt(self, word: str, *, inner: bool) -> str:
        """A name with its capitals: those it was written with, or one at each beginning."""
        plain = re.sub(r"'s$", "", word)
        special: dict[str, str] = self._people.data["here"][0]["spelt"]
        if plain.lower() in special:
            return special[plain.lower()]
        if plain != plain.lower() or (inner and plain in self._particles):
            return plain
        return _BEGINNING.sub(lambda found: found.group().upper(), plain)


def each_once(names: Iterable[str]) -> list[str]:
    """The names in order, each once."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return list(found.values())


def _hyphened(sentence: str) -> list[Token]:
    """The words, those with a hyphen between them as one."""
    out: list[Token] = []
    for token in tokens(sentence):
        if out and token.start == out[-1].end + 1 and sentence[out[-1].end] in "-‑":
            out[-1] = Token(f"{out[-1].text}-{token.text}", out[-1].start, token.end)
        else:
            out.append(token)
    return out
