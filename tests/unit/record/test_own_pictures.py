"""An organisation's own pictures: beside those that ship or in their place; what is wrong in them is told, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.cli.own_pictures import pictures_for
from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.record.pictures import LIST, Pictures
from voice_guide.settings import Settings

ENGLISH = Language.load("en")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'
SQUARE = f'{HEAD}><rect x="2" y="2" width="20" height="20" fill="#336699"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of our own, with a list that is right and empty."""
    (tmp_path / LIST).write_text("", encoding="utf-8")
    return tmp_path


def drawn(folder: Path, name: str, svg: str = SQUARE) -> None:
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def listed(folder: Path, text: str) -> Path:
    (folder / LIST).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> GuideError:
    with pytest.raises(GuideError) as error:
        Pictures.load(ENGLISH, folder)
    told = ENGLISH.explain(error.value).split("\n")
    assert len(told) == 3  # what happened, what is safe, what mends it
    assert str(folder) in told[0]
    assert "{" not in "".join(told)
    return error.value


def test_a_word_of_ones_own_gets_a_picture_of_ones_own_and_all_others_stay(folder: Path) -> None:
    drawn(folder, "allotment")
    listed(folder, '[alt]\nallotment = "Our allotment"\n\n[[word]]\npicture = "allotment"\nthings = ["allotment"]\n')
    pictures = Pictures.load(ENGLISH, folder)
    ours = pictures.of_words("dig the allotment with Dan")
    assert (ours.name, ours.alt) == ("allotment", "Our allotment")
    assert "#336699" in ours.svg
    assert pictures.of_words("ring Dan").name == "phone"


def test_a_picture_of_the_same_name_takes_the_place_of_the_one_that_ships(folder: Path) -> None:
    drawn(folder, "phone")
    pictures = Pictures.load(ENGLISH, folder)
    assert "#336699" in pictures.of_words("ring Dan").svg
    assert pictures.of_words("ring Dan").alt == "A telephone"


def test_ones_own_list_goes_before_the_one_that_ships(folder: Path) -> None:
    listed(folder, 'neutral = "star"\n[slots]\nwhen = "clock"\n[[word]]\npicture = "talk"\ndoing = ["ring"]\n')
    pictures = Pictures.load(ENGLISH, folder)
    when = pictures.of_slot("when")
    assert when is not None
    assert when.name == "clock"
    assert pictures.of_words("ring Dan").name == "talk"
    assert pictures.of_words("be there").name == "star"
    assert pictures.of_words("phone Dan").name == "phone"


