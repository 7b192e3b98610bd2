"""Answers files of a rehearsal that mean harm: each is a file of answers or an error that says where it is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.house import cases, soon, told
from tests.hostile.nasty import contents, paths, texts, values
from voice_guide.errors import UsageError
from voice_guide.session.answer_file import AnswerFile, read_answers

PARTS = ["say", "voice", "rate", "wav", "silent", "key", "pauses", "after", "interrupt", "question", "then_key"]
items = st.dictionaries(st.one_of(st.sampled_from(PARTS), texts), values, max_size=4)


def read(folder: Path, content: bytes) -> AnswerFile | None:
    """The answers, or None where they were refused in words."""
    path = folder / "answers.json"
    path.write_bytes(content)
    with soon():
        try:
            return read_answers(path)
        except UsageError as error:
            told(error)
    return None


@cases(120)
@given(
    st.one_of(
        st.lists(items, max_size=4),
        st.dictionaries(st.sampled_from(["questions", "ways_forward", "otherwise", "x"]), st.lists(items, max_size=2)),
        values,
    )
)
def test_any_json_is_a_file_of_answers_or_told(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    read(tmp_path_factory.mktemp("answers"), json.dumps(data).encode())


@cases(60)
@given(contents)
def test_any_bytes_are_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    read(tmp_path_factory.mktemp("answers"), content)


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'[{"silent": ' + b"9" * 5_000 + b"}]", b'{"a":' * 50_000, b"\xef\xbb\xbf[]"]
)
def test_depth_and_long_numbers_are_told(tmp_path: Path, content: bytes) -> None:
    assert (read(tmp_path, content) is None) == (content != b"\xef\xbb\xbf[]")


@cases(60)
@given(paths)
def test_a_sound_that_is_no_file_is_told(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("answers")
    found = read(folder, json.dumps([{"wav": name}]).encode())
    if found is not None:
        assert found.items[0].wav is not None
        assert found.items[0].wav.is_file()


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with soon(), pytest.raises(UsageError) as refused:
            read_answers(path)
        told(refused.value)
