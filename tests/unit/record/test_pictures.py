"""The pictures that ship: whole in every language, safe, of one kind, drawn where a paper needs them drawn."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from voice_guide.guide.checker import check_sayings, load_checks
from voice_guide.guide.sayings import ADDED, Saying
from voice_guide.languages import LANGUAGES, Language, read_toml
from voice_guide.record.picture_list import read_list
from voice_guide.record.picture_png import as_png
from voice_guide.record.pictures import BUILT_IN, Pictures, key_of

ROOT = Path(__file__).parents[3]
CODES = sorted(path.parent.name for path in LANGUAGES.glob("*/pictures.toml"))
FILES = sorted(BUILT_IN.glob("*.svg"), key=lambda file: file.stem)


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest) -> Language:
    return Language.load(request.param)


def test_every_language_has_words_for_every_picture_and_the_same_slots(language: Language) -> None:
    listed, english = read_list(language.pictures_file), read_list(Language.load("en").pictures_file)
    assert {"en", "ko"} <= set(CODES)
    assert sorted(listed.alts) == [file.stem for file in FILES]
    assert listed.slots == english.slots
    assert listed.neutral == english.neutral


def test_every_picture_that_ships_stands_somewhere(language: Language) -> None:
    listed = read_list(language.pictures_file)
    named = {*listed.slots.values(), *(phrase.picture for phrase in listed.phrases)}
    assert named - {None} == set(listed.alts)


def test_whatever_a_paper_shows_has_a_picture(language: Language) -> None:
    pictures = Pictures.load(language)
    slots = "who when check if review agreed yes no unsure later erased strength sign help what people words computer"
    for slot in [*slots.split(), "service"]:
        picture = pictures.of_slot(slot)
        assert picture is not None, slot
        assert picture.alt
    assert pictures.of_slot("nothing of this name") is None
    assert pictures.of_slot("phone") is None  # a picture's name is no slot's


def test_a_picture_that_stands_for_words_is_found_again_by_its_key() -> None:
    pictures = Pictures.load(Language.load("en"))
    phone = pictures.of_words("ring Dan")
    assert pictures.of_slot(key_of(phone)) == phone
    assert pictures.of_slot("picture:../../secret") is None


def test_words_for_the_pictures_keep_to_what_is_promised(language: Language) -> None:
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    alts = read_list(language.pictures_file).alts
    sayings = [Saying("pictures.toml", name, f"{words}.", ADDED) for name, words in alts.items()]
    assert [(each.key, each.found) for each in check_sayings(sayings, checks)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_picture_is_of_one_kind_and_credited(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.match(
        r'<!-- Material Symbols by Google, "[a-z_]+" \(rounded(, filled)?\), Apache License 2\.0\. Changed: ', text
    )
    picture = Pictures.load(Language.load("en")).named(file.stem)
    assert picture.svg.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -960 960 960" fill="currentColor">'
    )
    assert len(picture.svg) < 4096


def test_the_licence_lies_beside_them() -> None:
    licence = (BUILT_IN / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_page_shows_each_of_them() -> None:
    page = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"pictures/([a-z-]+)\.svg", page)) == [file.stem for file in FILES]


def test_a_picture_can_be_had_as_png_always_the_same() -> None:
    svg = Pictures.load(Language.load("en")).named("phone").svg
    drawn = as_png(svg, 256)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (256, 256)
    as_png.cache_clear()
    assert as_png(svg, 256) == drawn
    assert drawn != as_png(Pictures.load(Language.load("en")).named("bed").svg, 256)


def test_all_of_them_as_png_are_small() -> None:
    pictures = Pictures.load(Language.load("en"))
    sizes = {name: len(as_png(pictures.named(name).svg)) for name in pictures.names}
    assert min(sizes.values()) > 500  # an empty square is smaller
    assert sum(sizes.values()) < 1_000_000
