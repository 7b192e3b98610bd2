"""Which picture goes with words: pure, over phrases that are a language's data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

_STAR = "*"
_MOST_CHARACTERS = 1000  # what is longer tells of more than one picture can show


class Counts(Enum):
    """What it means that a phrase is said."""

    THING = "things"  # it names a picture
    DOING = "doing"  # so does this, with the endings of what one does
    OR_ELSE = "or_else"  # it names a picture where nothing else does
    SKIP = "skip"  # a word in it names none
    PLAIN = "plain"  # no picture but the neutral one


@dataclass(frozen=True)
class Phrase:
    """One or more words, in which a star stands for any letters, and the ``picture`` they name, if any."""

    text: str
    counts: Counts
    picture: str | None = None


class PictureWords:
    """Finds the picture that words name."""

    def __init__(self, phrases: Iterable[Phrase], endings: Mapping[str, Sequence[str]]) -> None:
        # Longer phrases first: of those that begin at one place, the first one here is taken.
        self._phrases = sorted(phrases, key=lambda phrase: (phrase.text.count(" "), len(phrase.text)), reverse=True)
        each = (f"({_pattern(phrase, endings)})" for phrase in self._phrases)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)") if self._phrases else None

    def name(self, words: str) -> str | None:
        """The name of a picture; None where none fits, or where none should stand."""
        if len(words) > _MOST_CHARACTERS:
            return None
        said = [self._phrases[found.lastindex - 1] for found in self._found(words) if found.lastindex]
        if any(phrase.counts is Counts.PLAIN for phrase in said):
            return None
        first = [phrase.picture for phrase in said if phrase.counts in (Counts.THING, Counts.DOING)]
        second = [phrase.picture for phrase in said if phrase.counts is Counts.OR_ELSE]
        return next(iter((*first, *second)), None)

    def _found(self, words: str) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(as_compared(words)) if self._pattern is not None else ()


def as_compared(words: str) -> str:
    """Words as they are compared: without case, with one space between, and one kind of apostrophe."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().replace("’", "'").split())


def _pattern(phrase: Phrase, endings: Mapping[str, Sequence[str]]) -> str:
    kind = Counts.DOING if phrase.counts is Counts.OR_ELSE else phrase.counts
    with_endings = endings.get(kind.value, ())
    return " ".join(_word(word, with_endings) for word in as_compared(phrase.text).split())


def _word(word: str, endings: Sequence[str]) -> str:
    """One word: as it stands, with an ending, with its last letter doubled before that, or without a last "e"."""
    plain = re.escape(word).replace(re.escape(_STAR), r"[\w'-]*")
    if _STAR in word or not endings:
        return plain
    after = "|".join(map(re.escape, endings))
    bare = rf"|{re.escape(word[:-1])}(?:{after})" if word.endswith("e") else ""
    return rf"(?:{plain}(?:{re.escape(word[-1])}?(?:{after}))?{bare})"
