"""Commands that no rule knows, told by what they are most like. In doubt they are asked about, or part of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.likeness import ANSWER, Likeness
from voice_guide.understanding.shared import shared

# How likely it must be that it is a command, to be taken and to be asked about, and how likely which one. Found by leaving out a
# fifth of 2,400 lines that no rule was made for, five times over: with them 97 and not 92 of 100 are right.
_TAKEN, _ASKED, _WHICH = 0.85, 0.6, 0.6
_WEIGHTY = 0.93  # for what ends or takes away something
_LONG, _LONG_TAKEN = 10, 0.97  # words: people who steer are brief, and a story may hold what is said to steer
_KNOWN = 0.85  # of its words: with more of their own, people tell something
_INSTEAD, _UNLIKELY = 0.95, 0.02  # another command than the rules', where theirs is as unlikely


@dataclass(frozen=True)
class LikeCommand:
    """A command that words are like, and what it is about; with ``ask``, it is not sure enough to be taken."""

    command: str
    about: str | None = None
    ask: str | None = None


class LikeCommands:
    """A language's commands by their examples. ``topics``: the words that name a part of the conversation."""

    def __init__(self, language: Language, *, topics: Iterable[str]) -> None:
        self._likeness = shared(Likeness, language)
        self._everyday = shared(Everyday, language)
        self._topics = sorted(topics, key=len, reverse=True)
        data = language.understanding("commands")
        self._weighty, self._named = frozenset(data["weighty"]), frozenset(data["names_a_part"])

    def find(self, text: str, known: str, *, only_exact: bool = False) -> LikeCommand | None:
        """The command that words are most like. ``known``: what the rules take them for, which mostly stands.

        ``only_exact``: nothing but what an example says of these very words, because the rules ask about them.
        """
        like = self._likeness.command(text)
        if like is None or (only_exact and not like.exact):
            return None
        if like.kind == ANSWER:
            return LikeCommand(ANSWER) if known != ANSWER else None
        name, _, about = like.kind.partition("/")
        if known != ANSWER:
            of = like.of.get(known, 1.0)
            other = name != known and known not in self._weighty and name not in self._weighty | self._named
            surely = like.exact or (min(like.likely, like.of[like.kind]) >= _INSTEAD and of <= _UNLIKELY)
            return LikeCommand(name, about or None) if other and surely else None
        if not like.exact and (
            " " not in text.strip() or like.likely < _ASKED or like.of[like.kind] < _WHICH or like.known < _KNOWN
        ):
            return None
        topic = self._topic(text) if name in self._named else about
        taken_from = _WEIGHTY if name in self._weighty else _TAKEN
        sure = like.likely >= (_LONG_TAKEN if len(text.split()) > _LONG else taken_from)
        taken = (sure or like.exact) and (topic or name not in self._named)
        return LikeCommand(name, topic or None) if taken else LikeCommand(ANSWER, ask=name)

    def _topic(self, text: str) -> str:
        """The part of the conversation that is named, in the words of the data."""
        said = f" {' '.join(self._everyday.plain(text))} "
        return next((topic.strip() for topic in self._topics if f" {topic.strip()} " in said), "")
