"""Which letters a paper can be set in: the packaged ones, then the machine's own, and what to do with a sign that none has.

Typst refuses a whole PDF/UA for one sign without a letter, and swaps a missing font silently, so both are looked up first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Each packaged font: the package that carries it, the folder in it, and the family's name.
_PACKAGED = (
    ("fontpkg_atkinson_hyperlegible", "files", "Atkinson Hyperlegible"),
    ("fontpkg_noto_sans", "files", "Noto Sans"),
    ("fontpkg_noto_sans_arabic", "files", "Noto Sans Arabic"),
    ("koreanize_matplotlib", "fonts", "NanumGothic"),  # an extra: Korean papers
)
_NO_LETTER = "\N{WHITE VERTICAL RECTANGLE}"
_INSTEAD_OF_IT = "_"
# Signs that show nothing of their own: joiners, and what chooses between two forms of a sign.
_UNSEEN = frozenset("\u200c\u200d\u00ad\ufeff\u2060") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200))
}


@dataclass(frozen=True)
class Letters:
    """What a paper is set in: folders with fonts, the families in the order they are tried, and what none of them has."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]
    missing: frozenset[str]

    def settable(self, words: str) -> str:
        """The words with each sign that has no letter shown as what it is: its name, or an empty box."""
        kept = "".join(sign for sign in words if sign not in _UNSEEN or sign not in self.missing)
        return "".join(_named(sign, self.missing) if sign in self.missing else sign for sign in kept)


def letters_for(words: Iterable[str]) -> Letters:
    """The letters for these words: the packaged ones alone, where they have every sign."""
    needed = {sign for text in words for sign in text if not sign.isspace()}
    folders, families = zip(*((folder, family) for folder, family in _packaged()), strict=True)
    missing = needed - _signs_in(tuple(sorted(_files(folders))))
    missing -= {sign for sign in missing if sign in _UNSEEN}
    if missing:
        found = list(_of_this_machine(missing))
        for folder, family, has in found:
            folders, families, missing = (*folders, folder), (*families, family), missing - has
    unseen = {sign for sign in needed if sign in _UNSEEN}
    return Letters(tuple(dict.fromkeys(folders)), tuple(dict.fromkeys(families)), frozenset(missing | unseen))


def name_of(sign: str) -> str:
    """What a sign is called in the Unicode standard, in small letters; its number where it has no name."""
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()


def _named(sign: str, missing: frozenset[str]) -> str:
    """An emoji or another picture sign by its name; a letter as an empty box, for its name would say nothing."""
    if unicodedata.category(sign) in ("So", "Sk", "Sm"):
        return f"[{name_of(sign)}]"
    return _NO_LETTER if _NO_LETTER not in missing and _has(_NO_LETTER) else _INSTEAD_OF_IT


def _has(sign: str) -> bool:
    return sign in _signs_in(tuple(sorted(_files(folder for folder, _ in _packaged()))))


def _packaged() -> Iterator[tuple[Path, str]]:
    for package, folder, family in _PACKAGED:
        found = find_spec(package)  # its code is not run: it may ask for libraries that are not here
        if found is not None and found.origin and (place := Path(found.origin).parent / folder).is_dir():
            yield place, family


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from folder.glob("*.ttf")


@cache
def _signs_in(files: tuple[Path, ...]) -> frozenset[str]:
    """Every sign that one of these fonts has a letter for."""
    from fontTools.ttLib import TTFont

    signs: set[str] = set()
    for file in files:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            signs |= {chr(code) for code in font.getBestCmap() or {}}
    return frozenset(signs)


def _of_this_machine(missing: set[str]) -> Iterator[tuple[Path, str, frozenset[str]]]:
    """Fonts of the machine that have some of the missing signs: its folder, family, and which of them it has."""
    import typst
    from fontTools.ttLib import TTLibError

    left = set(missing)
    for font in typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts():
        if not left:
            return
        if font.path is None or font.weight != 400 or not font.path.lower().endswith((".ttf", ".otf", ".ttc")):
            continue
        try:
            has = frozenset(left & _signs_in((Path(font.path),)))
        except (OSError, TTLibError):  # a broken font on the machine is not ours to mend
            continue
        if has:
            left -= has
            yield Path(font.path).parent, font.family, has
