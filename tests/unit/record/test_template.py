"""An organisation's template for papers: what is right in it is on the paper, what is wrong is told and stays off."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.unit.record.logos import SECRET, SVG, jpeg_of_size, png, size_of
from tests.unit.record.made_up_family import family_papers
from voice_guide.cli.own_template import look_of
from voice_guide.errors import GuideError
from voice_guide.languages import LANGUAGES, Language
from voice_guide.record import sheet
from voice_guide.record.forms import make
from voice_guide.record.look import LAYOUTS, Look, contrast
from voice_guide.record.template import LEAST, Template, read_template

ENGLISH = Language.load("en")
WHOLE = """
footer = "Example Family Service"
contact = "Ring us: 01632 960 123"
[logo]
file = "our.svg"
alt = "Waves & a sun"
[colours]
accent = "#7a1f5c"
background = "#fff8e7"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with logos of each kind."""
    (tmp_path / "our.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "our.png").write_bytes(png())
    return tmp_path


def written(folder: Path, text: str) -> Path:
    file = folder / "our.toml"
    file.write_text(text, encoding="utf-8")
    return file


def refused(folder: Path, text: str) -> GuideError:
    with pytest.raises(GuideError) as error:
        read_template(written(folder, text))
    told = ENGLISH.explain(error.value).split("\n")
    assert len(told) == 3  # what happened, what is safe, what mends it
    assert str(folder) in told[0]
    assert "{" not in "".join(told)
    return error.value


def test_what_it_holds_is_what_papers_have(folder: Path) -> None:
    look = read_template(written(folder, WHOLE)).on(Look.of("large-print"))
    assert look.logo is not None
    assert look.logo[1:] == ("Waves & a sun", "image/png")
    assert (look.footer, look.contact) == ("Example Family Service", "Ring us: 01632 960 123")
    plain = Look.of("large-print")
    assert (look.light.accent, look.light.background, look.light.text) == ("#7a1f5c", "#fff8e7", plain.light.text)
    assert (look.dark, look.body_pt, look.layout) == (plain.dark, plain.body_pt, "large-print")


@pytest.mark.parametrize("start", ["", "# nothing yet\n", "\ufeff"])
def test_an_empty_one_changes_nothing(folder: Path, start: str) -> None:
    template = read_template(written(folder, start))
    assert template == Template()
    assert template.on(Look.of("standard")) == Look.of("standard")


@pytest.mark.parametrize("code", sorted(path.parent.name for path in LANGUAGES.glob("*/prompts.toml")))
def test_the_file_to_begin_with_is_right_as_it_is_and_with_every_note_used(folder: Path, code: str) -> None:
    start = (LANGUAGES / code / "paper_template.toml").read_text(encoding="utf-8")
    assert read_template(written(folder, start)) == Template()
    (folder / "our-logo.png").write_bytes(png())
    used = re.sub(r"^# (?=\[|\w+ = )", "", start, flags=re.MULTILINE)
    template = read_template(written(folder, used))
    assert template.footer
    assert template.contact
    assert template.logo is not None
    assert template.on(Look.of("standard")).light == Look.of("standard").light
    assert len(template.colours) == 5


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_stands_on_the_sheet_in_each_form(folder: Path, layout: str) -> None:
    look, paper = read_template(written(folder, WHOLE)).on(Look.of(layout)), sheet.paper(family_papers())
    page = str(make(paper, "html", look).content)
    shown = re.search(
        r'<img class="logo" style="background: #ffffff" src="data:image/png;base64,([^"]+)" alt="Waves &amp; a sun">',
        page,
    )
    assert shown is not None
    assert size_of(base64.b64decode(shown[1])) == (1536, 512)
    assert "--accent: #7a1f5c" in page
    for form in ("html", "md", "txt"):
        text = str(make(paper, form, look).content)
        assert text.count("Example Family Service") == text.count("Ring us: 01632 960 123") == 1
    content = make(paper, "pdf", look).content
    assert isinstance(content, bytes)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert [alt for alt in alts(file) if alt] == ["Waves & a sun"]
        assert fills(file.pages[0]) >= {(0x7A, 0x1F, 0x5C)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_stands_on_the_word_file(folder: Path, layout: str) -> None:
    look = read_template(written(folder, WHOLE)).on(Look.of(layout))
    content = make(sheet.paper(family_papers()), "docx", look).content
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    words = b"".join(part for name, part in parts.items() if name.endswith(".xml")).decode("utf-8")
    assert "Ring us: 01632 960 123" in words
    assert 'descr="Waves &amp; a sun"' in words
    assert "7A1F5C" in words.upper()
    assert (1536, 512) in [size_of(part) for name, part in parts.items() if name.endswith(".png")]


def alts(file: pikepdf.Pdf) -> list[str]:
    """The words in place of each picture."""
    return [str(each["/Alt"]) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def fills(page: pikepdf.Page) -> set[tuple[int, ...]]:
    """The colours that a page is set in."""
    parts = (each for each in pikepdf.parse_content_stream(page) if str(each.operator) in ("rg", "scn"))
    return {tuple(round(float(each) * 255) for each in part.operands) for part in parts if len(part.operands) == 3}


def test_of_a_logo_only_its_look_is_on_the_paper(folder: Path) -> None:
    template = read_template(written(folder, '[logo]\nfile = "our.png"\nalt = "Us"'))
    assert template.logo is not None
    assert SECRET in (folder / "our.png").read_bytes()
    assert SECRET not in template.logo[0]
    assert size_of(template.logo[0]) == (1536, 512)


@pytest.mark.parametrize(
    ("text", "key", "line", "wrong"),
    [
        ("footer = [", "template_not_toml", None, None),
        ("footer = 'a'\nfooter = 'b'", "template_not_toml", None, None),
        ("x = " + "[" * 990, "template_not_toml", None, None),
        ("# " + "x" * 1000, "template_line_too_long", 1, None),
        ("\nfoter = 'us'", "template_wrong", 2, "foter"),
        ("footer = 3", "template_wrong", 1, "footer"),
        (f"contact = '{'x' * 301}'", "template_wrong", 1, "contact"),
        ('contact = "two\\nlines"', "template_wrong", 1, "contact"),
        ('footer = "\\u202Eback"', "template_wrong", 1, "footer"),
        ("logo = 'our.png'", "template_wrong", 1, "logo"),
        ("[logo]\nfile = 'our.png'", "template_no_alt", 1, None),
        ("[logo]\nalt = 'Us'", "template_wrong", 1, "file"),
        ("[logo]\nalt = 'Us'\nfile = 3", "template_wrong", 3, "file"),
        ("[logo]\nalt = 'Us'\nfile = '../our.png'", "template_wrong", 3, "../our.png"),
        ("[logo]\nalt = 'Us'\nfile = '/etc/passwd'", "template_wrong", 3, "/etc/passwd"),
        ("[logo]\nalt = 'Us'\nfile = 'our.gif'", "template_wrong", 3, "our.gif"),
        ("[logo]\nalt = 'Us'\nfile = 'our.png'\nheight = 3", "template_wrong", 4, "height"),
        ("[logo]\nalt = 'Us'\nfile = 'none.png'", "logo_missing", None, None),
        ("[logo]\nalt = 'Us'\nfile = 'none.svg'", "picture_missing", None, None),
        ("[colours]\naccent = 'blue'", "template_wrong", 2, "accent"),
        ("[colours]\naccent = '#12456'", "template_wrong", 2, "accent"),
        ("[colours]\nacent = '#12456b'", "template_wrong", 2, "acent"),
        ("[colours]\ntext = '#5b5b5b'", "template_colour", 2, 'text = "#5b5b5b"'),
        ("[colours]\n\nline = '#aaaaaa'", "template_colour", 3, 'line = "#aaaaaa"'),
        ("[colours]\nbackground = '#334455'", "template_background", 2, 'background = "#334455"'),
        ("[colours]\nbackground = '#bbbbbb'", "template_colour", 1, 'added = "#3d4852"'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, text: str, key: str, line: int | None, wrong: str | None
) -> None:
    error = refused(folder, text)
    assert (error.key, error.values.get("line")) == (key, line)
    if wrong is not None:
        assert error.values["wrong"] == wrong


def test_bytes_that_are_no_text_are_told(folder: Path) -> None:
    (folder / "our.toml").write_bytes(b"footer = 'us'\ncontact = '\xff'")
    with pytest.raises(GuideError) as error:
        read_template(folder / "our.toml")
    assert (error.value.key, error.value.values["line"]) == ("content_not_utf8", 2)
    for name in ("none.toml", "a\0b", "x" * 5000, "."):
        with pytest.raises(GuideError) as missing:
            read_template(folder / name)
        assert missing.value.key == "template_unreadable"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "logo_not_picture"),
        (b"GIF89a and so on, and so on, and so on", "logo_not_picture"),
        (png()[:-20], "logo_not_picture"),
        (png(said=(4001, 20)), "logo_too_large"),
        (png(said=(0, 20)), "logo_not_picture"),
        (png(said=(3000, 3000)), "logo_not_picture"),
        (png(90, 10), "logo_shape"),
        (png(10, 90), "logo_shape"),
        (jpeg_of_size(65535, 65535), "logo_too_large"),
        (jpeg_of_size(60, 20), "logo_not_picture"),
        (b"\xff\xd8" + b"\xff" * 600, "logo_not_picture"),
        (png() + bytes(600_000), "logo_too_large"),
    ],
)
def test_a_logo_that_can_not_be_drawn_is_told(folder: Path, content: bytes, key: str) -> None:
    (folder / "our.png").write_bytes(content)
    assert refused(folder, "[logo]\nfile = 'our.png'\nalt = 'Us'").key == key


@pytest.mark.parametrize("inside", ["<script>x</script>", '<image href="http://x/y.png"/>', '<rect onload="x"/>'])
def test_an_svg_logo_runs_and_fetches_nothing(folder: Path, inside: str) -> None:
    (folder / "our.svg").write_text(SVG.replace("<circle", f"{inside}<circle"), encoding="utf-8")
    error = refused(folder, WHOLE)
    assert (error.key, error.values["file"]) == ("picture_unsafe", str(folder / "our.svg"))


@pytest.mark.parametrize(("name", "value"), [("text", "#5b5b5b"), ("accent", "#ff6600"), ("line", "#cccccc")])
@pytest.mark.parametrize("background", ["#ffffff", "#fff8e7", "#b8c4d0"])
def test_the_colour_that_is_offered_instead_will_do(folder: Path, name: str, value: str, background: str) -> None:
    others = dict.fromkeys(LEAST, "#000000") | {name: value, "background": background}
    error = refused(folder, "[colours]\n" + "".join(f"{key} = '{colour}'\n" for key, colour in others.items()))
    better = re.fullmatch(rf'{name} = "(#[0-9a-f]{{6}})"', str(error.values["better"]))
    assert better is not None
    others[name] = better[1]
    look = read_template(written(folder, "[colours]\n" + "".join(f"{key} = '{it}'\n" for key, it in others.items())))
    light = look.on(Look.of("standard")).light
    assert min(contrast(others[name], ground) for ground in (light.background, "#ffffff")) >= LEAST[name]


def test_a_light_enough_background_is_offered(folder: Path) -> None:
    better = str(refused(folder, "[colours]\nbackground = '#334455'").values["better"])
    colours = "".join(f"{name} = '#000000'\n" for name in LEAST)
    assert read_template(written(folder, f"[colours]\n{colours}{better}")).colours["background"] in better


def test_a_broken_one_is_told_and_the_paper_is_made_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    assert look_of("standard", written(folder, "foter = 'us'")) == Look.of("standard")
    told = capsys.readouterr().err
    assert "line 1: “foter”" in told
    assert "papers have the look that ships" in told
    (folder / "voice-guide").mkdir()
    (folder / "voice-guide" / "settings.toml").write_text('paper_template = "ours.toml"', encoding="utf-8")
    assert look_of("standard") == Look.of("standard")
    assert "ours.toml can't be read" in capsys.readouterr().err
    (folder / "voice-guide" / "ours.toml").write_text("footer = 'us'", encoding="utf-8")
    assert look_of("standard").footer == "us"
    assert look_of("standard", written(folder, "footer = 'them'")).footer == "them"
    assert capsys.readouterr().err == ""
