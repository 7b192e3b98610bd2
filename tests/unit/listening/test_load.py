"""A folder that is not a model is told in plain words, before any engine sees it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from voice_guide.errors import ModelError, UsageError
from voice_guide.languages import LANGUAGES, fill
from voice_guide.listening.load import NEEDED_FILES, load_recogniser

ERRORS = tomllib.loads((LANGUAGES / "en" / "messages" / "listening.toml").read_text("utf-8"))["errors"]


def looks_like(engine: str, folder: Path) -> Path:
    """A folder with every file that an engine needs, and nothing in them that it could use."""
    for choices in NEEDED_FILES[engine]:
        path = folder / choices[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


@pytest.mark.parametrize("engine", ["vosk", "whisper"])
def test_an_empty_folder_is_not_a_model(engine: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as told:
        load_recogniser(engine, tmp_path, name="some-model", language="en")
    assert told.value.key == "recogniser_not_a_model"
    assert told.value.values["folder"] == tmp_path


@pytest.mark.parametrize("engine", ["vosk", "whisper"])
def test_each_missing_file_is_named(engine: str, tmp_path: Path) -> None:
    for choices in NEEDED_FILES[engine]:
        folder = looks_like(engine, tmp_path / choices[0].replace("/", "-"))
        (folder / choices[0]).write_bytes(b"")  # a download that never began counts as missing
        with pytest.raises(ModelError) as told:
            load_recogniser(engine, folder, name="some-model", language="en")
        assert told.value.values["missing"] == choices[0]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_recogniser("vosk", tmp_path / "nowhere", name="some-model", language="en")


def test_an_unknown_engine_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        load_recogniser("wisper", tmp_path, name="some-model", language="en")
    assert told.value.values == {"engine": "wisper", "known": "vosk, whisper"}


@pytest.mark.parametrize("key", sorted(ERRORS))
def test_every_error_says_what_is_safe_and_what_mends_it(key: str) -> None:
    values = {"model": "M", "folder": "F", "missing": "X", "engine": "E", "known": "K", "language": "L"}
    for part in ("what", "safe", "mend"):
        told = fill(ERRORS[key][part], values)
        assert told
        assert "{" not in told
