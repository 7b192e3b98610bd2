"""Guides that mean harm: each is a guide or a fault in words, soon, and what it says steers nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.house import ENGLISH, cases, harmless, soon, told
from tests.hostile.nasty import SENTENCES, contents, paths, texts, values
from voice_guide.cli.guide_views import guide_lines
from voice_guide.errors import GuideError, UsageError, VoiceGuideError
from voice_guide.events import Prompt
from voice_guide.guide.loader import find_guide, load_guide, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import load_numbers, page
from voice_guide.session.interruption import Interruption
from voice_guide.session.keyboard import KeyboardConversant

SMALL = (Path(__file__).parents[1] / "unit" / "guide" / "small.toml").read_text(encoding="utf-8")
PLACES = [line.partition(" = ")[0] for line in SMALL.splitlines() if ' = "' in line]


def with_value(place: int, value: str) -> str:
    """The small guide with another value in one of its places."""
    lines, seen = SMALL.splitlines(), -1
    for number, line in enumerate(lines):
        if ' = "' in line:
            seen += 1
            if seen == place:
                lines[number] = f"{line.partition(' = ')[0]} = {value}"
    return "\n".join(lines) + "\n"


def shown(guide: Guide) -> str:
    """Everything of a guide that comes on a screen: listed, and asked."""
    out = io.StringIO()
    conversant = KeyboardConversant(io.BytesIO(), out, interruption=Interruption())
    for category in guide.categories:
        spoken = [category.introduction.text, *(q.read or q.text for q in category.questions)]
        conversant.say([Prompt("guide", text) for text in spoken])
    return "\n".join(guide_lines(guide, ENGLISH)) + out.getvalue()


@cases(120)
@given(st.integers(0, len(PLACES) - 1), texts)
def test_any_text_in_any_place_is_refused_in_words_or_harmless_on_the_screen(place: int, text: str) -> None:
    with soon():
        try:
            guide = parse_guide(with_value(place, json.dumps(text)), file="any.toml")
        except GuideError as error:
            told(error)
        else:
            assert harmless(shown(guide))


@cases(80)
@given(texts)
def test_what_is_read_aloud_before_a_question_may_hold_any_sign_and_steers_nothing(text: str) -> None:
    given_text = SMALL.replace('role = "core"', f'role = "core"\nread = {json.dumps(text)}')
    with soon():
        try:
            guide = parse_guide(given_text, file="any.toml")
        except GuideError as error:
            told(error)
        else:
            assert harmless(shown(guide))


@cases(60)
@given(st.integers(0, len(PLACES) - 1), values)
def test_a_value_of_any_kind_is_a_fault_in_words(place: int, value: object) -> None:
    with soon(), pytest.raises(GuideError) as refused:
        parse_guide(with_value(place, json.dumps([value, {}])), file="any.toml")
    told(refused.value)


@cases(60)
@given(contents)
def test_a_file_of_any_bytes_is_a_fault_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("guide") / "any.toml"
    path.write_bytes(content)
    with soon(), pytest.raises(GuideError) as refused:
        load_guide(path)
    told(refused.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-7", "latin-1", "cp1252", "cp037", "utf-8-sig"])
def test_a_good_guide_in_another_encoding_is_read_or_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "any.toml"
    path.write_bytes(SMALL.replace("Small guide", "Small cafe\u0301 guide £").encode(encoding, "replace"))
    try:
        assert load_guide(path).id == "small"
    except GuideError as error:
        told(error)


@cases(40)
@given(
    st.sampled_from(["[", "{a=", "[[", '"', "'''", "a.", "[a.", "[[category]]\n", "x = [[{b = [\n"]),
    st.integers(1, 30_000),
)
def test_depth_and_size_are_bounded(piece: str, times: int) -> None:
    for text in (piece * times, "x = " + piece * times, SMALL + piece * times):
        with soon(), pytest.raises(GuideError) as refused:
            parse_guide(text, file="any.toml")
        told(refused.value)


@cases(60)
@given(paths)
def test_a_name_never_leads_out_of_the_folder_of_guides(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    top = tmp_path_factory.mktemp("guides")
    (top / "guides").mkdir()
    (top / "secret.toml").write_text(SMALL)
    with soon(), pytest.raises(VoiceGuideError) as refused:
        find_guide(f"../{name}", top / "guides")
    told(refused.value)


@cases(60)
@given(
    st.dictionaries(
        st.sampled_from(["name", "number", "hours", "note", "checked", "\x1b"]), st.one_of(texts, values), max_size=5
    )
)
def test_a_page_of_numbers_is_shown_harmless_or_refused(
    tmp_path_factory: pytest.TempPathFactory, entry: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("numbers") / "numbers.toml"
    lines = [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in entry.items() if value is not None]
    path.write_text("[[number]]\n" + "\n".join(lines), encoding="utf-8", errors="surrogatepass")
    with soon():
        try:
            assert all(harmless(line) for line in page(ENGLISH, load_numbers(path)))
        except GuideError as error:
            told(error)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_path_that_means_harm_is_told_harmlessly(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        load_guide(Path(f"/nowhere/{text}.toml".replace("\0", "")))
    told(refused.value)
