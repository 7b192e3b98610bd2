"""The manifest that ships: complete, and nothing fetched without a checksum or a secure address."""

import re
from pathlib import Path

import pytest

from voice_guide.errors import UsageError
from voice_guide.models.manifest import Model, known_models, read_manifest

MODELS = known_models().models
ARCHIVED = [model for model in MODELS if model.archive is not None]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_file_is_pinned(model: Model) -> None:
    pins = [model.archive.sha256] if model.archive else []
    pins += [fact.sha256 for fact in model.package.files.values()] if model.package else []

    assert pins
    assert all(re.fullmatch(r"[0-9a-f]{64}", pin) for pin in pins)
    assert model.size_bytes > 1_000_000
    assert model.licence


@pytest.mark.parametrize("model", ARCHIVED, ids=lambda model: model.name)
def test_archives_come_over_a_secure_line(model: Model) -> None:
    assert model.archive is not None
    assert model.archive.addresses
    assert all(address.startswith("https://") for address in model.archive.addresses)
    assert model.archive.file == f"{model.name}.zip"
    assert model.archive.unpacked_limit_bytes > model.archive.size_bytes


def test_english_prefers_vosk_and_ends_with_what_came_along() -> None:
    engines = [model.engine for model in known_models().for_language("en")]

    assert engines == ["vosk", "vosk", "whisper"]


def test_names_are_told_apart() -> None:
    assert len({model.name for model in MODELS}) == len(MODELS)


def test_an_unknown_name_is_a_wrong_use() -> None:
    with pytest.raises(UsageError) as told:
        known_models().model("vosk-model-martian")

    assert told.value.key == "model_unknown"
    assert "whisper-tiny-en" in str(told.value.values["known"])


def test_a_model_from_nowhere_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "manifest.toml"
    file.write_text('schema = 1\n[[model]]\nname = "a"\nengine = "vosk"\nlanguage = "en"\nlicence = "MIT"\n')

    with pytest.raises(ValueError, match="either an archive or a package"):
        read_manifest(file)


def test_a_newer_manifest_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "manifest.toml"
    file.write_text("schema = 2\nmodel = []\n")

    with pytest.raises(ValueError, match="schema 2"):
        read_manifest(file)
