"""What is said in a group to steer it: "passing to Dan", "Mum's turn". Only as a whole utterance; else it is an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from voice_guide.languages import Language
from voice_guide.understanding import phrases
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.people_spoken_of import PeopleSpokenOf
from voice_guide.understanding.shared import shared
from voice_guide.understanding.text import normalise

_NAME = "name"
_MOST_NAME_WORDS = 4
_POSSESSIVE = "'s"
# Whisper tiny.en heard "Helen" as "Hetland" and "Hatland", "Peter" as "Beta", "Emma" as "Emmett": more alike than other names.
_LIKE, _LIKER = 0.6, 0.15


@dataclass(frozen=True)
class GroupWord:
    """A command to the group. ``name``: the one of the group that it is about, as they are called; None where it is nobody.

    ``sure`` False: the name was heard as another word, which only sounds like it.
    """

    command: str
    name: str | None = None
    sure: bool = True


class GroupWords:
    """A language's words for it (``understanding/groups.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("groups")
        self._everyday = shared(Everyday, language)
        people = shared(PeopleSpokenOf, language).data
        self._titles = frozenset(people["titles"])
        self._determiners = frozenset(people["determiners"])
        self._most_words = int(data["most_words"])
        self._polite = sorted((self._everyday.plain(text) for text in data["polite"]), key=len, reverse=True)
        self._misheard: str = data["misheard"]
        gap = rf"\S+(?: \S+){{0,{_MOST_NAME_WORDS - 1}}}?"
        self._commands: list[tuple[str, re.Pattern[str]]] = []
        self._whose: list[re.Pattern[str]] = []
        for command, texts in [*data["commands"].items(), (None, data["named"])]:
            for text in texts:
                for way in _each_with_one_name(self._everyday.phrase(text)):
                    pattern = phrases.pattern(phrases.read(way), {_NAME: gap, "owner": gap + _POSSESSIVE})
                    if command is None:
                        self._whose.append(re.compile(pattern))
                    else:
                        self._commands.append((command, re.compile(pattern)))

    def read(self, text: str, names: Sequence[str]) -> GroupWord | None:
        """What this whole utterance is to a group of these ``names``; None for an answer, and where it names somebody else."""
        words = self._everyday.plain(text)
        while words and len(words) <= self._most_words:
            found = self._found(" ".join(words) + " ", names)
            if found is not None:
                return found
            shorter = self._without_polite(words)
            if len(shorter) == len(words):
                return None
            words = shorter
        return None

    def may_be(self, text: str) -> bool:
        """Whether this could be a command to a group, whatever the people in it are called."""
        words = self._everyday.plain(text)
        said = " ".join(words) + " "
        return 0 < len(words) <= self._most_words and any(pattern.fullmatch(said) for _, pattern in self._commands)

    def named(self, text: str, names: Sequence[str]) -> str | None:
        """Which one of these a whole answer to "was it this one, or that one?" names."""
        words = self._everyday.plain(text)
        while words:
            for pattern in self._whose:
                match = pattern.fullmatch(" ".join(words) + " ")
                gaps = [gap.removesuffix(_POSSESSIVE) for gap in match.groupdict().values() if gap] if match else []
                if gaps and (name := self._called(gaps[0], names)) is not None:
                    return name
            shorter = self._without_polite(words)
            if len(shorter) == len(words):
                return None
            words = shorter
        return None

    def _found(self, said: str, names: Sequence[str]) -> GroupWord | None:
        near: GroupWord | None = None
        for command, pattern in self._commands:
            match = pattern.fullmatch(said)
            if match is None:
                continue
            gaps = [gap.removesuffix(_POSSESSIVE) for gap in match.groupdict().values() if gap]
            if not gaps:
                return GroupWord(command)
            if (name := self._called(gaps[0], names)) is not None:
                return GroupWord(command, name)
            if near is None and command == self._misheard and (like := _nearest(gaps[0], names)) is not None:
                near = GroupWord(command, like, sure=False)
        return near

    def _called(self, said: str, names: Sequence[str]) -> str | None:
        """Which one of these is called so: by the whole name, or by its first where only one has it."""
        words = normalise(said)
        if len(words) > 1 and words[0] in self._determiners:
            words = words[1:]
        whole = [name for name in names if self._everyday.plain(name) == words or normalise(name) == words]
        first = [name for name in names if self._short(name) == words]
        found = whole or first
        return found[0] if len(found) == 1 else None

    def _short(self, name: str) -> list[str]:
        words = normalise(name)
        return words[1:] if words and words[0] in self._titles and len(words) > 1 else words[:1]

    def _without_polite(self, words: Sequence[str]) -> list[str]:
        for polite in self._polite:
            size = len(polite)
            if list(words[:size]) == polite:
                return list(words[size:])
            if list(words[-size:]) == polite:
                return list(words[:-size])
        return list(words)


def _nearest(said: str, names: Sequence[str]) -> str | None:
    """The one of these whose name is spelt most like these words, where it is much more so than any other."""
    like = sorted(((SequenceMatcher(None, said, name.casefold()).ratio(), name) for name in names), reverse=True)
    clear = bool(like) and like[0][0] >= _LIKE and (len(like) == 1 or like[0][0] - like[1][0] >= _LIKER)
    return like[0][1] if clear else None


def _each_with_one_name(text: str) -> list[str]:
    """The phrase, where "{name}" and "{name}'s" are two ways to say a part once with each. With "'s" it is one word."""
    if "({name}|{name}'s)" in text:
        return [text.replace("({name}|{name}'s)", gap) for gap in ("{name}", "{owner}")]
    return [text.replace("{name}'s", "{owner}")]
