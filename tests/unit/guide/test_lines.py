"""Faults point at the right line, however the TOML is written."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.guide.lines import find_lines

TRICKY = (Path(__file__).parent / "tricky.toml").read_text(encoding="utf-8")


def test_keys_are_found_past_strings_comments_and_brackets() -> None:
    tomllib.loads(TRICKY)
    lines = find_lines(TRICKY)
    assert lines.of("title") == 2
    assert lines.of("after") == 6
    assert lines.of("category", 0, "order", 1) == 11
    assert lines.of("category", 0, "order", 2) == 12
    assert lines.of("category", 0, "inner", "flag") == 15
    assert lines.of("category", 0, "question", 0, "quoted key") == 17
    assert lines.of("category", 0, "question", 0, "dotted", "name", "source") == 18
    assert lines.of("category", 1, "id") == 20
    assert lines.of("category", 1, "question", 1, "id") == 24


def test_what_is_not_there_is_shown_where_it_belongs() -> None:
    lines = find_lines(TRICKY)
    assert lines.of("category", 1, "question", 1, "wording") == 23
    assert lines.of("nothing", "like", "this") == 1


def test_windows_line_ends_count_once() -> None:
    assert find_lines('schema = 1\r\n\r\nid = "a"\r\n').of("id") == 3


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ['"""', "'''", '"', "'", "[", "]", "{", "}", "=", ",", ".", "#", "\n", "a", "b = 1\n", "\\", " "]
        ),
        max_size=40,
    )
)
def test_the_finder_comes_to_an_end_on_any_text(pieces: list[str]) -> None:
    find_lines("".join(pieces))
