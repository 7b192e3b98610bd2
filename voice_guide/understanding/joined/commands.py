"""Commands where words are joined (``understanding/commands.toml``): taken only when they are the whole utterance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from voice_guide.languages import Language
from voice_guide.understanding.commands import ANSWER, CommandMatch, During
from voice_guide.understanding.joined.amending import JoinedAmending
from voice_guide.understanding.joined.letters import Letters, letters
from voice_guide.understanding.joined.sayings import Sayings, pattern
from voice_guide.understanding.phrases import read
from voice_guide.understanding.shared import shared

_GAP = r".{1,12}?"  # letters of what a command is about: a few words, and no sentence


class JoinedCommands:
    """A language's commands."""

    def __init__(self, language: Language) -> None:
        data: Mapping[str, Any] = language.understanding("commands")
        rules = data["rules"]
        self._data = data
        self._hesitations = frozenset(data["hesitations"])
        self._says = Sayings({name: entry["says"] for name, entry in data["command"].items()}, rules)
        self._asked = Sayings({name: entry.get("asked", []) for name, entry in data["command"].items()}, rules)
        self._special: dict[str, Sayings] = {
            name: Sayings({about: entry[key] for key, about in entry["about"].items()}, rules)
            for name, entry in data["command"].items()
            if "about" in entry
        }
        self._gaps = [
            (name, re.compile(pattern(read(text, rules), {"about": _GAP})))
            for name, entry in data["command"].items()
            for text in entry.get("gaps", [])
        ]
        self._before = Sayings({"before": data["before"]}, rules)
        self._after = Sayings({"after": data["after"]}, rules)
        self._at_the_end = frozenset(data["at_the_end"])
        self._end_words: int = data["end_words"]
        self._amending = shared(JoinedAmending, language)

    def recognise(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """As ``Commands.recognise``; ``old`` and ``new`` are as they were said."""
        said = letters(text, self._hesitations)
        found = self._whole(said)
        if found is None and during == "read-back" and (amended := self._amending.find(text)):
            return CommandMatch("amend", about=amended.about, new=amended.new, old=amended.old)
        if found is not None and (ended_by_itself or found.command == "finished"):
            return found
        ask = found.command if found is not None else self._asks(said)
        return CommandMatch(ANSWER, ask=ask)

    def known(self, text: str, *, during: During = "question", ended_by_itself: bool = True) -> CommandMatch:
        """As ``recognise``: rules are all there is."""
        return self.recognise(text, during=during, ended_by_itself=ended_by_itself)

    def is_closing_phrase(self, text: str) -> bool:
        """Whether these words, said by themselves after a pause, end the answer."""
        found = self._whole(letters(text, self._hesitations))
        return found is not None and bool(self._data["command"][found.command].get("closing"))

    def says_something(self, text: str) -> bool:
        """Whether a way to finish says something too."""
        said = letters(text).letters
        return any(word in said for word in self._data["says_something"])

    def as_said(self, words: str, text: str) -> str | None:
        """The words of a command in the text that they come from: here they are as they were said."""
        return words if words in letters(text).text else None

    def _whole(self, said: Letters) -> CommandMatch | None:
        """The command that all these letters are, but for polite words around it."""
        if not said.letters:
            return None
        for start, end in self._cores(said):
            core = said.letters[start:end]
            if (name := self._says.kind(core)) is not None:
                return CommandMatch(name)
            for name, special in self._special.items():
                if (about := special.kind(core)) is not None:
                    return CommandMatch(name, about=about)
            for name, expression in self._gaps:
                if found := expression.fullmatch(core):
                    first, last = found.span("about")
                    return CommandMatch(name, about=said.said(start + first, start + last))
        return None

    def _cores(self, said: Letters) -> Iterator[tuple[int, int]]:
        """Every way to leave out polite and idle words at both ends, the longest core first."""
        whole = len(said.letters)
        starts = [at for at in range(whole) if not at or self._before.cover(said.letters[:at])]
        ends = [at for at in range(whole, 0, -1) if at == whole or self._after.cover(said.letters[at:])]
        yield from sorted(
            ((start, end) for start in starts for end in ends if start < end), key=lambda core: core[0] - core[1]
        )

    def _asks(self, said: Letters) -> str | None:
        """The command that an utterance, itself none, is asked about."""
        for start, end in self._cores(said):
            if (name := self._asked.kind(said.letters[start:end])) is not None:
                return name
        first_words = sorted(said.begins)[1 : self._end_words + 1]
        for at in first_words:
            if (name := self._says.kind(said.letters[at:])) in self._at_the_end:
                return name
        return None
