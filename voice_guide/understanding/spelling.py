"""A name that is spelt aloud: "K A I", "kilo alpha india", "K for kite, A, I", "double L"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voice_guide.languages import Language
from voice_guide.understanding.text import Token, tidy, tokens
from voice_guide.understanding.word_row import WordRow

_MOST_BEFORE = 3  # the name itself may be said before it is spelt
_MOST_LETTERS = 40
_LETTER_FOR = re.compile(r"([^\W\d_])(\d)")  # "K4 kite"
_BEGINNING = re.compile(r"(?:^|(?<=[-' ]))\w")


@dataclass(frozen=True)
class Spelt:
    """What was spelt: ``name`` with its capitals, and its ``letters`` as they can be said back."""

    name: str

    @property
    def letters(self) -> tuple[str, ...]:
        """Each letter, a capital one."""
        return tuple(sign.upper() for sign in self.name if sign.isalnum())


class Spelling:
    """A language's letters (``understanding/letters.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("letters")
        said: Mapping[str, Sequence[str]] = {**data["letters"], **data["signs"]}
        self._signs = {tuple(way.split()): sign for sign, ways in said.items() for way in ways}
        self._letters = frozenset(data["letters"])
        words = data["words"]
        self._for, self._idle, self._before = (_expression(words[key]) for key in ("for", "idle", "before"))
        self._double = frozenset(words["double"])
        heard = data["heard"]
        likely = [
            *(" ".join(way) for way in self._signs),
            *words["for"],
            *words["double"],
            *words["idle"],
            *words["before"],
        ]
        self._expected = tuple(dict.fromkeys([*likely, *heard["examples"].split(), *heard["also"]]))
        self._longest = max(len(way) for way in self._signs)

    def read(self, text: str, *, least: int = 2) -> Spelt | None:
        """The name that a whole utterance spells, with at least so many letters; None where anything in it is no letter."""
        row = [part for token in tokens(text) for part in _apart(token)]
        said = tidy(text)
        words = WordRow([token.text for token in row])
        start = 0
        while start < len(row):
            length = words.longest(self._before, start) or words.longest(self._idle, start)
            if not length:
                break
            start += length
        for begin in range(start, min(start + _MOST_BEFORE, len(row))):
            before = [token.text for token in row[start:begin]]
            found = self._spelt(said, row, words, begin)
            if found is None or len(found) > _MOST_LETTERS or sum(sign.isalpha() for sign in found) < least:
                continue
            if begin > start and not _is_like(before, found):
                continue
            return Spelt(_BEGINNING.sub(lambda sign: sign.group().upper(), found))
        return None

    def expected(self) -> tuple[str, ...]:
        """What is likely to be said while a name is spelt: a grammar for recognisers that take one."""
        return self._expected

    def letter(self, text: str) -> str | None:
        """The one letter that these words name, or None."""
        found = self.read(text, least=1)
        return found.name if found and len(found.name) == 1 else None

    def _spelt(self, said: str, row: Sequence[Token], words: WordRow, at: int) -> str | None:
        out: list[str] = []
        times = 1
        while at < len(row):
            if row[at].text in self._double and not self._sign(words, at):
                times, at = 2, at + 1
                continue
            sign, length = self._sign(words, at) or ("", 0)
            if not length and (length := words.longest(self._idle, at)):
                at += length
                continue
            if not length and (found := self._for_word(words, at)) is not None:
                sign, length = found  # "net for zebra": the letter was not heard, and its word was
                at, out, times = at + length, out + [sign] * times, 1
                continue
            if not length:
                capitals = said[row[at].start : row[at].end]
                if not (capitals.isupper() and capitals.isalpha() and out == [] and len(capitals) > 1):
                    # The name itself, said once more at the end, is no letter either.
                    rest = [token.text for token in row[at:]]
                    return "".join(out) if out and "".join(rest) == re.sub(r"\W", "", "".join(out)) else None
                sign, length = capitals.lower(), 1
            at += length
            joined = words.longest(self._for, at) if sign in self._letters else 0
            if joined and at + joined < len(row):
                sign, at = row[at + joined].text[0], at + joined + 1  # the word is heard more surely than the letter
            out += [sign] * times
            times = 1
        return "".join(out).strip(" -'")

    def _for_word(self, words: WordRow, at: int) -> tuple[str, int] | None:
        """The letter of "for kite", with or without a word before it that is no letter, and how many words that is."""
        for skipped in (0, 1):
            start = at + skipped
            joined = words.longest(self._for, start) if start < len(words.words) else 0
            if joined and start + joined < len(words.words):
                return words.words[start + joined][0], skipped + joined + 1
        return None

    def _sign(self, words: WordRow, at: int) -> tuple[str, int] | None:
        for length in range(min(self._longest, len(words.words) - at), 0, -1):
            sign = self._signs.get(tuple(words.words[at : at + length]))
            if sign is not None:
                return sign, length
        return None


def _apart(token: Token) -> list[Token]:
    """The word; "K4", as a recogniser writes "K for", as two."""
    both = _LETTER_FOR.fullmatch(token.text)
    if both is None:
        return [token] if token.text != "'" else []
    middle = token.start + 1
    return [Token(both[1], token.start, middle), Token(both[2], middle, token.end)]


def _is_like(before: Sequence[str], spelt: str) -> bool:
    """Whether words said before the letters may be the name: they begin or end as it does, or nearly so."""
    name = "".join(before)
    return name[:1] == spelt[:1] or name[-1:] == spelt[-1:]


def _expression(ways: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile("|".join(re.escape(way) + " " for way in longest_first))
