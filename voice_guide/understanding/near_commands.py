"""Utterances that are close to a command: asked about once, and taken as part of the answer when that is unclear."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.sounds_nearly import SoundsNearly
from voice_guide.understanding.text import normalise

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s)")


class _Found(Protocol):
    @property
    def command(self) -> str: ...


class NearCommands:
    """Sound-alikes, unfinished commands, and commands at the end of a short answer, as the data describes them."""

    def __init__(
        self, data: Mapping[str, Any], everyday: Everyday, whole: Callable[[list[str]], _Found | None]
    ) -> None:
        self._near = data["near"]
        self._everyday = everyday
        self._whole = whole
        self._sounds = {
            " ".join(everyday.plain(heard)): name
            for name, heards in data["sounds-like"]["ask"].items()
            for heard in heards
        }
        self._nearly = SoundsNearly(data["sounds-like"].get("nearly", {}))
        self._misheard_only_later = frozenset(data["near"]["misheard_only_later"])
        self._misheard = {heard: meant for meant, heards in data["near"]["misheard"].items() for heard in heards}

    def find(self, text: str, words: Sequence[str]) -> str | None:
        """The command that an utterance, itself none, should be asked about."""
        return (
            self._sounds_like(words)
            or self._misheard_in(words)
            or self._unfinished(words)
            or self._at_the_end(text, words)
            or self._nearly.find(words)
        )

    def stands_after_own_words(self, text: str, words: Sequence[str]) -> bool:
        """Whether the command that it is close to comes after words of the person's own: ``rotten go back``."""
        whole = self._sounds_like(words) or self._misheard_in(words) or self._unfinished(words)
        return whole is None and self._at_the_end(text, words) is not None

    def _sounds_like(self, words: Sequence[str]) -> str | None:
        return self._sounds.get(" ".join(words)) or self._sounds.get(" ".join(self._everyday.without_asides(words)))

    def _misheard_in(self, words: Sequence[str]) -> str | None:
        """A command of several words, of which some were heard as others: ``change mod``, ``read not back``."""
        if not 2 <= len(words) <= self._near["most_words"] or words[0] in self._misheard_only_later:
            return None
        meant = [self._misheard.get(word, word) for word in words]
        found = self._whole(meant) if meant != list(words) else None
        return found.command if found else None

    def _unfinished(self, words: Sequence[str]) -> str | None:
        fragments = self._near["fragments"]
        if not 2 <= len(words) <= self._near["most_words"]:
            return None
        for part, edge in ((words[:-1], words[-1]), (words[1:], words[0])):
            if edge in fragments and (found := self._whole(list(part))):
                return found.command
        return None

    def _at_the_end(self, text: str, words: Sequence[str]) -> str | None:
        """A command after a short other sentence: ``rotten go back``, ``It was all right. Go back.``"""
        ends = [found.end() for found in _SENTENCE_END.finditer(text)]
        if ends:
            before, last = normalise(text[: ends[-1]]), self._everyday.plain(text[ends[-1] :])
            if len(before) <= self._near["sentence_words"] and not set(before[-3:]) & set(self._near["saying"]):
                return self._named(last)
        for size in range(1, min(self._near["answer_words"], len(words) - 1) + 1):
            if words[size - 1] in self._near["joins"] or words[size - 1].endswith(tuple(self._near["joins_endings"])):
                return None
            last = list(words[size:])
            single = self._everyday.without_asides(last)
            if last[0] not in self._near["fragments"] and " ".join(single) not in self._near["only_after_mark"]:
                name = self._named(last)
                if name:
                    return name
        return None

    def _named(self, words: list[str]) -> str | None:
        found = self._whole(words)
        return found.command if found and found.command in self._near["at_the_end"] else None
