"""settings.toml that means harm: it is told with its line, soon, and leads nowhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.house import cases, soon, told
from tests.hostile.nasty import contents, paths, texts, values
from voice_guide.errors import SettingsError, UsageError
from voice_guide.languages import Language
from voice_guide.settings import Settings, load_settings, parse_settings

KEYS = sorted(Settings.__dataclass_fields__)
FILE = "settings.toml"


@cases(150)
@given(st.one_of(st.sampled_from(KEYS), texts), values)
def test_any_value_of_any_key_is_right_or_told(key: str, value: object) -> None:
    with soon():
        try:
            parse_settings(f"{json.dumps(key)} = {json.dumps(value)}\n", file=FILE)
        except SettingsError as error:
            told(error)


@cases(60)
@given(contents)
def test_a_file_of_any_bytes_is_right_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / FILE
    path.write_bytes(content)
    with soon():
        try:
            load_settings(path)
        except SettingsError as error:
            told(error)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "hold = " + "[" * 20_000,
        "patience_seconds = " + "9" * 900,
        "patience_seconds = " + "9" * 5_000,
        "volume = inf",
        "volume = nan",
        "rate_wpm = 0x" + "f" * 800,
        "# " + "x" * 900 + "\n",
    ],
    ids=["a deep key", "deep brackets", "long number", "longer number", "endless", "no number", "hex", "a remark"],
)
def test_size_and_depth_are_bounded(text: str) -> None:
    with soon():
        try:
            parse_settings(text, file=FILE)
        except SettingsError as error:
            told(error)


@pytest.mark.parametrize("kind", ["pipe", "device", "huge"])
def test_what_is_no_small_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / FILE
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(10**10)
    with soon(), pytest.raises(SettingsError) as refused:
        load_settings(path)
    told(refused.value)


@cases(60)
@given(paths)
def test_a_language_is_a_folder_here_and_no_way_out(name: str) -> None:
    for code in (name, f"../{name}", f"en/../{name}", "../languages/en", "/etc"):
        if code in ("en", "EN"):
            continue
        with soon(), pytest.raises(UsageError) as refused:
            Language.load(code)
        told(refused.value)
