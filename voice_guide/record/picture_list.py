"""A list of pictures (pictures.toml), read and checked: what stands where, and which words name what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from voice_guide.errors import GuideError
from voice_guide.guide.lines import Lines, find_lines
from voice_guide.languages import read_toml
from voice_guide.record.picture_words import Counts, Phrase, as_compared
from voice_guide.small_file import read_small

_FILE_BYTES = 128 * 1024
_MOST_CHARACTERS = 100
_MOST_PHRASES = 5000
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_PICTURED = (Counts.THING, Counts.DOING, Counts.OR_ELSE)
_EXAMPLES = {
    "neutral": 'neutral = "arrow"',
    "slots": 'who = "person"',
    "alt": 'phone = "A telephone"',
    "word": '[[word]] picture = "phone"',
    "endings": 'things = ["s", "es"]',
    "skip": 'words = ["book a"]',
    "plain": 'words = ["not"]',
}


@dataclass(frozen=True)
class PictureList:
    """What one pictures.toml says. ``where`` is the line at which each picture is first named."""

    file: Path
    neutral: str | None
    slots: Mapping[str, str]
    alts: Mapping[str, str]
    phrases: tuple[Phrase, ...]
    endings: Mapping[str, tuple[str, ...]]
    where: Mapping[str, int] = field(default_factory=dict)
    slot_lines: Mapping[str, int] = field(default_factory=dict)


def is_name(name: object) -> bool:
    """Whether a picture can have this name, which is a file's name too."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def read_list(path: Path) -> PictureList:
    """The list in a file. Raises GuideError with the line, what is wrong there, and an example of right."""
    try:
        content = read_small(path, _FILE_BYTES)
    except OSError as error:
        raise GuideError("pictures_unreadable", file=str(path)) from error
    table = read_toml(path)
    return _Reader(path, table, find_lines(content.decode("utf-8"))).read()


class _Reader:
    def __init__(self, path: Path, table: Mapping[str, Any], lines: Lines) -> None:
        self._path = path
        self._table = table
        self._lines = lines
        self._where: dict[str, int] = {}

    def read(self) -> PictureList:
        for key in self._table:
            if key not in _EXAMPLES:
                self._wrong(key, "neutral, [slots], [alt], [[word]], [endings], [skip], [plain]", key)
        neutral = self._picture(self._table["neutral"], "neutral") if "neutral" in self._table else None
        slots = {key: self._picture(value, "slots", key) for key, value in self._part("slots").items()}
        alts = dict(self._alts())
        endings = {key: self._texts(value, "endings", key) for key, value in self._part("endings").items()}
        phrases = tuple(self._phrases())
        if len(phrases) > _MOST_PHRASES:
            self._wrong("word", _EXAMPLES["word"], "word")
        slot_lines = {key: self._lines.of("slots", key) for key in slots}
        return PictureList(self._path, neutral, slots, alts, phrases, endings, self._where, slot_lines)

    def _part(self, name: str) -> Mapping[str, Any]:
        part = self._table.get(name, {})
        if not isinstance(part, Mapping):
            self._wrong(name, f"[{name}]", name)
        if name == "endings" and (unknown := next((key for key in part if key not in ("things", "doing")), None)):
            self._wrong(unknown, _EXAMPLES[name], name, unknown)
        return part

    def _alts(self) -> Iterator[tuple[str, str]]:
        for name, value in self._part("alt").items():
            self._picture(name, "alt", name)
            if not _is_text(value):
                self._wrong(name, _EXAMPLES["alt"], "alt", name)
            yield name, value.strip()

    def _phrases(self) -> Iterator[Phrase]:
        """All phrases. Raises GuideError where one is there twice with different pictures."""
        seen: dict[str, Phrase] = {}
        for phrase, at in self._all_phrases():
            before = seen.setdefault(as_compared(phrase.text), phrase)
            if before is phrase:
                yield phrase
            elif before != phrase:
                first = before.picture or before.counts.value
                line = self._lines.of(*at)
                raise GuideError("pictures_twice", file=str(self._path), line=line, wrong=phrase.text, first=first)

    def _all_phrases(self) -> Iterator[tuple[Phrase, tuple[str | int, ...]]]:
        entries = self._table.get("word", [])
        if not isinstance(entries, list):
            self._wrong("word", _EXAMPLES["word"], "word")
        for number, entry in enumerate(entries):
            if not isinstance(entry, Mapping):
                self._wrong("word", _EXAMPLES["word"], "word", number)
            picture = self._picture(entry.get("picture"), "word", number, "picture")
            kinds = {counts.value: counts for counts in _PICTURED}
            for key in entry:
                if key != "picture" and key not in kinds:
                    self._wrong(key, 'things = ["telephone"]', "word", number, key)
            for key, counts in kinds.items():
                for at, text in enumerate(self._texts(entry.get(key, []), "word", number, key)):
                    yield Phrase(text, counts, picture), ("word", number, key, at)
        for name, counts in (("skip", Counts.SKIP), ("plain", Counts.PLAIN)):
            part = self._part(name)
            for key in part:
                if key != "words":
                    self._wrong(key, _EXAMPLES[name], name, key)
            for at, text in enumerate(self._texts(part.get("words", []), name, "words")):
                yield Phrase(text, counts), (name, "words", at)

    def _picture(self, name: object, *at: str | int) -> str:
        if not is_name(name):
            self._wrong(name or "picture", 'picture = "phone"    # small letters, figures and hyphens', *at)
        self._where.setdefault(str(name), self._lines.of(*at))
        return str(name)

    def _texts(self, value: object, *at: str | int) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._wrong(at[-1], f'{at[-1]} = ["telephone", "ring"]', *at)
        for number, text in enumerate(value):
            if not _is_text(text) or not any(sign.isalnum() for sign in text):  # stars alone would fit everything
                self._wrong(text, f'{at[-1]} = ["telephone", "ring"]', *at, number)
        return tuple(text.strip() for text in value)

    def _wrong(self, wrong: object, example: str, *at: str | int) -> NoReturn:
        line = self._lines.of(*at)
        raise GuideError("pictures_wrong", file=str(self._path), line=line, wrong=str(wrong)[:60], example=example)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= _MOST_CHARACTERS
