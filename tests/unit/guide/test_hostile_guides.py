"""Files that no editor would write: always a clear fault, never a crash, never a wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.errors import GuideError, UsageError
from voice_guide.guide.loader import check_guide, load_guide, parse_guide
from voice_guide.languages import Language

Write = Callable[[str | bytes], Path]

SMALL = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")

HOSTILE = {
    "huge": (b"# " + b"x" * 500 + b"\n") * 600,
    "one long line": b"x = '" + b"y" * 5000 + b"'",
    "deep arrays": b"x = " + b"[\n" * 20_000,
    "deep inline tables": b"a = " + b"[[[{b = [[\n" * 300,
    "deep keys": (b"a" + b".a" * 499 + b" = 1\n") * 3,
    "binary": bytes(range(256)) * 8,
    "UTF-16": 'schema = 1\nid = "a"\n'.encode("utf-16"),
    "Latin-1": 'title = "Café"'.encode("latin-1"),
    "null": b"schema = 1\0",
    "empty": b"",
    "RTF": b"{\\rtf1\\ansi\\ansicpg1252 schema = 1\\par}",
    "Word": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "web page": b"\n<!DOCTYPE html><html>",
    "long number": b"schema = " + b"9" * 900,
    "no such day": b"schema = 2026-02-31",
    "nonsense": b"]]]]{{{{",
    "category is a number": b"category = 7",
    "categories of categories": b"[[category]]\n[[category.category]]\n[[category.question.question]]",
    "escape in a key": b'"\\u001b[2J" = 1',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_clear_fault(name: str, write: Write, english: Language) -> None:
    path = write(HOSTILE[name])
    faults = check_guide(path)
    assert faults
    for fault in faults:
        told = english.explain(fault.error())
        assert str(path) in told
        assert all(character.isprintable() or character == "\n" for character in told)
    with pytest.raises(GuideError):
        load_guide(path)


def test_the_byte_that_is_not_utf8_is_told_with_its_line(write: Write) -> None:
    [fault] = check_guide(write(b'schema = 1\n\ntitle = "Caf\xe9"\n'))
    assert (fault.key, fault.line, fault.wrong) == ("guide_not_utf8", 3, "0xE9")


@pytest.mark.parametrize("name", ["RTF", "Word", "web page"])
def test_what_a_word_processor_made_is_told_as_that(name: str, write: Write, english: Language) -> None:
    [fault] = check_guide(write(HOSTILE[name]))
    assert fault.key == "guide_not_plain"
    assert "plain text editor" in english.explain(fault.error())


def test_a_mark_before_the_first_character_is_allowed(small: str, write: Write) -> None:
    assert load_guide(write(b"\xef\xbb\xbf" + small.encode("utf-8"))).id == "small"


def test_windows_line_ends_are_allowed(small: str, write: Write) -> None:
    assert load_guide(write(small.replace("\n", "\r\n"))).id == "small"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(UsageError):
        check_guide(pipe)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_guide_or_a_fault(text: str) -> None:
    with pytest.raises(GuideError):
        parse_guide(text, file="any.toml")


@settings(deadline=None)
@given(
    st.integers(0, len(SMALL) - 1),
    st.integers(0, 60),
    st.sampled_from(["", '"', "[", "]", "=", "\n", "#", "{", "1", "-"]),
)
def test_a_guide_with_a_hole_in_it_is_still_a_guide_or_a_fault(start: int, length: int, patch: str) -> None:
    text = SMALL[:start] + patch + SMALL[start + length :]
    try:
        assert parse_guide(text, file="holed.toml").text == text
    except GuideError as error:
        line = error.values["line"]
        assert isinstance(line, int)
        assert 1 <= line <= text.count("\n") + 1
