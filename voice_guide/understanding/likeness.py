"""What an utterance is most like, by the language's examples (``examples/*.tsv``), where no rule knows it.

The tables are learnt from the examples once, in some seconds, and kept in the user's cache folder. Learning is repeatable, so
a table that is lost or altered is made anew. A language without examples has no likenesses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from voice_guide.languages import Language
from voice_guide.understanding import everyday, learning, table_file, text
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.learning import Table, learn
from voice_guide.understanding.shared import shared

ANSWER, COMMAND = "answer", "command"
_MOST_WORDS = 18  # longer ones are stories to the commands, and no example of theirs
_STORY = 5  # words at least
_LEAST_KNOWN = 0.5  # of the words: less, and it is another language
_ASKED_ABOUT, _OTHER = "?", "other"
_ANSWERS = ("stories", "answers")  # examples of what is no command
_MADE_BY = (learning, everyday, text)
_STORIES_EACH, _STRIDE = 3, 7919  # a prime, so that each command meets other stories
Words = tuple[str, ...]


class Like(NamedTuple):
    """What words are most like, and how likely that is, from 0 to 1; ``of`` tells how likely each other kind is.

    ``exact``: an example is these very words. ``known``: the share of the words that such examples hold, from 0 to 1.
    """

    kind: str
    likely: float
    of: dict[str, float]
    exact: bool = False
    known: float = 1.0


class _Tables(NamedTuple):
    yes_no: Table
    is_command: Table
    commands: Table


class Likeness:
    """A language's examples, and what can be told from them."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._everyday = shared(Everyday, language)
        data = language.understanding("commands")
        abouts = ((name, entry.get("about", {})) for name, entry in data["command"].items())
        self._known_abouts = {f"{name}/{about}" for name, entries in abouts for about in entries}
        self._beginnings = frozenset(language.understanding("everyday").get("beginnings", ()))
        self._silent = frozenset(data.get("answers_nothing", ()))
        self._tables: _Tables | None = None
        self._lock = Lock()

    def answer(self, said: str) -> Like | None:
        """Which answer to a yes or no this is most like; None where nothing can be told."""
        words, tables = self._answering(said), self._ready()
        if not words or tables is None:
            return None
        of = tables.yes_no.likely(words)
        if exact := tables.yes_no.examples.get(" ".join(words)):
            return Like(exact, 1.0, of, exact=True)
        if tables.yes_no.known(words) < _LEAST_KNOWN:
            return None
        kind = max(of, key=lambda name: of[name])
        return Like(kind, of[kind], of)

    def command(self, said: str) -> Like | None:
        """Which command this is most like, and how likely it is one at all; None where nothing can be told."""
        words, tables = self._words(said), self._ready()
        if not 0 < len(words) <= _MOST_WORDS or tables is None or tables.is_command.known(words) < _LEAST_KNOWN:
            return None
        of = tables.commands.likely(words)
        if tables.is_command.examples.get(" ".join(self._everyday.fluent(said))) == ANSWER:
            return Like(ANSWER, 0.0, of, exact=True)
        if exact := tables.commands.examples.get(" ".join(words)):
            return Like(exact, 1.0, of, exact=True)
        kind = max(of, key=lambda name: of[name])
        likely, known = tables.is_command.likely(words)[COMMAND], tables.commands.known(words)
        return Like(kind, likely, of, known=known)

    def prepare(self) -> None:
        """Have the tables ready, learning them where that was not done before: some seconds."""
        self._ready()

    def _answering(self, said: str) -> list[str]:
        """What may be an answer: "well, yes" is a yes."""
        words = self._everyday.fluent(said)
        return list(dropwhile(self._beginnings.__contains__, words)) or words

    def _words(self, said: str) -> list[str]:
        """What may be a command. To a yes or no "maybe" and "I think" are no asides."""
        return self._everyday.without_asides(self._everyday.fluent(said))

    def _ready(self) -> _Tables | None:
        with self._lock:
            if self._tables is None and self._language.examples("yes_no"):
                name = f"{self._language.code}-{self._digest()}"
                kept = table_file.read(name, len(_Tables._fields))
                self._tables = _Tables(*kept) if kept else self._learn()
                if not kept:
                    table_file.write(name, self._tables)
            return self._tables

    def _digest(self) -> str:
        """What the tables are made from, and by: with another one they are learnt anew."""
        folder = self._language.folder
        files = [*sorted((folder / "examples").glob("*.tsv")), folder / "understanding" / "everyday.toml"]
        made_by = [Path(str(module.__file__)) for module in _MADE_BY]
        content = b"\0".join(file.read_bytes() for file in (*files, *made_by, Path(__file__)) if file.is_file())
        return hashlib.sha256(content).hexdigest()[:16]

    def _learn(self) -> _Tables:
        answers = self._read("yes_no", self._answering)
        asked = {words: self._name(kind) for words, kind in self._read("commands", self._words).items()}
        for name in _ANSWERS:
            asked = dict.fromkeys(self._read(name, self._words), ANSWER) | asked
        told_so = {
            " ".join(words): self._name(kind) for words, kind in self._read("commands", self._everyday.fluent).items()
        }
        for name in _ANSWERS:
            told_so = {" ".join(words): ANSWER for words in self._read(name, self._everyday.fluent)} | told_so
        # A yes, no or doubt is no command, either; what is "other" may be one.
        plain = {words: kind for words, kind in self._read("yes_no", self._words).items() if kind != _OTHER}
        asked = dict.fromkeys(plain, ANSWER) | asked
        for said, kind in self._language.examples("commands"):
            if self._name(kind) in self._silent and (words := tuple(self._answering(said))):
                answers.setdefault(words, _OTHER)
        asked = {words: kind for words, kind in asked.items() if len(words) <= _MOST_WORDS}
        stories = [words for words in self._read("stories", self._words) if _STORY <= len(words) <= _MOST_WORDS]
        told = dict.fromkeys(_in_stories([words for words, kind in asked.items() if kind != ANSWER], stories), ANSWER)
        asked = told | asked
        are = [(words, ANSWER if kind == ANSWER else COMMAND) for words, kind in asked.items()]
        which = [(words, kind) for words, kind in asked.items() if kind != ANSWER]
        return _Tables(learn(list(answers.items())), replace(learn(are), examples=told_so), learn(which))

    def _read(self, name: str, plain: Callable[[str], list[str]]) -> dict[Words, str]:
        """The examples of a kind by their plain words; what is two kinds once it is plain teaches nothing."""
        read: dict[Words, str] = {}
        both: set[Words] = set()
        for said, kind in self._language.examples(name):
            if (words := tuple(plain(said))) and read.setdefault(words, kind) != kind:
                both.add(words)
        return {words: kind for words, kind in read.items() if words not in both}

    def _name(self, kind: str) -> str:
        """The kind of an example: what is only asked about is an answer, and of what a command is about the fixed ones count."""
        if kind.startswith(_ASKED_ABOUT):
            return ANSWER
        return kind if kind in self._known_abouts else kind.partition("/")[0]


def _in_stories(commands: list[Words], stories: list[Words]) -> Iterator[Words]:
    """Each command put somewhere into a story: such are answers, and teach that the other words count."""
    for at, command in enumerate(commands):
        for turn in range(_STORIES_EACH):
            number = at * _STORIES_EACH + turn
            story = stories[number * _STRIDE % len(stories)]
            place = number % (len(story) + 1)
            yield (*story[:place], *command, *story[place:])