@pytest.mark.parametrize(
    ("text", "key", "line", "wrong"),
    [
        ("neutral = [", "content_not_toml", None, None),
        ('neutral = "arow"', "pictures_unknown", 1, "arow"),
        ("neutral = 3", "pictures_wrong", 1, "3"),
        ('[slots]\nwhen = "clock"\nwhom = "person"', "pictures_wrong", 3, "whom"),
        ('[slots]\nwhen = "../../etc/passwd"', "pictures_wrong", 2, "../../etc/passwd"),
        ('[pictures]\na = "b"', "pictures_wrong", 1, "pictures"),
        ('alt = "a"', "pictures_wrong", 1, "alt"),
        ('[alt]\nphone = ""', "pictures_wrong", 2, "phone"),
        ('[alt]\nphone = "two\\nlines"', "pictures_wrong", 2, "phone"),
        ("word = 3", "pictures_wrong", 1, "word"),
        ("word = [3]", "pictures_wrong", 1, "word"),
        ('[[word]]\nthings = ["a"]', "pictures_wrong", 1, "picture"),
        ('[[word]]\npicture = "phone"\nwords = ["a"]', "pictures_wrong", 3, "words"),
        ('[[word]]\npicture = "phone"\nthings = "a"', "pictures_wrong", 3, "things"),
        ('[[word]]\npicture = "phone"\nthings = [\n  "a",\n  3,\n]', "pictures_wrong", 5, "3"),
        ('[[word]]\npicture = "phone"\nthings = ["*"]', "pictures_wrong", 3, "*"),
        ('[[word]]\npicture = "phne"\nthings = ["a"]', "pictures_unknown", 2, "phne"),
        ('[plain]\nword = ["a"]', "pictures_wrong", 2, "word"),
        ('[plain]\nwords = [""]', "pictures_wrong", 2, ""),
        ('[endings]\nthing = ["s"]', "pictures_wrong", 2, "thing"),
        (
            '[[word]]\npicture = "phone"\nthings = ["tin"]\n[[word]]\npicture = "bin"\nthings = ["Tin"]',
            "pictures_twice",
            6,
            "Tin",
        ),
        ('[plain]\nwords = ["tin"]\n[[word]]\npicture = "bin"\nthings = ["tin"]', "pictures_twice", 2, "tin"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_line(
    folder: Path, text: str, key: str, line: int | None, wrong: str | None
) -> None:
    error = refused(listed(folder, text))
    assert (error.key, error.values.get("line"), error.values.get("wrong")) == (
        key,
        line,
        wrong if wrong is not None else error.values.get("wrong"),
    )


def test_a_near_name_is_shown_to_whoever_misspelt_one(folder: Path) -> None:
    error = refused(listed(folder, '[[word]]\npicture = "fone"\nthings = ["tin"]'))
    assert "phone" in ENGLISH.explain(error)


def test_a_list_that_is_not_there_or_too_large_is_told(folder: Path) -> None:
    listed(folder, "#" * 200_000)
    assert refused(folder).key == "pictures_unreadable"
    (folder / LIST).unlink()
    assert refused(folder).key == "pictures_unreadable"
    with pytest.raises(GuideError):
        Pictures.load(ENGLISH, folder / "nowhere")


@pytest.mark.parametrize(
    ("svg", "key", "line", "wrong"),
    [
        ("\x89PNG not a drawing", "picture_not_svg", 1, None),
        ("<html><body/></html>", "picture_not_svg", 1, None),
        ('<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>', "picture_not_svg", 1, None),
        (f'{HEAD}>\n<path d="M0 0h9">\n</svg>', "picture_not_svg", 3, None),
        (f"{HEAD}></svg>", "picture_empty", None, None),
        (f'{HEAD}>\n<script>alert(1)</script><path d="M0 0h9"/></svg>', "picture_unsafe", 2, "<script>"),
        (f'{HEAD} onload="alert(1)"><path d="M0 0h9"/></svg>', "picture_unsafe", 1, "onload"),
        (f'{HEAD}><style>@import "http://a"</style><path d="M0 0h9"/></svg>', "picture_unsafe", 1, "<style>"),
        (f'{HEAD}><image href="http://a/b.png"/></svg>', "picture_unsafe", 1, "<image>"),
        (f'{HEAD}><a href="http://a"><path d="M0 0h9"/></a></svg>', "picture_unsafe", 1, "<a>"),
        (f'{HEAD}><use href="#p"/></svg>', "picture_unsafe", 1, "<use>"),
        (f'{HEAD}><text x="1" y="9">mum</text></svg>', "picture_unsafe", 1, "<text>"),
        (f"{HEAD}><foreignObject/></svg>", "picture_unsafe", 1, "<foreignObject>"),
        (f'{HEAD}>\n\n<path d="M0 0h9" fill="url(http://a#b)"/></svg>', "picture_unsafe", 3, "fill"),
        (f'{HEAD}><path d="M0 0h9" style="fill:url( \'data:a\')"/></svg>', "picture_unsafe", 1, "style"),
        (f'{HEAD}><path d="M0 0h9" style="fill:u\\72l(a)"/></svg>', "picture_unsafe", 1, "style"),
        (f'{HEAD}><linearGradient href="http://a#b"/><path d="M0 0h9"/></svg>', "picture_unsafe", 1, "href"),
        (f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n{HEAD}><path d="M0 0h9"/></svg>', "picture_unsafe", 1, "<!ENTITY>"),
        (SQUARE.replace(' viewBox="0 0 24 24"', ""), "picture_no_size", 1, None),
        (SQUARE.replace("0 0 24 24", "0 0 0 24"), "picture_no_size", 1, None),
        (SQUARE.replace("0 0 24 24", "0 0 nan 24"), "picture_no_size", 1, None),
        (SQUARE.replace("0 0 24 24", "0 0 24"), "picture_no_size", 1, None),
        (f"{HEAD}>{'<g>' * 60}<path d='M0 0h9'/>{'</g>' * 60}</svg>", "picture_too_large", None, None),
        (f"{HEAD}>{'<path/>' * 2001}</svg>", "picture_too_large", None, None),
        (f'{HEAD}><path d="{"M0 0h9" * 20_000}"/></svg>', "picture_too_large", None, None),
    ],
)
def test_what_is_no_safe_picture_is_told(folder: Path, svg: str, key: str, line: int | None, wrong: str | None) -> None:
    drawn(folder, "phone", svg)
    error = refused(folder)
    assert (error.key, error.values.get("line"), error.values.get("wrong")) == (key, line, wrong)


def test_a_picture_without_words_or_with_a_name_that_none_can_have_is_told(folder: Path) -> None:
    drawn(folder, "allotment")
    assert refused(folder).key == "pictures_no_alt"
    (folder / "allotment.svg").rename(folder / "Our Allotment.svg")
    assert refused(folder).key == "picture_name_wrong"


def test_a_folder_in_the_place_of_a_picture_is_told(folder: Path) -> None:
    (folder / "phone.svg").mkdir()
    assert refused(folder).key == "picture_missing"


def test_what_a_drawing_program_adds_is_left_out(folder: Path) -> None:
    drawn(
        folder,
        "phone",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Made by Dana Example -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape" id="all" width="48px" height="24" i:version="1">'
        "<title>private words</title><metadata><i:work>private words</i:work></metadata><i:view><i:grid/></i:view>"
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<path id="p" class="st0" i:label="private words" d="M0 0h9v9z" fill="url(#g)"/></svg>',
    )
    svg = Pictures.load(ENGLISH, folder).named("phone").svg
    assert svg == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"><defs><linearGradient id="phone-g">'
        '<stop offset="0" stop-color="red"></stop></linearGradient></defs>'
        '<path id="phone-p" d="M0 0h9v9z" fill="url(#phone-g)"></path></svg>\n'
    )


def test_papers_have_the_pictures_that_ship_where_ones_own_are_wrong_and_it_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(pictures=str(folder))
    listed(folder, '[slots]\nwhen = "clock"')
    assert pictures_for(ENGLISH, settings).of_slot("when") == Pictures.load(ENGLISH).named("clock")
    assert capsys.readouterr().err == ""

    listed(folder, '[slots]\nwhen = "clok"')
    assert pictures_for(ENGLISH, settings).of_slot("when") == Pictures.load(ENGLISH).named("calendar")
    told = capsys.readouterr().err
    assert "line 2: there is no picture “clok”" in told
    assert "papers have the pictures that ship" in told


def test_a_paper_in_another_language_has_the_pictures_that_ship(folder: Path) -> None:
    listed(folder, '[slots]\nwhen = "clock"')
    korean = pictures_for(Language.load("ko"), Settings(pictures=str(folder)))
    when = korean.of_slot("when")
    assert when is not None
    assert (when.name, when.alt) == ("calendar", "달력")
