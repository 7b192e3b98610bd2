"""The pictures of Easy Read papers: which one stands beside which line. A language's data says so, or an organisation's own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Set
from functools import cached_property
from pathlib import Path

from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.record.picture_list import PictureList, is_name, read_list
from voice_guide.record.picture_svg import read_svg
from voice_guide.record.picture_words import PictureWords, as_compared
from voice_guide.record.pictured import Picture

BUILT_IN = Path(__file__).parent / "pictures"
LIST = "pictures.toml"
_NAMED = "picture:"
_MOST_OWN = 300


def key_of(picture: Picture) -> str:
    """What a block of a paper names a picture by that stands there for its words; ``Pictures.of_slot`` finds it again."""
    return _NAMED + picture.name


class Pictures:
    """Finds the picture for a slot of the papers, or for the words that tell what is to be done."""

    def __init__(self, lists: tuple[PictureList, ...], own: Mapping[str, Picture]) -> None:
        """The later list is the one that ships, and whole; the one before it goes first. ``own``: pictures by name."""
        shipped = lists[-1]
        self._slots = {**shipped.slots, **lists[0].slots}
        self._alts = {**shipped.alts, **lists[0].alts}
        self._neutral = lists[0].neutral or shipped.neutral or ""
        phrases = {as_compared(each.text): each for one in reversed(lists) for each in one.phrases}
        self._words = PictureWords(phrases.values(), {**shipped.endings, **lists[0].endings})
        self._read = dict(own)

    @classmethod
    def load(cls, language: Language, own: Path | None = None) -> Pictures:
        """The pictures of a language; with those in the folder ``own`` before them. Raises GuideError where one is wrong."""
        shipped = read_list(language.pictures_file)
        _check_shipped(shipped)
        if own is None:
            return cls((shipped,), {})
        ours = read_list(own / LIST)
        return cls((ours, shipped), _own_pictures(own, ours, shipped))

    def of_slot(self, key: str) -> Picture | None:
        """The picture for a slot ("who", "yes"), or of a ``key_of``; None where there is none for it."""
        name = key.removeprefix(_NAMED) if key.startswith(_NAMED) else self._slots.get(key)
        return None if name is None or name not in self._alts else self._picture(name)

    def of_words(self, words: str) -> Picture:
        """The picture for what is to be done; the neutral one where none fits, or none should stand there."""
        return self._picture(self._words.name(words) or self._neutral)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all pictures, in order."""
        return tuple(sorted(self._alts))

    def named(self, name: str) -> Picture:
        """One of ``names``."""
        return self._picture(name)

    def _picture(self, name: str) -> Picture:
        if name not in self._read:
            self._read[name] = Picture(name, read_svg(BUILT_IN / f"{name}.svg", name), self._alts[name])
        return self._read[name]


def _check_shipped(shipped: PictureList) -> None:
    """A language's own list names only pictures that ship, all of them with words."""
    known = {file.stem for file in BUILT_IN.glob("*.svg")}
    _check_names(shipped, known, known)
    _check_alts(shipped, shipped.alts)
    if shipped.neutral is None:
        raise GuideError("pictures_wrong", file=str(shipped.file), line=1, wrong="neutral", example='neutral = "arrow"')


def _own_pictures(folder: Path, ours: PictureList, shipped: PictureList) -> dict[str, Picture]:
    """All pictures of an organisation, each checked, so that what is wrong is told before any paper is made."""
    files = {file.stem: file for file in sorted(folder.glob("*.svg"))[:_MOST_OWN]}
    for name, file in files.items():
        if not is_name(name):
            raise GuideError("picture_name_wrong", file=str(file))
    _check_names(ours, files.keys() | shipped.alts.keys(), shipped.alts.keys())
    for slot, line in ours.slot_lines.items():
        if slot not in shipped.slots:
            example = ", ".join(shipped.slots)
            raise GuideError("pictures_wrong", file=str(ours.file), line=line, wrong=slot, example=example)
    alts = {**shipped.alts, **ours.alts}
    for name in files:
        if name not in alts:
            raise _no_alt(ours, name)
    return {name: Picture(name, read_svg(file, name), alts[name]) for name, file in files.items()}


def _check_names(listed: PictureList, known: Set[str], shipped: Set[str]) -> None:
    for name, line in listed.where.items():
        if name not in known:
            near = (*difflib.get_close_matches(name, known, 1), *sorted(shipped))[0]
            raise GuideError("pictures_unknown", file=str(listed.file), line=line, wrong=name, near=near)


def _check_alts(listed: PictureList, alts: Mapping[str, str]) -> None:
    for name in listed.where:
        if name not in alts:
            raise _no_alt(listed, name)


def _no_alt(listed: PictureList, name: str) -> GuideError:
    return GuideError("pictures_no_alt", file=str(listed.file), wrong=name, example=f'{name} = "..."')
